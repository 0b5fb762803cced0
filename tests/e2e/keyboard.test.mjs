// The whole job without a mouse: every action is reached with Tab and pressed with Enter, and the focus is never lost.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { until } from "./support/browser.mjs";
import { useApp } from "./app/app.mjs";

const app = useApp();

/** Where the focus is, in Stripe's closed form too: as a screen reader is told. */
async function focused() {
  const tree = await app.page.accessibility.snapshot();
  const find = (node) => (node.focused && node.role !== "RootWebArea" ? node : (node.children ?? []).map(find).find(Boolean));
  return find(tree);
}

/** Whether the focus is on the page's body, that is: nowhere. */
const isLost = () => app.page.evaluate(() => document.activeElement === document.body || document.activeElement === null);
/** The test id, or the class, of what has the focus. */
const holder = () => app.page.evaluate(() => document.activeElement.dataset.testid ?? document.activeElement.className);

/** Goes on with Tab until something of this name has the focus. */
async function tabTo(name, { most = 60 } = {}) {
  for (let count = 0; count < most; count += 1) {
    await app.page.keyboard.press("Tab");
    if ((await focused())?.name === name) return;
  }
  assert.fail(`«${name}» is not reached with ${most} × Tab`);
}

async function press(name) {
  await tabTo(name);
  await app.page.keyboard.press("Enter");
}

test("from the start page through Stripe's form to Active, and the focus goes to what is next", async () => {
  const left = ["business_type", "external_account", "tos_acceptance.date", "tos_acceptance.ip"];
  const id = await app.sandbox.organisation({
    status: "OnboardingInProgress",
    capabilities: {
      chargesEnabled: false, payoutsEnabled: false, detailsSubmitted: false,
      currentlyDue: left, pastDue: left, disabledReason: "requirements.past_due",
    },
    settings: { pendingMs: 300 },
  });
  await app.open("");
  await app.page.waitForSelector("input");
  await tabTo("Organisation id");
  await app.page.keyboard.type(id);
  await press("Open");

  for (const heading of ["Type of business", "Bank account"]) {
    await app.form.heading(heading);
    await press("Fill with test data");
    // The form has a button of that name, and so has the page around it: the one after the form's fields is meant.
    await tabTo("Continue");
    await app.page.keyboard.press("Enter");
  }
  await app.form.heading("Review and submit");
  await press("Agree and submit");

  await app.sees({ frame: false });
  await until("the focus", async () => (await holder()) === "dolfin-headline");
  const seen = await app.sees({ state: "Active" });
  assert.equal(await holder(), "dolfin-headline");
  assert.equal((await focused()).name, seen.headline);
  assert.deepEqual((await app.sandbox.read(id)).sessions, { minted: 1, claimed: 1 });
  assert.equal(await app.count(id, "session"), 1);
});

test("leaving the form half-way leads to the headline, and Continue back into the form", async () => {
  const id = await app.sandbox.organisation({ scenario: "resume" });
  await app.onboarding(id);
  await app.form.button("Save and close");
  await press("Save and close");
  await app.sees({ frame: false });
  await until("the focus", async () => (await holder()) === "dolfin-headline");

  await press("Continue");
  await app.sees({ formMounted: true });
  await until("the focus", async () => (await holder()) === "onboarding-frame");
  await tabTo("Save and close");
  await until("the claim", async () => (await app.sandbox.read(id)).sessions.claimed === 2);
});

test("the one next action leads to a form that is already open", async () => {
  const id = await app.sandbox.organisation({ scenario: "needed-now" });
  await app.onboarding(id);
  await app.form.button("Save and close");
  await press("Provide information");
  assert.equal(await holder(), "onboarding-frame");
  assert.equal(await app.count(id, "session"), 1);
});

