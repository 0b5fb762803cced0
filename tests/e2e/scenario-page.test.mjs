// The scenario page: a person can open, watch, change and break an organisation from it.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { complaints, launchBrowser, until } from "./support/browser.mjs";
import { startSandbox } from "./support/sandbox.mjs";
import { serve } from "./support/serve.mjs";

const FIRST = "00000000-0000-4000-8000-000000000001";

let sandbox;
let browser;
let web;
let page;
let heard;

before(async () => {
  [sandbox, browser] = await Promise.all([startSandbox({ app: "http://127.0.0.1:4321/" }), launchBrowser()]);
  web = await serve({ sandbox: sandbox.url });
});

after(async () => {
  await browser?.close();
  await web?.stop();
  await sandbox?.stop();
});

beforeEach(async () => {
  await sandbox.reset();
  page = await browser.newPage();
  heard = complaints(page);
});

afterEach(() => page.close());

/** Behind the app's proxy, where relative links matter. An event stream is open for ever, so nothing waits for it. */
const open = async (address = `${web.url}sandbox/`) => {
  await page.goto(address, { waitUntil: "domcontentloaded" });
  await page.waitForSelector("#facts dd");
};
const press = (name) => page.locator(`::-p-aria([name="${name}"])`).click();
const text = (selector) => page.$eval(selector, (element) => element.innerText);
const status = async (id) => (await fetch(`${sandbox.url}organisations/${id}/payment-account/status`)).status;

describe("the scenario page", () => {
  for (const where of ["the sandbox's own root", "a path behind a proxy"]) {
    test(`lists every scenario with its way into the app, at ${where}`, async () => {
      await open(where.startsWith("the") ? sandbox.url : undefined);
      const links = await page.$$eval(".card", (cards) => cards.map((card) => [card.querySelector("h3").innerText, card.querySelector("a").href]));
      const expected = (await sandbox.scenarios()).map(({ title, organisation }) =>
        [title, `http://127.0.0.1:4321/organisations/${organisation}/payment-account`]);
      assert.ok(expected.length >= 20);
      assert.deepEqual(links, expected);
      assert.deepEqual(heard, []);
    });
  }

  test("shows requests as they come", async () => {
    await open();
    assert.match(await text("#none"), /Nothing yet/);
    await fetch(`${web.url}api/organisations/${FIRST}/payment-account/session`, { method: "POST" });
    await until("the request", async () => /POST session\s+200/.test(await text("#requests")));
    await until("the new state", async () => (await text("#state")) === "OnboardingInProgress");
    assert.match(await text("#facts"), /1 minted, 0 used/);
  });

  test("creates an organisation in any state", async () => {
    await open();
    await page.select("#like", "overdue");
    await press("Create");
    await until("its state", async () => (await text("#state")) === "Restricted");
    const id = await text("#id");
    assert.notEqual(id, FIRST);
    assert.equal((await sandbox.read(id)).capabilities.pastDue.length, 2);
    await page.reload({ waitUntil: "domcontentloaded" });
    await until("the same organisation after a reload", async () => (await text("#id")) === id);
  });

  test("makes the next answers fail", async () => {
    await open();
    await press("Make the next answers fail");
    await page.select("#fault [name=how]", "status");
    await press("Add");
    await until("the fault to be listed", async () => /status: 503, 1 to come/.test(await text("#faults")));
    assert.equal(await status(FIRST), 503);
    assert.equal(await status(FIRST), 200);
    await until("the fault to be gone", async () => (await text("#faults")) === "");
  });

  test("changes how an organisation behaves, and starts it afresh", async () => {
    await open();
    await press("Behaviour");
    await page.select("#settings [name=refusal]", "Forbidden");
    await page.select("#settings [name=loadError]", "render_error");
    await press("Apply");
    await until("a word about it", async () => (await text("#said")) === "Applied.");
    assert.equal(await status(FIRST), 403);
    assert.deepEqual((await sandbox.read(FIRST)).settings.loadError, { type: "render_error", beforeLoader: false });
    await press("Start afresh");
    await until("a word about it", async () => /as it was/i.test(await text("#said")));
    assert.equal(await status(FIRST), 200);
  });

  for (const [name, scheme, width] of [["light", "light", 1280], ["dark", "dark", 1280], ["at 320 px", "light", 320]]) {
    test(`has nothing for axe to find, ${name}`, async () => {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.setViewport({ width, height: 900 });
      await open();
      await sandbox.fault(FIRST, { endpoint: "status", status: 500 });
      await status(FIRST);
      await until("a request", async () => /500/.test(await text("#requests")));
      await page.$$eval("details", (all) => all.forEach((one) => (one.open = true)));
      await page.addScriptTag({ path: new URL("node_modules/axe-core/axe.min.js", import.meta.url).pathname });
      const violations = await page.evaluate(async () => {
        const found = await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] });
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
      });
      assert.deepEqual(violations, []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    });
  }
});
