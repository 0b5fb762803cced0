// Makes the npm package out of this directory and what wasm-bindgen made: `cargo xtask package` calls it.
// usage: node npm/build.mjs <directory with payment_account.js and payment_account_bg.wasm> <out> <version>

import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { localeFiles, locales } from "./locale-files.mjs";
import { packageJson } from "./package-json.mjs";
import { manifest } from "./reference/manifest.mjs";
import { tables } from "./reference/readme.mjs";
import { TOKENS } from "./reference/styling.mjs";
import { elementTypes, reactTypes } from "./reference/types.mjs";
import { thirdParty } from "./third-party.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { build } = await import(createRequire(here("../tests/e2e/")).resolve("esbuild"));
const [made, out, version] = process.argv.slice(2);

await rm(out, { recursive: true, force: true });
await mkdir(join(out, "jsx"), { recursive: true });

/** The sandbox's stand-in for Connect.js, with whoever answers it as an argument. */
async function standIn() {
  const asset = (name) => readFile(here(`../sandbox/assets/connect/${name}`), "utf8");
  const parts = await Promise.all(["session", "fields", "draw", "form", "element", "global"].map((name) => asset(`${name}.js`)));
  const source = parts.join("").replace("document.currentScript.src", '"https://stand-in.invalid/connect.js"');
  return `export function install(fetch) {\nconst STYLE = ${JSON.stringify(await asset("form.css"))};\n${source}}\n`;
}

/** What wasm-bindgen made, with a guard at the only door to the WebAssembly, and told by us where that is. */
function guard(glue, name) {
  const replace = (glue, ours, by) => {
    if (glue.split(ours).length !== 2) throw new Error(`the glue has no "${ours}"`);
    return glue.replace(ours, by);
  };
  const guarded = replace(glue, "wasm = instance.exports;", "wasm = guarded(instance.exports);");
  return `import { guarded } from "guard";\n${replace(guarded, `module_or_path = new URL('${name}_bg.wasm', import.meta.url);`, "")}`;
}

await mkdir(join(out, "locales"));
const words = async (file) => JSON.parse(await readFile(here(`../core/src/text/locales/${file}`), "utf8"));
for (const file of locales) {
  // American English says only what differs. Whole, it is too long for Vite to put it into everybody's code, as a `data:`
  // address which a strict policy does not let be fetched.
  const others = file.startsWith("en-") ? await words("en-GB.json") : {};
  await writeFile(join(out, "locales", file), JSON.stringify({ ...others, ...(await words(file)) }));
}
// What the style sheets ask for is what the reference lists.
const sheets = await Promise.all((await readdir(here("../style"))).map((file) => readFile(here(`../style/${file}`), "utf8")));
const asked = new Set(sheets.join("").match(/--dolfin-[a-z-]+/g));
const differing = [...TOKENS.map(([name]) => name).filter((name) => !asked.delete(name)), ...asked];
if (differing.length > 0) throw new Error(`npm/reference/styling.mjs and style/ disagree about ${differing.join(", ")}`);

