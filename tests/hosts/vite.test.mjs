// Vite's development server, which bundles nothing of a host's but what it depends on: the React host, with no settings
// for this package.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";
import { NEARLY_DONE, house, journey, sees, until, visit } from "./support/house.mjs";

let all;
let vite;
let web;
before(async () => {
  all = await house();
  const root = fileURLToPath(new URL("react", import.meta.url));
  const forSandbox = (path) => [path, { target: all.sandbox.url, rewrite: (url) => url.replace(path, "") }];
  vite = await createServer({
    root,
    configFile: `${root}/vite.config.mjs`,
    mode: "development",
    logLevel: "warn",
    // What an earlier run has bundled may be another package.
    optimizeDeps: { force: true },
    server: { host: "127.0.0.1", port: 0, proxy: Object.fromEntries(["/api", "/sandbox"].map(forSandbox)) },
  });
  await vite.listen();
  web = { url: vite.resolvedUrls.local[0] };
});
after(async () => {
  await vite?.close();
  await all?.stop();
});

test("the React host goes from the form to Active, and speaks the person's language", async () => {
  const id = await all.sandbox.organisation({ ...NEARLY_DONE, settings: { pendingMs: 300, token: "a-token" } });
  const host = await visit(all, web, `?organisation=${id}`);
  // Vite may find another dependency at the first visit, and load the page once more.
  await sees(host.page, { state: "OnboardingInProgress" });
  const loaded = await host.page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  assert.ok(loaded.some((url) => url.includes("/.vite/deps/@dolfin_payment-onboarding")), "Vite no longer bundles the package: this test shows nothing");
  await journey(all, host, id);
  await host.page.$eval("dolfin-payment-onboarding", (element) => (element.locale = "de"));
  await until("German", () => host.page.$eval("dolfin-payment-onboarding", ({ shadowRoot }) => shadowRoot.querySelector("section").lang === "de-DE"), { within: 20_000 });
  assert.deepEqual(host.heard, []);
  await host.close();
});
