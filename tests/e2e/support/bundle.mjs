// Bundles a test's own page script, npm packages included.

import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** The bundle of `tests/e2e/<path>`, as text. */
export async function bundle(path) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../${path}`, import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": JSON.stringify("development") },
    logLevel: "silent",
  });
  return outputFiles[0].text;
}
