// In which of the page's tasks a mount asks for the session, and in which Stripe's element stands: the same on every
// machine, however busy. How long it takes is for `cargo xtask bench visit`.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { App, STRIPE, house } from "./bridge/app.mjs";
import { until } from "./support/browser.mjs";

let all;
let script;
before(async () => {
  const recorder = await readFile(new URL("bridge/recorder.js", import.meta.url), "utf8");
  const begun = "this.started = true;";
  script = `window.mark("script");${recorder.replace(begun, `${begun} window.mark("stood");`)}`;
  all = await house();
});
after(() => all?.stop());

/** Runs in the page: notes in which task each thing happened first. */
const trace = () => {
  // The recorder's own list.
  window.trace = [];
  let task = 0;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => (task += 1);
  window.mark = (name) => {
    if (name in window.marks) return;
    window.marks[name] = task;
    // Before any task that is not begun yet.
    port2.postMessage(0);
  };
  window.restart = () => {
    window.marks = {};
    window.mark("mounted");
  };
  window.marks = {};
  const { fetch } = window;
  window.fetch = function (...given) {
    if (String(given[0]?.url ?? given[0]).endsWith("/session")) window.mark("asked");
    return fetch.apply(this, given);
  };
};

// An address that mounts nothing, of the same route: the router has nothing left to do.
const NOWHERE = "/organisations/none/payment-account";
/** Runs in the page. */
const go = (path) => {
  history.pushState(null, "", path);
  window.restart();
  dispatchEvent(new PopStateEvent("popstate"));
};

async function mount(app) {
  await app.page.evaluate(go, `/organisations/${await all.sandbox.organisation()}/payment-account`);
  return until("the element", () => app.page.evaluate(() => "stood" in window.marks && window.marks), { within: 20_000 });
}

async function leave(app) {
  await app.page.waitForSelector("[data-testid=requirement], [data-state=NotStarted]");
  await app.page.evaluate(go, NOWHERE);
  await app.page.waitForSelector("[data-testid=page-message]");
}

for (const [name, { delay, isSecond }] of [
  ["the first mount of a page, with a fast script", { delay: 0 }],
  ["the first mount of a page, with a slow script", { delay: 1_000 }],
  ["a further mount in the same page", { delay: 0, isSecond: true }],
]) {
  test(`${name}: the session is asked for in the mount's own task, and the element stands in the task that brings the script`, async () => {
    const app = await App.in(all);
    const cdp = await app.page.createCDPSession();
    await cdp.send("Fetch.enable", { patterns: [{ urlPattern: STRIPE }] });
    cdp.on("Fetch.requestPaused", ({ requestId }) => setTimeout(() => cdp.send("Fetch.fulfillRequest", {
      requestId,
      responseCode: 200,
      responseHeaders: [{ name: "content-type", value: "text/javascript" }],
      body: Buffer.from(script).toString("base64"),
    }), delay));
    await app.page.evaluateOnNewDocument(trace);
    await app.page.evaluateOnNewDocument((config) => (window.__PAYMENTS_CONFIG__ = config), { connectScript: STRIPE });
    await app.page.goto(new URL(NOWHERE, all.web.url).href);
    await app.page.waitForSelector("[data-testid=page-message]");
    if (isSecond) {
      await mount(app);
      await leave(app);
    }
    const { mounted, asked, script: brought = mounted, stood } = await mount(app);
    assert.equal(asked, mounted);
    assert.equal(stood, brought);
    await app.page.close();
  });
}