describe("an action only the host can carry out", () => {
  for (const [scenario, action, answer] of [
    ["not-enabled", "Switch on payments", /switch payments on in your account settings/],
    ["disconnected", "Reset and start again", /ask support to reset/],
    ["rejected", "Contact support", /contact the support/],
    ["unknown-organisation", "Contact support", /contact the support/],
    ["signed-out", "Sign in", /sign in again where you opened this page/],
  ]) {
    test(`${scenario}: «${action}» answers and keeps the focus`, async () => {
      const id = await app.sandbox.organisation({ scenario });
      await app.onboarding(id);
      await app.sees((seen) => [seen.primary, seen.secondary].includes(action));
      await press(action);
      await app.sees((seen) => answer.test(seen.text));
      assert.equal(await isLost(), false);
    });
  }
});

describe("asking again", () => {
  test("Check now answers, and stays where it is", async () => {
    const id = await app.sandbox.organisation({ scenario: "needed-now" });
    await app.home(id);
    await app.sees({ state: "Restricted" });
    const before = await app.count(id, "status");
    await press("Check now");
    await app.sees((seen) => seen.text.includes("No change yet."));
    assert.ok((await app.count(id, "status")) > before);
    assert.equal((await focused()).name, "Check now");
  });

  test("Try again, after nothing could be shown, leads to what is shown then", async () => {
    const id = await app.sandbox.organisation({ scenario: "overdue" });
    await app.sandbox.fault(id, { endpoint: "status", status: 403 });
    await app.home(id);
    await app.sees((seen) => seen.alerts.includes("403"));
    await press("Try again");
    await app.sees({ state: "Restricted" });
    await until("the focus to be somewhere", async () => !(await isLost()));
  });

  test("Try again, beside what is known, does not lose the focus with its alert", async () => {
    const id = await app.sandbox.organisation({ scenario: "overdue" });
    await app.home(id);
    await app.sees({ state: "Restricted" });
    await app.sandbox.fault(id, { endpoint: "status", status: 400 });
    await press("Check now");
    await app.sees((seen) => seen.canRetry);
    await press("Try again");
    await app.sees({ canRetry: false });
    await until("the focus to be somewhere", async () => !(await isLost()));
  });

  test("Try again, in the form's place, leads into the form", async () => {
    const id = await app.sandbox.organisation({ scenario: "resume" });
    await app.sandbox.fault(id, { endpoint: "session", times: 2, status: 200, body: { clientSecret: null } });
    await app.onboarding(id);
    await app.sees((seen) => seen.alerts.includes("form"));
    await press("Try again");
    await app.sees({ formMounted: true });
    await until("the focus", async () => (await holder()) === "onboarding-frame");
  });
});

test("the organisation's pages are reached by their links, and each takes the focus along", async () => {
  const id = await app.sandbox.organisation({ scenario: "needed-now" });
  await app.home(id);
  await app.sees({ state: "Restricted" });
  await press("Payment account");
  await app.form.button("Save and close");
  await until("the focus", async () => (await focused())?.name === "Payment account" && (await holder()) === "page-title");
  await app.page.keyboard.down("Shift");
  await tabTo("Overview");
  await app.page.keyboard.up("Shift");
  await app.page.keyboard.press("Enter");
  await app.sees({ frame: false, state: "Restricted" });
  await until("the focus", async () => (await focused())?.name === "Overview" && (await holder()) === "page-title");
});

test("no stop is without a name, and Shift+Tab goes back over all of them", async () => {
  const id = await app.sandbox.organisation({ scenario: "disconnected" });
  await app.sandbox.fault(id, { endpoint: "session", delayMs: 300 });
  await app.onboarding(id);
  await app.sees({ state: "Disconnected", frame: false });
  const stops = await app.page.$$eval("a[href], button", (nodes) => nodes.map((node) => node.innerText));
  assert.deepEqual(stops, ["Overview", "Payment account", "Reset and start again", "Check now", "Copy details for support"]);
  for (const name of stops) {
    await app.page.keyboard.press("Tab");
    assert.equal((await focused()).name, name);
  }
  for (const name of stops.slice(0, -1).reverse()) {
    await app.page.keyboard.down("Shift");
    await app.page.keyboard.press("Tab");
    await app.page.keyboard.up("Shift");
    assert.equal((await focused()).name, name);
  }
});
