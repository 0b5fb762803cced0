// Bundles a test's own page script, npm packages included.

import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** The bundle of `tests/e2e/<path>`, as text, in the given edition of the packages that have more than one. */
export async function bundle(path, { edition = "development" } = {}) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../${path}`, import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": JSON.stringify(edition) },
    minify: edition === "production",
    logLevel: "silent",
  });
  return outputFiles[0].text;
}
