// Stripe's form in an element of the host's.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { NEARLY_DONE, until } from "./support/testbed.mjs";
import { emptyPages, open } from "./support/empty-page.mjs";
import { script, stubbedPage } from "./support/stubbed.mjs";

const ORGANISATION = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

/** A page with an account and an element, and `mount`, which collects what is told in `heard`. */
async function ready({ tokenProvider = () => "token", ...options } = {}) {
  const page = await stubbedPage(options);
  const account = page.lib.createPaymentAccount({ organisationId: ORGANISATION, tokenProvider, locale: "de" });
  const place = page.document.createElement("div");
  page.document.body.append(place);
  const heard = [];
  const on = (name) => ({ [name]: (detail) => heard.push([name, { ...detail }]) });
  const listeners = Object.assign({}, ...["onLoad", "onExit", "onStep", "onError"].map(on));
  const mount = (options = {}, of = account) => page.lib.mountForm(of, place, { publishableKey: "pk_test_x", ...listeners, ...options });
  /** The forms, without the account's own mount. */
  const forms = () => [...page.accounts].filter(({ withForm }) => withForm);
  const tell = (snapshot) => forms().at(-1).settings.tell("change", { state: "NotStarted", turn: "you", settled: true, problem: null, formProblem: null, actions: [], ...snapshot });
  return { ...page, account, place, heard, mount, forms, tell };
}

describe("mountForm", () => {
  test("shares the account's query, language and functions, and takes nothing else out of the element", async () => {
    const page = await ready();
    page.place.innerHTML = "<p>The host's own</p><div class=dolfin>A copy in a page cache</div>";
    page.mount({ collectionOptions: { requirements: { only: ["external_account"] } } });
    await page.settle();
    const [form] = page.forms();
    assert.equal(form.sharesWith, page.accounts[0]);
    assert.equal(form.container, page.place);
    const { organisationId, publishableKey, locale, bare, form: opens, collectionOptions } = form.settings;
    assert.deepEqual([organisationId, publishableKey, locale, bare, opens], [ORGANISATION, "pk_test_x", "de", true, "on-request"]);
    assert.deepEqual(collectionOptions, { requirements: { only: ["external_account"] } });
    assert.equal(await form.settings.token(), "token");
    assert.equal(page.place.innerHTML, "<p>The host's own</p>");
    assert.deepEqual(page.console, []);
  });

  test("twice in one task, as in StrictMode, is one mount", async () => {
    const page = await ready();
    page.mount().unmount();
    const second = page.mount();
    await page.settle();
    assert.deepEqual([page.forms().length, second.isOver], [1, false]);
  });

  test("into an element that has one already takes its place", async () => {
    const page = await ready();
    const first = page.mount();
    await page.settle();
    const second = page.mount();
    await page.settle();
    const [old, fresh] = page.forms();
    assert.ok(old.calls.includes("free") && !fresh.calls.includes("free"));
    assert.deepEqual([first.isOver, second.isOver], [true, false]);
  });

  test("tells that it has loaded, where the person goes, that they have left, and what went wrong", async () => {
    const page = await ready();
    const handle = page.mount();
    assert.equal(handle.form, "closed");
    await page.settle();
    page.tell({ form: "loading" });
    await page.advance(300);
    page.tell({ form: "shown" });
    page.tell({ form: "shown", checking: true });
    assert.equal(handle.form, "shown");
    page.forms()[0].settings.tell("step", "business_details");
    page.tell({ form: "left", settled: false });
    page.tell({ form: "failed", formProblem: { kind: "form-blocked", canRetry: true, http: null, reference: null } });
    assert.deepEqual(page.heard, [
      ["onLoad", { elapsed: 300 }],
      ["onStep", { step: "business_details", elapsed: 300 }],
      ["onExit", { settled: false, elapsed: 300 }],
      ["onError", { kind: "form-blocked", source: "form", severity: "warning", http: null, reference: null, elapsed: 300 }],
    ]);
  });

  test("a callback that throws keeps nothing from the others", async () => {
    const page = await ready({ prepare: (window) => (window.reportError = ({ message }) => (window.reported = message)) });
    const snapshots = [];
    page.mount({ onLoad: () => { throw new Error("the host's own"); }, onChange: ({ form }) => snapshots.push(form) });
    await page.settle();
    page.tell({ form: "shown" });
    assert.deepEqual([page.window.reported, snapshots], ["the host's own", ["shown"]]);
  });

  test("opens again, and takes other options and callbacks", async () => {
    const page = await ready();
    const handle = page.mount();
    await page.settle();
    const { tell } = page.forms()[0].settings;
    assert.deepEqual([handle.open(), handle.open(true)], [true, true]);
    assert.equal(handle.update({ publishableKey: "pk_test_x", appearance: { overlays: "drawer" } }), true);
    const [{ calls, settings }] = page.forms();
    assert.deepEqual([calls.join(), settings.appearance], ["open false,open true,update", { overlays: "drawer" }]);
    tell("change", { state: "NotStarted", settled: true, form: "shown" });
    assert.deepEqual(page.heard, []);
  });

  test("an option of the wrong kind is named and ignored", async () => {
    const page = await ready();
    page.mount({ fonts: {} });
    await page.settle();
    assert.deepEqual(page.console, ["error: mountForm: fonts must be an array; it is ignored."]);
    assert.deepEqual(page.heard.map(([name, { kind, source }]) => [name, kind, source]), [["onError", "config", "host"]]);
    assert.equal(page.forms().length, 1);
  });
});

