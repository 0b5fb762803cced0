// What a host's monitoring is told, in milliseconds.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { NEARLY_DONE, until } from "./support/testbed.mjs";
import { emptyPages, open } from "./support/empty-page.mjs";
import { script, stubbedPage } from "./support/stubbed.mjs";

const ORGANISATION = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
const SNAPSHOT = { state: "loading", turn: "unknown", settled: true, form: "closed", unsupported: null, problem: null, formProblem: null, actions: [] };
const actions = (...names) => ({ actions: names.map((name) => ({ name })) });

/** An element that has begun. `tell` is a snapshot of it, `told` what was told of it on the document. */
async function begun(settings = {}, options) {
  const page = await stubbedPage(options);
  page.lib.register();
  const told = [];
  page.document.addEventListener("dolfin-metric", ({ detail: { name, value, reason, elapsed, ...rest } }) => {
    assert.deepEqual([Number.isInteger(value) && value >= 0 && Number.isInteger(elapsed), rest], [true, {}]);
    told.push([name, value, ...(reason === null ? [] : [reason])]);
  });
  const element = page.add({ organisationId: ORGANISATION, publishableKey: "pk_test_x", ...settings });
  await page.advance(16);
  const tell = (now) => page.accounts.at(-1).settings.tell("change", { ...SNAPSHOT, ...now });
  return { ...page, element, told, tell };
}

/** Puts the page out of sight, or into it. */
function hide(window, hidden) {
  Object.defineProperty(window.document, "hidden", { value: hidden, configurable: true });
  window.document.dispatchEvent(new window.Event("visibilitychange"));
}

describe("an element tells", () => {
  test("when the account is known and the form is there, and that the person has finished it", async () => {
    const { advance, tell, told } = await begun();
    tell({ form: "loading" });
    await advance(400);
    tell({ form: "loading", state: "NotStarted" });
    await advance(500);
    tell({ form: "shown", state: "NotStarted" });
    tell({ form: "shown", state: "NotStarted", checking: true });
    await advance(60_000);
    tell({ form: "left", state: "NotStarted", settled: false });
    assert.equal(told.length, 2, "nothing is judged yet");
    await advance(1_000);
    tell({ form: "left", state: "OnboardingInProgress", turn: "stripe" });
    tell({ form: "left", state: "Active", turn: "nobody" });
    assert.deepEqual(told, [["status-known", 400], ["form-shown", 900], ["form-finished", 60_000]]);
  });

  test("that the person has left it half-way, and counts the next time anew", async () => {
    const { advance, tell, told } = await begun({ form: "on-request" });
    tell({ state: "NotStarted", turn: "you" });
    await advance(5_000);
    for (const shown of [200, 300]) {
      tell({ state: "NotStarted", form: "loading" });
      await advance(shown);
      tell({ state: "NotStarted", form: "shown" });
      await advance(1_000);
      tell({ state: "NotStarted", form: "left", settled: false });
      tell({ state: "NotStarted", form: "left", turn: "you", ...actions("check-now", "continue") });
    }
    assert.deepEqual(told, [["status-known", 0], ["form-shown", 200], ["form-abandoned", 1_000], ["form-shown", 300], ["form-abandoned", 1_000]]);
  });

  test("what keeps the form from coming, by its name", async () => {
    const { advance, tell, told } = await begun();
    tell({ form: "unsupported", unsupported: "in-app" });
    tell({ form: "loading" });
    await advance(700);
    tell({ form: "failed", formProblem: { kind: "form-blocked" } });
    assert.deepEqual(told, [["form-obstructed", 0, "in-app"], ["form-obstructed", 700, "form-blocked"]]);
  });

  const outcomes = [
    ["something to do at once", "you", ["provide-overdue"], "form-abandoned"],
    ["something that support is to see first", "support", ["contact-support", "provide"], "form-abandoned"],
    ["an objection to make", "you", ["appeal"], "form-abandoned"],
    ["details that may be changed", "nobody", ["update-details"], "form-finished"],
    ["nothing to do in the form", "you", ["sign-in"], "form-finished"],
  ];
  for (const [what, turn, names, outcome] of outcomes) {
    test(`${outcome} where ${what} is left`, async () => {
      const { tell, told } = await begun();
      tell({ form: "shown" });
      tell({ form: "left", settled: false });
      tell({ form: "left", turn, ...actions(...names) });
      assert.equal(told.at(-1)[0], outcome);
    });
  }

  test("no outcome while nothing is known of it", async () => {
    const { tell, told } = await begun();
    tell({ form: "shown" });
    tell({ form: "left", settled: false });
    tell({ form: "left" });
    assert.equal(told.length, 1);
    tell({ form: "left", turn: "stripe" });
    assert.equal(told.at(-1)[0], "form-finished");
  });

  const waits = [
    ["paused", { paused: true }, undefined, ({ element }) => (element.paused = false)],
    ["in a tab out of sight", {}, (window) => hide(window, true), ({ window }) => hide(window, false)],
  ];
  for (const [how, settings, prepare, goOn] of waits) {
    test(`a time without that which it was ${how}`, async () => {
      const page = await begun(settings, { prepare });
      await page.advance(3_600_000);
      goOn(page);
      await page.advance(250);
      page.tell({ state: "NotStarted", form: "loading" });
      page.tell({ state: "NotStarted", form: "shown" });
      assert.deepEqual(page.told, [["status-known", 250], ["form-shown", 250]]);
    });
  }

  test("no time to a status that could not be had", async () => {
    const { tell, told } = await begun();
    tell({ state: "error", problem: { kind: "unreachable", canRetry: true } });
    tell({ state: "signed-out", turn: "nobody" });
    assert.deepEqual(told, []);
  });

  for (const [how, leave] of [
    ["takes the component away", ({ element }) => element.remove()],
    ["leaves the page", ({ window }) => window.dispatchEvent(new window.Event("pagehide"))],
    ["goes on to another account", ({ element }) => (element.organisationId = ORGANISATION.replace("1", "2"))],
  ]) {
    test(`that a person with the form before them ${how}, on the document`, async () => {
      const page = await begun();
      page.tell({ form: "loading" });
      page.tell({ form: "shown" });
      await page.advance(3_000);
      leave(page);
      await page.advance(20);
      assert.deepEqual(page.told.map(([name, value]) => [name, Math.round(value / 100)]), [["form-shown", 0], ["form-abandoned", 30]]);
    });
  }

  test("nothing of one that has gone without a form, nor after", async () => {
    const { window, element, advance, told } = await begun();
    element.remove();
    await advance(20);
    window.dispatchEvent(new window.Event("pagehide"));
    assert.deepEqual(told, []);
  });

  test("nothing where `events` does not name it", async () => {
    const { tell, told } = await begun({ events: "statuschange" });
    tell({ state: "Active" });
    assert.deepEqual(told, []);
  });
});