/** Bundles these entries around the WebAssembly of this name, one of `EDITIONS` in `xtask/src/package.rs`. */
const bundle = (entries, wasm, inline) => build({
  entryPoints: Object.fromEntries(entries.map((name) => [name, here(`src/${name}.js`)])),
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  define: { __VERSION__: JSON.stringify(version) },
  external: ["react", "@dolfin/payment-onboarding"],
  metafile: true,
  logLevel: "warning",
  plugins: [{
    name: "made elsewhere",
    setup(esbuild) {
      esbuild.onResolve({ filter: /^\.\/wasm\// }, () => ({ path: join(made, `${wasm}.js`), namespace: "glue" }));
      esbuild.onLoad({ filter: /.*/, namespace: "glue" }, async ({ path }) => ({ contents: guard(await readFile(path, "utf8"), wasm), resolveDir: here("src") }));
      // Written out for each, so that every bundler knows them for files of ours.
      esbuild.onLoad({ filter: /load-wasm\.js$/ }, async ({ path }) => ({
        contents: (await readFile(path, "utf8")).replaceAll("payment_account_bg", `${wasm}_bg`).replaceAll("./inline.js", `./${inline}`),
      }));
      // Stays a module of its own, which bundlers make a chunk of that is loaded only where it is needed.
      esbuild.onResolve({ filter: /^\.\/[a-z-]*inline\.js$/ }, ({ path }) => ({ path, external: true }));
      esbuild.onResolve({ filter: /^guard$/ }, () => ({ path: here("src/guard.js") }));
      esbuild.onResolve({ filter: /^stand-in$/ }, ({ path }) => ({ path, namespace: "sandbox" }));
      esbuild.onResolve({ filter: /^locale-files$/ }, ({ path }) => ({ path, namespace: "words" }));
      esbuild.onLoad({ filter: /.*/, namespace: "words" }, () => ({ contents: localeFiles }));
      esbuild.onLoad({ filter: /.*/, namespace: "sandbox" }, async () => ({ contents: await standIn() }));
    },
  }],
});
const EDITIONS = [
  { entries: ["index", "react", "testing"], wasm: "payment_account", inline: "inline.js" },
  { entries: ["status"], wasm: "payment_status", inline: "status-inline.js" },
  { entries: ["headless"], wasm: "payment_headless", inline: "headless-inline.js" },
];
for (const { entries, wasm, inline } of EDITIONS) {
  const { metafile } = await bundle(entries, wasm, inline);
  const [main] = entries;
  // Written out like this, every bundler knows it for a file of ours.
  const script = await readFile(join(out, `${main}.js`), "utf8");
  if (!script.includes(`new URL("./${wasm}_bg.wasm",import.meta.url)`)) throw new Error("the way to the WebAssembly has changed");
  const bytes = await readFile(join(made, `${wasm}_bg.wasm`));
  await writeFile(join(out, `${wasm}_bg.wasm`), bytes);
  // As for the app's glue (`dist.mjs`): a browser that loads this very file compiles it while it comes.
  await writeFile(join(out, `${main}.js`), `//# allFunctionsCalledOnLoad\n${script}`);
  // For a page that must do with one request, or a tool that cannot ship a file: `register({ wasm })`.
  await writeFile(join(out, inline), `export const wasm=Uint8Array.from(atob("${bytes.toString("base64")}"),(c)=>c.charCodeAt(0));\n`);
  for (const file of Object.keys(metafile.outputs)) console.log(relative(out, file));
}
// A server component may use these, and React is told so by the first line.
if (!(await readFile(join(out, "react.js"), "utf8")).startsWith('"use client";')) throw new Error("react.js no longer begins with \"use client\"");

await cp(here("types"), out, { recursive: true });
// Of the same name as its file, for who resolves types without `exports`.
for (const edition of ["status", "headless"]) {
  for (const kind of ["inline", "wasm"]) await cp(here(`types/${kind}.d.ts`), join(out, `${edition}-${kind}.d.ts`));
}
await writeFile(join(out, "elements.d.ts"), elementTypes());
await writeFile(join(out, "react.d.ts"), reactTypes());
await writeFile(join(out, "custom-elements.json"), `${JSON.stringify(manifest(), null, 2)}\n`);
await cp(here("../LICENSE"), join(out, "LICENSE"));
const { notices, list } = await thirdParty("element");
await writeFile(join(out, "third-party-notices.txt"), notices);
await writeFile(join(out, "bom.cdx.json"), list);
const guide = await readFile(here("README.md"), "utf8");
if (!guide.includes(tables())) throw new Error("npm/README.md no longer says what npm/reference does: node npm/reference/readme.mjs");
await writeFile(join(out, "README.md"), guide);

const jsx = (await readdir(here("types/jsx"))).map((file) => file.replace(".d.ts", ""));
await writeFile(join(out, "package.json"), `${JSON.stringify(packageJson(version, jsx), null, 2)}\n`);

const hash = async (file) => `sha384-${createHash("sha384").update(await readFile(join(out, file))).digest("base64")}`;
const served = [...EDITIONS.flatMap(({ entries, wasm, inline }) => [...entries.map((name) => `${name}.js`), `${wasm}_bg.wasm`, inline]), ...locales.map((file) => `locales/${file}`)];
const integrity = Object.fromEntries(await Promise.all(served.map(async (file) => [file, await hash(file)])));
await writeFile(join(out, "integrity.json"), `${JSON.stringify(integrity, null, 2)}\n`);
// PCI DSS 6.4.3: every script, with why it is there and how its integrity is assured.
await writeFile(join(out, "script-inventory.json"), `${JSON.stringify([
  { script: "index.js", origin: "the host", reason: "Registers the elements.", integrity: integrity["index.js"] },
  { script: "payment_account_bg.wasm", origin: "the host", reason: "The component.", integrity: integrity["payment_account_bg.wasm"] },
  {
    script: "inline.js",
    origin: "the host",
    reason: "The component once more, as a script.",
    when: "Only where payment_account_bg.wasm is not found, or where the host imports it.",
    integrity: integrity["inline.js"],
  },
  ...EDITIONS.slice(1).flatMap(({ entries: [name], wasm, inline }) => [`${name}.js`, `${wasm}_bg.wasm`, inline].map((script) => ({
    script, origin: "the host", reason: "The component with less in it.", when: `Only where the host imports the entry "${name}".`, integrity: integrity[script],
  }))),
  {
    script: "https://connect-js.stripe.com/v1.0/connect.js",
    origin: "Stripe",
    reason: "Stripe's embedded onboarding form. Loaded by the onboarding element or mountForm() when the form is opened.",
    integrity: null,
    why: "Stripe serves a moving file from an unversioned path: no hash can be given. The address is fixed and no other is ever loaded.",
  },
], null, 2)}\n`);
