// A host built by esbuild, as Angular's are: it copies no files, and leaves `new URL(…, import.meta.url)` as it stands.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { NEARLY_DONE, PACKAGE, testbed, journey, sees, until, visit } from "./support/testbed.mjs";
import { files } from "./support/package.mjs";

const { build } = await import(createRequire(new URL("../e2e/", import.meta.url)).resolve("esbuild"));
const PAGE = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Built by esbuild</title><link rel="icon" href="data:,"></head>
<body><dolfin-payment-onboarding publishable-key="pk_test_x" api-base="/api"></dolfin-payment-onboarding>
<script type="module" src="/main.js"></script></body></html>`;

let all;
before(async () => (all = await testbed()));
after(() => all?.stop());

/** The built host as files to serve; what is not there is the page, as with any host whose routes are the browser's. */
async function built(options) {
  const contents = `
    import { register } from "@dolfin/payment-onboarding";
    document.querySelector("dolfin-payment-onboarding").organisationId = new URLSearchParams(location.search).get("organisation");
    register(${JSON.stringify(options)});`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)), sourcefile: "main.js" },
    outdir: "/", bundle: true, splitting: true, minify: true, write: false, format: "esm", entryNames: "main",
  });
  const scripts = outputFiles.map(({ path, text }) => [path, { type: "text/javascript", body: text }]);
  return { scripts: Object.fromEntries(scripts), page: { body: PAGE } };
}

test("without any setting it goes from the form to Active, and the developer is told what to do", async () => {
  const { scripts, page } = await built();
  const web = await all.web({ files: { ...scripts, "/": page, "/payment_account_bg.wasm": page } });
  const id = await all.sandbox.organisation(NEARLY_DONE);
  const host = await visit(all, web, `?organisation=${id}`);
  await sees(host.page, { state: "OnboardingInProgress" });
  await journey(all, host, id);
  assert.equal(host.heard.length, 1);
  assert.match(host.heard[0], /^warn: dolfin: .*payment_account_bg.wasm is not the WebAssembly.*register\(\{ assets \}\)/);
  await host.close();
});

test("told where the files are it takes the WebAssembly and the languages from there", async () => {
  const { scripts, page } = await built({ assets: "/dolfin/" });
  const web = await all.web({ files: { ...scripts, "/": page, ...(await files(PACKAGE, "/dolfin/")) } });
  const id = await all.sandbox.organisation(NEARLY_DONE);
  const host = await visit(all, web, `?organisation=${id}`);
  await sees(host.page, { state: "OnboardingInProgress" });
  await host.page.$eval("dolfin-payment-onboarding", (element) => (element.locale = "de"));
  await until("German", () => host.page.$eval("dolfin-payment-onboarding", ({ shadowRoot }) => shadowRoot.querySelector("section").lang === "de-DE"), { within: 20_000 });
  const loaded = await host.page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname));
  assert.ok(loaded.includes("/dolfin/payment_account_bg.wasm"));
  // The copy in the script is for where the file is not.
  assert.equal(loaded.filter((path) => path.endsWith(".js") && path !== "/v1.0/connect.js").length, 1);
  assert.deepEqual(host.heard, []);
  await host.close();
});
