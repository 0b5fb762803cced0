// Makes what wasm-bindgen made smaller: what nobody calls goes, and names that only the two files share become short.
// usage: node npm/shrink.mjs <glue> <WebAssembly>; wasm-opt and wasm-metadce are found by the PATH.
//
// Leptos brings along a crate for streams, which exports classes that nothing here constructs, and an export keeps its
// code alive: the app has them, the package does without Leptos. And every import is called by a name with a hash in
// it, once in each file: nothing compresses a hash.

import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [glueFile, wasmFile] = process.argv.slice(2);
const work = await mkdtemp(join(tmpdir(), "shrink-"));
const at = (name) => join(work, name);
const run = (tool, ...given) => execFileSync(tool, given, { encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "inherit"] });
/** What wasm-opt reads from the module itself and wasm-metadce has to be told. */
const FEATURES = ["reference-types", "multivalue", "bulk-memory", "sign-ext", "nontrapping-float-to-int", "mutable-globals"]
  .map((name) => `--enable-${name}`);

const glue = (await readFile(glueFile, "utf8"))
  .replace(/export class IntoUnderlying\w+ \{[^]*?\n\}\n/g, "")
  // What is freed here, is freed by name.
  .replace(/^if \(Symbol\.dispose\).*\n/gm, "")
  .replace(/const IntoUnderlying\w+Finalization[^]*?;\n/g, "");
if (glue.includes("IntoUnderlying")) throw new Error("the classes for streams are needed now, or look different");

// What the glue does not call, nobody does.
const called = [...new Set([...glue.matchAll(/\bwasm\.(\w+)/g)].map(([, name]) => name))];
const graph = [
  { name: "the glue", root: true, reaches: called.map((name) => `export ${name}`) },
  ...called.map((name) => ({ name: `export ${name}`, export: name })),
];
await writeFile(at("graph.json"), JSON.stringify(graph));
run("wasm-metadce", wasmFile, "--graph-file", at("graph.json"), "--output", at("called.wasm"), ...FEATURES);
// Control flow built anew finds what the compiler's hid, and each time over finds what the last has made room for.
// Nothing lies below address 1024 but the far end of Rust's stack, so what is added to an address can be an offset.
const passes = ["-Oz", "--flatten", "--rereloop", "-Oz", "-Oz", "--low-memory-unused"];
run("wasm-opt", ...passes, at("called.wasm"), "--output", at("small.wasm"));
const names = JSON.parse(run("wasm-opt", at("small.wasm"), "--minify-imports-and-exports-and-modules", "--output", at("named.wasm")));
run("wasm-opt", at("named.wasm"), "--strip-producers", "--emit-text", "--output", at("named.wat"));
await writeFile(at("sorted.wat"), sorted(await readFile(at("named.wat"), "utf8")));
run("wasm-opt", ...FEATURES, at("sorted.wat"), "--strip-target-features", "--output", wasmFile);
await rm(work, { recursive: true });

/**
 * The module with its functions in the order of their text. Which order they have is all the same to WebAssembly, but
 * brotli finds what is alike where it stands close together: the app's WebAssembly is 121.1 kB and not 123.8.
 */
function sorted(module) {
  const [head, ...functions] = module.split(/^(?= \(func )/m);
  const end = functions.at(-1).search(/^ \)\n/m) + " )\n".length;
  const tail = functions.at(-1).slice(end);
  functions.push(functions.pop().slice(0, end));
  const text = (function_) => function_.replaceAll(/\$\d+/g, "");
  const inOrder = functions.map((whole) => [text(whole), whole]).sort(([one], [other]) => (one < other ? -1 : 1));
  return head + inOrder.map(([, whole]) => whole).join("") + tail;
}

const [[file]] = names.imports;
let short = glue.replace(`"${file}": import0`, "a: import0");
const swap = (long, brief) => {
  const parts = short.split(long);
  if (parts.length < 2) throw new Error(`the glue has no "${long}"`);
  short = parts.join(brief);
};
for (const [, long, brief] of names.imports) swap(`\n        ${long}: function(`, `\n        ${brief}: function(`);
const exported = new Map(names.exports);
short = short.replace(/\bwasm\.(\w+)/g, (_all, long) => {
  if (!exported.has(long)) throw new Error(`the WebAssembly has no "${long}"`);
  return `wasm.${exported.get(long)}`;
});
// Whoever begins it here says where the WebAssembly is, in an object: the older way, and what warns of it, go.
const swapText = (pattern, brief) => {
  if (!pattern.test(short)) throw new Error(`the glue has no ${pattern}`);
  short = short.replace(pattern, brief);
};
swapText(/if \(module_or_path !== undefined\) \{\n {8}if \(Object[^]*?\n {4}\}\n/, "({ module_or_path } = module_or_path);\n");
// An answer that is a success is of one of the types that are looked for.
swapText(/ *const validResponse = .*\n/, "");
swapText(/validResponse && /, "");
swapText(/\n {4}function expectedResponseType[^]*?\n {4}\}\n/, "");
swapText(/\$\{module\.status\} \$\{module\.statusText\} fetching '\$\{module\.url\}'/, "${module.status} ${module.url}");
swapText(/console\.warn\("`WebAssembly\.instantiateStreaming[^]*?, e\);/, 'console.warn("The WebAssembly starts more slowly where it is not served as application/wasm.", e);');
await writeFile(glueFile, short);
