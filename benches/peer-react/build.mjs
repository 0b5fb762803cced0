// Builds the peer as one would: bundled, minified, for production. usage: node benches/peer-react/build.mjs <out>

import { copyFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { build } = await import(createRequire(here("../../tests/e2e/")).resolve("esbuild"));
const [out] = process.argv.slice(2);
await build({
  entryPoints: [here("main.jsx"), here("main.css")],
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "none",
  logLevel: "warning",
});
await copyFile(here("index.html"), join(out, "index.html"));
