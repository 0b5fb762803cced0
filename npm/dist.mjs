// Makes the standalone app that Trunk has built smaller, as the package is, its page too, and puts the early start into
// that. `Trunk.toml` calls it; what is served while somebody works on it stays as it is.
//
// The two files get names of what they hold now: under the old ones a cache may have something else.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, readdir, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { thirdParty } from "./third-party.mjs";

const { PATH, TRUNK_PROFILE, TRUNK_STAGING_DIR: dist } = process.env;
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const tools = here("../tests/e2e/node_modules/.bin");
if (TRUNK_PROFILE !== "release") process.exit();
if (!existsSync(tools)) {
  console.warn("The app works, and is a good deal larger than it need be: `npm ci` in tests/e2e brings the tools to shrink it.");
  process.exit();
}

const files = (await readdir(dist)).filter((name) => /^dolfin-payment-onboarding-\w+\.(js|wasm)$/.test(name)).sort();
// Another page of this house's, such as the example's, is its own affair.
if (files.length === 0) process.exit();
if (files.length !== 2) throw new Error(`expected the app's two files, and found ${files.join(", ") || "none"}`);
const [glue, wasm] = files.map((name) => join(dist, name));
const hashes = () => Promise.all([glue, wasm].map(async (file) => createHash("sha384").update(await readFile(file)).digest("base64")));

execFileSync(process.execPath, [here("shrink.mjs"), glue, wasm], {
  env: { ...process.env, PATH: [tools, PATH].join(delimiter) },
  stdio: "inherit",
});
const { build, transform } = await import(createRequire(here("../tests/e2e/")).resolve("esbuild"));
const small = await transform(await readFile(glue, "utf8"), { minify: true, format: "esm", target: "es2022", legalComments: "none" });
// Nearly all of it is called while the page opens: Chromium compiles it while it comes, and not piece by piece when the
// page is busy. By `cargo xtask bench visit` that is a twelfth of the main thread's work until an element's form stands.
await writeFile(glue, `//# allFunctionsCalledOnLoad\n${small.code}`);
const after = await hashes();

let page = await readFile(join(dist, "index.html"), "utf8");
const swap = (old, fresh) => {
  if (!page.includes(old)) throw new Error(`the page does not mention ${old}`);
  // A function, for in a text `$&` would be what was found, and minified code has names like `$`.
  page = page.replaceAll(old, () => fresh);
};
// Trunk knows no hash of what it has not made: these are put in, not swapped.
swap('rel="modulepreload"', `rel="modulepreload" integrity="sha384-${after[0]}"`);
swap(`${files[1]}")`, `${files[1]}", { integrity: "sha384-${after[1]}" })`);
// What is written for people to read need not be downloaded. The page's own script is for older browsers than the module's.
page = page.replace(/^\s*<!--(?! early start )[^]*?-->\n/gm, "");
for (const [whole, tag, attributes, text] of page.matchAll(/<(script|style)([^>]*)>([^]*?)<\/\1>/g)) {
  const { code } = await transform(text, tag === "style" ? { loader: "css", minify: true } : { minify: true, target: attributes ? "es2022" : "es2017" });
  page = page.replace(whole, () => `<${tag}${attributes}>${code.trim()}</${tag}>`);
}
// The build for the sandbox takes a stand-in for Stripe's script, and its WebAssembly says so.
const isForSandbox = (await readFile(wasm)).includes("/sandbox/connect.js");
const define = { STAND_IN: String(isForSandbox) };
const { outputFiles } = await build({ define, entryPoints: [here("src/page-start.js")], bundle: true, minify: true, format: "iife", target: "es2022", write: false });
swap("<!-- early start -->", `<script>${outputFiles[0].text.trim()}</script>`);
const stem = createHash("sha256").update(after.join()).digest("hex").slice(0, 16);
const [, oldStem] = files[0].match(/-(\w+)\.js$/);
swap(oldStem, stem);
await writeFile(join(dist, "index.html"), page);
await writeFile(join(dist, "headers.json"), `${JSON.stringify(headersFor(page), null, 2)}\n`);
const { notices, list } = await thirdParty("app");
await writeFile(join(dist, "third-party-notices.txt"), notices);
await writeFile(join(dist, "bom.cdx.json"), list);
for (const name of files) await rename(join(dist, name), join(dist, name.replace(oldStem, stem)));

/** What a server must send with this very page for everything in it to run, and nothing else. */
function headersFor(page) {
  const hashes = (tag) =>
    [...page.matchAll(new RegExp(`<${tag}(?: [^>]*)?>([^]*?)</${tag}>`, "g"))]
      .map(([, text]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`)
      .join(" ");
  const stripe = "https://connect-js.stripe.com https://js.stripe.com";
  const policy = {
    "default-src": "'none'",
    "script-src": `'self' 'wasm-unsafe-eval' ${hashes("script")} ${stripe}`,
    // The last one is the style that Stripe's script puts into the page.
    "style-src": `'self' ${hashes("style")} 'sha256-0hAheEzaMe6uXIKV4EehS9pu1am1lj/KnnzrOYqckXk='`,
    "img-src": "'self' https://*.stripe.com",
    // With an API on another site, its origin belongs here too.
    "connect-src": "'self'",
    "frame-src": stripe,
    "base-uri": "'self'",
    "form-action": "'self'",
    // Nobody else's page draws over it.
    "frame-ancestors": "'self'",
  };
  return {
    "content-security-policy": Object.entries(policy).map((parts) => parts.join(" ")).join("; "),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  };
}
