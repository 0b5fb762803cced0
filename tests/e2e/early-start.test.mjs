// The early start of the standalone page: the first requests leave with the HTML, once, whatever comes in which order.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { useApp } from "./app/app.mjs";
import { until } from "./support/browser.mjs";

const app = useApp();

/** What a production page says of itself; the stand-in takes the place of Stripe's script. */
const CONFIG = { publishableKey: "pk_test_sandbox", connectScript: "/sandbox/connect.js" };
const UUID = /[\da-f]{8}-[\da-f-]{27}/g;

/** Lets the WebAssembly wait until `release` is called; with `fails`, it is never found. */
async function hold(page) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.setRequestInterception(true);
  page.on("request", async (request) => {
    if (!request.url().endsWith(".wasm")) return request.continue();
    return (await released) === "fails" ? request.respond({ status: 404, body: "" }) : request.continue();
  });
  return release;
}

/** Notes how each request to the API is made, by whoever makes it. */
function note() {
  window.sent = [];
  const real = window.fetch;
  window.fetch = (request, ...more) => {
    if (request.url?.includes("/payment-account/")) {
      const { method, url, credentials, cache, mode, redirect, referrerPolicy, referrer } = request;
      window.sent.push({ method, url, credentials, cache, mode, redirect, referrerPolicy, referrer, headers: [...request.headers] });
    }
    return real(request, ...more);
  };
}

/** Runs in the page: the module comes, and traps where it is started. */
function trapAtStart() {
  // (module (func (export "f") unreachable))
  const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
  const { f: unreachable } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports;
  const trap = () => {
    window.hasTrapped = true;
    unreachable();
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const { instance, module } = await real.apply(WebAssembly, given);
      // The first call into it is its start; what that is named, the build decides.
      const exports = Object.entries(instance.exports).map(([name, value]) => [name, typeof value === "function" ? trap : value]);
      return { module, instance: { exports: Object.fromEntries(exports) } };
    };
  }
}

const visit = (id, config = CONFIG) => app.open(`organisations/${id}/payment-account`, { config });
const shown = () => until("the form", () => app.form.currentHeading(), { within: 10_000 });
/** One session and one read have arrived. */
const bothLeft = (id) => until("the requests", async () => (await counts(id)).join() === "1,1");
const counts = async (id) => [await app.count(id, "session"), await app.count(id, "status")];

