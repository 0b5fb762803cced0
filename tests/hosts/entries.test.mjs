// The entries with less in them: the status alone, and the account without interface.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, test } from "node:test";
import { NEARLY_DONE, PACKAGE, sees, until } from "./support/testbed.mjs";
import { emptyPages, open } from "./support/empty-page.mjs";

let all;
let host;
before(async () => (all = await emptyPages()));
afterEach(() => host?.close());
after(() => all?.stop());

const loaded = () => host.page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name.split("/").at(-1)).filter((name) => name.endsWith(".wasm")));

test("the status alone shows the account, in another language too, and asks for the form elsewhere", async () => {
  const id = await all.sandbox.organisation(NEARLY_DONE);
  host = await open(all, { register: false });
  await host.page.evaluate(async (organisationId) => {
    const { register, createPaymentAccount } = await import("/package/status.js");
    register();
    const account = createPaymentAccount({ organisationId, apiBase: "/api" });
    account.subscribe(({ groups }) => (window.groups = groups.length));
    const status = Object.assign(document.createElement("dolfin-payment-status"), { account, locale: "de" });
    document.querySelector("main").append(status);
  }, id);
  const german = JSON.parse(await readFile(`${PACKAGE}locales/de-DE.json`, "utf8"));
  await sees(host.page, { state: "OnboardingInProgress", frame: false, headline: german.ResumeHead });
  assert.ok(await host.page.evaluate(() => window.groups > 0));
  await (await host.hook("primary-action")).evaluate((button) => button.click());
  assert.equal((await host.tells("request")).request, "open");
  assert.equal((await all.sandbox.requests(id, "session")).length, 0);
  assert.deepEqual([await loaded(), host.scripts, host.heard], [["payment_status_bg.wasm"], [], []]);
  assert.equal(await host.page.evaluate(() => customElements.get("dolfin-payment-onboarding")), undefined);
});

test("without interface it is the same account", async () => {
  const id = await all.sandbox.organisation({ scenario: "overdue" });
  host = await open(all, { register: false });
  const read = (entry) => host.page.evaluate(async ({ entry, organisationId }) => {
    const { createPaymentAccount } = await import(`/package/${entry}.js`);
    const account = createPaymentAccount({ organisationId, apiBase: "/api" });
    return new Promise((resolve) => account.subscribe((snapshot) => snapshot.state !== "loading" && resolve({ ...snapshot, checkedAt: null })));
  }, { entry, organisationId: id });
  const headless = await read("headless");
  assert.deepEqual(await loaded(), ["payment_headless_bg.wasm"]);
  assert.deepEqual(headless, await read("index"));
  assert.equal(headless.actions[0].name, "provide-overdue");
});

test("each finds its own copy in a script, where its WebAssembly is not served", async () => {
  const id = await all.sandbox.organisation({ scenario: "active" });
  for (const entry of ["status", "headless"]) {
    host = await open(all, { register: false });
    await host.page.evaluate(async ({ entry, organisationId }) => {
      const { createPaymentAccount, preload } = await import(`/package/${entry}.js`);
      window.isThere = await preload({ assets: "/nowhere" });
      createPaymentAccount({ organisationId, apiBase: "/api" }).subscribe(({ state }) => (window.last = state));
    }, { entry, organisationId: id });
    await until("the account", () => host.page.evaluate(() => window.last === "Active"), { within: 20_000 });
    assert.equal(await host.page.evaluate(() => window.isThere), true);
    await host.close();
  }
});

test("neither has anything of Stripe's form, nor the second anything of the interface", async () => {
  const hold = (text) => Promise.all(["payment_account", "payment_status", "payment_headless"].map(async (name) => (await readFile(`${PACKAGE}${name}_bg.wasm`)).includes(text)));
  assert.deepEqual(await hold("buttonPrimaryColorText"), [true, false, false]);
  assert.deepEqual(await hold("dolfin-questions"), [true, true, false]);
  const scripts = await Promise.all(["index", "status", "headless"].map((name) => readFile(`${PACKAGE}${name}.js`, "utf8")));
  assert.deepEqual(scripts.map((script) => script.includes("setOnExit")), [true, false, false]);
  assert.deepEqual(scripts.map((script) => script.includes("mountForm")), [true, false, false]);
});
