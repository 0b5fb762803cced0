// Ours and Stripe's React wrapper side by side: how long from the mount to the session's request, and to Stripe's
// element standing bound in the page. Both pages are loaded first; the clock starts at the mount.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { App, STRIPE, house } from "./bridge/app.mjs";
import { until } from "./support/browser.mjs";
import { bundle } from "./support/bundle.mjs";

let all;
let recorder;
before(async () => {
  recorder = await readFile(new URL("bridge/recorder.js", import.meta.url), "utf8");
  const page = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script src="/theirs.js"></script><main></main>`;
  all = await house({
    files: {
      "/theirs": { body: page },
      "/theirs.js": { body: await bundle("bridge/theirs.jsx"), type: "text/javascript" },
    },
  });
});
after(() => all?.stop());

const ROUNDS = 7;

/** Notes when the session's request leaves, and when an element is both bound and in the page. */
const clock = () => {
  window.trace = [];
  window.times = {};
  const { fetch } = window;
  window.fetch = function (...given) {
    if (String(given[0]?.url ?? given[0]).endsWith("/session")) window.times.asked ??= performance.now();
    return fetch.apply(this, given);
  };
  window.started = () => (window.times = { from: performance.now() });
};

const withClock = (source) => source.replace("if (!this.bound || !this.isConnected || this.started) return;",
  "if (!this.bound || !this.isConnected || this.started) return; window.times.stood = performance.now();");

/** One mount, timed; one has gone before it where the page is to be warm. */
async function round({ mount, warmUp }, { delay, isWarm }) {
  const app = await App.in(all);
  await app.page.setRequestInterception(true);
  app.page.on("request", (request) => {
    if (request.url() !== STRIPE) return request.continue();
    setTimeout(() => request.respond({ contentType: "text/javascript", body: withClock(recorder) }), delay);
  });
  await app.page.evaluateOnNewDocument(clock);
  const stood = () => until("the element", () => app.page.evaluate(() => window.times.stood), { within: 20_000 });
  await warmUp(app, isWarm && (await all.sandbox.organisation()), stood);
  await mount(app, await all.sandbox.organisation());
  await stood();
  const times = await app.page.evaluate(() => window.times);
  await app.page.close();
  return { asked: times.asked - times.from, stood: times.stood - times.from };
}

const theirs = {
  async warmUp(app, id, stood) {
    await app.page.goto(new URL("theirs", all.web.url).href);
    if (!id) return;
    await app.page.evaluate((id) => (window.root = window.theirs.mountReact(id)), id);
    await stood();
    await app.page.evaluate(() => window.root.unmount());
  },
  mount: (app, id) => app.page.evaluate((id) => {
    window.started();
    window.theirs.mountReact(id);
  }, id),
};

const ours = {
  async warmUp(app, id, stood) {
    await app.page.evaluateOnNewDocument((config) => (window.__PAYMENTS_CONFIG__ = config), { connectScript: STRIPE });
    if (id) {
      await app.page.goto(new URL(`organisations/${id}/payment-account`, all.web.url).href);
      await stood();
      await app.page.waitForSelector("[data-testid=requirement], [data-state=NotStarted]");
    }
    // The same route with an id that mounts nothing, so that the router has nothing left to do.
    const nowhere = "/organisations/none/payment-account";
    if (id) await app.page.evaluate(go, nowhere);
    else await app.page.goto(new URL(nowhere, all.web.url).href);
    await app.page.waitForSelector("[data-testid=page-message]");
  },
  mount: (app, id) => app.page.evaluate(go, `/organisations/${id}/payment-account`),
};

const go = (path) => {
  history.pushState(null, "", path);
  window.started();
  dispatchEvent(new PopStateEvent("popstate"));
};

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

// With a fast script the first mount of a page is later by what the panel costs, which theirs has not: V8 compiles
// WebAssembly at the first call of each function, and the script's own task waits while the panel is laid out and the
// status is drawn. A script that takes as long as a real network finds all that done.
for (const [name, scene] of [
  ["the first mount of a page, with a fast script", { delay: 0 }],
  ["the first mount of a page, with a slow script", { delay: 1_000 }],
  ["a further mount in the same page", { delay: 0, isWarm: true }],
]) {
  test(`from the mount: ${name}`, { timeout: 240_000 }, async (t) => {
    const runs = { ours: [], theirs: [] };
    for (let at = 0; at < ROUNDS; at += 1) {
      runs.theirs.push(await round(theirs, scene));
      runs.ours.push(await round(ours, scene));
    }
    for (const what of ["asked", "stood"]) {
      const [mine, other] = [runs.ours, runs.theirs].map((all) => median(all.map((one) => one[what])));
      t.diagnostic(`${what}: ours ${mine.toFixed(1)} ms, theirs ${other.toFixed(1)} ms, ratio ${(mine / other).toFixed(2)}`);
      // The tests may run on a debug build, on a busy machine: generous, and still far from a round trip more.
      assert.ok(mine < other * 1.5 + 150, `${what}: ours ${mine} ms, theirs ${other} ms`);
    }
  });
}
