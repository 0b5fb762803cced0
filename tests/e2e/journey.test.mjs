// The main job, as one person does it: from a fresh organisation to Active, with what the sandbox received on the way.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { until } from "./support/browser.mjs";
import { useApp } from "./app/app.mjs";

const app = useApp();

const LEFT = ["external_account", "tos_acceptance.date", "tos_acceptance.ip"];
/** One step short of being handed in: past due from the first day, as Stripe has it. */
const NEARLY_DONE = {
  status: "OnboardingInProgress",
  capabilities: {
    chargesEnabled: false, payoutsEnabled: false, detailsSubmitted: false,
    currentlyDue: LEFT, pastDue: LEFT, disabledReason: "requirements.past_due",
  },
  settings: { pendingMs: 300 },
};

const sessions = async (id) => (await app.sandbox.read(id)).sessions;
const claimed = (id, count) => until(`${count} claimed`, async () => (await sessions(id)).claimed === count, { within: 10_000 });
const isUp = { formMounted: true, busy: false };

describe("a person with a new organisation", () => {
  test("fills in Stripe's form, leaves it, and sees the account become Active", async () => {
    const id = await app.sandbox.organisation({ settings: { pendingMs: 600 } });
    await app.onboarding(id);
    await app.form.heading("Type of business");
    // Every step that is completed at Stripe leaves the list.
    while ((await app.form.currentHeading()) !== "Review and submit") {
      await app.form.completeStep();
      const { currentlyDue } = (await app.sandbox.read(id)).capabilities;
      await app.sees((seen) => [...seen.requirements].sort().join() === [...currentlyDue].sort().join());
    }
    await app.form.press("Agree and submit");

    await app.sees({ frame: false, turn: "stripe", headline: "Stripe is checking your details" });
    const seen = await app.sees({ state: "Active" });
    assert.equal(seen.turn, "nobody");
    assert.equal(seen.headline, "Payments and payouts are on");
    assert.equal(seen.primary, undefined);
    assert.equal(seen.progress, "100");
    assert.deepEqual(seen.capabilities, { detailsSubmitted: "true", chargesEnabled: "true", payoutsEnabled: "true" });
    assert.deepEqual(seen.requirements, []);
    assert.deepEqual(seen.alerts, []);

    assert.deepEqual(await sessions(id), { minted: 1, claimed: 1 });
    assert.equal(await app.count(id, "session"), 1);
    await app.staysSilent(id);
  });

  for (const [outcome, headline] of [["Restricted", "Information is overdue"], ["Rejected", "Stripe cannot support this account"]]) {
    test(`is told when it ends ${outcome} instead`, async () => {
      const id = await app.sandbox.organisation({ ...NEARLY_DONE, settings: { pendingMs: 300, outcome } });
      await app.onboarding(id);
      await app.form.completeToReview();
      await app.form.press("Agree and submit");
      const seen = await app.sees({ state: outcome });
      assert.equal(seen.headline, headline);
      assert.notEqual(seen.capabilities.payoutsEnabled, "true");
    });
  }
});

describe("a person who leaves half-way", () => {
  test("is not told that anything is complete, and comes back with a new secret to what was done", async () => {
    const id = await app.sandbox.organisation();
    await app.onboarding(id);
    await app.form.heading("Type of business");
    await app.form.completeStep();
    await app.form.press("Save and close");
    await app.sees({ frame: false });
    const left = await app.sees({ state: "OnboardingInProgress", headline: "Pick up where you left off" });
    assert.ok(left.requirements.length > 0 && !left.requirements.includes("business_type"));
    assert.equal(left.primary, "Continue");
    assert.deepEqual(await sessions(id), { minted: 1, claimed: 1 });

    await app.click("primary-action");
    await app.form.heading("Business details");
    assert.deepEqual(await sessions(id), { minted: 2, claimed: 2 });
    assert.equal(await app.count(id, "session"), 2);
  });

  test("gets a new secret after a reload too", async () => {
    const id = await app.sandbox.organisation(NEARLY_DONE);
    await app.onboarding(id);
    await claimed(id, 1);
    await app.page.reload();
    await claimed(id, 2);
    assert.deepEqual(await sessions(id), { minted: 2, claimed: 2 });
    assert.equal(await app.count(id, "session"), 2);
  });
});

describe("going about the organisation's pages", () => {
  test("reloads nothing, and each visit to the form is one session", async () => {
    const id = await app.sandbox.organisation(NEARLY_DONE);
    await app.onboarding(id);
    await app.sees(isUp);
    await claimed(id, 1);
    await app.page.evaluate(() => (window.sameDocument = true));

    await app.navigate("home");
    await app.sees({ frame: false, state: "OnboardingInProgress", headline: "Pick up where you left off" });
    assert.equal(app.path, `/organisations/${id}`);
    assert.equal(await app.count(id, "session"), 1);

    await app.navigate("onboarding");
    await app.sees(isUp);
    await claimed(id, 2);
    assert.equal(app.path, `/organisations/${id}/payment-account`);

    await app.page.goBack();
    await app.sees({ frame: false, state: "OnboardingInProgress" });
    await app.page.goForward();
    await app.sees(isUp);
    await claimed(id, 3);

    assert.equal(await app.page.evaluate(() => window.sameDocument), true);
    assert.deepEqual(await sessions(id), { minted: 3, claimed: 3 });
    assert.equal(await app.count(id, "session"), 3);
  });

  test("takes back what a page that was left had asked, and asks no more for it", async () => {
    const id = await app.sandbox.organisation(NEARLY_DONE);
    for (const endpoint of ["session", "status"]) await app.sandbox.fault(id, { endpoint, delayMs: 60_000 });
    await app.onboarding(id);
    await app.asked(id, "session", 1);
    await app.asked(id, "status", 1);
    await app.page.evaluate(() => history.pushState(null, "", "/nowhere"));
    await app.page.evaluate(() => dispatchEvent(new PopStateEvent("popstate")));
    await until("both to be given up", async () => (await app.sandbox.requests(id)).every((request) => request.aborted));
    await app.staysSilent(id);
    assert.deepEqual(await sessions(id), { minted: 0, claimed: 0 });
  });

  test("leads from the overview into the form", async () => {
    const id = await app.sandbox.organisation();
    await app.home(id);
    await app.sees({ state: "NotStarted", primary: "Set up payments", frame: false });
    assert.equal(await app.count(id, "session"), 0);
    await app.click("primary-action");
    await app.form.heading("Type of business");
    assert.equal(app.path, `/organisations/${id}/payment-account`);
    assert.deepEqual(await sessions(id), { minted: 1, claimed: 1 });
  });

  test("shows another organisation as another mount", async () => {
    const [first, second] = [await app.sandbox.organisation(NEARLY_DONE), await app.sandbox.organisation({ scenario: "active" })];
    await app.home(first);
    await app.sees({ state: "OnboardingInProgress" });
    await app.home(second);
    await app.sees({ state: "Active" });
    await app.page.goBack();
    await app.sees({ state: "OnboardingInProgress" });
    assert.equal(await app.count(second, "status"), 1);
  });
});

test("an Active account is read once and then left alone, on both pages", async () => {
  const id = await app.sandbox.organisation({ scenario: "active" });
  for (const page of ["home", "onboarding"]) {
    const before = await app.count(id, "status");
    await app[page](id);
    const seen = await app.sees({ state: "Active", frame: false });
    assert.equal(seen.headline, "Payments and payouts are on");
    await app.staysSilent(id);
    assert.equal(await app.count(id, "status"), before + 1);
  }
});
