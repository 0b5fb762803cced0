// Several elements that are given one account: one status query for all, and nothing shared with another account.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { NEARLY_DONE, until } from "./support/testbed.mjs";
import { emptyPages, open } from "./support/empty-page.mjs";
import { stubbedPage } from "./support/stubbed.mjs";

const ORGANISATION = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
const OTHER = "3f2504e0-4f89-41d3-9a0c-0305e82c3302";
const [FORM, BADGE] = ["dolfin-payment-onboarding", "dolfin-payment-status"];
const FRAME = 20;

/** A page in which the elements are known, and an account of it. */
async function ready(options) {
  const page = await stubbedPage(options);
  page.lib.register();
  const account = (options = {}) => page.lib.createPaymentAccount({ organisationId: ORGANISATION, ...options });
  const begin = async (...elements) => {
    for (const [settings, tag = BADGE] of elements) page.add({ publishableKey: "pk_test_x", ...settings }, tag);
    await page.advance(FRAME);
    return [...page.document.querySelectorAll(`${FORM}, ${BADGE}`)];
  };
  /** Those that have not been given back. */
  const living = () => page.accounts.filter(({ calls }) => !calls.includes("free"));
  return { ...page, account, begin, living };
}

describe("elements with one account", () => {
  test("share its one query, each with its own view", async () => {
    const page = await ready();
    const account = page.account({ apiBase: "/api", tokenProvider: () => "token" });
    await page.begin([{ account }, FORM], [{ account, locale: "de" }]);
    const [query, form, badge] = page.accounts;
    assert.equal(page.accounts.length, 3);
    assert.equal(query.container, undefined);
    assert.deepEqual([form.sharesWith, badge.sharesWith], [query, query]);
    assert.deepEqual([form.withForm, badge.withForm], [true, false]);
    assert.notEqual(form.container, badge.container);
    for (const { settings } of [query, form, badge]) {
      assert.deepEqual([settings.organisationId, settings.apiBase, await settings.token()], [ORGANISATION, "/api", "token"]);
    }
    assert.deepEqual([form.settings.locale, badge.settings.locale], [undefined, "de"]);
    assert.deepEqual(page.console, []);
  });

  test("send one read, and a session each, while the WebAssembly is on its way", async () => {
    const sent = [];
    const prepare = (window) => Object.assign(window, { isSecureContext: true, init: () => new Promise(() => {}) });
    const page = await ready({ prepare });
    const fetch = async ({ method, url }) => (sent.push(`${method} ${url.split("/").at(-1)}`), new Response("{}"));
    const account = page.account({ fetch });
    await page.begin([{ account }, FORM], [{ account }], [{ account, form: "on-request" }, FORM]);
    assert.deepEqual(sent.toSorted(), ["GET status", "POST session"]);
  });

  test("take organisation and functions from it, and say once where their own are others", async () => {
    const page = await ready();
    page.lib.register({ tokenProvider: () => "the page's" });
    const account = page.account();
    const own = { organisationId: OTHER, apiBase: "/other", tokenProvider: () => "its own", headers: { a: "b" }, fetch: () => {} };
    const [element] = await page.begin([{ account, ...own }]);
    const [, { settings }] = page.accounts;
    assert.deepEqual([settings.organisationId, settings.apiBase, settings.fetch], [ORGANISATION, undefined, undefined]);
    assert.equal(await settings.token(), "the page's");
    element.locale = "de";
    await page.settle();
    assert.deepEqual(page.console, Object.keys(own).map((name) => `error: ${BADGE}: ${name} is the account's; the element's own is ignored.`));
  });

  test("say nothing where their own are the same", async () => {
    const page = await ready();
    const tokenProvider = () => "token";
    await page.begin([{ account: page.account({ tokenProvider }), organisationId: ORGANISATION, tokenProvider }]);
    assert.deepEqual(page.console, []);
  });

  test("come and go: it is read while there is one, or a subscriber", async () => {
    const page = await ready();
    const account = page.account();
    const [one, other] = await page.begin([{ account }], [{ account }]);
    one.remove();
    await page.advance(FRAME);
    assert.equal(page.living().length, 2);
    const stop = account.subscribe(() => {});
    other.remove();
    await page.advance(FRAME);
    assert.deepEqual(page.living(), [page.accounts[0]]);
    stop();
    await page.settle();
    assert.deepEqual(page.living(), []);
    await page.begin([{ account }]);
    assert.equal(page.living().length, 2);
  });

  test("is read where the host has heard of a change, and where the person asks", async () => {
    const page = await ready();
    const account = page.account();
    account.check();
    const stop = account.subscribe(() => {});
    await page.settle();
    account.refresh();
    account.check();
    stop();
    account.check();
    await page.settle();
    assert.equal(page.accounts[0].calls.join(), "refresh,check,free");
  });

  test("begin when it goes on, where it was paused", async () => {
    const sent = [];
    // As the WebAssembly does.
    const tells = ({ settings }) => queueMicrotask(() => settings.tell("change", { state: "loading" }));
    const page = await ready({ prepare: (window) => Object.assign(window, { isSecureContext: true, onAccount: tells }) });
    const account = page.account({ fetch: async ({ url }) => (sent.push(url), new Response("{}")) });
    account.pause();
    await page.begin([{ account }, FORM]);
    assert.deepEqual([page.accounts.length, sent], [0, []]);
    account.resume();
    await page.advance(FRAME);
    assert.equal(page.accounts.length, 2);
  });

  test("try again together where the WebAssembly did not come", async () => {
    let isThere = false;
    const page = await ready({ prepare: (window) => (window.init = async () => isThere || Promise.reject(new Error("no"))) });
    const account = page.account();
    const elements = await page.begin([{ account }], [{ account }]);
    const retry = (element) => element.shadowRoot.querySelector("[data-testid=retry]");
    assert.ok(elements.every(retry));
    isThere = true;
    for (const element of elements) retry(element).click();
    await page.advance(FRAME);
    assert.deepEqual(page.accounts.map(({ sharesWith }) => sharesWith), [undefined, page.accounts[0], page.accounts[0]]);
  });
});

