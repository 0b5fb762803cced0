// What two hundred mounts leave behind on our side: nothing, even where Stripe's script keeps all it was given.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { App, STRIPE, TAG, house } from "./bridge/app.mjs";
import { alive, growth, keepMemory } from "./support/alive.mjs";
import { until } from "./support/browser.mjs";

let all;
before(async () => (all = await house()));
after(() => all?.stop());

const MOUNTS = 200;
const WARM_UP = 50;
/**
 * Chromium frees the nodes of the last mount when it pleases; a leak would be one for each mount at least.
 * Wasm's memory is a high-water mark in pages of 64 KiB: one page is the least that can be told.
 */
const SLACK = { detached: MOUNTS / 10, wasm: 65_536 };

/** What is alive after collection. */
async function left(app) {
  // Asked first: what asking leaves in the page is then there both times.
  const standing = await app.page.evaluate(() => {
    const walker = document.createTreeWalker(document);
    let nodes = 1;
    while (walker.nextNode()) nodes += 1;
    return nodes;
  });
  const { nodes, ...rest } = await alive(app.page);
  // Nodes outside the page, and in the one shadow tree, which is the same at both times.
  return { detached: nodes - standing, ...rest };
}

/** Runs in the page before anything: counts requests as they leave, for one that is aborted at once never arrives. */
function countSessions() {
  const { fetch } = window;
  window.sessions = 0;
  window.fetch = function (...given) {
    if (String(given[0]?.url).endsWith("/session")) window.sessions += 1;
    return fetch.apply(this, given);
  };
}

/**
 * Mounts one organisation after the other, `times` over. Both are the same route, so that what is counted is ours:
 * leptos_router 0.8 itself keeps some hundred bytes for each change of route.
 */
const mounts = async ({ paths, times, tag }) => {
  for (let mount = 0; mount < times; mount += 1) {
    const old = document.querySelector(tag);
    history.pushState(null, "", paths[mount % 2]);
    dispatchEvent(new PopStateEvent("popstate"));
    await new Promise((resolve) => {
      const look = () => {
        const now = document.querySelector(tag);
        if (now && now !== old) resolve();
        else setTimeout(look, 4);
      };
      look();
    });
  }
};

async function measure(config, answer) {
  // In the middle of onboarding, so that opening the form changes nothing that the page shows.
  const asked = { status: "OnboardingInProgress", capabilities: { currentlyDue: ["external_account"], detailsSubmitted: true } };
  const [first, second] = [await all.sandbox.organisation(asked), await all.sandbox.organisation(asked)];
  const app = await App.in(all);
  if (answer) {
    await app.page.setRequestInterception(true);
    app.page.on("request", (request) => (request.url() === STRIPE ? answer(request) : request.continue()));
  }
  await app.open(first, { config, before: `(${keepMemory})(); (${countSessions})();` });
  await app.page.waitForSelector(TAG);
  const paths = [second, first].map((id) => `/organisations/${id}/payment-account`);
  const run = async (times) => {
    await app.page.evaluate(mounts, { paths, times, tag: TAG });
    // Everything that belongs to a mount at rest is there: only then are two moments alike.
    await app.page.waitForSelector("[data-testid=requirement]");
    if (!answer) await app.shown();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  };
  await run(WARM_UP);
  const before = await left(app);
  await run(MOUNTS);
  const after = await left(app);
  const sessions = await app.page.evaluate(() => window.sessions);
  assert.equal(sessions, 1 + WARM_UP + MOUNTS, "one session a mount");
  assert.deepEqual(app.uncaught(), []);
  await app.page.close();
  return { grown: growth(before, after), before };
}

test(`${MOUNTS} mounts on the stand-in leave nothing`, { timeout: 240_000 }, async (t) => {
  const { grown, before } = await measure({});
  t.diagnostic(`alive before: ${JSON.stringify(before)}; grown by: ${JSON.stringify(grown)}`);
  for (const [what, by] of Object.entries(grown)) assert.ok(by <= (SLACK[what] ?? 0), `${what}: +${by}`);
});

test(`${MOUNTS} mounts on a script that lets go of nothing leave nothing of ours`, { timeout: 240_000 }, async (t) => {
  // Keeps instances, parameters and elements for ever, as Connect.js may: it has no destroy.
  const hoard = `
    window.hoard = [];
    class Kept extends HTMLElement { setConnector(connector) { window.hoard.push([this, connector]); } }
    for (const name of ["OnExit", "OnStepChange", "OnLoadError", "OnLoaderStart"]) {
      Kept.prototype["set" + name + "InternalOnly"] = function (value) { window.hoard.push(value); };
    }
    customElements.define(${JSON.stringify(TAG)}, Kept);
    window.StripeConnect = { init: (params) => {
      params.metaOptions.eagerClientSecretPromise.then(() => {});
      window.hoard.push(params);
      return { connect: {}, update() {}, logout: async () => {} };
    } };`;
  const { grown, before } = await measure({ connectScript: STRIPE }, (request) =>
    request.respond({ contentType: "text/javascript", body: hoard }));
  t.diagnostic(`alive before: ${JSON.stringify(before)}; grown by: ${JSON.stringify(grown)}`);
  // What the hoard holds is its own doing: one element, five bound functions and one promise a mount.
  const theirs = { detached: MOUNTS, functions: 5 * MOUNTS, promises: 2 * MOUNTS };
  for (const [what, by] of Object.entries(grown)) {
    assert.ok(by <= (theirs[what] ?? 0) + (SLACK[what] ?? 0), `${what}: +${by}`);
  }
});

test("a callback kept by the script answers with nothing after the form has gone", async () => {
  const app = await App.in(all);
  const recorder = await readFile(new URL("bridge/recorder.js", import.meta.url), "utf8");
  await app.page.setRequestInterception(true);
  app.page.on("request", (request) =>
    request.url() === STRIPE ? request.respond({ contentType: "text/javascript", body: recorder }) : request.continue());
  await app.open(await all.sandbox.organisation(), { config: { connectScript: STRIPE }, before: () => (window.trace = []) });
  await app.page.waitForSelector(TAG);
  await app.posted(1);
  await app.leave();
  await app.page.waitForSelector(TAG, { hidden: true });
  const late = await app.page.evaluate(async () => {
    const { OnExit, OnStepChange, OnLoadError, OnLoaderStart } = window.elements[0].given;
    const told = [OnExit(), OnStepChange({ step: "x" }), OnLoadError({ error: { type: "api_error" } }), OnLoaderStart({})];
    return [...told, await window.inits[0].params.fetchClientSecret()].map((answer) => typeof answer);
  });
  assert.deepEqual(late, Array(5).fill("undefined"));
  assert.equal(await app.posts(), 1);
  assert.deepEqual(app.uncaught(), []);
  await app.page.close();
});

test("moving the component within the page in one task asks for no session", async () => {
  const app = await App.in(all);
  await app.open(await all.sandbox.organisation());
  await app.shown();
  await app.page.evaluate(() => {
    const component = document.querySelector("[data-testid=payment-account-status]").parentElement;
    const place = document.createElement("div");
    component.after(place);
    place.append(component);
  });
  await until("the form again", () => app.form.currentHeading());
  assert.equal(await app.posts(), 1);
  assert.deepEqual(app.uncaught(), []);
  await app.page.close();
});
