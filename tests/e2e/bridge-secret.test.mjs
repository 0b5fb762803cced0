// A canary for a secret: it goes from Dolfin's answer to Stripe, and is looked for everywhere else a page can keep it.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import { App, house } from "./bridge/app.mjs";
import { until } from "./support/browser.mjs";

let all;
before(async () => (all = await house()));
after(() => all?.stop());

/** Every string the page can reach outside JavaScript's heap, and everything it was told of. */
async function surfaces(app) {
  return app.page.evaluate(async () => {
    const texts = (walk) => [...walk].map((node) => node.outerHTML ?? "").join("\n");
    const seen = new Set();
    const globals = [];
    const look = (value, path, depth) => {
      if (typeof value === "string") globals.push(`${path}: ${value}`);
      if (value === null || typeof value !== "object" || seen.has(value) || depth > 3) return;
      seen.add(value);
      for (const key of Object.getOwnPropertyNames(value)) {
        try {
          look(value[key], `${path}.${key}`, depth + 1);
        } catch {
          // A getter that throws tells nothing.
        }
      }
    };
    for (const key of Object.getOwnPropertyNames(window)) {
      try {
        look(window[key], key, 0);
      } catch {
        // So does this one.
      }
    }
    const caches = await window.caches.keys();
    const databases = await indexedDB.databases();
    return {
      dom: texts([document.documentElement]),
      url: location.href,
      title: document.title,
      history: JSON.stringify(history.state),
      storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, caches, databases]),
      timings: JSON.stringify(performance.getEntries()),
      events: JSON.stringify(window.overheard),
      globals: globals.join("\n"),
    };
  });
}

/** Overhears events and messages, and keeps hold of wasm's memory so that its bytes can be read. */
const listen = () => {
  window.overheard = [];
  const { dispatchEvent } = EventTarget.prototype;
  EventTarget.prototype.dispatchEvent = function (event) {
    window.overheard.push(`${event.type} ${JSON.stringify(event.detail ?? null)}`);
    return dispatchEvent.call(this, event);
  };
  for (const name of ["message", "error", "unhandledrejection", "storage"]) {
    addEventListener(name, (event) => window.overheard.push(`${name} ${event.data ?? event.message ?? event.reason}`));
  }
  const memories = [];
  window.memories = () => memories;
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await real.apply(WebAssembly, given);
      const { exports } = made.instance ?? made;
      memories.push(Object.values(exports).find((part) => part instanceof WebAssembly.Memory));
      return made;
    };
  }
};

/** Whether wasm's memory holds this text, in UTF-8 or UTF-16. */
function wasmHolds(app, text) {
  return app.page.evaluate((text) => {
    const wide = new Uint8Array(new Uint16Array([...text].map((char) => char.charCodeAt(0))).buffer);
    const forms = [new TextEncoder().encode(text), wide];
    return window.memories().some((memory) => {
      const bytes = new Uint8Array(memory.buffer);
      return forms.some((form) => {
        for (let at = bytes.indexOf(form[0]); at >= 0; at = bytes.indexOf(form[0], at + 1)) {
          if (form.every((byte, index) => bytes[at + index] === byte)) return true;
        }
        return false;
      });
    });
  }, text);
}

/** The whole JavaScript heap after collection, as text. */
async function heap(app) {
  const cdp = await app.page.createCDPSession();
  const chunks = [];
  cdp.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
  for (let round = 0; round < 3; round += 1) await cdp.send("HeapProfiler.collectGarbage");
  await cdp.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await cdp.detach();
  return chunks.join("");
}

/** A session whose secret cannot be mistaken for anything else. */
async function plant(app, more = {}) {
  const id = await all.sandbox.organisation();
  const canary = `accs_secret__${randomBytes(24).toString("hex")}`;
  await all.sandbox.fault(id, { endpoint: "session", status: 200, times: 9, body: { clientSecret: canary, ...more } });
  await app.open(id, { before: listen });
  return canary;
}

async function sweep(app, canary) {
  for (const [place, text] of Object.entries(await surfaces(app))) {
    assert.ok(!text.includes(canary), `the secret is in: ${place}`);
  }
  assert.ok(!app.said.join("\n").includes(canary), "the secret is in the console");
  assert.ok(await wasmHolds(app, "pk_test_sandbox"), "the scan finds what is there");
  assert.equal(await wasmHolds(app, canary), false, "the secret is in wasm's memory");
}

async function listening() {
  const app = await App.in(all);
  app.said = [];
  app.page.on("console", (message) => app.said.push(message.text()));
  app.page.on("pageerror", (error) => app.said.push(String(error)));
  return app;
}

test("X01 X02 X03 a secret that was used is nowhere while the form is open, and out of the heap when it has gone", async () => {
  const app = await listening();
  // The sandbox never minted it, so the stand-in claims it in vain: its whole way is walked all the same.
  const canary = await plant(app);
  await until("the claim", async () => (await all.sandbox.allRequests("form")).length > 0);
  await sweep(app, canary);
  await app.leave();
  await app.page.waitForSelector("stripe-connect-account-onboarding", { hidden: true });
  await sweep(app, canary);
  assert.ok(!(await heap(app)).includes(canary), "the secret is in the heap");
  await app.page.close();
});

test("a secret nobody took, because the script failed, is out of the heap when the page was left", async () => {
  await all.sandbox.faultForAll({ endpoint: "script", status: 500, times: 9 });
  const app = await listening();
  const canary = await plant(app, { expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
  await app.panel();
  await sweep(app, canary);
  const held = await heap(app);
  assert.ok(held.includes(canary), "the search finds what is there: it is kept for the next try");
  await app.leave();
  await app.page.waitForSelector("[data-testid=alert]", { hidden: true });
  await sweep(app, canary);
  assert.ok(!(await heap(app)).includes(canary), "the secret is in the heap");
  await app.page.close();
});

for (const [what, secretLifetimeMs, posts] of [["about to lapse", 25_000, 2], ["good for long yet", 3_600_000, 1]]) {
  test(`a secret that is ${what} when the script comes at last: asked for ${posts === 2 ? "anew" : "once"}, handed over once`, async () => {
    await all.sandbox.reset();
    const id = await all.sandbox.organisation({ settings: { secretLifetimeMs } });
    // Longer than what is left to the first one beyond the twenty seconds that a person needs to begin.
    await all.sandbox.faultForAll({ endpoint: "script", delayMs: 6_000, times: 1 });
    const app = await App.in(all);
    await app.open(id);
    await app.shown({ within: 30_000 });
    assert.equal(await app.posts(), posts);
    const { sessions } = await all.sandbox.read(id);
    assert.deepEqual(sessions, { minted: posts, claimed: 1 });
    assert.deepEqual(app.uncaught(), []);
    await app.page.close();
  });
}
