// Makes the standalone app that Trunk has built smaller, as the package is. `Trunk.toml` calls it; what is served while
// somebody works on it stays as it is.
//
// The two files get names of what they hold now: under the old ones a cache may have something else.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, readdir, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const { PATH, TRUNK_PROFILE, TRUNK_STAGING_DIR: dist } = process.env;
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const tools = here("../tests/e2e/node_modules/.bin");
if (TRUNK_PROFILE !== "release") process.exit();
if (!existsSync(tools)) {
  console.warn("The app works, and is some KB larger than it need be: `npm ci` in tests/e2e brings the tools to shrink it.");
  process.exit();
}

const files = (await readdir(dist)).filter((name) => /^dolfin-payment-onboarding-\w+\.(js|wasm)$/.test(name)).sort();
// Another page of this house's, such as the example's, is its own affair.
if (files.length === 0) process.exit();
if (files.length !== 2) throw new Error(`expected the app's two files, and found ${files.join(", ") || "none"}`);
const [glue, wasm] = files.map((name) => join(dist, name));
const hashes = () => Promise.all([glue, wasm].map(async (file) => createHash("sha384").update(await readFile(file)).digest("base64")));

const before = await hashes();
execFileSync(process.execPath, [here("shrink.mjs"), glue, wasm], {
  env: { ...process.env, PATH: [tools, PATH].join(delimiter) },
  stdio: "inherit",
});
const { transform } = await import(createRequire(here("../tests/e2e/")).resolve("esbuild"));
const { code } = await transform(await readFile(glue, "utf8"), { minify: true, format: "esm", target: "es2022", legalComments: "none" });
await writeFile(glue, code);
const after = await hashes();

let page = await readFile(join(dist, "index.html"), "utf8");
const swap = (old, fresh) => {
  if (!page.includes(old)) throw new Error(`the page does not mention ${old}`);
  page = page.replaceAll(old, fresh);
};
before.forEach((old, index) => swap(old, after[index]));
const stem = createHash("sha256").update(after.join()).digest("hex").slice(0, 16);
const [, oldStem] = files[0].match(/-(\w+)\.js$/);
swap(oldStem, stem);
await writeFile(join(dist, "index.html"), page);
for (const name of files) await rename(join(dist, name), join(dist, name.replace(oldStem, stem)));
