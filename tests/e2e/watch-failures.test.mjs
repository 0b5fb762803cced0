// What becomes of a watch whose service fails, or whose network goes: waits that can be counted, words that are true,
// and nothing once nobody is there. Each test carries the id of its row in the list of required behaviours; what a
// person is told of each failure is in requests.test.mjs.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { useApp } from "./app/app.mjs";
import { withApiElsewhere } from "./support/headers.mjs";
import { until } from "./support/browser.mjs";
import { cover, mutations } from "./watch/sight.mjs";
import { VirtualTime } from "./watch/time.mjs";

const app = useApp({ headers: withApiElsewhere });

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const ALWAYS = 1_000;

const reads = (id) => app.count(id, "status");
const heal = (id) => app.sandbox.control("DELETE", `organisations/${id}/faults`);
const leave = () => app.page.evaluate(() => {
  history.pushState({}, "", "/");
  dispatchEvent(new PopStateEvent("popstate"));
});
/** Presses *Check now*, without waiting for a frame to be drawn. */
const check = () => app.page.evaluate(() => document.querySelector("[data-testid=check-now]").click());
const gone = () => app.page.waitForSelector("[data-testid=payment-account-status]", { hidden: true });

/** A page that shows an account, and from then on meets `fault` at each read. */
async function failing(fault, { random } = {}) {
  if (random !== undefined) await app.page.evaluateOnNewDocument((random) => (Math.random = () => random), random);
  const id = await app.sandbox.organisation({ scenario: "under-review" });
  await app.home(id);
  await app.sees({ state: "OnboardingInProgress", busy: false });
  await app.sandbox.fault(id, { endpoint: "status", times: ALWAYS, ...fault });
  const time = await VirtualTime.of(app.page);
  await time.passUntil("a read that failed", async () => (await reads(id)) >= 2, { within: 5 * MINUTE, step: SECOND });
  return { id, time };
}

test("R22 an answer that is long in coming is told of, until it comes", async () => {
  const id = await app.sandbox.organisation({ scenario: "under-review" });
  await app.sandbox.fault(id, { endpoint: "status", delayMs: 6_000, times: 1 });
  const told = () => app.page.evaluate(() => {
    const lines = [...document.querySelectorAll(".dolfin-freshness [role=status]")];
    return lines.some((line) => line.textContent === "This is taking longer than usual.");
  });
  await app.home(id);
  await until("the warning", told, { within: 20_000 });
  assert.equal(await reads(id), 1);
  await app.sees({ state: "OnboardingInProgress", busy: false });
  await until("no warning", async () => !(await told()), { within: 20_000 });
});

