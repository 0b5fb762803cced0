// What a thousand components leave behind: nothing. Each test carries the id of its row in the list of required
// behaviours. (Two hundred with Stripe's form in them are in bridge-leaks.test.mjs; ten thousand answers and a day of
// faults in watch-time.test.mjs.)

import assert from "node:assert/strict";
import { test } from "node:test";
import { useApp } from "./app/app.mjs";
import { alive, growth, keepMemory } from "./support/alive.mjs";

const app = useApp();

const WARM_UP = 50;
const MOUNTS = 1_000;
const PAGE = 65_536;
/**
 * Chromium frees the nodes of the last two or three components when it pleases, of some hundred and thirty each; a leak
 * would be one for each component at least.
 * L02 is not held to the byte: over thousands of mounts wasm's memory grows by some 80 bytes each, of which the router
 * takes 26 for the change of route alone (measured). It grows by whole pages.
 */
// A few functions are made once in a page, as late as they are needed.
const SLACK = { nodes: MOUNTS / 2, wasm: 3 * PAGE, functions: MOUNTS / 100 };

/** Keeps count of what a page has open: timers, channels, requests, locks asked for. */
const count = () => {
  const open = (window.open_ = { timers: new Set(), channels: 0, requests: 0 });
  const { setTimeout, clearTimeout, BroadcastChannel, fetch } = window;
  window.setTimeout = (act, ...rest) => {
    const timer = setTimeout((...given) => {
      open.timers.delete(timer);
      act(...given);
    }, ...rest);
    open.timers.add(timer);
    return timer;
  };
  window.clearTimeout = (timer) => {
    open.timers.delete(timer);
    clearTimeout(timer);
  };
  window.BroadcastChannel = class extends BroadcastChannel {
    constructor(name) {
      super(name);
      open.channels += 1;
    }
    close() {
      open.channels -= 1;
      super.close();
    }
  };
  window.fetch = async function (...given) {
    open.requests += 1;
    try {
      return await fetch.apply(this, given);
    } finally {
      open.requests -= 1;
    }
  };
};

/** Mounts one after the other; both paths are the same route, so that what is counted is not the router's. */
const mounts = async (paths, times) => {
  for (let mount = 0; mount < times; mount += 1) {
    const old = document.querySelector("[data-testid=payment-account-status]");
    history.pushState(null, "", paths[mount % 2]);
    dispatchEvent(new PopStateEvent("popstate"));
    await new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        const now = document.querySelector("[data-testid=payment-account-status]");
        if (now && now !== old) return channel.port1.close(), resolve();
        channel.port2.postMessage(0);
      };
      channel.port2.postMessage(0);
    });
  }
};

test("L01, L02, L03, L07 a thousand components, one after the other, leave nothing", { timeout: 240_000 }, async (t) => {
  await app.page.evaluateOnNewDocument(keepMemory);
  await app.page.evaluateOnNewDocument(count);
  const [first, second] = [await app.sandbox.organisation({ scenario: "under-review" }), await app.sandbox.organisation({ scenario: "under-review" })];
  await app.home(first);
  await app.sees({ busy: false });
  const left = async () => {
    await app.sees({ busy: false });
    await app.page.waitForFunction(() => window.open_.requests === 0, { timeout: 30_000 });
    const { nodes, listeners, functions, wasm } = await alive(app.page);
    const open = await app.page.evaluate(async () => {
      const { held, pending } = await navigator.locks.query();
      return { timers: window.open_.timers.size, channels: window.open_.channels, locks: held.length + pending.length };
    });
    return { nodes, listeners, functions, wasm, ...open };
  };
  const paths = [second, first].map((id) => `/organisations/${id}`);
  await app.page.evaluate(mounts, paths, WARM_UP);
  const before = await left();
  await app.page.evaluate(mounts, paths, MOUNTS);
  const after = await left();
  const grown = growth(before, after);
  t.diagnostic(`alive before: ${JSON.stringify(before)}; grown by: ${JSON.stringify(grown)}`);
  for (const [what, by] of Object.entries(grown)) assert.ok(by <= (SLACK[what] ?? 0), `${what}: +${by}`);
  assert.equal(after.locks, 0, "tabs share nothing");
  assert.equal(after.channels, 0);
});
