// What cannot be used is refused before anything is sent: ids, keys, addresses. Nothing reaches the sandbox.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { audit } from "./app/access.mjs";
import { useApp } from "./app/app.mjs";

const app = useApp();

const GOOD = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
const BAD_IDS = [
  "x",
  "1",
  "00000000-0000-0000-0000-000000000000",
  "3f2504e04f8941d39a0c0305e82c3301",
  `{${GOOD}}`,
  `urn:uuid:${GOOD}`,
  `${GOOD}0`,
  GOOD.slice(0, -1),
  "3f2504e0-4f89-41d3-9a0c-0305e82c330g",
  "3f2504e0_4f89_41d3_9a0c_0305e82c3301",
  "٣f2504e0-4f89-41d3-9a0c-0305e82c3301",
  `${GOOD}/../${GOOD}`,
  "../../etc/passwd",
  "<script>alert(1)</script>",
  "'; drop table organisations; --",
];

/** The message that stands alone on the page. */
const message = async () => {
  const node = await app.page.waitForSelector("[data-testid=page-message]", { timeout: 10_000 });
  return node.evaluate((node) => ({ role: node.getAttribute("role"), title: node.querySelector("h1").innerText, text: node.innerText }));
};

/** Not now, and not a little later. */
async function nothingIsSent() {
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.deepEqual(await app.sandbox.allRequests(), []);
}

describe("X14 an organisation id that is none", () => {
  for (const page of ["home", "onboarding"]) {
    test(`is refused on the ${page} page, whatever is wrong with it`, async () => {
      for (const id of BAD_IDS) {
        await app[page](encodeURIComponent(id));
        const { role, title, text } = await message();
        assert.equal(role, "alert", id);
        assert.equal(title, "This is not an organisation id", id);
        assert.match(text, /Nothing has been sent/);
      }
      await nothingIsSent();
      await audit(app.page);
    });
  }

  test("is refused in the form of the start page, and a good one opens its account", async () => {
    await app.open("");
    const field = await app.page.waitForSelector("input[name=organisation]");
    for (const id of ["", "x", BAD_IDS[2]]) {
      await field.evaluate((input) => (input.value = ""));
      await field.type(`${id}\n`);
      await app.page.waitForSelector("input[aria-invalid=true]");
      assert.equal(await app.page.$eval("[role=alert]", (node) => node.innerText), "This is not an organisation id");
      assert.equal(app.path, "/");
    }
    await nothingIsSent();
    await audit(app.page);

    await field.evaluate((input) => (input.value = ""));
    await field.type(`  ${GOOD.toUpperCase()} \n`);
    await app.form.heading("Type of business");
    assert.equal(app.path, `/organisations/${GOOD}/payment-account`);
    await app.asked(GOOD, "session", 1);
  });
});

describe("a configuration that cannot be used", () => {
  for (const [what, config, title] of [
    ["no publishable key", { publishableKey: "" }, "Stripe's publishable key is missing"],
    ["white space for a key", { publishableKey: "  " }, "Stripe's publishable key is missing"],
    ["a secret key", { publishableKey: "sk_live_51NotReallyASecret" }, "A secret key of Stripe's stands in this page"],
    ["a restricted key", { publishableKey: "rk_test_51NotReallyASecret" }, "A secret key of Stripe's stands in this page"],
    ["a key of something else", { publishableKey: "dol_live_51NotReallyASecret" }, "This is not a publishable key of Stripe's"],
    ["a key with nothing in it", { publishableKey: "pk_" }, "This is not a publishable key of Stripe's"],
    ["a key with markup", { publishableKey: "pk_test_<img src=x>" }, "This is not a publishable key of Stripe's"],
    ["an API without TLS", { apiBase: "http://api.example.com" }, "The address of the API cannot be used"],
    ["an API on whatever protocol", { apiBase: "//api.example.com" }, "The address of the API cannot be used"],
    ["a script for an API", { apiBase: "javascript:alert(1)" }, "The address of the API cannot be used"],
    ["a password in the API's address", { apiBase: "https://user:word@api.example.com" }, "The address of the API cannot be used"],
  ]) {
    test(`${what}: a message for the developer, and nothing is sent`, async () => {
      await app.open(`organisations/${GOOD}/payment-account`, { config });
      const seen = await message();
      assert.equal(seen.role, "alert");
      assert.equal(seen.title, title);
      assert.match(seen.text, /For the developer: .*Nothing has been sent/);
      const value = Object.values(config)[0].trim();
      assert.equal(value !== "" && value !== "pk_" && seen.text.includes(value), false, "the value is repeated");
      await nothingIsSent();
    });
  }

  for (const config of [null, 42, "pk_test_x", {}, { publishableKey: null, apiBase: 7 }]) {
    test(`${JSON.stringify(config)} sets nothing: what the page says stands`, async () => {
      await app.open(`organisations/${GOOD}`, { config });
      await app.sees({ state: "NotStarted" });
    });
  }
});

