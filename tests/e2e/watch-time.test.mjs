// What a long time brings, on Chromium's own virtual clock: a whole onboarding and its requests, ten thousand answers
// that tell nothing new, a day of faults.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { useApp } from "./app/app.mjs";
import { until } from "./support/browser.mjs";
import { mutations } from "./watch/sight.mjs";
import { VirtualTime } from "./watch/time.mjs";

const app = useApp();

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const reads = (id) => app.count(id, "status");

describe("a whole onboarding", () => {
  /** The form's pages, the review included: what is left to a business that has come half-way. */
  const PAGES = 5;
  const BUDGET = 21;
  /** How long after the form Stripe's answer comes, and how often it takes so long. */
  const ANSWERS = [[2 * SECOND, 0.55], [20 * SECOND, 0.3], [3 * MINUTE, 0.15]];

  /** Thirteen minutes of form and the wait after it; answers how often the status was asked for. */
  async function onboarding(answeredAfter) {
    // Every lot falls in the middle of its range: what is counted is the mean of the policy.
    await app.page.evaluateOnNewDocument(() => (Math.random = () => 0.5));
    const id = await app.sandbox.organisation({ scenario: "resume", settings: { pendingMs: 24 * HOUR } });
    await app.onboarding(id);
    await app.form.button("Save and close");
    const time = await VirtualTime.of(app.page);
    for (let page = 1; page < PAGES; page += 1) {
      const heading = await app.form.currentHeading();
      await time.pass((13 * MINUTE) / PAGES);
      await app.form.press("Fill with test data");
      await app.form.press("Continue");
      await time.passUntil("the next page", async () => ![undefined, heading].includes(await app.form.currentHeading()), { within: MINUTE });
    }
    assert.equal(await app.form.currentHeading(), "Review and submit");
    await time.pass((13 * MINUTE) / PAGES);
    await app.form.press("Agree and submit");
    await time.passUntil("the end of the form", async () => !(await app.see()).formMounted, { within: MINUTE });
    await time.pass(answeredAfter);
    await app.sandbox.change(id, { status: "Active", capabilities: { chargesEnabled: true, payoutsEnabled: true, detailsSubmitted: true, currentlyDue: [], pastDue: [], disabledReason: null } });
    await time.passUntil("Active", async () => (await app.see()).state === "Active", { within: MINUTE });
    const asked = await reads(id);
    await time.pass(HOUR, { step: MINUTE });
    assert.equal(await reads(id), asked, "asked though nothing is open");
    assert.equal(await app.count(id, "session"), 1);
    return asked;
  }

  const counted = [];
  for (const [answeredAfter, share] of ANSWERS) {
    test(`of 13 minutes, answered ${answeredAfter / SECOND} s after the form`, { timeout: 240_000 }, async (t) => {
      const asked = await onboarding(answeredAfter);
      t.diagnostic(`${asked} status requests`);
      counted.push([asked, share]);
    });
  }

  test("stays within its budget of requests", (t) => {
    assert.equal(counted.length, ANSWERS.length);
    const mean = counted.reduce((sum, [asked, share]) => sum + asked * share, 0);
    t.diagnostic(`${mean.toFixed(1)} status requests, ${BUDGET} allowed; every 2 s: 422`);
    assert.ok(mean <= BUDGET, `${mean} requests`);
  });
});

