// Where the app cannot run, has trapped, or the browser is older than what the README says is needed: the page says so in
// the person's language, offers a way out, and asks nothing more.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openApp } from "../support/app.mjs";
import { until } from "../support/visitor.mjs";

const { app, visitor } = await openApp();

const notice = () => until("the notice", () => visitor.run("return document.querySelector('main [role=alert]')?.innerText ?? null"));
const told = () => visitor.run("return window.told.map(({ name, kind }) => [name, kind].join())");
const active = () => app.sandbox.organisation({ scenario: "active" });

describe("an app that cannot run says so", () => {
  const WAYS = {
    "its WebAssembly does not come": { change: (name, text) => (name === "index.html" ? text.replaceAll("_bg.wasm", "_gone.wasm") : text) },
    "its script does not come": { change: (name, text) => (name === "index.html" ? text.replaceAll(/(dolfin-payment-onboarding-\w+)\.js/g, "$1-gone.js") : text) },
    "a policy forbids WebAssembly": { headers: { "content-security-policy": "script-src 'self' 'unsafe-inline'" } },
    "there is no WebAssembly, as in Lockdown Mode": { first: "<script>delete window.WebAssembly</script>" },
    "there are no reference types": {
      // The version of the format: a module that no engine can read is refused as one with unknown instructions is.
      change: (name, text) => (name.endsWith(".wasm") ? text.replace("\0asm\x01", "\0asm\x7f") : text),
    },
  };
  for (const [why, how] of Object.entries(WAYS)) {
    test(why, async () => {
      const web = await app.web(how);
      await visitor.go(web, `organisations/${await active()}`);
      assert.match(await notice(), /^This page cannot be shown here\n[^]*link to Stripe's own page\.\n+Reload the page$/);
      assert.deepEqual(await told(), ["error,load"]);
    });
  }

  for (const [locale, words] of [["de-AT", /^Diese Seite kann hier nicht/], ["pl", /^Tej strony nie można/], ["ar", /^لا يمكن عرض/], ["xx", /^This page cannot/]]) {
    test(`in the person's language, ${locale}`, async () => {
      const web = await app.web({ first: `<script>delete window.WebAssembly; window.__PAYMENTS_CONFIG__ = { locale: "${locale}" }</script>` });
      await visitor.go(web, `organisations/${await active()}`);
      await until("its words", async () => words.test(await notice()));
      assert.equal(await visitor.run("return getComputedStyle(document.querySelector('main')).direction"), locale === "ar" ? "rtl" : "ltr");
    });
  }

  test("in a browser that is too old, where nothing is asked at all", async () => {
    const web = await app.web({ first: "<script>CSS.supports = () => false</script>" });
    const id = await app.sandbox.organisation();
    await visitor.go(web, `organisations/${id}/payment-account`);
    assert.match(await notice(), /This browser may be too old/);
    await visitor.go(web, "lost");
    await notice();
    assert.equal(await app.count(id), 0);
  });
});

test("an app that has trapped says so, asks nothing more, and is back after a reload", async () => {
  const id = await active();
  await visitor.go(await app.web(), `organisations/${id}`);
  await visitor.sees({ state: "Active" });
  await visitor.run("new Uint8Array(window.memory.buffer).fill(0x7f); document.querySelector('[data-testid=check-now]').click()");
  assert.match(await notice(), /^This page has stopped\n/);
  assert.deepEqual((await told()).filter((event) => event.startsWith("error")), ["error,crashed"]);
  const before = await app.count(id);
  await visitor.run("for (const event of ['online', 'focus', 'pageshow']) dispatchEvent(new Event(event))");
  // A request that was made would be in the log when this answer is here.
  await visitor.driver.executeAsyncScript("const done = arguments[0]; const request = new XMLHttpRequest(); request.onloadend = () => done(); request.open('GET', '/stopped.json'); request.send()");
  assert.equal(await app.count(id), before);
  await visitor.clickOn("[data-reload]");
  await visitor.sees({ state: "Active" });
});

test("without light-dark() the whole page is light, and so is Stripe's form", async () => {
  // Its name is made unknown; the sheet in the WebAssembly and what looks for the function are one text.
  const older = (_name, text) => text.replaceAll("light-dark(", "light-dusk(");
  const web = await app.web({ change: older });
  await visitor.complaints();
  const id = await app.sandbox.organisation({ scenario: "overdue" });
  await visitor.go(web, `organisations/${id}/payment-account`);
  await visitor.sees({ formMounted: true });
  const seen = await visitor.run(`
    // However a colour is written, this is what is painted of it.
    const canvas = document.createElement("canvas").getContext("2d");
    const rgb = (css) => {
      canvas.fillStyle = css;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)].join();
    };
    const of = (selector) => getComputedStyle(document.querySelector(selector));
    const primary = of("[data-testid=primary-action]");
    return {
      page: rgb(of("body").backgroundColor), ink: rgb(of("body").color), card: rgb(of(".dolfin-card").backgroundColor),
      text: rgb(of(".dolfin-headline").color), button: rgb(primary.backgroundColor), label: rgb(primary.color),
    };`);
  assert.deepEqual(seen, {
    page: "243,246,248", ink: "20,34,44", card: "255,255,255", text: "20,34,44", button: "10,100,128", label: "255,255,255",
  });
  const form = await until("the form's own look", () => visitor.run(`
    const style = document.querySelector("stripe-connect-account-onboarding").shadowRoot.querySelector("[style]")?.getAttribute("style");
    return style && Object.fromEntries([...style.matchAll(/--([a-zA-Z]+): ([^;]*)/g)].map(([, name, value]) => [name, value]));`));
  assert.equal(form.colorPrimary, "rgb(10, 100, 128)");
  assert.equal(form.buttonPrimaryColorBackground, "rgb(10, 100, 128)");
  assert.equal(form.buttonPrimaryColorText, "rgb(255, 255, 255)");
  assert.equal(form.colorText, "rgb(20, 34, 44)");
  assert.deepEqual(await visitor.complaints(), []);
});