describe("an address that is none of the app's", () => {
  for (const path of ["nowhere", "organisations", `organisations/${GOOD}/else`, `organisations/${GOOD}/payment-account/else`]) {
    test(`/${path} has a page that leads to the start`, async () => {
      await app.open(path);
      const { role, title } = await message();
      assert.equal(role, "status");
      assert.equal(title, "There is nothing here");
      await audit(app.page);
      await nothingIsSent();
      await app.page.locator("[data-testid=page-message] a").click();
      await app.page.waitForSelector("input[name=organisation]");
      assert.equal(app.path, "/");
    });
  }
});

test("X11 what the API says is shown as text, never as markup", async () => {
  const markup = '<img src="x" onerror="window.ran = true"><script>window.ran = true</script>';
  const id = await app.sandbox.organisation({
    status: markup,
    capabilities: {
      chargesEnabled: false, payoutsEnabled: false, detailsSubmitted: false, disabledReason: markup,
      currentlyDue: [markup, "company.tax_id"], pastDue: [],
    },
  });
  await app.onboarding(id);
  // A state that is no name goes nowhere.
  const seen = await app.sees({ state: "Unknown", busy: false });
  assert.deepEqual([...seen.requirements].sort(), [markup, "company.tax_id"].sort());
  assert.equal(seen.text.includes("onerror"), false);
  assert.equal(await app.page.evaluate(() => document.querySelectorAll("[data-testid=payment-account-status] img, [data-testid=payment-account-status] script").length), 0);
  assert.equal(await app.page.evaluate(() => window.ran), undefined);
});

/** What may not be found on the page: markup that became elements, and text that turns text around or hides in it. */
const found = () => app.page.evaluate(() => {
  const component = document.querySelector("[data-testid=payment-account-status]");
  return {
    foreign: component.querySelectorAll("img, script, iframe, a").length,
    ran: Boolean(window.ran),
    controls: /[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u.test(component.innerText),
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
});

describe("X12 what a failure says", () => {
  const markup = '<img src="x" onerror="window.ran = true">';
  for (const [what, text] of [
    ["markup", markup],
    ["controls that turn text around", "\u202eelbaliavanu\u2066 ton\u202c"],
    ["nothing to be seen", "a\u200b\u200d\u200b\ufeffb"],
    ["emoji", "👩‍👩‍👧‍👦".repeat(40)],
    ["ten thousand characters", "W".repeat(10_000)],
  ]) {
    test(`is not repeated: ${what}`, async () => {
      const id = await app.sandbox.organisation({ scenario: "overdue" });
      const body = { type: text, title: text, detail: text, errorCode: text, code: text, traceId: text, instance: text, errors: { [text]: [text] } };
      await app.sandbox.fault(id, { endpoint: "status", status: 422, times: 9, body });
      await app.page.setViewport({ width: 320, height: 800 });
      await app.home(id);
      const seen = await app.sees((seen) => seen.alerts.includes("422"));
      assert.ok(!seen.text.includes(text.slice(0, 12)), seen.text);
      assert.deepEqual(await found(), { foreign: 0, ran: false, controls: false, overflow: 0 });
    });
  }
});

describe("sentences of the host's own that are far too long", () => {
  const sentences = async () => Object.keys(JSON.parse(await readFile(new URL("../../core/src/text/locales/en-GB.json", import.meta.url), "utf8")));
  for (const [what, text] of [
    ["words", "ein langes Wort ".repeat(31)],
    ["one word", "W".repeat(500)],
    ["right to left", "كلمة ".repeat(100)],
  ]) {
    test(`500 characters each, ${what}: all of it can be read, and nothing sticks out`, async () => {
      const id = await app.sandbox.organisation({ scenario: "several-people" });
      const plain = (await sentences()).filter((key) => !key.includes("."));
      const english = JSON.parse(await readFile(new URL("../../core/src/text/locales/en-GB.json", import.meta.url), "utf8"));
      const messages = Object.fromEntries(plain.filter((key) => !english[key].includes("{")).map((key) => [key, text]));
      await app.page.setViewport({ width: 320, height: 800 });
      await app.open(`organisations/${id}`, { config: { messages } });
      await app.sees((seen) => seen.requirements.length > 0 && seen.headline.length > 400);
      // Not the words alone: their boxes, whatever hides what of them.
      const outside = await app.page.evaluate(() => [...document.querySelectorAll("main *")]
        .filter((node) => !node.closest(".dolfin-visually-hidden") && node.getBoundingClientRect().right > window.innerWidth)
        .map((node) => node.getAttribute("class") ?? `${node.localName} in ${node.parentElement.className}`));
      assert.deepEqual(outside, []);
      assert.equal((await found()).overflow, 0);
    });
  }
});
