// Pages that swap their body, in a real browser against the sandbox: one session a visit, and none without the token.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { NEARLY_DONE, sees, until } from "./support/testbed.mjs";
import { emptyPages, open } from "./support/empty-page.mjs";

const VISITS = 5;

let all;
let host;
before(async () => (all = await emptyPages()));
afterEach(() => host?.close());
after(() => all?.stop());

const sessions = async (id) => (await all.sandbox.read(id)).sessions;
const claimed = (id, count) => until(`${count} claimed`, async () => (await sessions(id)).claimed === count, { within: 20_000 });
const organisation = () => all.sandbox.organisation({ ...NEARLY_DONE, settings: { token: "right" } });

/** Runs in the page: the body is another one, as a router of markup would put it there. */
function swap({ id, isTokenRequired }) {
  document.querySelector("main").innerHTML =
    `<dolfin-payment-onboarding organisation-id="${id}" publishable-key="pk_test_x" api-base="/api" ${isTokenRequired ? "token-required" : ""}></dolfin-payment-onboarding>`;
}
const leave = () => host.page.evaluate(() => document.querySelector("main").replaceChildren());

/** As many sessions as visits, and every request with the token. */
async function isOneSessionAVisit(id) {
  assert.deepEqual(await sessions(id), { minted: VISITS, claimed: VISITS });
  for (const { status, aborted, endpoint } of await all.sandbox.requests(id)) assert.ok(aborted || status === 200, `${endpoint} ${status}`);
  assert.deepEqual(host.heard, []);
}

test("the functions of register() serve every visit", async () => {
  const id = await organisation();
  host = await open(all, { register: false });
  await host.page.evaluate(() => window.lib.register({ tokenProvider: async () => "right" }));
  for (let visit = 1; visit <= VISITS; visit += 1) {
    await host.page.evaluate(swap, { id });
    await claimed(id, visit);
    await sees(host.page, { state: "OnboardingInProgress", frame: true });
    await leave();
  }
  await isOneSessionAVisit(id);
});

test("a function that is set in the frame after the swap is there for the first request", async () => {
  const id = await organisation();
  host = await open(all);
  for (let visit = 1; visit <= VISITS; visit += 1) {
    await host.page.evaluate(async (swap, settings) => {
      (0, eval)(`(${swap})`)(settings);
      await new Promise((resolve) => setTimeout(resolve));
      document.querySelector("main > *").tokenProvider = async () => "right";
    }, swap.toString(), { id });
    await claimed(id, visit);
    await leave();
  }
  await isOneSessionAVisit(id);
});

test("an element with token-required waits for the script of its page", async () => {
  const id = await organisation();
  host = await open(all);
  for (let visit = 1; visit <= VISITS; visit += 1) {
    await host.page.evaluate(swap, { id, isTokenRequired: true });
    await host.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await host.page.$eval("main > *", (element) => (element.tokenProvider = async () => "right"));
    await claimed(id, visit);
    await leave();
  }
  await isOneSessionAVisit(id);
});

test("restored from a page cache it waits for its function, and one form stands in it", async () => {
  const id = await organisation();
  host = await open(all);
  await host.page.evaluate((organisationId) => void window.make({ organisationId, tokenProvider: async () => "right" }), id);
  for (let visit = 1; visit <= VISITS; visit += 1) {
    await claimed(id, visit);
    await until("the form", () => host.page.$eval("main > *", ({ snapshot }) => snapshot?.form === "shown"), { within: 20_000 });
    assert.equal(await host.page.$$eval("main > * > [slot^=dolfin-form-]", ({ length }) => length), 1);
    if (visit === VISITS) break;
    await host.page.evaluate(async () => {
      const main = document.querySelector("main");
      const kept = main.cloneNode(true);
      main.replaceWith(document.createElement("main"));
      await new Promise((resolve) => setTimeout(resolve));
      document.querySelector("main").replaceWith(kept);
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      kept.firstChild.tokenProvider = async () => "right";
    });
  }
  await isOneSessionAVisit(id);
});
