// The early start of an element: its first requests leave while the WebAssembly is on its way. One session and one read a
// mount, whatever comes in which order.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { NEARLY_DONE, sees, until } from "./support/testbed.mjs";
import { emptyPages, open } from "./support/empty-page.mjs";

let all;
let host;
before(async () => (all = await emptyPages()));
afterEach(() => host?.close());
after(() => all?.stop());

/** Runs in the page: lets the WebAssembly wait until `release` is called, with another answer where it is given one. */
function holdWasm() {
  const released = new Promise((resolve) => (window.release = resolve));
  const real = window.fetch;
  window.fetch = async (request, ...more) => {
    if (!String(request?.url ?? request).endsWith(".wasm")) return real(request, ...more);
    const answer = await released;
    return answer ? new Response(...answer) : real(request, ...more);
  };
}

const held = async () => (host = await open(all, { prepare: `(${holdWasm})()` }));
const release = (answer) => host.page.evaluate((answer) => window.release(answer), answer);
const counts = async (id) => [(await all.sandbox.requests(id, "session")).length, (await all.sandbox.requests(id, "status")).length];
const left = (id, wanted = "1,1") => until(`requests ${wanted}`, async () => (await counts(id)).join() === wanted, { within: 20_000 });
const stands = () => sees(host.page, { state: "OnboardingInProgress", frame: true });