describe("a retry", () => {
  test("R09 ends with the component", async () => {
    const { id, time } = await failing({ status: 503 });
    await leave();
    await time.pass(SECOND);
    await gone();
    const before = await reads(id);
    await time.pass(30 * MINUTE, { step: MINUTE });
    assert.equal(await reads(id), before);
  });

  test("R10 waits while the page is out of sight, and goes on when it is back", async () => {
    const { id, time } = await failing({ status: 503 }, { random: 0.99 });
    const other = await app.profile.newPage();
    const is = (state) => () => app.page.evaluate((state) => document.visibilityState === state, state);
    await other.bringToFront();
    await time.passUntil("a hidden page", is("hidden"), { within: 10 * SECOND });
    const before = await reads(id);
    await time.pass(10 * MINUTE);
    assert.equal(await reads(id), before);
    await app.page.bringToFront();
    await time.passUntil("a page in sight", is("visible"), { within: 10 * SECOND });
    await time.pass(SECOND);
    assert.equal(await reads(id), before + 1);
  });

  test("R11 waits while the network is gone, and goes on when it is back", async () => {
    const { id, time } = await failing({ status: 503 });
    await app.page.setOfflineMode(true);
    await time.pass(SECOND);
    const before = await reads(id);
    await time.pass(10 * MINUTE);
    assert.equal(await reads(id), before);
    await heal(id);
    await app.page.setOfflineMode(false);
    await time.pass(2 * MINUTE);
    assert.ok((await reads(id)) > before);
    assert.deepEqual((await app.see()).alerts, []);
  });

  test("R15 of a busy service whose Retry-After another origin may not read takes its time by itself", async () => {
    await app.page.evaluateOnNewDocument(() => (Math.random = () => 0.98));
    const id = await app.sandbox.organisation({ scenario: "under-review" });
    await app.open(`organisations/${id}`, { config: { apiBase: app.sandbox.url.replace(/\/$/, "") } });
    await app.sees({ state: "OnboardingInProgress", busy: false });
    const time = await VirtualTime.of(app.page);
    await app.sandbox.fault(id, { endpoint: "status", times: ALWAYS, status: 429, headers: { "retry-after": "60" }, exposeRetryAfter: false });
    await check();
    await app.asked(id, "status", 2);
    // Nearly the longest of the first wait for a busy service, which is 5.5 s; that of a fault would be over by now.
    await time.pass(3 * SECOND);
    assert.equal(await reads(id), 2);
    // What it may not read it cannot obey: that would be a minute.
    await time.passUntil("another try", async () => (await reads(id)) >= 3, { within: 10 * SECOND, step: SECOND });
  });

  test("R19 that fails as the one before is not told again", async () => {
    const { id, time } = await failing({ status: 503 });
    // The third failure still has something to tell: what is shown is old by now.
    await time.passUntil("three failures", async () => (await reads(id)) >= 4, { within: 10 * MINUTE, step: SECOND });
    assert.deepEqual((await app.see()).alerts, ["503"]);
    await mutations(app.page);
    const before = await reads(id);
    await time.passUntil("three more", async () => (await reads(id)) >= before + 3, { within: 10 * MINUTE, step: SECOND });
    assert.equal(await mutations(app.page), 0);
  });

  test("R20 of a session comes twice at most, within 20 s, and not after the page was left", async () => {
    await app.page.evaluateOnNewDocument(() => (Math.random = () => 0.999));
    const id = await app.sandbox.organisation({ scenario: "resume" });
    const fault = { endpoint: "session", times: ALWAYS, status: 502 };
    await app.sandbox.fault(id, fault);
    await app.onboarding(id);
    const time = await VirtualTime.of(app.page);
    await time.pass(20 * SECOND);
    assert.equal(await app.count(id, "session"), 3);
    await time.pass(10 * MINUTE, { step: 5 * SECOND });
    assert.equal(await app.count(id, "session"), 3);

    const other = await app.sandbox.organisation({ scenario: "resume" });
    await app.sandbox.fault(other, fault);
    await app.page.evaluate((path) => {
      history.pushState({}, "", path);
      dispatchEvent(new PopStateEvent("popstate"));
    }, `/organisations/${other}/payment-account`);
    await time.passUntil("the first", async () => (await app.count(other, "session")) === 1, { within: 10 * SECOND, step: 10 });
    await leave();
    await time.pass(MINUTE);
    await gone();
    assert.equal(await app.count(other, "session"), 1);
  });
});

describe("the network", () => {
  test("N03 that a browser denies is tried all the same, once", async () => {
    await app.page.evaluateOnNewDocument(() => Object.defineProperty(navigator, "onLine", { get: () => false }));
    const id = await app.sandbox.organisation({ scenario: "several-people" });
    await app.home(id);
    await app.sees({ state: "Restricted" });
    await app.asked(id, "status", 1);
  });

  test("N04 that a browser swears by and that is dead: told after two failures, with waits that grow", async () => {
    const { id, time } = await failing({ kind: "reset" }, { random: 0.5 });
    assert.deepEqual((await app.see()).alerts, [], "one failure is noise");
    const at = [];
    while (at.length < 5) {
      const before = await reads(id);
      await time.passUntil("the next", async () => (await reads(id)) > before, { within: 5 * MINUTE, step: 200 });
      at.push(await app.page.evaluate(() => performance.now()));
      const seen = await app.see();
      assert.deepEqual(seen.alerts, ["unreachable"]);
      assert.doesNotMatch(seen.text, /offline/i);
    }
    const waits = at.slice(1).map((time, index) => time - at[index]);
    for (const [index, wait] of waits.entries()) {
      if (index > 0) assert.ok(wait > waits[index - 1] * 1.3, `${waits}`);
    }
  });

  test("N06 that comes back after the page was left is nobody's business", async () => {
    const id = await app.sandbox.organisation({ scenario: "under-review" });
    await app.home(id);
    await app.sees({ busy: false });
    await app.page.setOfflineMode(true);
    const time = await VirtualTime.of(app.page);
    await time.pass(MINUTE);
    await leave();
    await time.pass(SECOND);
    await gone();
    await app.page.setOfflineMode(false);
    await time.pass(10 * MINUTE);
    assert.equal(await reads(id), 1);
  });

  test("N07 that wants a person to sign in is told apart from a service that fails", async () => {
    const id = await app.sandbox.organisation({ scenario: "several-people" });
    await app.sandbox.fault(id, { endpoint: "status", times: ALWAYS, kind: "html" });
    await app.home(id);
    const seen = await app.sees((seen) => seen.alerts.length === 1);
    assert.equal(seen.state, "error");
    assert.match(seen.text, /Something else answered in place of the service/);
    await heal(id);
    const time = await VirtualTime.of(app.page);
    await time.passUntil("the account, without a click", async () => (await app.see()).state === "Restricted", { within: 10 * MINUTE, step: SECOND });
    assert.deepEqual((await app.see()).alerts, []);
  });
});

