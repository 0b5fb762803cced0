// A component that has failed at run time: it says so, offers ways out, and does nothing more (E30).
//
// A panic is a trap: with `panic = "abort"` it ends in `unreachable`. The package has no switch for one, so its memory is
// filled with addresses beyond its end, and the next call into it traps.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { NEARLY_DONE, sees, until } from "./support/testbed.mjs";
import { emptyPages, open } from "./support/empty-page.mjs";
import { keepMemory } from "../e2e/support/alive.mjs";

let all;
let host;
before(async () => (all = await emptyPages()));
afterEach(() => host?.close());
after(() => all?.stop());

const crash = () => host.page.evaluate(() => {
  new Uint8Array(window.memory.buffer).fill(0x7f);
  document.querySelector("main > *").refresh();
});
/** What each element's fallback says, and nothing for one that has none. */
const said = () => host.page.$$eval("main > *", (elements) =>
  elements.map(({ shadowRoot }) => shadowRoot.querySelector("[data-testid=fallback]")?.textContent));
const errors = () => host.told("error");
const fallbacks = (count) => until(`${count} fallbacks`, async () => (await said()).filter(Boolean).length === count, { within: 20_000 });

describe("a trap", () => {
  test("ends every element of the page, each of which says so once, and none asks anything more", async () => {
    const [one, two] = [await all.sandbox.organisation(NEARLY_DONE), await all.sandbox.organisation({ scenario: "active" })];
    host = await open(all, { prepare: keepMemory });
    await host.make({ organisationId: two }, "dolfin-payment-status");
    await host.make({ organisationId: one });
    await host.page.evaluate((organisationId) => {
      window.states = [];
      window.account = window.lib.createPaymentAccount({ organisationId, apiBase: "/api" });
      window.account.subscribe(({ state, problem }) => window.states.push(`${state} ${problem?.kind}`));
    }, two);
    await host.form.button("Continue");
    await until("all three", () => host.page.evaluate(() =>
      window.states.at(-1)?.startsWith("Active") && [...document.querySelectorAll("main > *")].every(({ snapshot }) => snapshot?.checkedAt)), { within: 20_000 });
    await crash();
    await fallbacks(2);
    assert.equal(await host.page.$("stripe-connect-account-onboarding"), null);
    for (const { kind, source, severity } of await errors()) assert.deepEqual([kind, source, severity], ["crashed", "component", "error"]);
    assert.equal((await errors()).length, 2);
    assert.deepEqual(await host.page.evaluate(() => [window.states.at(-1), document.querySelector("main > *").snapshot]), ["error crashed", null]);
    const asked = async () => (await all.sandbox.requests(one)).length + (await all.sandbox.requests(two)).length;
    const before = await asked();
    // Whatever used to wake it.
    await host.page.evaluate(async () => {
      for (const element of document.querySelectorAll("main > *")) {
        element.refresh();
        element.open();
        element.signOut();
        element.locale = "de";
      }
      window.account.refresh();
      for (const event of ["visibilitychange", "online", "focus"]) document.dispatchEvent(new Event(event)), window.dispatchEvent(new Event(event));
      await new Promise((resolve) => setTimeout(resolve, 3_000));
    });
    assert.equal(await asked(), before);
    assert.equal((await errors()).length, 2);
    const sentences = host.heard.filter((line) => line.includes("has failed; only a reload"));
    assert.equal(sentences.length, 3);
    assert.deepEqual(host.heard.filter((line) => !sentences.includes(line)), []);
  });

  test("takes Stripe's form away where that stands alone, and neither is told for left by the person", async () => {
    const id = await all.sandbox.organisation(NEARLY_DONE);
    host = await open(all, { prepare: keepMemory });
    await host.page.evaluate((organisationId) => {
      window.metrics = [];
      const place = document.createElement("div");
      place.append("The host's own");
      document.body.append(place);
      window.place = place;
      const told = ({ name }) => window.metrics.push(name);
      document.addEventListener("dolfin-metric", ({ detail }) => told(detail));
      const account = window.lib.createPaymentAccount({ organisationId, apiBase: "/api" });
      window.alone = window.lib.mountForm(account, place, { publishableKey: "pk_test_x", onMetric: told });
    }, id);
    await host.make({ organisationId: id });
    await until("both forms", () => host.page.evaluate(() => window.metrics.filter((name) => name === "form-shown").length === 2), { within: 20_000 });
    await crash();
    await fallbacks(1);
    const left = () => host.page.evaluate(() => [window.alone.isOver, window.place.innerHTML]);
    await until("the form alone to be over", async () => (await left())[0]);
    assert.deepEqual(await left(), [true, "The host's own"]);
    const metrics = await host.page.evaluate(() => {
      window.dispatchEvent(new Event("pagehide"));
      window.alone.unmount();
      return window.metrics;
    });
    assert.deepEqual(metrics.filter((name) => name !== "status-known"), ["form-shown", "form-shown"]);
  });

  test("is told to an element that comes later, and the way out is a reload", async () => {
    const id = await all.sandbox.organisation({ scenario: "active" });
    host = await open(all, { prepare: keepMemory });
    await host.make({ organisationId: id });
    await sees(host.page, { state: "Active" });
    await crash();
    await fallbacks(1);
    await host.make({ organisationId: id });
    await fallbacks(2);
    assert.deepEqual((await errors()).map(({ kind }) => kind), ["crashed", "crashed"]);
    const loaded = host.page.waitForNavigation();
    await (await host.hook("retry")).evaluate((button) => button.click());
    await loaded;
    assert.equal(await host.page.evaluate(() => window.lib), undefined);
  });

  test("offers the hosted link, and a host says all of it its own way", async () => {
    host = await open(all, { prepare: keepMemory });
    await host.make({ organisationId: await all.sandbox.organisation({ scenario: "active" }) });
    await sees(host.page, { state: "Active" });
    await host.page.$eval("main > *", (element) =>
      element.append(Object.assign(document.createElement("p"), { slot: "problem-crashed", textContent: "the host's own" })));
    await crash();
    await fallbacks(1);
    assert.equal(await host.page.$eval("[slot=problem-crashed]", (own) => own.checkVisibility()), true);
    await (await host.hook("hosted-link")).evaluate((button) => button.click());
    assert.equal((await host.tells("request")).request, "hosted-link");
    assert.match((await said())[0], /Please ask the support/);
  });
});

test("what a host writes into the element is shown until it begins, and where it never can", async () => {
  host = await open(all, { register: false });
  const isSeen = () => host.page.$eval("#instead", (own) => own.checkVisibility());
  await host.page.evaluate((organisationId) => {
    const element = window.make({ organisationId });
    element.innerHTML = "<a id=instead href=#>Go on at Stripe</a>";
  }, await all.sandbox.organisation({ scenario: "active" }));
  assert.equal(await isSeen(), true);
  await host.page.evaluate(() => window.lib.register());
  await sees(host.page, { state: "Active" });
  assert.equal(await isSeen(), false);
});

test("a browser without constructed style sheets goes on showing what the host wrote into the element", async () => {
  host = await open(all, { prepare: "window.CSSStyleSheet = undefined;" });
  await host.page.evaluate(() => {
    document.querySelector("main").innerHTML = "<dolfin-payment-onboarding><a id=instead href=#>Go on at Stripe</a></dolfin-payment-onboarding>";
  });
  assert.equal(await host.page.$eval("#instead", (own) => own.checkVisibility()), true);
});