describe("the account of an element", () => {
  test("set later, changed or taken away is another mount", async () => {
    const page = await ready();
    const [ada, ben] = [page.account({ tokenProvider: () => "Ada" }), page.account({ tokenProvider: () => "Ben" })];
    const [element] = await page.begin([{ organisationId: OTHER }]);
    const [own] = page.living();
    const living = async (account) => {
      element.account = account;
      await page.advance(FRAME);
      return page.living();
    };
    const ofAda = await living(ada);
    assert.ok(own.calls.includes("free"));
    assert.equal(ofAda[1].sharesWith, ofAda[0]);
    const ofBen = await living(ben);
    assert.ok(ofAda.every(({ calls }) => calls.includes("free")));
    assert.equal(ofBen[1].sharesWith, ofBen[0]);
    assert.equal(await ofBen[1].settings.token(), "Ben");
    const [alone, ...others] = await living(null);
    assert.deepEqual([alone.sharesWith, alone.settings.organisationId, alone.settings.token, others], [undefined, OTHER, undefined, []]);
  });

  test("is what it waits for, where that is announced, and a copy of the element waits too", async () => {
    const page = await ready();
    const [element] = await page.begin([{ organisationId: ORGANISATION, tokenRequired: true }]);
    assert.equal(page.accounts.length, 0);
    element.account = page.account();
    await page.settle();
    assert.equal(page.accounts.length, 2);
    element.tokenRequired = false;
    element.account = page.account();
    page.document.body.append(element.cloneNode(true));
    await page.advance(1_000);
    assert.equal(page.living().length, 2);
  });

  for (const [what, foreign] of [
    ["a snapshot", "{ state: 'Active' }"],
    ["another's imitation", "{ ...lib.createPaymentAccount({ organisationId: '1' }) }"],
    ["a text", "'Ada'"],
    ["a number", "0"],
    ["what is asked for", "() => lib.createPaymentAccount({})"],
  ]) {
    test(`that is ${what} is a setting that cannot be used, and nothing is sent`, async () => {
      const page = await ready();
      const errors = [];
      page.document.addEventListener("dolfin-error", ({ detail }) => errors.push([detail.kind, detail.setting]));
      const [element] = await page.begin([{ organisationId: ORGANISATION, account: page.window.eval(`(${foreign})`) }]);
      element.locale = "de";
      await page.advance(5_000);
      assert.deepEqual([page.accounts.length, errors], [0, [["config", "account"]]]);
      assert.ok(element.shadowRoot.querySelector("[data-testid=fallback]"));
      assert.deepEqual(page.console, [`error: ${BADGE}: account must be what createPaymentAccount() has made here, and nobody has signed out of.`]);
      element.account = page.account();
      await page.advance(FRAME);
      assert.equal(page.accounts.length, 2);
    });
  }
});

