// Installs the packed package the way npm would lay it out, and builds each host with its own tool.
// usage: node tests/hosts/build.mjs <tarball> <out>

import { execFileSync } from "node:child_process";
import { cp, mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import webpack from "webpack";
import { build } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const [tarball, out] = process.argv.slice(2).map((path) => resolve(path));

// Not `npm install`: the tarball is another one each time, and nothing else has to be asked for.
const installed = here("node_modules/@dolfin/payment-onboarding");
await rm(installed, { recursive: true, force: true });
await mkdir(installed, { recursive: true });
execFileSync("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"]);

for (const [host, edition] of [["react", "development"], ["vue", "production"]]) {
  // StrictMode starts each effect twice in React's development edition alone.
  process.env.NODE_ENV = edition;
  const root = here(host);
  await build({ root, mode: edition, configFile: join(root, "vite.config.mjs"), logLevel: "warn", build: { outDir: join(out, host), emptyOutDir: true } });
}

await rm(join(out, "webpack"), { recursive: true, force: true });
const stats = await new Promise((done, failed) => {
  const settings = { mode: "production", context: here("webpack"), entry: "./main.js", output: { path: join(out, "webpack") }, performance: { hints: false } };
  webpack(settings, (error, stats) => (error ? failed(error) : done(stats)));
});
if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString("errors-warnings"));
await cp(here("webpack/index.html"), join(out, "webpack/index.html"));
