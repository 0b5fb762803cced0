// What one answered question of two thousand costs, from Check now to the last pixel: the request, reading the answer,
// telling the other tabs, the list, style, layout and paint.

import assert from "node:assert/strict";
import { test } from "node:test";
import { useApp } from "./app/app.mjs";
import { cost } from "./app/cost.mjs";

const app = useApp();

const ROUNDS = 6;
const FIELDS = ["dob.day", "email", "first_name", "last_name"];
const CODES = Array.from({ length: 500 }, (_, person) => FIELDS.map((field) => `person_${1_000 + person}.${field}`)).flat();

const account = (currentlyDue) => ({
  status: "OnboardingInProgress",
  capabilities: { chargesEnabled: false, payoutsEnabled: false, detailsSubmitted: false, disabledReason: null, pastDue: [], currentlyDue },
});

/** Runs in the page: asks, and waits until the change has been told. Notes what was written to the page for it. */
async function look() {
  const component = document.querySelector("[data-testid=payment-account-status]");
  const announcement = document.querySelector("[data-testid=announcement]");
  const fetch = window.fetch;
  window.fetch = (...request) => {
    window.fetch = fetch;
    const answer = fetch(...request);
    answer.then(() => performance.mark("answer"));
    return answer;
  };
  window.records = [];
  const told = new Promise((done) => {
    window.observer?.disconnect();
    window.observer = new MutationObserver((records) => {
      window.records.push(...records);
      if (records.some(({ target }) => target.parentNode === announcement && target.data)) done();
    });
    window.observer.observe(component, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  document.querySelector("[data-testid=check-now]").click();
  await told;
}

/** Runs in the page: what was written to, and how. */
const written = () => window.records.map(({ type, target }) =>
  `${type} ${(target.data === undefined ? target : target.parentElement).getAttribute("class")}`);

/** Runs in the page: the least that the same change can cost a page that is written by hand. */
function plain() {
  const left = document.querySelector("p");
  const first = document.querySelector("li");
  first.remove();
  left.textContent = `${document.querySelectorAll("li").length} left to answer`;
}

const median = (figures) => figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)];
const medians = (costs) => Object.fromEntries(Object.keys(costs[0]).map((kind) => [kind, median(costs.map((cost) => cost[kind]))]));

test("one answer of two thousand touches what it changes, and costs about what it costs a plain list", async () => {
  const id = await app.sandbox.organisation(account(CODES));
  await app.page.setViewport({ width: 1024, height: 900 });
  await app.onboarding(id);
  await app.page.waitForSelector(".dolfin-group", { timeout: 60_000 });
  await app.form.button("Save and close");
  const list = await app.profile.newPage();
  await list.setViewport({ width: 1024, height: 900 });
  await list.setContent(`<p>2,000 left to answer</p><ul>${CODES.map((code) => `<li><span>${code}</span></li>`).join("")}</ul>`);

  const measured = async (page, act) => {
    const tools = await page.createCDPSession();
    await page.bringToFront();
    await tools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    try {
      return await cost(page, act);
    } finally {
      await tools.detach();
    }
  };
  const rounds = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    // Person after person has given the day of birth.
    const due = CODES.filter((code, index) => !(code.endsWith("dob.day") && index < round * FIELDS.length));
    await app.sandbox.change(id, account(due));
    const { begin: whole, answer } = await measured(app.page, look);
    const { begin: byHand } = await measured(list, plain);
    rounds.push({ whole, answer, byHand });
    const touched = await app.page.evaluate(written);
    // What announces it, bar and figure, age, activity; in the list the question that was open goes, and the same one
    // comes ticked.
    assert.ok(touched.length <= 9, `${touched.length} writes:\n${touched.join("\n")}`);
    assert.equal(touched.filter((line) => /dolfin-(groups|batch|questions|group|question)$/.test(line)).length, 2, touched.join("\n"));
    // Two thousand questions would be more than ten thousand boxes; what is far out of sight has none.
    assert.ok(answer.boxes > 0 && answer.boxes < 900, `laid out among ${answer.boxes} boxes`);
  }
  const [whole, answer, byHand] = ["whole", "answer", "byHand"].map((part) => medians(rounds.map((round) => round[part])));
  const shown = (figures) => ["all", "longest", "script", "style", "layout", "paint"].map((kind) => figures[kind].toFixed(0)).join("/");
  console.log("one of 2,000 at 4x throttle, ms of the main thread, medians (all/longest task/script/style/layout/paint):"
    + ` from the click ${shown(whole)}, from the answer's arrival ${shown(answer)}; a plain list ${shown(byHand)}`);
  // No time of a machine that does other things too: two pages, taken in turn.
  assert.ok(whole.all < 3 * byHand.all, `${whole.all} ms against ${byHand.all} ms`);
  assert.ok(answer.longest < byHand.longest, `a task of ${answer.longest} ms against one of ${byHand.longest} ms`);
});