describe("who signs out", () => {
  for (const [where, signOut] of [["of the account", ({ account }) => account.signOut()], ["of one element", ({ elements }) => elements[1].signOut()]]) {
    test(`${where} has signed out of all, and of whatever comes later`, async () => {
      const page = await ready();
      const account = page.account();
      const states = [];
      account.subscribe(({ state }) => states.push(state));
      const elements = await page.begin([{ account }, FORM], [{ account }]);
      signOut({ account, elements });
      assert.ok(page.accounts.every(({ calls }) => calls.includes("signOut")));
      assert.equal(account.snapshot.state, "signed-out");
      const begun = page.accounts.length;
      await page.begin([{ account }]);
      elements[0].form = "on-request";
      account.subscribe(({ state }) => states.push(state));
      await page.advance(5_000);
      assert.equal(page.accounts.length, begun);
      assert.deepEqual(states, ["loading", "signed-out", "signed-out"]);
      const told = (tag) => `error: ${tag}: account must be what createPaymentAccount() has made here, and nobody has signed out of.`;
      assert.deepEqual(page.console.toSorted(), [told(FORM), told(BADGE)]);
      elements[0].account = page.account();
      await page.advance(FRAME);
      assert.equal(page.accounts.length, begun + 2);
    });
  }

  test("before anything has begun has nothing begun", async () => {
    let begin;
    const sent = [];
    const page = await ready({
      prepare: (window) => Object.assign(window, { isSecureContext: true, init: () => new Promise((resolve) => (begin = resolve)) }),
    });
    const account = page.account({ fetch: (request) => new Promise(() => sent.push(request)) });
    const [form] = await page.begin([{ account }, FORM], [{ account }]);
    form.signOut();
    begin();
    await page.advance(5_000);
    assert.equal(page.accounts.length, 0);
    assert.equal(sent.length, 2);
    assert.ok(sent.every(({ signal }) => signal.aborted));
  });
});