describe("a form that is over", () => {
  test("because its host unmounts it at a wrong option begins nothing", async () => {
    const page = await ready();
    const handle = page.mount({ fonts: {}, onError: () => handle.unmount() });
    await page.settle();
    assert.deepEqual([handle.isOver, page.accounts], [true, []]);
  });

  test("because its host unmounts it at a wrong option, given later, says so", async () => {
    const page = await ready();
    const handle = page.mount();
    await page.settle();
    assert.equal(handle.update({ publishableKey: "pk_test_x", fonts: {}, onError: () => handle.unmount() }), false);
  });

  test("says so where the person has signed out while the WebAssembly was on its way", async () => {
    const page = await ready({ prepare: (window) => (window.init = () => new Promise(() => {})) });
    const handle = page.mount();
    await page.settle();
    page.account.signOut();
    assert.deepEqual([handle.isOver, handle.form, handle.open(), handle.update({})], [true, "closed", false, false]);
    handle.unmount();
    assert.deepEqual([page.accounts, page.heard], [[], []]);
  });

  test("tells nothing of a token that fails afterwards", async () => {
    const page = await ready({ tokenProvider: () => Promise.reject(new Error("the host's own")) });
    const handle = page.mount();
    await page.settle();
    const asked = page.forms()[0].settings.token();
    handle.unmount();
    await asked;
    assert.deepEqual([page.heard, page.console.filter((line) => line.includes("mountForm"))], [[], []]);
  });

  const ends = [
    ["unmounted", (page, handle) => handle.unmount()],
    ["of somebody who has signed out", ({ account, tell }) => (account.signOut(), tell({ state: "signed-out", form: "closed" }))],
  ];
  for (const [what, end] of ends) {
    test(`${what} says so and does nothing`, async () => {
      const page = await ready();
      const handle = page.mount();
      await page.settle();
      end(page, handle);
      await page.settle();
      const [form] = page.forms();
      const calls = form.calls.join();
      assert.match(calls, /free$/);
      assert.deepEqual([handle.isOver, handle.form, handle.open(), handle.update({}), handle.unmount()], [true, "closed", false, false, undefined]);
      await page.settle();
      assert.equal(form.calls.join(), calls);
    });
  }

  for (const [what, account] of [["of a foreign account", {}], ["of nothing", undefined]]) {
    test(`${what} sends nothing, and its host is told why`, async () => {
      const page = await ready();
      const handle = page.lib.mountForm(account, page.place, { publishableKey: "pk_test_x", onError: ({ kind, setting }) => page.heard.push([kind, setting]) });
      await page.settle();
      assert.deepEqual([page.accounts.length, handle.isOver, page.heard], [0, true, [["config", "account"]]]);
      assert.deepEqual(page.console, ["error: mountForm: account must be what createPaymentAccount() has made here, and nobody has signed out of."]);
    });
  }

  test("on a server is from the beginning, and needs no element", async () => {
    const context = (await import("node:vm")).createContext({ performance });
    (await import("node:vm")).runInContext(await script(), context);
    const handle = context.lib?.mountForm({}, null, {});
    assert.deepEqual([handle.isOver, handle.form, handle.open()], [true, "closed", false]);
  });

  test("what is no element is refused at once", async () => {
    const page = await ready();
    assert.throws(() => page.lib.mountForm(page.account, "#form", {}), /mountForm takes an element/);
  });
});

