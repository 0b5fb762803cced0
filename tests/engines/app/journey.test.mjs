// The standalone app, as one person uses it: to Active, left half-way, reloaded, back and forward, kept for *back*, by the
// keyboard alone, signed in by a code, and with errors on the way.

import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { ENGINE } from "../support/engine.mjs";
import { NEARLY_DONE, openApp } from "../support/app.mjs";
import { Key, until } from "../support/visitor.mjs";

const { app, visitor } = await openApp();
const web = await app.web();
afterEach(async () => assert.deepEqual(await visitor.complaints(), [], "the page complained"));

const onboarding = (id) => `organisations/${id}/payment-account`;
const claimed = (id, count) => until(`${count} claimed`, async () => (await app.sessions(id)).claimed === count);

describe("a person with a new organisation", () => {
  test("fills in Stripe's form and sees the account become Active", async () => {
    const id = await app.sandbox.organisation({ settings: { pendingMs: 300 } });
    await visitor.go(web, onboarding(id));
    await visitor.completeToReview();
    await visitor.press("Agree and submit");
    // That Stripe checks first is over in a moment; tests/e2e looks for it.
    const seen = await visitor.sees({ state: "Active", frame: false });
    assert.equal(seen.headline, "Payments and payouts are on");
    assert.equal(seen.progress, "100");
    assert.deepEqual(await app.sessions(id), { minted: 1, claimed: 1 });
  });

  test("leaves half-way, and comes back to what was done", async () => {
    const id = await app.sandbox.organisation();
    await visitor.go(web, onboarding(id));
    await visitor.completeStep();
    await visitor.press("Save and close");
    await visitor.sees({ frame: false, state: "OnboardingInProgress", headline: "Pick up where you left off" });
    await visitor.click("primary-action");
    await visitor.atStep("Business details");
    assert.deepEqual(await app.sessions(id), { minted: 2, claimed: 2 });
  });

  test("reaches Active by the keyboard alone, and sees where the focus is", async () => {
    const id = await app.sandbox.organisation(NEARLY_DONE);
    await visitor.go(web);
    await until("the field", () => visitor.run("return document.querySelector('input')"));
    await visitor.tabTo("Organisation id");
    await visitor.type(id);
    await visitor.tabTo("Open");
    await visitor.type(Key.ENTER);
    await visitor.atStep("Bank account");
    await visitor.tabTo("Fill with test data");
    await visitor.type(Key.ENTER);
    await visitor.tabTo("Continue");
    await visitor.type(Key.ENTER);
    await visitor.atStep("Review and submit");
    await visitor.tabTo("Agree and submit");
    await visitor.type(Key.ENTER);
    await visitor.sees({ state: "Active" });
    assert.equal((await visitor.focus()).is, "dolfin-headline");
  });

  /** From now on a click gives no focus, as in Safari. */
  const likeSafari = () => visitor.run("addEventListener('mousedown', (event) => event.target.closest?.('button, a, summary') && event.preventDefault(), true)");

  test("is followed by the focus where a click gives none", async () => {
    const id = await app.sandbox.organisation({ scenario: "resume" });
    await visitor.go(web, onboarding(id));
    await likeSafari();
    await until("the form", () => visitor.heading());
    await visitor.press("Save and close");
    await visitor.sees({ frame: false });
    await until("the headline to have it", async () => (await visitor.focus()).is === "dolfin-headline");
    await visitor.click("primary-action");
    await visitor.sees({ formMounted: true });
    await until("the frame to have it", () => visitor.run("return document.activeElement.dataset.testid === 'onboarding-frame'"));
  });

  test("keeps the focus where a click gives none, and the button that was pressed goes", async () => {
    const id = await app.sandbox.organisation({ scenario: "active" });
    await app.sandbox.fault(id, { endpoint: "status", status: 403, times: 1 });
    await visitor.go(web, `organisations/${id}`);
    await visitor.sees({ state: "error" });
    await likeSafari();
    await visitor.run("document.activeElement.blur()");
    await visitor.click("retry");
    await visitor.sees({ state: "Active" });
    assert.equal((await visitor.focus()).is, "dolfin-headline");
  });
});