describe("in a browser", () => {
  let all;
  let host;
  before(async () => (all = await emptyPages()));
  afterEach(() => host?.close());
  after(() => all?.stop());

  const counts = async (id) => [(await all.sandbox.requests(id, "session")).length, (await all.sandbox.requests(id, "status")).length];
  const states = () => host.page.$$eval("main > *", (elements) => elements.map(({ snapshot }) => snapshot?.state));
  const show = (...wanted) => until(`states ${wanted}`, async () => (await states()).join() === wanted.join(), { within: 20_000 });

  /** Both elements with one account of this organisation. */
  async function both(id) {
    host = await open(all);
    await host.page.evaluate((organisationId) => {
      window.account = window.lib.createPaymentAccount({ organisationId, apiBase: "/api" });
      window.make({ account: window.account }, "dolfin-payment-status");
      window.make({ account: window.account });
    }, id);
  }
  const press = (hook, at) => host.page.evaluate((hook, at) =>
    document.querySelector("main").children[at].shadowRoot.querySelector(`[data-testid=${hook}]`).click(), hook, at);

  test("a badge beside the form costs no request, and each press of one serves both", async () => {
    const id = await all.sandbox.organisation({ ...NEARLY_DONE, status: "Restricted" });
    await both(id);
    await show("Restricted", "Restricted");
    assert.deepEqual(await counts(id), [1, 1]);
    await all.sandbox.change(id, { status: "OnboardingInProgress" });
    await press("check-now", 0);
    await show("OnboardingInProgress", "OnboardingInProgress");
    assert.deepEqual(await counts(id), [1, 2]);
    await host.page.$eval("main > :first-child", (badge) => badge.remove());
    await all.sandbox.change(id, { status: "Restricted" });
    await host.page.evaluate(() => window.account.refresh());
    await show("Restricted");
    assert.deepEqual([await counts(id), host.heard], [[1, 3], []]);
  });

  test("until what came of the form is known, the badge judges nothing either, and is then told", async () => {
    const id = await all.sandbox.organisation(NEARLY_DONE);
    await both(id);
    await host.page.evaluate(() => {
      const [badge] = document.querySelectorAll("dolfin-payment-status");
      window.ofBadge = [];
      badge.addEventListener("dolfin-statuschange", ({ detail }) => window.ofBadge.push([detail.state, detail.afterExit]));
      // From within the page: what lasts for one read is over before a busy machine asks for it from outside.
      setInterval(() => (window.hasWaited ||= !badge.snapshot.settled), 10);
    });
    await host.form.completeToReview();
    // A step's read may still come before that of the exit.
    await all.sandbox.fault(id, { endpoint: "status", delayMs: 500, times: 2 });
    await host.form.press("Agree and submit");
    await show("Active", "Active");
    assert.ok(await host.page.evaluate(() => window.hasWaited));
    const told = await host.page.evaluate(() => window.ofBadge);
    assert.ok(told.some(([, afterExit]) => afterExit), JSON.stringify(told));
    assert.equal((await counts(id))[0], 1);
  });

  test("nothing that one person's account says is shown to another of the same organisation", async () => {
    const id = await all.sandbox.organisation({ ...NEARLY_DONE, status: "Rejected", settings: { token: "Ada" } });
    host = await open(all);
    await host.page.evaluate((organisationId) => {
      const account = (token) => window.lib.createPaymentAccount({ organisationId, apiBase: "/api", tokenProvider: () => token });
      Object.assign(window, { ada: account("Ada"), ben: account("Ben"), seen: [] });
      const element = window.make({ account: window.ada });
      window.make({ account: window.ada }, "dolfin-payment-status");
      element.addEventListener("dolfin-ready", ({ detail }) => window.seen.push(detail.state));
    }, id);
    await show("Rejected", "Rejected");
    // Ada's next answer is on its way when Ben comes.
    await all.sandbox.fault(id, { endpoint: "status", delayMs: 1_000, times: 1 });
    await host.page.evaluate(() => {
      window.ada.refresh();
      for (const element of document.querySelectorAll("main > *")) element.account = window.ben;
    });
    await show("error", "error");
    await host.page.evaluate(() => window.ben.refresh());
    const ofBen = () => host.page.evaluate(() => [window.ben.snapshot.state, window.ada.snapshot.state, window.seen]);
    assert.deepEqual(await ofBen(), ["error", "loading", ["Rejected", "error"]]);
    for (const text of await host.page.$$eval("main > *", (elements) => elements.map(({ shadowRoot }) => shadowRoot.textContent))) {
      assert.ok(!text.includes("cannot support this account"), text);
    }
    const problems = await host.page.$$eval("main > *", (elements) => elements.map(({ snapshot }) => snapshot.problem.kind));
    assert.deepEqual(problems, ["signed-out", "signed-out"]);
  });

  test("two accounts of one organisation are two queries", async () => {
    const id = await all.sandbox.organisation(NEARLY_DONE);
    host = await open(all);
    await host.page.evaluate((organisationId) => {
      for (let count = 0; count < 2; count += 1) {
        const account = window.lib.createPaymentAccount({ organisationId, apiBase: "/api" });
        window.make({ account }, "dolfin-payment-status");
      }
    }, id);
    await show("OnboardingInProgress", "OnboardingInProgress");
    assert.deepEqual(await counts(id), [0, 2]);
  });

  test("who signs out of the form leaves nothing of it in the badge", async () => {
    const id = await all.sandbox.organisation(NEARLY_DONE);
    await both(id);
    await show("OnboardingInProgress", "OnboardingInProgress");
    await host.page.$eval("dolfin-payment-onboarding", (form) => form.signOut());
    await show("signed-out", "signed-out");
    const before = await counts(id);
    await host.page.evaluate(() => {
      window.account.refresh();
      for (const element of document.querySelectorAll("main > *")) element.refresh();
    });
    await until("the account says so, too", () => host.page.evaluate(() => window.account.snapshot.state === "signed-out"), { within: 20_000 });
    assert.deepEqual(await counts(id), before);
  });
});
