// Answers that are slow, wrong or missing: the page is never blank, says what happened, and always has a way out.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { until } from "./support/browser.mjs";
import { useApp } from "./app/app.mjs";

const app = useApp();

const ALWAYS = 1_000;
const problem = (status, code) => ({ status, contentType: "application/problem+json", body: { status, title: code } });
const heal = (id) => app.sandbox.control("DELETE", `organisations/${id}/faults`);

/** One failure may pass as noise; whoever keeps asking is told. */
const askUntilTold = (id) => until("the alert", async () => {
  const before = await app.count(id, "status");
  await app.click("check-now");
  await until("a read", async () => (await app.count(id, "status")) > before);
  return (await app.see()).alerts.length > 0;
}, { within: 10_000 });

/** What can come back from the status endpoint instead of a status, and what the alert is marked with. */
const STATUS_FAULTS = [
  ["a server error", { status: 500 }, "500"],
  ["a captive portal's HTML", { kind: "html" }, "bad-answer"],
  ["half of the answer", { kind: "truncate" }, "bad-answer"],
  ["an empty body", { kind: "empty" }, "bad-answer"],
  ["a reset connection", { kind: "reset" }, "unreachable"],
  ["eight megabytes", { kind: "huge" }, "bad-answer"],
  ["a list", { body: [] }, "bad-answer"],
  ["another organisation's account", { body: { organisationId: "3f2504e0-4f89-41d3-9a0c-0305e82c3301", status: "Active" } }, "bad-answer"],
  ["a page to sign in at", { kind: "redirect" }, "signed-out"],
];

describe("when the status cannot be read", () => {
  for (const [what, fault, mark] of STATUS_FAULTS) {
    test(`P22 ${what}: the page says so, keeps what it knows, and recovers`, async () => {
      const id = await app.sandbox.organisation({ scenario: "several-people" });
      const fail = () => app.sandbox.fault(id, { endpoint: "status", times: ALWAYS, ...fault });
      const recover = async () => {
        await heal(id);
        // It may have tried again by itself meanwhile.
        await app.page.evaluate(() => document.querySelector("[data-testid=retry]")?.click());
        return app.sees((seen) => seen.state === "Restricted" && seen.alerts.length === 0);
      };

      await fail();
      await app.home(id);
      const first = await app.sees((seen) => seen.alerts.includes(mark));
      assert.equal(first.state, "error");
      assert.equal(first.busy, false);
      assert.ok(first.headline && first.canRetry);
      const known = await recover();

      await fail();
      await askUntilTold(id);
      const troubled = await app.sees((seen) => seen.alerts.includes(mark));
      assert.ok(troubled.canRetry);
      for (const member of ["state", "turn", "headline", "primary", "capabilities", "requirements"]) {
        assert.deepEqual(troubled[member], known[member], member);
      }
      await recover();
    });
  }

  test("a refusal is not repeated by itself, only when somebody tries again", async () => {
    const id = await app.sandbox.organisation();
    await app.sandbox.fault(id, { endpoint: "status", status: 404, times: 1 });
    await app.home(id);
    await app.sees((seen) => seen.alerts.includes("404"));
    await app.staysSilent(id);
    await app.click("retry");
    await app.sees({ state: "NotStarted" });
    assert.equal(await app.count(id, "status"), 2);
  });

  for (const [what, body, state] of [
    ["no members at all", {}, "Unknown"],
    ["a state alone", { status: "Restricted" }, "Restricted"],
    ["nulls", { status: null, provider: null, accountId: null, capabilities: null, enabledAt: null }, "Unknown"],
    ["members of the wrong type", { status: 2, provider: [], capabilities: "all", enabledAt: {} }, "Unknown"],
  ]) {
    test(`${what}: a view that claims nothing it does not know`, async () => {
      const id = await app.sandbox.organisation();
      await app.sandbox.fault(id, { endpoint: "status", times: ALWAYS, status: 200, body });
      await app.home(id);
      const seen = await app.sees({ busy: false, state });
      assert.ok(seen.headline);
      assert.deepEqual(new Set(Object.values(seen.capabilities)), new Set(["unknown"]));
      assert.doesNotMatch(seen.text, /Payments and payouts are on/);
    });
  }
});