describe("going about", () => {
  test("a reload is a session of its own", async () => {
    const id = await app.sandbox.organisation(NEARLY_DONE);
    await visitor.go(web, onboarding(id));
    await claimed(id, 1);
    await visitor.driver.navigate().refresh();
    await claimed(id, 2);
    assert.deepEqual(await app.sessions(id), { minted: 2, claimed: 2 });
  });

  test("back and forward within the app load nothing anew", async () => {
    const id = await app.sandbox.organisation(NEARLY_DONE);
    await visitor.go(web, onboarding(id));
    await visitor.sees({ formMounted: true });
    await visitor.run("window.isSameDocument = true");
    await visitor.clickOn("a[data-nav=home]");
    await visitor.sees({ frame: false, path: `/organisations/${id}` });
    await visitor.driver.navigate().back();
    await visitor.sees({ formMounted: true, path: `/${onboarding(id)}` });
    await visitor.driver.navigate().forward();
    await visitor.sees({ frame: false, path: `/organisations/${id}` });
    assert.equal(await visitor.run("return window.isSameDocument"), true);
  });

  /** To another document and back. The driver's own commands do not wait for a page that is restored. */
  async function awayAndBack(path) {
    await visitor.run("location.href = '/playground?state=active&bare=1'");
    await until("the other document", () => visitor.run("return location.pathname === '/playground' && document.readyState === 'complete'"));
    await visitor.sees({ state: "Active" });
    await visitor.run("history.back()");
    await until("the first", () => visitor.run("return location.pathname === arguments[0]", `/${path}`));
    const why = await visitor.run("return JSON.stringify(performance.getEntriesByType('navigation').at(-1).notRestoredReasons ?? null)");
    assert.equal(await visitor.run("return window.restored"), 1, `${ENGINE} has not kept the page: ${why}`);
  }

  test("a page that was left is kept for *back*, and goes on", async () => {
    const id = await app.sandbox.organisation({ scenario: "under-review" });
    await visitor.go(web, `organisations/${id}`);
    await visitor.sees({ turn: "stripe", busy: false });
    await app.sandbox.change(id, { status: "Active" });
    await awayAndBack(`organisations/${id}`);
    await visitor.click("check-now");
    await visitor.sees({ state: "Active" });
  });

  test("a page with an open form is kept too, and costs no second session", async () => {
    const id = await app.sandbox.organisation({ scenario: "resume" });
    await visitor.go(web, onboarding(id));
    await until("the form", () => visitor.heading());
    await awayAndBack(onboarding(id));
    await until("the form", () => visitor.heading());
    assert.deepEqual(await app.sessions(id), { minted: 1, claimed: 1 });
  });
});

describe("who is signed in", () => {
  test("a code becomes the person's token, and leaves the address", async () => {
    const id = await app.sandbox.organisation({ scenario: "active", settings: { token: "a-token" } });
    const { code } = await app.sandbox.control("POST", "codes", {
      token: "a-token", email: "ada@host.example", organisations: [{ organisationId: id, organisationName: "Harbour & Vine Ltd" }],
    });
    await visitor.go(web, `organisations/${id}#code=${code}`);
    await visitor.sees({ state: "Active" });
    assert.equal(await visitor.run("return location.hash"), "");
    const text = await visitor.run("return document.querySelector('[data-testid=signed-in]').textContent");
    assert.equal(text, "Signed in as \u2068ada@host.example\u2069 for \u2068Harbour & Vine Ltd\u2069");
  });

  test("without a token the person is asked to sign in", async () => {
    const id = await app.sandbox.organisation({ scenario: "active", settings: { token: "a-token" } });
    await visitor.go(web, `organisations/${id}`);
    await visitor.sees({ state: "error", headline: "Your session has ended" });
  });
});

describe("errors", () => {
  test("a service that fails is tried again, and what is known stays", async () => {
    const id = await app.sandbox.organisation({ scenario: "under-review" });
    await visitor.go(web, `organisations/${id}`);
    await visitor.sees({ turn: "stripe", busy: false });
    await app.sandbox.fault(id, { endpoint: "status", status: 503, times: 1 });
    await visitor.click("check-now");
    await visitor.sees((seen) => seen.alert !== null && seen.headline === "Stripe is checking your details");
    await visitor.click("retry");
    await visitor.sees({ alert: null });
  });

  for (const [status, headline] of [[403, "You do not have permission to set up payments"], [404, "We cannot find this organisation"]]) {
    test(`a ${status} is said for what it is`, async () => {
      const id = await app.sandbox.organisation({ scenario: "active" });
      await app.sandbox.fault(id, { endpoint: "status", status, times: 9 });
      await visitor.go(web, `organisations/${id}`);
      await visitor.sees({ state: "error", headline });
    });
  }

  for (const hasClipboard of [true, false]) {
    test(`details for support are ${hasClipboard ? "copied or shown" : "shown where there is no clipboard, as without TLS"}`, async () => {
      const id = await app.sandbox.organisation({ scenario: "active" });
      await visitor.go(web, `organisations/${id}`);
      await visitor.sees({ state: "Active" });
      if (!hasClipboard) await visitor.run("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
      await visitor.click("diagnostics");
      const said = await until("an answer", () => visitor.run("return document.querySelector('.dolfin-copy-result')?.innerText"));
      if (!hasClipboard) assert.match(said, /\n/);
    });
  }
});
