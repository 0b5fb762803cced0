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

/** Runs in the page: asks, and waits until the change has been told. Answers what was written to the page for it. */
async function look() {
  const component = document.querySelector("[data-testid=payment-account-status]");
  window.touched = [];
  const told = new Promise((done) => {
    window.observer?.disconnect();
    window.observer = new MutationObserver((records) => {
      window.touched.push(...records.map(({ type, target }) => `${type} ${(target.data === undefined ? target : target.parentElement).getAttribute("class")}`));
      if (records.some(({ target }) => target.parentElement?.dataset.testid === "announcement" && target.data)) done();
    });
    window.observer.observe(component, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  document.querySelector("[data-testid=check-now]").click();
  await told;
}

/** Runs in the page: the least that the same change can cost a page that is written by hand. */
function plain() {
  const left = document.querySelector("p");
  const first = document.querySelector("li");
  first.remove();
  left.textContent = `${document.querySelectorAll("li").length} left to answer`;
}

const median = (costs) => costs.map(({ all }) => all).sort((a, b) => a - b)[Math.floor(costs.length / 2)];

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
  const [ours, plains] = [[], []];
  for (let round = 1; round <= ROUNDS; round += 1) {
    // Person after person has given the day of birth.
    const due = CODES.filter((code, index) => !(code.endsWith("dob.day") && index < round * FIELDS.length));
    await app.sandbox.change(id, account(due));
    ours.push(await measured(app.page, look));
    plains.push(await measured(list, plain));
    const touched = await app.page.evaluate(() => window.touched);
    // What announces it, bar and figure, age, activity; in the list the question that was open goes, and the same one
    // comes ticked.
    assert.ok(touched.length <= 9, `${touched.length} writes:\n${touched.join("\n")}`);
    assert.equal(touched.filter((line) => /dolfin-(groups|batch|questions|group|question)$/.test(line)).length, 2, touched.join("\n"));
  }
  const shown = ({ all, script, style, layout, paint }) => [all, script, style + layout, paint].map((ms) => ms.toFixed(0)).join("/");
  console.log(`one of 2,000 at 4x throttle, ms (all/script/layout/paint): ${ours.map(shown).join("  ")}; a plain list: ${plains.map(shown).join("  ")}`);
  // No time of a machine that does other things too; only of something gone badly wrong.
  assert.ok(median(ours) < 6 * median(plains), `${median(ours)} ms against ${median(plains)} ms`);
});