describe("an element", () => {
  for (const [what, slow] of [["nothing", []], ["the session", ["session"]], ["the status", ["status"]], ["both", ["session", "status"]]]) {
    for (const isHeld of [true, false]) {
      test(`asks once where ${what} is slow${isHeld ? " and the WebAssembly comes last" : ""}`, async () => {
        const id = await all.sandbox.organisation(NEARLY_DONE);
        for (const endpoint of slow) await all.sandbox.fault(id, { endpoint, delayMs: 600 });
        await held();
        if (!isHeld) await release();
        await host.make({ organisationId: id });
        if (isHeld) {
          await left(id);
          await release();
        }
        await stands();
        await host.form.button("Continue");
        assert.deepEqual([await counts(id), host.scripts.length, host.heard], [[1, 1], 1, []]);
      });
    }
  }

  test("draws once, with the answer in it, and shows its shape until then", async () => {
    const id = await all.sandbox.organisation(NEARLY_DONE);
    await held();
    await host.make({ organisationId: id });
    const isAnswered = () => performance.getEntriesByType("resource").some(({ name, responseEnd }) => name.endsWith("/status") && responseEnd > 0);
    await until("the answer", () => host.page.evaluate(isAnswered), { within: 20_000 });
    await host.page.evaluate(() => {
      const { shadowRoot } = document.querySelector("main > *");
      window.seen = new Set();
      const note = () => {
        const drawn = shadowRoot.querySelector("section:not([hidden])");
        const shape = shadowRoot.querySelector("slot:not([name])");
        window.seen.add(drawn?.dataset.state ?? (shape ? "shape" : "nothing"));
      };
      new MutationObserver(note).observe(shadowRoot, { subtree: true, childList: true, attributes: true });
      note();
    });
    await release();
    await stands();
    assert.deepEqual(await host.page.evaluate(() => [...window.seen]), ["shape", "OnboardingInProgress"]);
  });

  test("without a form, or with one that waits for the person, asks for no session", async () => {
    await held();
    for (const [tag, form] of [["dolfin-payment-status"], ["dolfin-payment-onboarding", "on-request"]]) {
      const id = await all.sandbox.organisation(NEARLY_DONE);
      await host.make({ organisationId: id, ...(form && { form }) }, tag);
      await left(id, "0,1");
    }
    assert.deepEqual(host.scripts, []);
  });

  test("asks nothing while it is paused, out of order or without its function", async () => {
    await held();
    const id = await all.sandbox.organisation(NEARLY_DONE);
    await host.make({ organisationId: id, paused: true });
    await host.make({ organisationId: id, publishableKey: "sk_test_x" });
    await host.make({ organisationId: id, tokenRequired: true });
    const last = await all.sandbox.organisation(NEARLY_DONE);
    await host.make({ organisationId: last });
    await left(last);
    assert.deepEqual(await counts(id), [0, 0]);
  });

  test("asks once with the host's own functions, which are asked once for each request", async () => {
    await held();
    const id = await all.sandbox.organisation(NEARLY_DONE);
    await host.page.evaluate((organisationId) => {
      window.called = [];
      window.make({
        organisationId,
        tokenProvider: async () => (window.called.push("token"), "t1"),
        fetch: (request) => (window.called.push(`${request.method} ${request.headers.get("authorization")}`), fetch(request)),
      });
    }, id);
    await left(id);
    await release();
    await stands();
    const called = await host.page.evaluate(() => window.called);
    assert.deepEqual(called.toSorted(), ["GET Bearer t1", "POST Bearer t1", "token", "token"]);
    assert.deepEqual(await counts(id), [1, 1]);
  });

  test("sends what the module would send, to the letter", async () => {
    await held();
    await host.page.evaluate(() => {
      window.sent = {};
      window.note = (organisationId) => window.make({
        organisationId,
        tokenProvider: async () => "t1",
        fetch: (request) => {
          const { method, url, credentials, cache, mode, redirect, referrerPolicy, referrer } = request;
          const told = { method, url: url.replace(organisationId, "id"), credentials, cache, mode, redirect, referrerPolicy, referrer, headers: [...request.headers] };
          (window.sent[organisationId] ??= []).push(JSON.stringify(told));
          return fetch(request);
        },
      });
    });
    const sent = [];
    for (const isEarly of [true, false]) {
      const id = await all.sandbox.organisation(NEARLY_DONE);
      await host.page.evaluate((id) => void window.note(id), id);
      await left(id);
      if (isEarly) await release();
      sent.push(await host.page.evaluate((id) => window.sent[id].toSorted(), id));
    }
    assert.deepEqual(sent[0], sent[1]);
  });

  test("whose host's fetch throws sends nothing, and says so", async () => {
    await held();
    const id = await all.sandbox.organisation(NEARLY_DONE);
    await host.page.evaluate((organisationId) => void window.make({ organisationId, fetch: () => { throw new Error("theirs"); } }), id);
    await release();
    await host.tells("error", ({ kind }) => kind === "fetch");
    await sees(host.page, { state: "error" });
    assert.deepEqual(await counts(id), [0, 0]);
  });

  test("whose WebAssembly is not found takes the one in the script, and asks once", async () => {
    await held();
    const id = await all.sandbox.organisation(NEARLY_DONE);
    await host.make({ organisationId: id });
    await left(id);
    await release(["", { status: 404 }]);
    await stands();
    assert.deepEqual(await counts(id), [1, 1]);
  });

  test("whose WebAssembly is none lets its requests go, and says so", async () => {
    await held();
    const id = await all.sandbox.organisation(NEARLY_DONE);
    await host.make({ organisationId: id });
    await left(id);
    await release(["none", { headers: { "content-type": "application/wasm" } }]);
    await host.tells("error", ({ kind }) => kind === "load");
    assert.deepEqual(await counts(id), [1, 1]);
  });

  for (const wait of [0, 1, 50, 500]) {
    test(`that is removed after ${wait} ms asks nothing once it has gone`, async () => {
      await held();
      const id = await all.sandbox.organisation(NEARLY_DONE);
      await host.page.evaluate(async (organisationId, wait) => {
        const element = window.make({ organisationId });
        await new Promise((resolve) => setTimeout(resolve, wait));
        element.remove();
      }, id, wait);
      const other = await all.sandbox.organisation(NEARLY_DONE);
      await release();
      await host.make({ organisationId: other });
      await stands();
      const [sessions, reads] = await counts(id);
      assert.ok(sessions <= 1 && reads <= 1, `${sessions} sessions, ${reads} reads`);
      assert.deepEqual(await counts(other), [1, 1]);
    });
  }

  test("that becomes another organisation's asks once for each", async () => {
    await held();
    const [one, other] = [await all.sandbox.organisation(NEARLY_DONE), await all.sandbox.organisation(NEARLY_DONE)];
    await host.make({ organisationId: one });
    await left(one);
    await host.page.evaluate((id) => (document.querySelector("main > *").organisationId = id), other);
    await left(other);
    await release();
    await stands();
    assert.deepEqual([await counts(one), await counts(other)], [[1, 1], [1, 1]]);
  });
});
