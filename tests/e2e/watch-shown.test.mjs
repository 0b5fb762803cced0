// What of the page an answer touches, and what it leaves alone. Each test carries the id of its row in the list of
// required behaviours. (P22, that a failure takes nothing away, is in requests.test.mjs with every kind of failure.)

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { useApp } from "./app/app.mjs";
import { STRIPE } from "./bridge/app.mjs";
import { until } from "./support/browser.mjs";
import { cover, mutations, uncover } from "./watch/sight.mjs";

const app = useApp();

const WITHIN = { within: 30_000 };
const STALE = 5_300;

/** Somebody comes back to what is not fresh any more. */
async function comeBack() {
  await cover(app.page);
  await sleep(STALE);
  await uncover(app.page);
}

test("P16 twenty steps in a second are one read, and the end of the form starts a burst", async () => {
  const recorder = await readFile(new URL("bridge/recorder.js", import.meta.url), "utf8");
  await app.page.setRequestInterception(true);
  app.page.on("request", (request) =>
    request.url() === STRIPE ? request.respond({ contentType: "text/javascript", body: recorder }) : request.continue());
  await app.page.evaluateOnNewDocument(() => (window.trace = []));
  const id = await app.sandbox.organisation({ scenario: "resume" });
  await app.open(`organisations/${id}/payment-account`, { config: { connectScript: STRIPE } });
  await until("the form", () => app.page.evaluate(() => window.trace.includes("connected")), WITHIN);
  await app.asked(id, "status", 1);
  await app.page.evaluate(() => {
    for (let step = 0; step < 20; step += 1) window.elements[0].given.OnStepChange({ step: `step ${step}` });
  });
  await app.asked(id, "status", 2);
  await app.staysSilent(id);
  await app.page.evaluate(() => window.elements[0].given.OnExit());
  await until("a burst", async () => (await app.count(id, "status")) >= 5, WITHIN);
});

test("P20 one thing that has changed touches its own nodes, and what is said of it", async () => {
  const id = await app.sandbox.organisation({ scenario: "several-people" });
  await app.home(id);
  const before = await app.sees({ state: "Restricted", busy: false });
  await app.page.evaluate(() => {
    window.touched = [];
    const place = ({ target }) => {
      const node = target.parentElement && target.nodeType !== 1 ? target.parentElement : target;
      const capability = node.closest("[data-testid=capability]");
      return capability?.dataset.capability ?? node.closest("[data-testid]")?.dataset.testid ?? node.localName;
    };
    const requirements = document.querySelectorAll("[data-testid=requirement]");
    window.stood = [...requirements, ...document.querySelectorAll("[data-testid=capability]")];
    new MutationObserver((records) => window.touched.push(...records.map(place)))
      .observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  const wasOn = before.capabilities.payoutsEnabled === "true";
  await app.sandbox.change(id, { capabilities: { payoutsEnabled: !wasOn } });
  await comeBack();
  await app.sees((seen) => seen.capabilities.payoutsEnabled === String(!wasOn));
  const { touched, standing } = await app.page.evaluate(() => ({
    touched: [...new Set(window.touched)],
    standing: window.stood.every((node) => node.isConnected),
  }));
  assert.ok(touched.includes("payoutsEnabled"));
  for (const other of ["chargesEnabled", "detailsSubmitted", "requirement", "onboarding-frame"]) {
    assert.ok(!touched.includes(other), `${other}: ${touched}`);
  }
  assert.ok(standing, "nothing was made anew");
});

test("P21 a read behind what is shown shows nothing of itself", async () => {
  const id = await app.sandbox.organisation({ scenario: "several-people" });
  await app.home(id);
  await app.sees({ state: "Restricted", busy: false });
  await app.sandbox.fault(id, { endpoint: "status", delayMs: 2_000, times: 1 });
  await mutations(app.page);
  await comeBack();
  await app.asked(id, "status", 2);
  assert.equal((await app.see()).busy, false);
  await until("the answer", async () => (await app.sandbox.requests(id, "status"))[1].endedMs !== null, WITHIN);
  await sleep(300);
  assert.equal(await mutations(app.page), 0);
});
