// When an element begins: after whoever inserts it has set it up, and not before all that it needs is there.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stubbedPage } from "./support/stubbed.mjs";

const ORGANISATION = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
const COMPLETE = { organisationId: ORGANISATION, publishableKey: "pk_test_x" };
/** Longer than a frame and a task. */
const FRAME = 20;

/** A page in which the elements are known. */
async function ready(options) {
  const page = await stubbedPage(options);
  page.lib.register();
  await page.settle();
  return page;
}

describe("an element that is inserted", () => {
  test("begins after the next frame, once", async () => {
    const page = await ready();
    page.add(COMPLETE);
    await page.settle();
    assert.equal(page.accounts.length, 0);
    await page.advance(FRAME);
    assert.equal(page.accounts.length, 1);
    await page.advance(60_000);
    assert.equal(page.accounts.length, 1);
  });

  for (const [when, wait] of [
    ["in the same task", (page, set) => set()],
    ["in a microtask", (page, set) => Promise.resolve().then(set)],
    ["a task later", (page, set) => page.window.setTimeout(set)],
    ["in the next frame", (page, set) => page.window.requestAnimationFrame(set)],
  ]) {
    test(`has what is set ${when}`, async () => {
      const page = await ready();
      const element = page.add();
      wait(page, () => Object.assign(element, { ...COMPLETE, tokenProvider: () => "token" }));
      await page.advance(FRAME);
      assert.equal(page.accounts.length, 1);
      const [{ settings }] = page.accounts;
      assert.equal(settings.organisationId, ORGANISATION);
      assert.equal(await settings.token(), "token");
      assert.deepEqual(page.console, []);
    });
  }

  test("as markup, begins no earlier", async () => {
    const page = await ready();
    page.document.body.innerHTML = `<dolfin-payment-status organisation-id="${ORGANISATION}"></dolfin-payment-status>`;
    await page.advance(1);
    assert.equal(page.accounts.length, 0);
    await page.advance(FRAME);
    assert.equal(page.accounts.length, 1);
  });

  test("begins in a page that draws no frames", async () => {
    const page = await ready({ prepare: (window) => (window.requestAnimationFrame = () => 0) });
    page.add(COMPLETE);
    await page.advance(100);
    assert.equal(page.accounts.length, 1);
  });

  test("loads the WebAssembly before it begins, and not where it is taken away again", async () => {
    let loads = 0;
    const page = await ready({ prepare: (window) => (window.init = async () => void (loads += 1)) });
    page.add(COMPLETE).remove();
    await page.advance(FRAME);
    assert.equal(loads, 0);
    page.add(COMPLETE);
    await page.settle();
    assert.equal(loads, 1);
    assert.equal(page.accounts.length, 0);
  });

  test("begins not at all where it has left before", async () => {
    const page = await ready();
    const element = page.add(COMPLETE);
    await page.settle();
    element.remove();
    await page.advance(60_000);
    assert.equal(page.accounts.length, 0);
    assert.equal(page.waiting(), 0);
  });
});

test("an element that was in the page before register() begins in the next task", async () => {
  const page = await stubbedPage({ html: `<dolfin-payment-status organisation-id="${ORGANISATION}"></dolfin-payment-status>` });
  page.lib.register();
  page.document.querySelector("dolfin-payment-status").tokenProvider = () => "token";
  await page.settle();
  assert.equal(page.accounts.length, 0);
  await page.advance(0);
  assert.equal(page.accounts.length, 1);
  assert.equal(await page.accounts[0].settings.token(), "token");
});

describe("a setting that is missing", () => {
  test("is waited for in silence", async () => {
    const page = await ready();
    const element = page.add({ publishableKey: "pk_test_x" });
    await page.advance(900);
    element.organisationId = ORGANISATION;
    await page.advance(FRAME);
    assert.equal(page.accounts.length, 1);
    await page.advance(60_000);
    assert.equal(page.accounts.length, 1);
    assert.deepEqual(page.console, []);
  });

  test("is after a second for the WebAssembly to refuse", async () => {
    const page = await ready();
    page.add({ organisationId: ORGANISATION });
    await page.advance(1_500);
    assert.equal(page.accounts.length, 1);
    assert.equal(page.accounts[0].settings.publishableKey, undefined);
  });

  test("is no publishable key where only the status is shown", async () => {
    const page = await ready();
    page.add({ organisationId: ORGANISATION }, "dolfin-payment-status");
    await page.advance(FRAME);
    assert.equal(page.accounts.length, 1);
  });
});