describe("in a browser", () => {
  let all;
  let host;
  before(async () => (all = await emptyPages()));
  afterEach(() => host?.close());
  after(() => all?.stop());

  async function headless(id, prepare) {
    host = await open(all, { register: false, prepare });
    await host.page.evaluate((organisationId) => {
      document.querySelector("main").innerHTML = "<p>The host's own</p><div id=form></div>";
      const heard = (window.heard = []);
      window.account = window.lib.createPaymentAccount({ organisationId, apiBase: "/api" });
      window.account.subscribe((snapshot) => (window.snapshot = snapshot));
      const options = { publishableKey: "pk_test_x", onChange: ({ form }) => heard.at(-1) !== form && heard.push(form) };
      for (const name of ["onLoad", "onExit", "onStep", "onError"]) options[name] = () => heard.push(name);
      const mount = () => window.lib.mountForm(window.account, document.querySelector("#form"), options);
      // As React does in StrictMode.
      mount().unmount();
      window.form = mount();
    }, id);
  }
  const is = (wanted) => until(`the form to be ${wanted}`, () => host.page.evaluate((wanted) => window.form.form === wanted, wanted), { within: 20_000 });
  const sessions = async (id) => (await all.sandbox.read(id)).sessions;

  test("the whole way to Active, with one session, one query and nothing of ours but the form", async () => {
    const id = await all.sandbox.organisation(NEARLY_DONE);
    await headless(id);
    await is("shown");
    assert.equal(await host.page.$eval("#form", (place) => place.innerText.includes("Stripe's turn")), false);
    await host.form.completeToReview();
    await host.form.press("Agree and submit");
    await until("Active", () => host.page.evaluate(() => window.snapshot.state === "Active"), { within: 20_000 });
    const heard = await host.page.evaluate(() => window.heard);
    assert.deepEqual(heard.filter((what) => what !== "onStep"), ["loading", "onLoad", "shown", "onExit", "left"]);
    assert.ok(heard.includes("onStep"));
    assert.deepEqual(await sessions(id), { minted: 1, claimed: 1 });
    assert.ok(await host.page.evaluate(() => window.snapshot.activity.some(({ changes }) => changes.includes("active"))));
    await host.page.evaluate(() => window.form.unmount());
    await until("nothing to be left", () => host.page.$eval("#form", (place) => place.childNodes.length === 0));
    assert.equal(await host.page.$eval("main", (main) => main.firstChild.textContent), "The host's own");
    assert.deepEqual(host.heard, []);
  });

  test("what keeps it from working is told, and passed over at the person's word", async () => {
    const id = await all.sandbox.organisation(NEARLY_DONE);
    await headless(id, () => Object.defineProperty(window, "crossOriginIsolated", { value: true }));
    await is("unsupported");
    assert.deepEqual(await sessions(id), { minted: 0, claimed: 0 });
    await host.page.evaluate(() => window.form.open());
    await is("unsupported");
    await host.page.evaluate(() => window.form.open(true));
    await is("shown");
    assert.deepEqual(await sessions(id), { minted: 1, claimed: 1 });
  });
});
