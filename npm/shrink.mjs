// Makes what wasm-bindgen made smaller: names that only the two files share become short. Every import is called by a
// name with a hash in it, once in each file, and nothing compresses a hash.
// usage: node npm/shrink.mjs <directory with payment_account.js and payment_account_bg.wasm>; wasm-opt is found by the PATH.

import { execFileSync } from "node:child_process";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

const [made] = process.argv.slice(2);
const at = (name) => join(made, name);
const [glueFile, wasmFile] = [at("payment_account.js"), at("payment_account_bg.wasm")];
const optimised = (from, to, ...how) => execFileSync("wasm-opt", [from, "--output", to, ...how], { encoding: "utf8" });

// Twice: the second time finds what the first has made room for.
optimised(wasmFile, at("small.wasm"), "-Oz", "-Oz");
// Prints what it has called anew.
const names = JSON.parse(optimised(at("small.wasm"), at("short.wasm"), "--minify-imports-and-exports-and-modules"));
await rename(at("short.wasm"), wasmFile);

let glue = await readFile(glueFile, "utf8");
const swap = (long, brief) => {
  const parts = glue.split(long);
  if (parts.length !== 2) throw new Error(`the glue has not one "${long}"`);
  glue = parts.join(brief);
};
swap('"./payment_account_bg.js": import0', "a: import0");
for (const [, long, brief] of names.imports) swap(`\n        ${long}: function(`, `\n        ${brief}: function(`);
const exported = new Map(names.exports);
glue = glue.replace(/\bwasm\.(\w+)/g, (_all, long) => {
  if (!exported.has(long)) throw new Error(`the WebAssembly has no "${long}"`);
  return `wasm.${exported.get(long)}`;
});
await writeFile(glueFile, glue);
