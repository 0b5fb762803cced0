// Texts that are kept beside the tests and reviewed like code. A test compares what it has seen with them; with WRITE=1
// in the environment (`cargo xtask gallery --texts`) it writes them anew instead.

import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** Compares `text` with the file `path` of `tests/e2e`, or writes it there. */
export async function sameAsWritten(path, text) {
  const file = fileURLToPath(new URL(`../${path}`, import.meta.url));
  if (process.env.WRITE) {
    await mkdir(dirname(file), { recursive: true });
    return writeFile(file, text);
  }
  const written = await readFile(file, "utf8").catch(() => "");
  return assert.equal(text, written, `${path} reads otherwise now; if that is right, write it anew: cargo xtask gallery --texts`);
}