test("an account without interface tells when it is known, and goes on where its host's function throws", async () => {
  const page = await stubbedPage({ prepare: (window) => (window.reportError = () => {}) });
  const told = [];
  const onMetric = (metric) => {
    told.push({ ...metric });
    throw new Error("the host's own");
  };
  const account = page.lib.createPaymentAccount({ organisationId: ORGANISATION, onMetric });
  const stop = account.subscribe(() => {});
  await page.advance(250);
  page.accounts[0].settings.tell("change", { ...SNAPSHOT, state: "Active" });
  assert.equal(account.snapshot.state, "Active");
  assert.deepEqual(told, [{ name: "status-known", value: 250, reason: null }]);
  stop();
});

test("an account counts nothing on a server, where it may be paused all the same", async () => {
  const vm = await import("node:vm");
  const context = vm.createContext({ performance });
  vm.runInContext(await script(), context);
  const account = context.lib.createPaymentAccount({ organisationId: ORGANISATION, onMetric: () => {} });
  account.pause();
  account.resume();
  assert.equal(account.snapshot.state, "loading");
});

test("of a shared account the first answer is told by that alone, and without the time in which it was paused", async () => {
  const page = await stubbedPage();
  page.lib.register();
  const told = [];
  page.document.addEventListener("dolfin-metric", ({ detail }) => told.push(detail.name));
  const account = page.lib.createPaymentAccount({ organisationId: ORGANISATION, onMetric: ({ name, value }) => told.push([name, value]) });
  account.pause();
  account.subscribe(() => {});
  page.add({ account }, "dolfin-payment-status");
  await page.advance(60_000);
  account.resume();
  await page.advance(300);
  for (const of of [0, 1]) {
    page.accounts[of].settings.tell("change", { ...SNAPSHOT, state: "Active" });
    await page.settle();
  }
  assert.deepEqual(told, [["status-known", 300]]);
});

