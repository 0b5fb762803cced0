// What one answered question of two thousand costs, from Check now to the last pixel: the request, reading the answer,
// telling the other tabs, the list, style, layout and paint. Beside it the same in a list of thirty-two, and the least that
// a change of two thousand costs by hand.
//
// The 16 ms of a frame, at a quarter of the usual speed, are less than the same change takes in the short list: its frame
// alone takes as long. Script that runs because a list is long is what this house can do something about.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FormInPage, useApp } from "./app/app.mjs";
import { cost } from "./app/cost.mjs";

const app = useApp();

const ROUNDS = 6;
const FIELDS = ["dob.day", "email", "first_name", "last_name"];
/** Persons of the short list. */
const FEW = 8;
const CODES = Array.from({ length: 500 }, (_, person) => FIELDS.map((field) => `person_${1_000 + person}.${field}`)).flat();

const account = (currentlyDue) => ({
  status: "OnboardingInProgress",
  capabilities: { chargesEnabled: false, payoutsEnabled: false, detailsSubmitted: false, disabledReason: null, pastDue: [], currentlyDue },
});

/**
 * Runs in the page: asks, and marks when the answer comes and that its change has been told. Notes what was written to
 * the page for it. A read that happens to be under way takes both of them: that is seen by the marks that are missing.
 */
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
  await new Promise((done) => {
    setTimeout(done, 15_000);
    window.observer?.disconnect();
    window.observer = new MutationObserver((records) => {
      window.records.push(...records);
      if (!records.some(({ target }) => target.parentNode === announcement && target.data)) return;
      performance.mark("told");
      done();
    });
    window.observer.observe(component, { subtree: true, childList: true, characterData: true, attributes: true });
    document.querySelector("[data-testid=check-now]").click();
  });
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

test("one answer of two thousand touches what it changes, and costs about what it costs in a short list", async (t) => {
  // A profile has a window of its own, in which a page stays in sight.
  const profiles = [];
  const fresh = async () => {
    const profile = await app.browser.createBrowserContext();
    profiles.push(profile);
    const page = await profile.newPage();
    await page.setViewport({ width: 1024, height: 900 });
    return page;
  };
  t.after(() => Promise.all(profiles.map((profile) => profile.close())));
  const opened = async (codes) => {
    const id = await app.sandbox.organisation(account(codes));
    const page = await fresh();
    await page.goto(new URL(`/organisations/${id}/payment-account`, app.web.url));
    await page.waitForSelector(".dolfin-group", { timeout: 60_000 });
    await new FormInPage(page).button("Save and close");
    return { id, codes, page };
  };
  const short = await opened(CODES.slice(0, FEW * FIELDS.length));
  const long = await opened(CODES);
  const list = await fresh();
  await list.setContent(`<p>2,000 left to answer</p><ul>${CODES.map((code) => `<li><span>${code}</span></li>`).join("")}</ul>`);

  const measured = async (page, act) => {
    const tools = await page.createCDPSession();
    await tools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    try {
      return await cost(page, act);
    } finally {
      await tools.detach();
    }
  };
  const rounds = [];
  for (let round = 1; rounds.length < ROUNDS; round += 1) {
    assert.ok(round <= 2 * ROUNDS, "the clock's own reads leave no change to measure");
    const answered = async ({ id, codes, page }) => {
      // Person after person has given the day of birth.
      const due = codes.filter((code, index) => !(code.endsWith("dob.day") && index < round * FIELDS.length));
      await app.sandbox.change(id, account(due));
      return measured(page, look);
    };
    const few = await answered(short);
    const { begin: whole, answer, told } = await answered(long);
    const { begin: byHand } = await measured(list, plain);
    if (!few.told || !few.answer || !told || !answer) continue;
    rounds.push({ whole, answer, few: few.answer, byHand });
    const touched = await long.page.evaluate(written);
    // What announces it, bar and figure, age, activity; in the list the question that was open goes, and the same one
    // comes ticked.
    assert.ok(touched.length <= 9, `${touched.length} writes:\n${touched.join("\n")}`);
    assert.equal(touched.filter((line) => /dolfin-(groups|batch|questions|group|question)$/.test(line)).length, 2, touched.join("\n"));
    // Two thousand questions would be more than ten thousand boxes; what is far out of sight has none.
    assert.ok(answer.boxes > 0 && answer.boxes < 900, `laid out among ${answer.boxes} boxes`);
  }
  const [whole, answer, few, byHand] = ["whole", "answer", "few", "byHand"].map((part) => medians(rounds.map((round) => round[part])));
  const shown = (figures) => ["all", "longest", "script", "style", "layout", "paint"].map((kind) => figures[kind].toFixed(0)).join("/");
  console.log(`one of 2,000 at 4x throttle, ms of the main thread, medians of ${ROUNDS} (all/longest task/script/style/layout/paint):`
    + ` from the click ${shown(whole)}; from the answer's arrival ${shown(answer)}, and in a list of ${FEW * FIELDS.length} ${shown(few)};`
    + ` a plain list ${shown(byHand)}. Script for the length of the list: ${(answer.script - few.script).toFixed(0)}`);
  // No time of a machine that does other things too: pages, taken in turn, and only what has gone badly wrong.
  assert.ok(answer.all < 3 * few.all, `${answer.all} ms against ${few.all} ms in a short list`);
  assert.ok(answer.script < 3 * few.script, `${answer.script} ms of script against ${few.script} ms in a short list`);
  assert.ok(answer.longest < 2 * byHand.longest, `a task of ${answer.longest} ms against one of ${byHand.longest} ms by hand`);
});
