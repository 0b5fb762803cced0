// Installs the packed package the way npm would lay it out, and builds each host of `examples/hosts` that is light enough
// with its own tool. They stand in `projects` for that, where they find the packages of the tests.
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

const projects = here("projects");
await rm(projects, { recursive: true, force: true });
// Without its package.json a project is a part of this one, and Vite serves it what is installed here.
const isSource = (path) => !/\/(?:node_modules|package\.json)$/.test(path);
for (const host of ["react", "vue", "webpack"]) {
  await cp(here(`../../examples/hosts/${host}`), join(projects, host), { recursive: true, filter: isSource });
}

for (const [host, edition] of [["react", "development"], ["vue", "production"]]) {
  // StrictMode starts each effect twice in React's development edition alone.
  process.env.NODE_ENV = edition;
  const root = join(projects, host);
  await build({ root, mode: edition, configFile: join(root, "vite.config.mjs"), logLevel: "warn", build: { outDir: join(out, host), emptyOutDir: true } });
}

await rm(join(out, "webpack"), { recursive: true, force: true });
const stats = await new Promise((done, failed) => {
  const settings = { mode: "production", context: join(projects, "webpack"), entry: "./main.js", output: { path: join(out, "webpack") }, performance: { hints: false } };
  webpack(settings, (error, stats) => (error ? failed(error) : done(stats)));
});
if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString("errors-warnings"));
await cp(join(projects, "webpack/index.html"), join(out, "webpack/index.html"));