describe("a form without interface tells", () => {
  const SHOWN = { ...SNAPSHOT, state: "NotStarted", form: "shown" };
  async function mounted(options = {}) {
    const page = await stubbedPage();
    const told = [];
    const account = page.lib.createPaymentAccount({ organisationId: ORGANISATION });
    const onMetric = ({ name, value }) => told.push([name, value]);
    const mount = (options) => page.lib.mountForm(account, page.document.body, { publishableKey: "pk_test_x", onMetric, ...options });
    const form = mount(options);
    await page.settle();
    const { tell } = page.accounts.at(-1).settings;
    tell("change", { ...SHOWN, form: "loading" });
    await page.advance(100);
    tell("change", SHOWN);
    await page.advance(2_000);
    return { ...page, told, mount, form, tell };
  }
  const ABANDONED = [["form-shown", 100], ["form-abandoned", 2_000]];

  test("of the form alone, and that it was taken away", async () => {
    const { form, told } = await mounted();
    form.unmount();
    form.unmount();
    assert.deepEqual(told, ABANDONED);
  });

  test("that the person has left the page", async () => {
    const { window, form, told } = await mounted();
    const leave = () => window.dispatchEvent(new window.Event("pagehide"));
    leave();
    assert.deepEqual(told.splice(0), ABANDONED);
    form.unmount();
    told.length = 0;
    leave();
    assert.deepEqual(told, []);
  });

  test("no abandonment by one that is taken away at the person's exit, nor anything else afterwards", async () => {
    const heard = [];
    const page = await mounted({ onExit: () => (heard.push("exit"), page.form.unmount()), onChange: ({ form }) => heard.push(form) });
    page.tell("change", { ...SHOWN, form: "left", settled: false });
    assert.deepEqual([page.told, heard], [[["form-shown", 100]], ["loading", "shown", "exit"]]);
  });

  test("that it was finished, to a host that takes it away once that is known", async () => {
    const page = await mounted({ onChange: ({ form, settled }) => form === "left" && settled && page.form.unmount() });
    page.tell("change", { ...SHOWN, form: "left", settled: false });
    page.tell("change", { ...SHOWN, form: "left", turn: "stripe" });
    assert.deepEqual([page.told, page.form.isOver], [[["form-shown", 100], ["form-finished", 2_000]], true]);
  });

  test("an end once, even to a host that ends it again or mounts another one there", async () => {
    const page = await mounted();
    let third;
    let told = 0;
    page.form.update({ publishableKey: "pk_test_x", onMetric: () => (told++, page.form.unmount(), (third = page.mount())) });
    const second = page.mount();
    await page.settle();
    assert.deepEqual([told, page.form.isOver, second.isOver, third.isOver], [1, true, true, false]);
    assert.equal(page.accounts.filter(({ withForm, calls }) => withForm && !calls.includes("free")).length, 1);
  });
});

describe("in a browser", () => {
  let all;
  let host;
  before(async () => (all = await emptyPages()));
  afterEach(() => host?.close());
  after(() => all?.stop());

  test("a whole visit is three numbers, with nothing in them of whose it is", async () => {
    const id = await all.sandbox.organisation(NEARLY_DONE);
    host = await open(all, { prepare: () => {
      window.metrics = [];
      document.addEventListener("dolfin-metric", ({ detail }) => window.metrics.push(detail));
    } });
    await host.make({ organisationId: id });
    await host.form.completeToReview();
    await host.form.press("Agree and submit");
    const metrics = () => host.page.evaluate(() => window.metrics);
    await until("what came of it", async () => (await metrics()).length === 3, { within: 20_000 });
    const names = (await metrics()).map(({ name }) => name);
    assert.deepEqual([names.slice(0, 2).sort(), names[2]], [["form-shown", "status-known"], "form-finished"]);
    assert.deepEqual([...new Set((await metrics()).map((metric) => Object.keys(metric).join()))], ["name,value,reason,elapsed"]);
    assert.ok(!JSON.stringify(await metrics()).includes(id));
  });
});