describe("when no session can be had", () => {
  /** What is told, where the status itself is fine. */
  for (const [what, fault, mark, headline] of [
    ["not allowed", problem(403, "Payment.Forbidden"), "403", "You do not have permission to set up payments"],
    ["not found", problem(404, "Organisation.NotFound"), "404", "We cannot find this organisation"],
    ["not enabled", problem(409, "PaymentAccount.NotEnabled"), "409", "Payments are not switched on yet"],
    ["disconnected", problem(409, "PaymentAccount.Disconnected"), "409", "The payment account is disconnected"],
    ["no secret in the answer", { status: 200, body: { expiresAt: "2030-01-01T00:00:00Z" } }, "form", undefined],
    ["an empty secret", { status: 200, body: { clientSecret: "" } }, "form", undefined],
    ["a secret that is no text", { status: 200, body: { clientSecret: 42 } }, "form", undefined],
  ]) {
    // What is no session is asked for once more; a refusal is an answer (R07).
    const posts = mark === "form" ? 2 : 1;
    test(`${mark === "form" ? "E25 B20 " : "B21 "}${what}: an alert, no form, and trying again brings it`, async () => {
      const id = await app.sandbox.organisation({ scenario: "resume" });
      await app.sandbox.fault(id, { endpoint: "session", times: ALWAYS, ...fault });
      await app.onboarding(id);
      const seen = await app.sees((seen) => seen.state === "OnboardingInProgress" && seen.alerts.includes(mark));
      assert.equal(seen.frame, false);
      assert.equal(seen.headline, headline ?? "Pick up where you left off");
      assert.equal(await app.count(id, "session"), posts);

      await heal(id);
      await app.click("retry");
      await app.sees((seen) => seen.formMounted && seen.alerts.length === 0);
      await until("the claim", async () => (await app.sandbox.read(id)).sessions.claimed === 1);
      await app.asked(id, "session", posts + 1);
    });
  }

  test("Stripe failing once is overcome without a word", async () => {
    const id = await app.sandbox.organisation({ scenario: "resume" });
    await app.sandbox.fault(id, { endpoint: "session", times: 1, ...problem(502, "PaymentAccount.ProviderError") });
    await app.onboarding(id);
    await app.form.button("Save and close");
    assert.deepEqual((await app.see()).alerts, []);
    await app.asked(id, "session", 2);
  });

  test("Stripe failing for longer is told, after two tries more, and trying again brings the form", async () => {
    const id = await app.sandbox.organisation({ scenario: "resume" });
    await app.sandbox.fault(id, { endpoint: "session", times: ALWAYS, ...problem(502, "PaymentAccount.ProviderError") });
    await app.onboarding(id);
    const seen = await app.sees((seen) => seen.alerts.includes("502"));
    assert.equal(seen.frame, false);
    assert.equal(seen.headline, "Pick up where you left off");
    await app.asked(id, "session", 3);
    await heal(id);
    await app.click("retry");
    await app.form.button("Save and close");
    await app.asked(id, "session", 4);
    assert.deepEqual((await app.sandbox.read(id)).sessions, { minted: 1, claimed: 1 });
  });
});

describe("whichever answer comes first", () => {
  for (const [scenario, headline] of [
    ["not-enabled", "Payments are not switched on yet"],
    ["disconnected", "The payment account is disconnected"],
    ["uncoded-conflict", "The payment account is disconnected"],
    ["manual", "Nothing to set up here"],
  ]) {
    for (const [late, first] of [["session", "status"], ["status", "session"]]) {
      test(`${scenario}, the ${first} first: «${headline}» and no form`, async () => {
        const id = await app.sandbox.organisation({ scenario });
        await app.sandbox.fault(id, { endpoint: late, delayMs: 400 });
        await app.onboarding(id);
        await until("both answers", async () => {
          const asked = await app.sandbox.requests(id);
          return ["session", "status"].every((endpoint) => asked.some((one) => one.endpoint === endpoint && one.endedMs));
        });
        const seen = await app.sees({ headline, frame: false, busy: false });
        assert.notEqual(seen.state, "loading");
      });
    }
  }
});

describe("while answers are awaited", () => {
  test("the page shows the shape of what is to come, and says that it is busy", async () => {
    const id = await app.sandbox.organisation({ scenario: "overdue" });
    await app.sandbox.fault(id, { endpoint: "status", delayMs: 6_000 });
    await app.onboarding(id);
    // Stripe's form stands before the status is drawn.
    const waiting = await app.sees(({ state, capabilities }) => state === "loading" && Object.keys(capabilities).length > 0);
    assert.equal(waiting.busy, true);
    assert.equal(waiting.turn, "unknown");
    assert.deepEqual(waiting.capabilities, { detailsSubmitted: "unknown", chargesEnabled: "unknown", payoutsEnabled: "unknown" });
    assert.ok((await app.page.$$(".dolfin-skeleton")).length > 0, "no skeleton");
    const seen = await app.sees({ state: "Restricted" });
    assert.equal(seen.busy, false);
  });

  test("the form's place says that it is on its way", async () => {
    const id = await app.sandbox.organisation({ scenario: "resume" });
    await app.sandbox.fault(id, { endpoint: "session", delayMs: 1_000 });
    await app.onboarding(id);
    await app.sees((seen) => seen.frame && /Opening Stripe's secure form/.test(seen.text));
    await app.form.button("Save and close");
    assert.doesNotMatch((await app.see()).text, /Opening Stripe's secure form/);
  });
});

test("the same answer again touches nothing but the line that says so", async () => {
  const id = await app.sandbox.organisation({ scenario: "several-people" });
  await app.onboarding(id);
  await app.form.button("Save and close");
  await app.page.evaluate(() => {
    window.touched = [];
    new MutationObserver((records) => {
      const isElsewhere = ({ target }) => !(target.parentElement ?? target).closest(".dolfin-freshness");
      window.touched.push(...records.filter(isElsewhere).map(({ type, target, attributeName }) => `${type} ${attributeName} ${target.className ?? target.data}`));
    }).observe(document.querySelector("[data-testid=payment-account-status]"), { subtree: true, childList: true, attributes: true, characterData: true });
  });
  for (const count of [2, 3]) {
    await app.click("check-now");
    await app.sees((seen) => seen.text.includes("No change yet."));
    await until("the read", async () => (await app.count(id, "status")) >= count);
  }
  assert.deepEqual(await app.page.evaluate(() => window.touched), []);
});
