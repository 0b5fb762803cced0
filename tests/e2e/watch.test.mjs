// When Dolfin is asked, counted by the sandbox, in a browser that hides, freezes and keeps pages as a person's does.
// Each test carries the id of its row in the list of required behaviours.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { until } from "./support/browser.mjs";
import { useApp } from "./app/app.mjs";

const app = useApp();

/** An organisation whose account is with Stripe, or in another state. */
const organisation = (scenario = "under-review") => app.sandbox.organisation({ scenario });

const statusReads = (id) => app.count(id, "status");

/** Another tab in front of the page, which is then hidden. */
async function cover() {
  const other = await app.profile.newPage();
  await other.bringToFront();
  await until("a hidden page", () => app.page.evaluate(() => document.visibilityState === "hidden"));
  return other;
}

/** The page in front again. */
const uncover = () => app.page.bringToFront();

test("P01 the first read leaves at mount, with one session", async () => {
  const id = await organisation("not-started");
  await app.onboarding(id);
  await app.asked(id, "status", 1);
  await app.asked(id, "session", 1);
});

test("P13 nothing is asked once it is settled", async () => {
  const id = await organisation("active");
  await app.home(id);
  await app.asked(id, "status", 1);
  await app.staysSilent(id, { ms: 3_000 });
});

test("P17 Check now answers honestly: no change yet, changed, could not reach", async () => {
  const id = await organisation();
  await app.home(id);
  await app.asked(id, "status", 1);
  await app.click("check-now");
  await app.asked(id, "status", 2);
  await until("an answer", () => app.page.evaluate(() => document.body.innerText.includes("No change yet")));
  await app.sandbox.fault(id, { endpoint: "status", status: 503, times: 1 });
  await app.click("check-now");
  await until("an answer", () => app.page.evaluate(() => document.body.innerText.includes("Could not check")));
  await app.sandbox.change(id, { status: "Active" });
  await app.click("check-now");
  await until("the change", () => app.page.evaluate(() => document.querySelector("[data-state]").dataset.state === "Active"));
});

test("P19 the same answer again changes nothing in the page", async () => {
  const id = await organisation();
  await app.home(id);
  await app.asked(id, "status", 1);
  await app.sees({ state: "OnboardingInProgress", busy: false });
  await sleep(1_000);
  await app.page.evaluate(() => {
    window.mutations = 0;
    const observer = new MutationObserver((records) => (window.mutations += records.length));
    // The age ticks in a tree of its own; whoever watches the page does not hear of it.
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  for (let read = 2; read < 5; read += 1) {
    await sleep(5_100);
    const other = await cover();
    await uncover();
    await app.asked(id, "status", read);
    await other.close();
  }
  assert.equal(await app.page.evaluate(() => window.mutations), 0);
});

test("P24 the age is a time, and nowhere announced", async () => {
  const id = await organisation();
  await app.home(id);
  await app.page.waitForSelector("[data-testid=freshness]");
  const age = () => app.page.evaluate(() => {
    const place = document.querySelector("[data-testid=freshness]");
    return { text: place.textContent, at: Date.parse(place.dateTime), isLive: place.closest("[role=status], [role=alert], [aria-live]") !== null };
  });
  await app.page.waitForSelector("[data-state=OnboardingInProgress]");
  const first = await age();
  assert.equal(first.text, "Checked just now");
  assert.ok(Math.abs(Date.now() - first.at) < 60_000);
  assert.equal(first.isLive, false);
});

test("V01, V02, V03 out of sight nothing is asked; back to something old, at once; to something fresh, nothing", async () => {
  const id = await organisation();
  await app.home(id);
  await app.asked(id, "status", 1);
  await cover();
  await sleep(6_000);
  assert.equal(await statusReads(id), 1);
  await app.sandbox.change(id, { status: "Active" });
  const back = Date.now();
  await uncover();
  await app.sees({ state: "Active" });
  assert.ok(Date.now() - back < 1_500, `${Date.now() - back} ms`);
  assert.equal(await statusReads(id), 2);
  await cover();
  await uncover();
  await app.staysSilent(id);
});

test("V07 a frozen page lets its read go, and asks again when it runs again", async () => {
  const id = await organisation();
  await app.home(id);
  await app.asked(id, "status", 1);
  await cover();
  const devtools = await app.page.createCDPSession();
  await devtools.send("Page.setWebLifecycleState", { state: "frozen" });
  await sleep(5_500);
  assert.equal(await statusReads(id), 1);
  await devtools.send("Page.setWebLifecycleState", { state: "active" });
  await uncover();
  await app.asked(id, "status", 2);
});

test("V16 X18 there is no unload listener of any kind, nor one for messages", async () => {
  const id = await organisation();
  await app.page.evaluateOnNewDocument(() => {
    window.listened = [];
    const listen = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (name, ...rest) {
      window.listened.push(name);
      return listen.call(this, name, ...rest);
    };
  });
  await app.home(id);
  await app.asked(id, "status", 1);
  const listened = await app.page.evaluate(() => window.listened);
  assert.ok(listened.includes("visibilitychange"));
  assert.ok(!listened.includes("unload") && !listened.includes("beforeunload") && !listened.includes("message"));
  assert.deepEqual(await app.page.evaluate(() => [window.onunload, window.onbeforeunload]), [null, null]);
});

test("N01, N02 offline nothing is asked; online again it is, within five seconds", async () => {
  const id = await organisation();
  await app.home(id);
  await app.asked(id, "status", 1);
  await app.page.setOfflineMode(true);
  await sleep(6_000);
  assert.equal(await statusReads(id), 1);
  await app.page.setOfflineMode(false);
  await until("a read", async () => (await statusReads(id)) === 2, { within: 6_500 });
});

test("R12 nothing leaves before Retry-After", async () => {
  const id = await organisation();
  await app.sandbox.fault(id, { endpoint: "status", status: 429, headers: { "retry-after": "4" }, times: 1 });
  const from = Date.now();
  await app.home(id);
  await app.asked(id, "status", 1);
  await until("the next read", async () => (await statusReads(id)) === 2, { within: 15_000 });
  assert.ok(Date.now() - from >= 4_000);
});

test("P12 leaving the page ends the watch", async () => {
  const id = await organisation();
  await app.home(id);
  await app.asked(id, "status", 1);
  await app.page.evaluate(() => {
    history.pushState({}, "", "/");
    dispatchEvent(new PopStateEvent("popstate"));
  });
  await until("the start page", () => app.page.evaluate(() => !document.querySelector("[data-testid=payment-account-status]")));
  await app.staysSilent(id);
});
