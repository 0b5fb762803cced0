// What a person does in every host: comes, leaves by the host's own navigation, comes back, finishes, leaves.

import assert from "node:assert/strict";
import { PATIENCE, sees, until } from "../../support/testbed.mjs";

const within = { within: PATIENCE };

/**
 * From the page with the form (`visit`) to Active, with a way out and back in between. `away` and `back` are selectors of
 * the host's links, without `back` it is the browser's own; `begun` and `finished` look at the host in its first visit and at the end. One session a visit, nothing complained of, and nothing left behind.
 */
export async function comesLeavesAndFinishes(all, visit, id, { away, back, isTold = true }) {
  const { page, form, heard } = visit;
  const used = (count) => until(`${count} sessions used`, async () => (await all.sandbox.read(id)).sessions.claimed === count, within);
  // By the page itself: what lies above the page in a view transition takes a mouse's click.
  const press = (link) => page.$eval(link, (node) => node.click());
  const leave = async () => {
    await press(away);
    await until("it to be gone", async () => !(await page.$("dolfin-payment-onboarding")), within);
    assert.deepEqual(await left(page), []);
  };
  const hostShows = async (state) => {
    const shown = () => page.$eval("#state", (node, state) => node.textContent === state, state);
    if (isTold) await until(`the host to hear of ${state}`, shown, within);
  };
  // What a document that was loaded anew does not know of.
  await page.evaluate(() => (window.isSameDocument = true));

  await sees(page, { state: "OnboardingInProgress", frame: true });
  await used(1);
  await hostShows("OnboardingInProgress");
  await leave();
  await (back ? press(back) : page.evaluate(() => history.back()));
  await sees(page, { state: "OnboardingInProgress", frame: true });
  await used(2);
  await form.completeToReview();
  await form.press("Agree and submit");
  await sees(page, { frame: false });
  await sees(page, { state: "Active", turn: "nobody" });
  await hostShows("Active");
  await speaksGerman(page);
  assert.equal((await all.sandbox.requests(id, "session")).length, 2);
  assert.deepEqual((await all.sandbox.read(id)).sessions, { minted: 2, claimed: 2 });
  await leave();
  assert.equal(await page.evaluate(() => window.isSameDocument), true, "the host navigates by itself");
  assert.deepEqual(heard, []);
}

/** What of the component is still in the page. */
function left(page) {
  return page.$$eval("*", (nodes) => nodes.map((node) => node.outerHTML.split(">")[0]).filter((tag) => /^<(?:dolfin|stripe)-|dolfin-form/.test(tag)));
}

/** The languages are found where the host has put them. */
async function speaksGerman(page) {
  await page.$eval("dolfin-payment-onboarding", (element) => (element.locale = "de"));
  await until("German", () => page.$eval("dolfin-payment-onboarding", ({ shadowRoot }) => shadowRoot.querySelector("section").lang === "de-DE"), within);
}
