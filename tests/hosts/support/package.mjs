// The package's files, to be served as a page without tools needs them.

import { readFile, readdir } from "node:fs/promises";
import { extname, join } from "node:path";

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };

export async function files(directory, at = "/package/") {
  const names = (await readdir(directory, { recursive: true })).filter((name) => extname(name) in TYPES);
  const served = names.map(async (name) => [
    `${at}${name}`,
    { type: TYPES[extname(name)], body: await readFile(join(directory, name)) },
  ]);
  return Object.fromEntries(await Promise.all(served));
}
