// X28, X29: the page as it is shipped, under the headers it is shipped with and Trusted Types enforced, violates nothing.
// The other files run under the same headers without Trusted Types; here each part that could need them is used once.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { useApp } from "./app/app.mjs";
import { until } from "./support/browser.mjs";
import { withTrustedTypes } from "./support/headers.mjs";
import { serve } from "./support/serve.mjs";

const app = useApp({ headers: withTrustedTypes });
/** With a key the early start begins; the stand-in takes the place of Stripe's script. */
const EARLY = { publishableKey: "pk_test_sandbox", connectScript: "/sandbox/connect.js" };
const violated = [];

beforeEach(async () => {
  violated.length = 0;
  await app.page.exposeFunction("violated", (what) => void violated.push(what));
  await app.page.evaluateOnNewDocument(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => window.violated(`${violatedDirective} ${blockedURI} ${sample}`));
  });
});
afterEach(() => assert.deepEqual(violated, []));

const tags = () => app.page.$$eval("script[src='/sandbox/connect.js']", (all) => all.length);

async function fillIn(id) {
  await app.form.completeToReview();
  await app.form.press("Agree and submit");
  await app.sees({ state: "Active" });
  assert.equal((await app.sandbox.read(id)).sessions.minted, 1);
}

test("the policy is in force: a script's address must come from a policy of ours", async () => {
  await app.open("");
  const outcome = await app.page.evaluate(() => {
    try {
      document.createElement("script").src = "/x.js";
      return "admitted";
    } catch (error) {
      return error.name;
    }
  });
  assert.equal(outcome, "TypeError");
  await until("the violation", () => violated.length === 1);
  violated.length = 0;
  app.heard.length = 0;
});

for (const [what, config] of [["the early start", EARLY], ["the module", {}]]) {
  test(`X28 X29 the whole journey, begun by ${what}`, async () => {
    const id = await app.sandbox.organisation({ settings: { pendingMs: 300 } });
    await app.open(`organisations/${id}/payment-account`, { config });
    await fillIn(id);
    assert.equal(await tags(), 1);
  });
}

test("a script that failed is asked for again, by the module's own policy", async () => {
  const id = await app.sandbox.organisation({ settings: { pendingMs: 300 } });
  await app.sandbox.faultForAll({ endpoint: "script", status: 503, times: 1 });
  await app.open(`organisations/${id}/payment-account`, { config: EARLY });
  await fillIn(id);
});

test("signing in by a code, to Stripe's form", async () => {
  const id = await app.sandbox.organisation({ settings: { token: "t" } });
  const organisations = [{ organisationId: id, organisationName: "Harbour & Vine Ltd" }];
  const { code } = await app.sandbox.control("POST", "codes", { token: "t", email: "ada@host.example", organisations });
  await app.open(`organisations/${id}/payment-account#code=${code}`, { config: EARLY });
  await app.page.waitForSelector("[data-testid=signed-in]");
  await app.form.heading("Type of business");
});

test("X17 a page of another site cannot frame it", async () => {
  const framing = { body: `<!doctype html><title>Host</title><iframe src="${app.web.url}organisations/x"></iframe>` };
  const other = await serve({ root: undefined, files: { "/": framing } });
  try {
    await app.page.goto(other.url);
    await until("the refusal", () => app.heard.some((line) => line.includes("frame-ancestors")));
    assert.equal(await app.page.frames()[1].$("main"), null);
    app.heard.length = violated.length = 0;
  } finally {
    await other.stop();
  }
});

test("an app that has trapped says so", async () => {
  await app.page.evaluateOnNewDocument(() => {
    addEventListener("TrunkApplicationStarted", ({ detail }) => {
      window.memory = Object.values(detail.wasm).find((part) => part instanceof WebAssembly.Memory);
    });
  });
  await app.home(await app.sandbox.organisation({ scenario: "active" }));
  await app.sees({ state: "Active" });
  await app.page.evaluate(() => {
    new Uint8Array(window.memory.buffer).fill(0x7f);
    document.querySelector("[data-testid=check-now]").click();
  });
  await app.page.waitForSelector("main#wait [role=alert]", { timeout: 20_000 });
  // Every further call into it traps too, whenever it comes.
  app.heard = [];
});