describe("token-required", () => {
  for (const [name, value] of Object.entries({ tokenProvider: () => "token", headers: { a: "b" }, fetch: () => new Response() })) {
    test(`waits for ${name}, however long it takes`, async () => {
      const page = await ready();
      const element = page.add({ ...COMPLETE, tokenRequired: true });
      await page.advance(60_000);
      assert.equal(page.accounts.length, 0);
      assert.equal(page.console.length, 1);
      assert.match(page.console[0], /token-required/);
      element[name] = value;
      await page.settle();
      assert.equal(page.accounts.length, 1);
    });
  }

  test("is set by an element with functions of its own, so that a copy waits for its own", async () => {
    const page = await ready();
    const element = page.add({ ...COMPLETE, tokenProvider: () => "token" });
    await page.advance(FRAME);
    const copy = element.cloneNode(true);
    page.document.body.append(copy);
    await page.advance(2_000);
    assert.equal(page.accounts.length, 1);
    copy.tokenProvider = () => "another";
    await page.settle();
    assert.equal(await page.accounts[1].settings.token(), "another");
  });

  test("goes with the last function, unless the host has written it", async () => {
    const page = await ready();
    const element = page.add({ ...COMPLETE, tokenProvider: () => "token" });
    assert.equal(element.tokenRequired, true);
    element.tokenProvider = null;
    assert.equal(element.tokenRequired, false);
    const written = page.add({ tokenRequired: true, tokenProvider: () => "token" });
    written.tokenProvider = null;
    assert.equal(written.tokenRequired, true);
  });

  test("is not set for what is no function", async () => {
    const page = await ready();
    assert.equal(page.add({ tokenProvider: "token", fetch: 5, headers: 5 }).tokenRequired, false);
  });
});

describe("paused", () => {
  test("X31 at the start sends nothing and loads nothing, until it ends", async () => {
    let loads = 0;
    const page = await ready({ prepare: (window) => (window.init = async () => void (loads += 1)) });
    const element = page.add({ ...COMPLETE, paused: true });
    await page.advance(60_000);
    assert.deepEqual([page.accounts.length, loads], [0, 0]);
    element.paused = false;
    await page.settle();
    assert.equal(page.accounts.length, 1);
    assert.equal(page.accounts[0].calls.length, 0);
  });

  test("while the WebAssembly is loading keeps it from beginning", async () => {
    let loaded;
    const page = await ready({ prepare: (window) => (window.init = () => new Promise((resolve) => (loaded = resolve))) });
    const element = page.add(COMPLETE);
    await page.advance(FRAME);
    element.paused = true;
    await page.settle();
    loaded();
    await page.settle();
    assert.equal(page.accounts.length, 0);
    element.paused = false;
    await page.settle();
    assert.equal(page.accounts.length, 1);
  });

  test('="false" pauses, and says so', async () => {
    const page = await ready();
    const element = page.add(COMPLETE);
    element.setAttribute("paused", "false");
    await page.advance(FRAME);
    assert.equal(page.accounts.length, 0);
    assert.deepEqual(page.console, ['error: dolfin-payment-onboarding: paused="false" counts as set: take the attribute away.']);
  });

  test("without interface: before anybody subscribes, and before it has begun", async () => {
    const page = await ready();
    const account = page.lib.createPaymentAccount({ organisationId: ORGANISATION });
    account.pause();
    account.subscribe(() => {});
    await page.settle();
    assert.equal(page.accounts.length, 0);
    account.resume();
    await page.settle();
    assert.equal(page.accounts.length, 1);
  });
});
