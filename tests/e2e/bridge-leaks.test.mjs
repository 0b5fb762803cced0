// What two hundred mounts leave behind on our side: nothing, even where Stripe's script keeps all it was given.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { App, STRIPE, TAG, house } from "./bridge/app.mjs";
import { until } from "./support/browser.mjs";

let all;
before(async () => (all = await house()));
after(() => all?.stop());

const MOUNTS = 200;
const WARM_UP = 50;

/** What is alive after collection. */
async function alive(app) {
  const cdp = await app.page.createCDPSession();
  for (let round = 0; round < 4; round += 1) {
    await cdp.send("HeapProfiler.collectGarbage");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const counters = await cdp.send("Memory.getDOMCounters");
  const count = async (prototype) => {
    const { result } = await cdp.send("Runtime.evaluate", { expression: prototype });
    const { objects } = await cdp.send("Runtime.queryObjects", { prototypeObjectId: result.objectId, objectGroup: "leaks" });
    const { result: length } = await cdp.send("Runtime.callFunctionOn", {
      objectId: objects.objectId, functionDeclaration: "function () { return this.length; }", returnByValue: true,
    });
    return length.value;
  };
  const found = {
    nodes: counters.nodes,
    listeners: counters.jsEventListeners,
    functions: await count("Function.prototype"),
    promises: await count("Promise.prototype"),
    controllers: await count("AbortController.prototype"),
    wasm: await app.page.evaluate(() => window.memory.buffer.byteLength),
  };
  await cdp.send("Runtime.releaseObjectGroup", { objectGroup: "leaks" });
  await cdp.detach();
  return found;
}

const keepMemory = () => {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await real.apply(WebAssembly, given);
      window.memory = (made.instance ?? made).exports.memory;
      return made;
    };
  }
};

/** Mounts and leaves within the page, `times` over. */
const mounts = (times, tag) => async () => {
  const shown = (there) => new Promise((resolve) => {
    const look = () => (Boolean(document.querySelector(tag)) === there ? resolve() : setTimeout(look, 4));
    look();
  });
  for (let mount = 0; mount < times; mount += 1) {
    document.querySelector("a[data-nav=onboarding]").click();
    await shown(true);
    document.querySelector("a[data-nav=home]").click();
    await shown(false);
  }
};

async function measure(config, answer) {
  const id = await all.sandbox.organisation();
  const app = await App.in(all);
  if (answer) {
    await app.page.setRequestInterception(true);
    app.page.on("request", (request) => (request.url() === STRIPE ? answer(request) : request.continue()));
  }
  await app.open(id, { config, before: keepMemory });
  await app.page.waitForSelector(TAG);
  await app.leave();
  const run = (times) => app.page.evaluate(`(${mounts(0).toString().replaceAll("times", String(times)).replaceAll("tag", JSON.stringify(TAG))})()`);
  await run(WARM_UP);
  const before = await alive(app);
  await run(MOUNTS);
  const left = await alive(app);
  const posts = await app.posts();
  assert.equal(posts, 1 + WARM_UP + MOUNTS, "one session a mount");
  assert.deepEqual(app.uncaught(), []);
  await app.page.close();
  const growth = Object.fromEntries(Object.keys(before).map((what) => [what, left[what] - before[what]]));
  return { growth, before };
}

test(`${MOUNTS} mounts on the stand-in leave nothing`, { timeout: 240_000 }, async (t) => {
  const { growth, before } = await measure({});
  t.diagnostic(`alive before: ${JSON.stringify(before)}; grown by: ${JSON.stringify(growth)}`);
  for (const [what, by] of Object.entries(growth)) assert.ok(by <= 0, `${what}: +${by}`);
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
  const { growth, before } = await measure({ connectScript: STRIPE }, (request) =>
    request.respond({ contentType: "text/javascript", body: hoard }));
  t.diagnostic(`alive before: ${JSON.stringify(before)}; grown by: ${JSON.stringify(growth)}`);
  // What the hoard holds is its own doing: one element, five bound functions and one promise a mount.
  const theirs = { nodes: MOUNTS, functions: 5 * MOUNTS, promises: 2 * MOUNTS };
  for (const [what, by] of Object.entries(growth)) {
    assert.ok(by <= (theirs[what] ?? 0), `${what}: +${by}`);
  }
  assert.equal(growth.wasm, 0, "wasm's memory");
});

test("a callback kept by the script answers with nothing after the form has gone", async () => {
  const app = await App.in(all);
  const recorder = await readFile(new URL("bridge/recorder.js", import.meta.url), "utf8");
  await app.page.setRequestInterception(true);
  app.page.on("request", (request) =>
    request.url() === STRIPE ? request.respond({ contentType: "text/javascript", body: recorder }) : request.continue());
  await app.open(await all.sandbox.organisation(), { config: { connectScript: STRIPE }, before: () => (window.trace = []) });
  await app.page.waitForSelector(TAG);
  await app.leave();
  await app.page.waitForSelector(TAG, { hidden: true });
  const posts = await app.posts();
  const late = await app.page.evaluate(async () => {
    const { OnExit, OnStepChange, OnLoadError, OnLoaderStart } = window.elements[0].given;
    const told = [OnExit(), OnStepChange({ step: "x" }), OnLoadError({ error: { type: "api_error" } }), OnLoaderStart({})];
    return [...told, await window.inits[0].params.fetchClientSecret()].map((answer) => typeof answer);
  });
  assert.deepEqual(late, Array(5).fill("undefined"));
  assert.equal(await app.posts(), posts);
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
