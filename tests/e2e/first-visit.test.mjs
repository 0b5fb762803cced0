// What a first visit costs, as far as it can be counted; the requests are counted in `early-start.test.mjs`, and what an
// answer changes in `watch-*.test.mjs`. How long it takes is measured by `cargo xtask bench visit`.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { useApp } from "./app/app.mjs";
import { until } from "./support/browser.mjs";

const app = useApp();

const CONFIG = { publishableKey: "pk_test_sandbox", connectScript: "/sandbox/connect.js" };
const stands = () => until("the form", () => app.form.currentHeading(), { within: 10_000 });

/** Notes each state that is drawn, in order. */
function noteStates() {
  window.states = [];
  new MutationObserver(() => {
    const state = document.querySelector("[data-testid=payment-account-status]:not([hidden])")?.dataset.state;
    if (state && state !== window.states.at(-1)) window.states.push(state);
  }).observe(document, { subtree: true, childList: true, attributes: true });
}

/** Keeps back each request whose address ends so, until what is returned is called. */
async function hold(end) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await app.page.setRequestInterception(true);
  app.page.on("request", async (request) => {
    if (request.url().endsWith(end)) await released;
    request.continue();
  });
  return release;
}

describe("a first visit", () => {
  test("draws the answer first, where it is there before the WebAssembly", async () => {
    const { page } = app;
    const id = await app.sandbox.organisation();
    const release = await hold(".wasm");
    await page.evaluateOnNewDocument(noteStates);
    await app.open(`organisations/${id}/payment-account`, { config: CONFIG });
    const isAnswered = () => performance.getEntriesByType("resource").some(({ name, responseEnd }) => name.endsWith("/status") && responseEnd > 0);
    await until("the answer", () => page.evaluate(isAnswered));
    release();
    await stands();
    const states = await page.evaluate(() => window.states);
    assert.ok(states.length > 0 && !states.includes("loading"), states.join());
  });

  test("shows that it waits, where the answer is slow", async () => {
    const id = await app.sandbox.organisation();
    const release = await hold("/status");
    await app.page.evaluateOnNewDocument(noteStates);
    await app.open(`organisations/${id}/payment-account`, { config: CONFIG });
    const states = () => app.page.evaluate(() => window.states);
    await until("the wait", async () => (await states())[0] === "loading", { within: 20_000 });
    release();
    await until("the answer", async () => (await states()).length > 1);
  });

  test("computes styles and lays out a few times until the form stands", async () => {
    const id = await app.sandbox.organisation();
    await app.open(`organisations/${id}/payment-account`, { config: CONFIG });
    await stands();
    const { RecalcStyleCount: styles, LayoutCount: layouts } = await app.page.metrics();
    // About twice what it takes, which is 13 and 5; one animation on the main thread goes far beyond.
    assert.ok(styles <= 26 && layouts <= 10, `${styles} calculations of styles, ${layouts} layouts`);
  });
});