describe("the early start", () => {
  test("sends both requests and asks for the script before the WebAssembly is there, and nothing again", async () => {
    const release = await hold(app.page);
    const id = await app.sandbox.organisation();
    await visit(id);
    await bothLeft(id);
    await until("the script", () => app.page.evaluate(() => Boolean(window.StripeConnect?.init)));
    assert.ok(await app.page.$("#wait svg"), "the shape of what comes is there");
    release();
    await shown();
    assert.deepEqual(await counts(id), [1, 1]);
    assert.equal(await app.page.$("#wait"), null);
  });

  test("sends what the module would send, to the letter", async () => {
    const sent = [];
    for (const config of [CONFIG, {}]) {
      const id = await app.sandbox.organisation();
      await app.page.evaluateOnNewDocument(note);
      await visit(id, config);
      await shown();
      const told = JSON.stringify(await app.page.evaluate(() => window.sent.slice(0, 2)));
      sent.push(JSON.parse(told.replace(UUID, "id")));
      await app.finish();
      await app.begin();
    }
    const [early, late] = sent;
    const byMethod = (requests) => requests.toSorted((one, other) => one.method.localeCompare(other.method));
    assert.equal(early.length, 2);
    assert.deepEqual(byMethod(early), byMethod(late));
  });

  for (const [what, faults] of [
    ["the session is slow", [{ endpoint: "session", delayMs: 600 }]],
    ["the status is slow", [{ endpoint: "status", delayMs: 600 }]],
    ["the script is slow", [{ endpoint: "script", delayMs: 600 }]],
    ["all are slow", ["session", "status", "script"].map((endpoint) => ({ endpoint, delayMs: 400 }))],
  ]) {
    for (const isHeld of [false, true]) {
      test(`one session and one read where ${what}${isHeld ? ", and the WebAssembly comes last" : ""}`, async () => {
        const id = await app.sandbox.organisation();
        for (const fault of faults) {
          await (fault.endpoint === "script" ? app.sandbox.faultForAll(fault) : app.sandbox.fault(id, fault));
        }
        const release = isHeld && (await hold(app.page));
        await visit(id);
        if (release) {
          await bothLeft(id);
          release();
        }
        await shown();
        assert.deepEqual(await counts(id), [1, 1]);
      });
    }
  }

  test("an active account, whose form is not wanted, costs one session and one read", async () => {
    const id = await app.sandbox.organisation({ scenario: "active" });
    await visit(id);
    await app.sees({ state: "Active" });
    assert.deepEqual(await counts(id), [1, 1]);
  });

  test("a page without a form asks for no session", async () => {
    const id = await app.sandbox.organisation();
    await app.open(`organisations/${id}`, { config: CONFIG });
    await app.sees({ state: "NotStarted" });
    assert.deepEqual(await counts(id), [0, 1]);
  });

  test("nothing leaves where the configuration is wrong", async () => {
    const id = await app.sandbox.organisation();
    const release = await hold(app.page);
    await visit(id, { ...CONFIG, publishableKey: "sk_test_1" });
    await until("the page", () => app.page.$("#wait"));
    assert.deepEqual(await counts(id), [0, 0]);
    release();
  });

  for (const address of ["#code=", "?code="]) {
    test(`a code after ${address} is exchanged before the WebAssembly is there, once, and before anything else`, async () => {
      const id = await app.sandbox.organisation({ settings: { token: "early-token" } });
      const organisations = [{ organisationId: id, organisationName: "Harbour & Vine Ltd" }];
      const { code } = await app.sandbox.control("POST", "codes", { token: "early-token", email: "ada@host.example", organisations });
      const asked = [];
      app.page.on("request", (request) => request.url().includes("/api/") && asked.push(new URL(request.url()).pathname.replace(/.*\//, "")));
      const release = await hold(app.page);
      await app.open(`organisations/${id}/payment-account${address}${code}`, { config: CONFIG });
      await until("the exchange", () => asked.length > 0);
      await app.staysSilent(id);
      assert.deepEqual(asked, ["exchange"]);
      assert.equal(await app.page.evaluate(() => "StripeConnect" in window), false);
      release();
      await shown();
      assert.deepEqual(asked.toSorted(), ["exchange", "session", "status"]);
      assert.equal(asked[0], "exchange");
    });
  }

  test("a session that fails once is asked for once more by the module", async () => {
    const id = await app.sandbox.organisation();
    await app.sandbox.fault(id, { endpoint: "session", status: 503, times: 1 });
    await visit(id);
    await shown();
    assert.equal(await app.count(id, "session"), 2);
    app.heard.length = 0;
  });

  test("where the WebAssembly traps at its start, the page says so and nothing more is sent", async () => {
    const id = await app.sandbox.organisation();
    await app.page.evaluateOnNewDocument(trapAtStart);
    await visit(id);
    await app.page.waitForSelector("main [role=alert]", { timeout: 10_000 });
    assert.ok(await app.page.evaluate(() => window.hasTrapped));
    await bothLeft(id);
    await app.staysSilent(id);
    assert.deepEqual(await counts(id), [1, 1]);
    app.heard.length = 0;
  });

  test("where the WebAssembly is not found, the page says so and nothing more is sent", async () => {
    const id = await app.sandbox.organisation();
    const release = await hold(app.page);
    await visit(id);
    release("fails");
    await app.page.waitForSelector("main [role=alert]", { timeout: 10_000 });
    await bothLeft(id);
    await app.staysSilent(id);
    assert.deepEqual(await counts(id), [1, 1]);
    app.heard.length = 0;
  });
});
