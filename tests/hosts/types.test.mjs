// The package's types, read by `tsc --strict` as a host's own: what must compile compiles, what must not does not.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

for (const [version, compiler] of [["5.9", "typescript"], ["7", "typescript-7"]]) {
  test(`plain TypeScript, React, Preact, Vue and Svelte, in TypeScript ${version}`, async () => {
    const run = promisify(execFile)(process.execPath, [here(`node_modules/${compiler}/bin/tsc`), "-p", here("types")]);
    const { stdout } = await run.catch((failed) => failed);
    assert.equal(stdout, "");
  });
}

test("importing on a server does nothing, and registering neither", async () => {
  const script = `
    const before = Object.getOwnPropertyNames(globalThis).length;
    const pure = await import("@dolfin/payment-onboarding");
    await import("@dolfin/payment-onboarding/testing");
    pure.register();
    const there = await pure.preload();
    console.log(there, Object.getOwnPropertyNames(globalThis).length - before);`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], { cwd: here(".") });
  assert.equal(stdout.trim(), "false 0");
  assert.equal(stderr, "");
});
