// What a person does in every host: comes, leaves by the host's own navigation, comes back, finishes, leaves.

import assert from "node:assert/strict";
import { PATIENCE, sees, until } from "./testbed.mjs";

/** The browser's own way back. */
export const BACK = Symbol("back");

/** What Chromium says of a preload where the machine is so busy that the form is seconds away. */
const WAITED = "not used within a few seconds";
const within = { within: PATIENCE };

/**
 * From the page with the form (`visit`) to Active, with a way out and back in between for each of `back`: a selector of
 * one of the host's links, as `away` is, or `BACK`. `isTold` is whether the host shows the account's state in its
 * `#state`; `isKept`, whether it hides a page that the person leaves, and shows it again. One session a visit, or one for a
 * page that is kept; nothing complained of, and nothing left behind.
 */
export async function comesLeavesAndFinishes(all, visit, id, { away, back, isTold = true, isKept = false }) {
  const { page, form, heard, failed } = visit;
  let visits = 0;
  const begins = async () => {
    visits = isKept ? 1 : visits + 1;
    await sees(page, { state: "OnboardingInProgress", frame: true });
    if (isKept) await until("it to be shown", () => isShown(page), within);
    await until(`${visits} sessions used`, async () => (await all.sandbox.read(id)).sessions.claimed === visits, within);
    await until("Stripe's form", async () => (await count(page, "dolfin-payment-onboarding > [slot^=dolfin-form-]")) === 1, within);
    await hostShows("OnboardingInProgress");
  };
  const hostShows = async (state) => {
    const shown = () => page.$eval("#state", (node, state) => node.textContent === state, state);
    if (isTold) await until(`the host to hear of ${state}`, shown, within);
  };
  // By the page itself: what lies above it in a view transition takes a mouse's click.
  const press = (link) => page.$eval(link, (node) => node.click());
  const leave = async () => {
    await press(away);
    if (isKept) return until("it to be hidden", async () => !(await isShown(page)), within);
    await until("it to be gone", async () => (await count(page, "dolfin-payment-onboarding")) === 0, within);
    assert.deepEqual(await left(page), []);
  };
  // What a document that was loaded anew does not know of.
  await page.evaluate(() => (window.isSameDocument = true));

  await begins();
  for (const way of back) {
    await leave();
    await (way === BACK ? page.evaluate(() => history.back()) : press(way));
    await begins();
  }
  await form.completeToReview();
  await form.press("Agree and submit");
  await sees(page, { frame: false });
  await sees(page, { state: "Active", turn: "nobody" });
  await hostShows("Active");
  await speaksGerman(page);
  const sessions = await all.sandbox.requests(id, "session");
  assert.deepEqual(sessions.map(({ status, aborted }) => ({ status, aborted })), Array(visits).fill({ status: 200, aborted: false }));
  assert.deepEqual((await all.sandbox.read(id)).sessions, { minted: visits, claimed: visits });
  await leave();
  assert.equal(await page.evaluate(() => window.isSameDocument), true, "the host navigates by itself");
  // A host may keep the last page, as Turbo does.
  assert.ok((await living(page)) <= 1, "elements that have left are kept alive");
  assert.deepEqual(failed, []);
  // What the browser says of an answer is in `failed`, with its address.
  assert.deepEqual(heard.filter((line) => !line.includes(WAITED) && !line.startsWith("error: Failed to load resource")), []);
}

const count = (page, selector) => page.$$eval(selector, ({ length }) => length);

const isShown = (page) => page.$eval("dolfin-payment-onboarding", (node) => node.checkVisibility());

/** What of the component is still in the page. */
function left(page) {
  return page.$$eval("*", (nodes) => nodes.map((node) => node.outerHTML.split(">")[0]).filter((tag) => /^<(?:dolfin|stripe)-|dolfin-form/.test(tag)));
}

/** How many of our elements anything still holds on to, once all that can be collected has been. */
async function living(page) {
  const cdp = await page.createCDPSession();
  await cdp.send("HeapProfiler.collectGarbage");
  const { result } = await cdp.send("Runtime.evaluate", { expression: `customElements.get("dolfin-payment-onboarding").prototype` });
  const { objects } = await cdp.send("Runtime.queryObjects", { prototypeObjectId: result.objectId });
  const { result: length } = await cdp.send("Runtime.callFunctionOn", {
    objectId: objects.objectId, functionDeclaration: "function () { return this.length; }", returnByValue: true,
  });
  await cdp.detach();
  return length.value;
}

/** The languages are found where the host has put them. */
async function speaksGerman(page) {
  await page.$eval("dolfin-payment-onboarding", (element) => (element.locale = "de"));
  await until("German", () => page.$eval("dolfin-payment-onboarding", ({ shadowRoot }) => shadowRoot.querySelector("section").lang === "de-DE"), within);
}