describe("out of sight of anybody", () => {
  test("P12 an hour after the page was left, nothing has been asked", async () => {
    const id = await app.sandbox.organisation({ scenario: "under-review" });
    await app.home(id);
    await app.asked(id, "status", 1);
    await app.page.evaluate(() => {
      history.pushState({}, "", "/");
      dispatchEvent(new PopStateEvent("popstate"));
    });
    await app.page.waitForSelector("[data-testid=payment-account-status]", { hidden: true });
    const time = await VirtualTime.of(app.page);
    await time.pass(HOUR, { step: MINUTE });
    assert.equal(await reads(id), 1);
  });

  test("P07 P08 O02 organisations that were changed for another bring no answer, and are not read again", async () => {
    const [one, other, last] = await Promise.all(["active", "rejected", "under-review"].map((scenario) => app.sandbox.organisation({ scenario })));
    for (const id of [one, other]) await app.sandbox.fault(id, { endpoint: "status", delayMs: 1_500, times: 1 });
    await app.home(one);
    await app.asked(one, "status", 1);
    await app.page.evaluate(() => {
      window.seen = new Set();
      new MutationObserver(() => window.seen.add(document.querySelector("[data-testid=payment-account-status]")?.dataset.state))
        .observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    for (const id of [other, last]) {
      await app.page.evaluate((id) => {
        history.pushState({}, "", `/organisations/${id}`);
        dispatchEvent(new PopStateEvent("popstate"));
      }, id);
      await app.asked(id, "status", 1);
    }
    const { state } = await app.sees((seen) => !["loading", "error"].includes(seen.state));
    // Their answers have come, or will not.
    for (const id of [one, other]) {
      await until("the end of the read", async () => (await app.sandbox.requests(id, "status"))[0].endedMs !== null);
      const [{ aborted }] = await app.sandbox.requests(id, "status");
      assert.ok(aborted, "the read goes with its organisation");
    }
    const time = await VirtualTime.of(app.page);
    await time.pass(HOUR, { step: MINUTE });
    assert.deepEqual([await reads(one), await reads(other)], [1, 1]);
    assert.ok((await reads(last)) > 1);
    const shown = await app.page.evaluate(() => [...window.seen].filter(Boolean));
    assert.deepEqual(shown.filter((one) => ![state, "loading"].includes(one)), []);
  });

  for (const [scenario, state] of [["active", "Active"], ["rejected", "Rejected"], ["disconnected", "Disconnected"]]) {
    test(`P13 an hour of ${state}: nothing is asked`, async () => {
      const id = await app.sandbox.organisation({ scenario });
      await app.home(id);
      await app.sees({ state });
      const time = await VirtualTime.of(app.page);
      await time.pass(HOUR, { step: MINUTE });
      assert.equal(await reads(id), 1);
    });
  }
});

/** Answers the status in the page, so that thousands take seconds: with what `window.answer` makes of the first one. */
const answerInPage = () => {
  const { fetch } = window;
  window.asked = 0;
  window.underWay = { now: 0, most: 0 };
  let first;
  window.fetch = async function (...given) {
    if (!String(given[0]?.url).endsWith("/status")) return fetch.apply(this, given);
    window.asked += 1;
    window.underWay.now += 1;
    window.underWay.most = Math.max(window.underWay.most, window.underWay.now);
    try {
      first ??= await (await fetch.apply(this, given)).text();
      return await window.answer(first, given[0].signal);
    } finally {
      window.underWay.now -= 1;
    }
  };
  window.json = (body, status = 200, headers = {}) => new Response(body, { status, headers: { "content-type": "application/json", ...headers } });
  window.answer = (first) => window.json(first);
};

/** Somebody comes back to the page every `ms`, as far as the page can tell. */
const comeBack = (ms) => {
  setInterval(() => document.dispatchEvent(new Event("freeze")), ms);
  setTimeout(() => setInterval(() => document.dispatchEvent(new Event("resume")), ms), ms / 10);
};

/** The least of three hours: V8 keeps compiled code for a while, and lets it go. */
async function leastHeap(devtools, time) {
  const found = [];
  while (found.length < 3) {
    await time.pass(HOUR, { step: HOUR });
    found.push(await heap(devtools));
  }
  return Math.min(...found);
}

/** What is alive after collection, in bytes. */
async function heap(devtools) {
  for (let round = 0; round < 3; round += 1) await devtools.send("HeapProfiler.collectGarbage");
  return (await devtools.send("Runtime.getHeapUsage")).usedSize;
}

async function waiting() {
  const id = await app.sandbox.organisation({ scenario: "under-review" });
  await app.page.evaluateOnNewDocument(answerInPage);
  await app.home(id);
  await app.sees({ state: "OnboardingInProgress", busy: false });
  const devtools = await app.page.createCDPSession();
  return { id, devtools, time: await VirtualTime.of(app.page) };
}

describe("ten thousand answers", () => {
  const WARM_UP = 2_000;
  const ANSWERS = 10_000;
  const EVERY = 6 * SECOND;
  const ROOM = 50 * 1024;

  for (const [name, answer] of [
    ["L04 that are always the same", undefined],
    ["L05 that are always failures", () => window.json("", 503)],
  ]) {
    test(`${name}: nothing in the page changes, and the heap is flat`, { timeout: 240_000 }, async (t) => {
      const { time, devtools } = await waiting();
      await app.page.evaluate(comeBack, EVERY);
      if (answer) await app.page.evaluate(`window.answer = ${answer}`);
      await time.pass(WARM_UP * EVERY, { step: HOUR });
      const before = { heap: await leastHeap(devtools, time), asked: await app.page.evaluate(() => window.asked) };
      await mutations(app.page);
      await time.pass(ANSWERS * EVERY, { step: HOUR });
      const asked = (await app.page.evaluate(() => window.asked)) - before.asked;
      const grown = (await leastHeap(devtools, time)) - before.heap;
      t.diagnostic(`${asked} answers, heap ${(grown / 1024).toFixed(1)} KiB`);
      assert.ok(asked >= ANSWERS * 0.99, `${asked} answers`);
      assert.equal(await mutations(app.page), 0);
      assert.ok(grown <= ROOM, `${grown} bytes`);
      assert.equal(await app.page.evaluate(() => window.underWay.most), 1, "one at a time");
    });
  }
});

test("L06 a day of random faults: one request at a time, a flat heap, and the truth at the end", { timeout: 240_000 }, async (t) => {
  const { time, devtools } = await waiting();
  await app.page.evaluate(() => {
    // A generator of its own, so that every run is the same day (the numbers are Lehmer's).
    let seed = 20_261_122;
    const below = (limit) => (seed = (seed * 48_271) % 2_147_483_647) % limit;
    const never = (signal) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    const outcomes = [
      (first) => window.json(first),
      (first) => window.json(first),
      () => window.json("", 503),
      () => window.json("", 429, { "retry-after": String(below(300)) }),
      () => window.json('{"status":'),
      () => new Response("<html>sign in</html>", { headers: { "content-type": "text/html" } }),
      () => Promise.reject(new TypeError("Failed to fetch")),
      (_, signal) => never(signal),
    ];
    let outcome = outcomes[0];
    window.answer = (first, signal) => outcome(first, signal);
    const acts = [
      () => (outcome = outcomes[below(outcomes.length)]),
      () => {
        document.dispatchEvent(new Event("freeze"));
        setTimeout(() => document.dispatchEvent(new Event("resume")), below(30_000));
      },
      () => window.dispatchEvent(new Event("offline")),
      () => window.dispatchEvent(new Event("online")),
      () => document.querySelector("[data-testid=check-now]")?.click(),
    ];
    const day = setInterval(() => acts[below(acts.length)](), 60_000);
    window.endTheDay = () => {
      clearInterval(day);
      window.dispatchEvent(new Event("online"));
      window.answer = (first) => window.json(first.replace("OnboardingInProgress", "Restricted"));
    };
  });
  const seen = () => app.page.evaluate(() => ({ asked: window.asked, most: window.underWay.most }));
  await time.pass(8 * HOUR, { step: HOUR });
  const before = { heap: await leastHeap(devtools, time), asked: (await seen()).asked };
  await time.pass(21 * HOUR, { step: HOUR });
  const grown = (await leastHeap(devtools, time)) - before.heap;
  const { asked, most } = await seen();
  const inTheDay = asked - before.asked;
  t.diagnostic(`${inTheDay} requests in the day, heap ${(grown / 1024).toFixed(1)} KiB`);
  assert.equal(most, 1, "one at a time");
  assert.ok(inTheDay > 100 && inTheDay < 3_000, `${inTheDay} requests`);
  // Less than the smallest thing that could be kept of each answer, and what V8's own bookkeeping goes up and down by.
  assert.ok(grown <= inTheDay * 100 + 64 * 1_024, `${grown} bytes`);
  await app.page.evaluate(() => window.endTheDay());
  await time.passUntil("the truth", async () => (await app.see()).state === "Restricted", { within: 6 * MINUTE, step: SECOND });
});