describe("an answer that does not come", () => {
  for (const [name, kind] of [["O08 at all", "stall-headers"], ["O09 beyond its half", "stall-body"]]) {
    test(`${name}: given up after ten seconds, body included, and asked for again`, async () => {
      const id = await app.sandbox.organisation({ scenario: "under-review" });
      await app.home(id);
      await app.sees({ state: "OnboardingInProgress", busy: false });
      const time = await VirtualTime.of(app.page);
      await app.sandbox.fault(id, { endpoint: "status", kind, times: 1 });
      await check();
      await app.asked(id, "status", 2);
      const stalled = async () => (await app.sandbox.requests(id, "status"))[1];
      await time.passRegardless(9_900);
      assert.equal((await stalled()).endedMs, null, "not before its time");
      await time.passRegardless(200);
      await until("the end of it", async () => (await stalled()).aborted, { within: 30_000 });
      await app.sees((seen) => /Could not check/.test(seen.text));
      await time.passUntil("the next", async () => (await reads(id)) === 3, { within: MINUTE });
      await time.pass(SECOND);
      assert.doesNotMatch((await app.see()).text, /Could not check/);
    });
  }

  test("O03 is given up with the component", async () => {
    const id = await app.sandbox.organisation({ scenario: "several-people" });
    await app.sandbox.fault(id, { endpoint: "status", kind: "stall-headers", times: 1 });
    await app.home(id);
    await app.asked(id, "status", 1);
    await leave();
    await until("the close", async () => (await app.sandbox.requests(id, "status"))[0].aborted, { within: 30_000 });
    await app.staysSilent(id);
  });

  test("O05 until nobody is there any more changes nothing, and harms nothing", async () => {
    const id = await app.sandbox.organisation({ scenario: "resume" });
    await app.page.evaluateOnNewDocument(() => {
      // A network that takes no notice of an abort, and answers when it is told to.
      const { fetch } = window;
      const told = new Promise((resolve) => (window.answer = resolve));
      window.kept = 0;
      window.fetch = async (request, ...more) => {
        if (!request.url?.includes("/payment-account/")) return fetch(request, ...more);
        const answer = await fetch(new Request(request.url, { method: request.method, headers: request.headers }));
        window.kept += 1;
        await told;
        return answer;
      };
    });
    await app.onboarding(id);
    await until("both answers", () => app.page.evaluate(() => window.kept === 2), { within: 30_000 });
    await leave();
    await gone();
    const before = await app.page.evaluate(() => document.body.innerHTML);
    await app.page.evaluate(() => window.answer());
    await app.staysSilent(id);
    assert.equal(await app.page.evaluate(() => document.body.innerHTML), before);
  });

  test("P09 before the next is due: one is under way at a time", async () => {
    const id = await app.sandbox.organisation({ scenario: "resume", settings: { pendingMs: 3_600_000 } });
    await app.onboarding(id);
    await app.form.button("Save and close");
    await app.asked(id, "status", 1);
    await app.sandbox.fault(id, { endpoint: "status", delayMs: 1_500, times: ALWAYS });
    // Out of the form: the burst would ask three times within the first answer's time.
    await app.form.press("Save and close");
    await until("four reads", async () => (await reads(id)) >= 4, { within: 30_000 });
    const asked = (await app.sandbox.requests(id, "status")).filter(({ endedMs }) => endedMs !== null);
    for (const [index, { atMs }] of asked.entries()) {
      if (index > 0) assert.ok(atMs >= asked[index - 1].endedMs, "two at once");
    }
    await cover(app.page);
  });
});
