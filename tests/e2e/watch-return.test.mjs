// A page that goes out of sight, stops, is kept for *back* or comes back from nothing: what it asks then, and when.
// Each test carries the id of its row in the list of required behaviours.
//
// V14: headless Chromium discards a tab only through its own page chrome://discards, whose layout is not ours to rely
// on; what a discarded tab does when somebody comes back to it is to load anew, and that is what is tried here.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { DIST, useApp } from "./app/app.mjs";
import { until } from "./support/browser.mjs";
import { serve } from "./support/serve.mjs";
import { cover, uncover } from "./watch/sight.mjs";
import { VirtualTime } from "./watch/time.mjs";

const app = useApp();

const HOUR = 3_600_000;
const WITHIN = { within: 30_000 };
/** An answer older than this is not fresh enough for somebody who comes back. */
const STALE = 5_300;

const reads = (id) => app.count(id, "status");

async function waiting(scenario = "under-review") {
  const id = await app.sandbox.organisation({ scenario });
  await app.home(id);
  await app.asked(id, "status", 1);
  await app.sees({ busy: false });
  return id;
}

test("V01, V07 out of sight for an hour, then frozen for another: nothing is asked", async () => {
  const id = await waiting();
  await cover(app.page);
  const time = await VirtualTime.of(app.page);
  const clock = () => app.page.evaluate(() => performance.now());
  const from = await clock();
  await time.pass(HOUR, { step: HOUR / 10 });
  // Chromium gives a few milliseconds less than it was told now and then.
  assert.ok((await clock()) - from >= 0.99 * HOUR, "the page lived through it");
  assert.equal(await reads(id), 1);
  await time.devtools.send("Page.setWebLifecycleState", { state: "frozen" });
  await time.pass(HOUR, { step: HOUR / 10 });
  assert.equal(await reads(id), 1);
});

test("V02 back to something old: what is new is shown within half a second and the round trip", async () => {
  // Chance at its worst: the whole of what returns are spread over.
  await app.page.evaluateOnNewDocument(() => (Math.random = () => 0.999));
  const id = await waiting();
  const time = await VirtualTime.of(app.page);
  const other = await app.profile.newPage();
  await other.bringToFront();
  const is = (state) => () => app.page.evaluate((state) => document.visibilityState === state, state);
  await time.passUntil("a hidden page", is("hidden"), { within: 10_000 });
  await time.pass(10_000);
  await app.sandbox.change(id, { status: "Active" });
  await app.page.bringToFront();
  await time.passUntil("a page in sight", is("visible"), { within: 500, step: 10 });
  await time.pass(490);
  assert.equal((await app.see()).state, "Active");
  assert.equal(await reads(id), 2);
});

test("V05 every sign of a return at once is one return", async () => {
  const id = await waiting();
  await cover(app.page);
  await sleep(STALE);
  await uncover(app.page);
  await app.page.evaluate(() => {
    for (const name of ["focus", "pageshow", "online"]) window.dispatchEvent(new Event(name));
    for (const name of ["visibilitychange", "resume"]) document.dispatchEvent(new Event(name));
  });
  await app.asked(id, "status", 2);
  await app.staysSilent(id);
});

test("V06 every listener goes with the component", async () => {
  await app.page.evaluateOnNewDocument(() => {
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    window.listening = {};
    const count = (target, name, by) => {
      if (target === window || target === document) window.listening[name] = (window.listening[name] ?? 0) + by;
    };
    EventTarget.prototype.addEventListener = function (name, ...rest) {
      count(this, name, 1);
      return addEventListener.call(this, name, ...rest);
    };
    EventTarget.prototype.removeEventListener = function (name, ...rest) {
      count(this, name, -1);
      return removeEventListener.call(this, name, ...rest);
    };
  });
  await app.open("/");
  await app.page.waitForSelector("input[name=organisation]");
  const listening = () => app.page.evaluate(() => ({ ...window.listening }));
  const before = await listening();
  const go = (path) => app.page.evaluate((path) => {
    history.pushState({}, "", path);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
  const id = await app.sandbox.organisation({ scenario: "under-review" });
  await go(`/organisations/${id}`);
  await app.asked(id, "status", 1);
  const during = await listening();
  for (const name of ["visibilitychange", "freeze", "resume", "pagehide", "pageshow", "online", "offline"]) {
    assert.ok((during[name] ?? 0) > (before[name] ?? 0), name);
  }
  await go("/");
  await app.page.waitForSelector("input[name=organisation]");
  // The router keeps its own.
  for (const [name, count] of Object.entries(await listening())) assert.ok(count <= (before[name] ?? 0), `${name}: ${count}`);
});

test("V08, V09 a page with an open form is kept for «back», reads at once on return, and asks for no session", async () => {
  const id = await app.sandbox.organisation({ scenario: "resume" });
  await app.onboarding(id);
  await app.form.button("Save and close");
  await app.asked(id, "status", 1);
  await app.page.evaluate(() => (window.isTheSame = true));
  await app.open("/");
  await sleep(STALE);
  await app.sandbox.change(id, { capabilities: { currentlyDue: ["external_account"], pastDue: [] } });
  await app.page.evaluate(() => history.back());
  await until("the page again", () => app.page.evaluate(() => window.isTheSame && document.visibilityState === "visible").catch(() => false), WITHIN);
  await app.sees((seen) => seen.requirements.length === 1 && seen.formMounted);
  const reasons = await app.page.evaluate(() => performance.getEntriesByType("navigation").at(-1).notRestoredReasons);
  assert.equal(reasons, null, "nothing kept it from being kept");
  await app.asked(id, "status", 2);
  await app.asked(id, "session", 1);
});

test("V14 a tab that was discarded shows what the server has, and had kept nothing", async () => {
  const id = await app.sandbox.organisation({ scenario: "resume" });
  await app.onboarding(id);
  await app.form.button("Save and close");
  const kept = await app.page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length, document.cookie]);
  assert.deepEqual(kept, [0, 0, 0, 0, ""]);
  await app.sandbox.change(id, { status: "Active", capabilities: { chargesEnabled: true, payoutsEnabled: true, detailsSubmitted: true, currentlyDue: [], pastDue: [], disabledReason: null } });
  await app.page.reload({ waitUntil: "domcontentloaded" });
  await app.sees({ state: "Active", formMounted: false, busy: false });
});

