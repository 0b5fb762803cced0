// The custom element in Firefox, from the form to Active, with nothing but the player. `cargo xtask test hosts --browser
// firefox` runs it; its browser is what FIREFOX says.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import puppeteer from "../../e2e/node_modules/puppeteer-core/lib/esm/puppeteer/puppeteer-core.js";
import { serve } from "../../e2e/support/serve.mjs";
import { NEARLY_DONE, PACKAGE, PATIENCE, until } from "../support/testbed.mjs";
import { files } from "../support/package.mjs";

const PAGE = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A page</title></head><body><main></main>
<script>
  // The stand-in hides its form as Stripe's frame does; a test without Chromium's accessibility tree has to look in.
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) { return attachShadow.call(this, { ...options, mode: "open" }); };
</script>
<script type="module">
  import { register } from "/package/index.js";
  import { Player, standIn } from "/package/testing.js";
  window.player = new Player(${JSON.stringify(NEARLY_DONE)});
  standIn(player);
  const element = document.createElement("dolfin-payment-onboarding");
  Object.assign(element, { organisationId: "3f2504e0-4f89-41d3-9a0c-0305e82c3301", publishableKey: "pk_test_x", fetch: player.fetch });
  window.told = [];
  for (const name of ["ready", "statuschange", "exit", "error"]) {
    element.addEventListener("dolfin-" + name, ({ detail }) => told.push(name + " " + detail.state));
  }
  register();
  document.querySelector("main").append(element);
</script></body></html>`;

let browser;
let web;
before(async () => {
  web = await serve({ files: { "/": { body: PAGE }, ...(await files(PACKAGE)) } });
  browser = await puppeteer.launch({ browser: "firefox", executablePath: process.env.FIREFOX, headless: true });
});
after(async () => {
  await browser?.close();
  await web?.stop();
});

/** Presses the button of this name in the stand-in's form; whether it was there. */
const press = (page, name) => page.evaluate((name) => {
  const form = document.querySelector("stripe-connect-account-onboarding")?.shadowRoot;
  const button = [...(form?.querySelectorAll("button") ?? [])].find(({ textContent }) => textContent.trim() === name);
  button?.click();
  return Boolean(button);
}, name);

test("the form is filled in, handed in, and the account becomes Active", async () => {
  const page = await browser.newPage();
  const uncaught = [];
  page.on("pageerror", (error) => uncaught.push(error.message));
  await page.goto(web.url);
  await until("the review", async () => {
    if (await press(page, "Agree and submit")) return true;
    if (await press(page, "Fill with test data")) await press(page, "Continue");
    return false;
  }, { within: 2 * PATIENCE });
  const snapshot = () => page.$eval("main > *", ({ snapshot }) => snapshot);
  await until("Active", async () => (await snapshot())?.state === "Active", { within: 2 * PATIENCE });
  assert.equal((await snapshot()).turn, "nobody");
  assert.equal(await page.$("stripe-connect-account-onboarding"), null);
  const told = await page.evaluate(() => window.told);
  assert.equal(told[0], "ready OnboardingInProgress");
  assert.ok(told.includes("exit OnboardingInProgress"));
  assert.equal(told.at(-1), "statuschange Active");
  const sessions = await page.evaluate(() => window.player.requests.filter(({ endpoint }) => endpoint === "session").length);
  assert.equal(sessions, 1);
  assert.deepEqual(uncaught, []);
});
