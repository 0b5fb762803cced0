// Vite's development server, which bundles nothing of a host's but what it depends on: the React host, with no settings
// for this package, wherever Vite keeps what it has bundled. Vite 7 as well where it differs.

import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import * as vite8 from "vite";
import * as vite7 from "vite-7";
import { NEARLY_DONE, testbed, journey, sees, until, visit } from "./support/testbed.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

let all;
before(async () => (all = await testbed()));
after(() => all?.stop());

/** A server that keeps what it bundles in `cacheDir`. The plugin for React is for Vite 8 alone. */
async function serve({ createServer }, cacheDir) {
  const root = here("projects/react");
  const forSandbox = (path) => [path, { target: all.sandbox.url, rewrite: (url) => url.replace(path, "") }];
  const vite = await createServer({
    root,
    ...(createServer === vite7.createServer ? { configFile: false, esbuild: { jsx: "automatic" } } : { configFile: `${root}/vite.config.mjs` }),
    cacheDir,
    mode: "development",
    logLevel: "warn",
    // What an earlier run has bundled may be another package.
    optimizeDeps: { force: true },
    server: { host: "127.0.0.1", port: 0, proxy: Object.fromEntries(["/api", "/sandbox"].map(forSandbox)) },
  });
  await vite.listen();
  return { url: vite.resolvedUrls.local[0], stop: () => vite.close() };
}

const OUTSIDE = here("projects/react/.bundled");
for (const [where, edition, cacheDir, cached, isFound] of [
  ["in its usual place", vite8, undefined, "/.vite/deps/", true],
  ["elsewhere in node_modules, as Nuxt and Storybook do", vite8, here("node_modules/.cache/vite"), "/.cache/vite/deps/", true],
  ["outside node_modules", vite8, OUTSIDE, "/.bundled/deps/", true],
  ["outside node_modules, in Vite 7", vite7, OUTSIDE, "/.bundled/deps/", false],
]) {
  describe(`with its cache ${where}`, () => {
    let web;
    before(async () => (web = await serve(edition, cacheDir)));
    after(async () => {
      await web?.stop();
      if (cacheDir) await rm(cacheDir, { recursive: true, force: true });
    });

    test("the React host goes from the form to Active, and speaks the person's language", async () => {
      // Vite may find another dependency at the first visit, and load the page once more.
      const first = await visit(all, web, `?organisation=${await all.sandbox.organisation(NEARLY_DONE)}`);
      await sees(first.page, { state: "OnboardingInProgress" });
      await first.close();
      const id = await all.sandbox.organisation({ ...NEARLY_DONE, settings: { pendingMs: 300 } });
      const host = await visit(all, web, `?organisation=${id}`);
      await sees(host.page, { state: "OnboardingInProgress" });
      const loaded = await host.page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
      assert.ok(loaded.some((url) => url.includes(`${cached}@dolfin_payment-onboarding`)), "Vite no longer bundles the package there: this test shows nothing");
      await journey(all, host, id);
      if (isFound) {
        await host.page.$eval("dolfin-payment-onboarding", (element) => (element.locale = "de"));
        await until("German", () => host.page.$eval("dolfin-payment-onboarding", ({ shadowRoot }) => shadowRoot.querySelector("section").lang === "de-DE"), { within: 20_000 });
      }
      // Nothing tells where the package is from there: the copy in the script serves, and the developer is told what to do.
      assert.deepEqual(host.heard.filter((line) => !line.includes("register({ assets })")), []);
      assert.equal(host.heard.length, isFound ? 0 : 1);
      await host.close();
    });
  });
}