test("V15 a page that is rendered ahead of need asks for nothing before it is seen", async (t) => {
  const [id, mark] = [await app.sandbox.organisation({ scenario: "resume" }), await app.sandbox.organisation()];
  const path = `/organisations/${id}/payment-account`;
  const told = `/api/organisations/${mark}/payment-account/status`;
  // Tells the test, by a request about somebody else, that the component stands in the page that nobody sees.
  const spy = `<script>new MutationObserver((_, observer) => {
    if (!document.prerendering || !document.querySelector("[data-testid=payment-account-status]")) return;
    observer.disconnect();
    fetch(${JSON.stringify(told)});
  }).observe(document, { childList: true, subtree: true });</script>`;
  const index = await readFile(`${DIST}/index.html`, "utf8");
  const web = await serve({ root: DIST, sandbox: app.sandbox.url, files: { [path]: { body: index.replace("<head>", `<head>${spy}`) } } });
  try {
    // Whether a page is worth rendering ahead is Chromium's to say, and a busy machine makes it say no.
    const ahead = async () => {
      await app.page.goto(web.url, { waitUntil: "domcontentloaded" });
      await app.page.evaluate((url) => {
        const rules = document.createElement("script");
        rules.type = "speculationrules";
        rules.textContent = JSON.stringify({ prerender: [{ urls: [url], eagerness: "immediate" }] });
        document.head.append(rules);
      }, path);
      const component = until("the component, ahead of need", () => app.count(mark, "status"), { within: 10_000 });
      return component.catch(() => false);
    };
    if (!(await ahead()) && !(await ahead()) && !(await ahead())) {
      return t.skip("Chromium declined three times to render ahead of need");
    }
    await sleep(1_000);
    assert.equal(await app.count(id), 0);
    await app.page.evaluate((path) => void setTimeout(() => (location.href = path)), path);
    await until("the first read", () => app.count(id, "status"), WITHIN);
    await until("the session", () => app.count(id, "session"), WITHIN);
    assert.equal(await app.count(mark, "status"), 1, "the page that was rendered is the page that is seen");
    assert.deepEqual([await app.count(id, "status"), await app.count(id, "session")], [1, 1]);
  } finally {
    await web.stop();
  }
});

test("V17 frozen while the session is on its way: at most one more is asked for, and the form comes", async () => {
  const id = await app.sandbox.organisation({ scenario: "resume" });
  await app.sandbox.fault(id, { endpoint: "session", delayMs: 3_000, times: 1 });
  await app.onboarding(id);
  await app.asked(id, "session", 1);
  await cover(app.page);
  const devtools = await app.page.createCDPSession();
  await devtools.send("Page.setWebLifecycleState", { state: "frozen" });
  await sleep(4_000);
  await devtools.send("Page.setWebLifecycleState", { state: "active" });
  await uncover(app.page);
  await app.form.button("Save and close");
  assert.ok((await app.count(id, "session")) <= 2);
  assert.equal((await app.sandbox.read(id)).sessions.claimed, 1);
});

test("V18 a page that does not come to its senses for five seconds catches up with one read", async () => {
  const id = await waiting();
  await app.sandbox.fault(id, { endpoint: "status", delayMs: 500, times: 1 });
  await app.click("check-now");
  await app.asked(id, "status", 2);
  const starved = app.page.evaluate(async () => {
    // A long task, then microtasks that leave no task a turn.
    const until = (end) => performance.now() < end;
    const half = performance.now() + 2_500;
    while (until(half));
    const end = performance.now() + 2_500;
    while (until(end)) await null;
  });
  await starved;
  await app.sees((seen) => /No change yet/.test(seen.text));
  await app.staysSilent(id);
  assert.equal(await reads(id), 2);
});
