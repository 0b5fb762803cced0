// The playground's own page: every control changes what is shown, in place; every address shows the same again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { audit } from "./app/access.mjs";
import { usePlayground } from "./app/playground.mjs";
import { until } from "./support/browser.mjs";

const playground = usePlayground();

const COMPONENT = "[data-testid=payment-account-status]";

/** Sets a control as a person does. */
const set = (name, value) => playground.page.select(`select[name=${name}]`, value);

/** Waits for what the page says of itself. */
const becomes = (what, test) => until(what, () => playground.page.evaluate(test), { within: 60_000 });

test("each control does what it says, without a reload, and the address tells", async () => {
  const { page } = playground;
  await playground.open("overdue");
  await page.evaluate(() => (window.stays = true));
  const controls = [
    ["locale", "ar", () => document.querySelector(".dolfin").lang === "ar"],
    ["dir", "ltr", () => document.querySelector(".dolfin").dir === "ltr"],
    ["theme", "dark", () => getComputedStyle(document.querySelector(".dolfin-card")).backgroundColor === "rgb(21, 29, 35)"],
    ["width", "320", () => document.querySelector(".dolfin").clientWidth === 320],
    ["text", "200", () => getComputedStyle(document.querySelector(".dolfin")).fontSize === "32px"],
    ["brand", "#ff4d00", () => getComputedStyle(document.querySelector(".dolfin")).getPropertyValue("--dolfin-accent") === "#ff4d00"],
    ["view", "status", () => document.querySelector(".dolfin-form") === null],
    ["state", "active", () => document.querySelector(".dolfin").dataset.state === "Active"],
  ];
  for (const [name, value, shows] of controls) {
    await set(name, value);
    await becomes(name, shows);
    assert.equal(await page.evaluate((name) => new URLSearchParams(location.search).get(name), name), value);
  }
  assert.ok(await page.evaluate(() => window.stays));

  // The address alone shows all of it again; so do back and forth.
  await page.reload({ waitUntil: "domcontentloaded" });
  await page.waitForSelector(COMPONENT, { timeout: 60_000 });
  for (const [name, , shows] of controls) await becomes(`${name} again`, shows);
  assert.equal(await page.$eval("select[name=brand]", ({ value }) => value), "#ff4d00");
  await set("state", "rejected");
  await becomes("another state", () => document.querySelector(".dolfin").dataset.state === "Rejected");
  await page.goBack();
  await becomes("the one before", () => document.querySelector(".dolfin").dataset.state === "Active");
  assert.equal(await page.$eval("select[name=state]", ({ value }) => value), "active");
  // What is set to what it is without is not set.
  await set("text", "100");
  assert.doesNotMatch(await page.evaluate(() => location.search), /text/);
  await becomes("the page's own text size", () => getComputedStyle(document.querySelector(".dolfin")).fontSize === "16px");
});

test("one goes from state to state, and round to the first", async () => {
  const { page } = playground;
  const states = await playground.states();
  const shown = () => page.evaluate(() => new URLSearchParams(location.search).get("state"));
  const press = (label) => page.$$eval("header button", (buttons, label) => buttons.find(({ innerText }) => innerText === label).click(), label);
  for (const state of [...states.slice(1), states[0]]) {
    await press("Next");
    assert.equal(await shown(), state);
  }
  await press("Previous");
  assert.equal(await shown(), states.at(-1));
});

test("all states stand side by side, each with a link that keeps the settings", async () => {
  const { page } = playground;
  const states = await playground.states();
  await playground.open("", { theme: "dark" });
  const sections = await page.$$eval(".playground-all > section", (sections) => sections.map(({ id }) => id));
  assert.deepEqual(sections, states);
  await page.click("#overdue a");
  await page.waitForSelector("select[name=answer]", { timeout: 60_000 });
  assert.equal(await page.evaluate(() => location.search), "?state=overdue&theme=dark");
});

test("anybody can use it, on a phone, too", async () => {
  await playground.open("resume");
  await audit(playground.page);
  assert.equal(await playground.page.$$eval(COMPONENT, (nodes) => nodes.length), 1);
});
