// The app where WebAssembly cannot run, or has failed: the page says so, offers a reload, and asks nothing more (E30).
//
// A panic is a trap: with `panic = "abort"` it ends in `unreachable`. Here the memory is filled with addresses beyond its
// end, and the next call into it traps.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { App, house } from "./bridge/app.mjs";
import { until } from "./support/browser.mjs";

let all;
before(async () => (all = await house()));
after(() => all?.stop());

/** Runs in the page before anything. */
function watch() {
  window.told = [];
  addEventListener("dolfin-error", ({ detail }) => window.told.push(detail));
  addEventListener("TrunkApplicationStarted", ({ detail }) => {
    window.memory = Object.values(detail.wasm).find((part) => part instanceof WebAssembly.Memory);
  });
}

const stopped = (app) => app.page.waitForSelector("main [role=alert]", { timeout: 20_000 });
const told = (app) => app.page.evaluate(() => window.told);
const active = (house) => house.sandbox.organisation({ scenario: "active" });

async function trap(app) {
  await app.page.waitForSelector("[data-state=Active]", { timeout: 20_000 });
  await app.page.evaluate(() => {
    new Uint8Array(window.memory.buffer).fill(0x7f);
    document.querySelector("[data-testid=check-now]").click();
  });
  await stopped(app);
}

describe("an app that has trapped", () => {
  test("says so once, and asks nothing more", async () => {
    const app = await App.in(all);
    const id = await active(all);
    await app.open(id, { before: watch });
    await trap(app);
    assert.deepEqual(await told(app), [{ kind: "crashed", severity: "error" }]);
    assert.equal(await app.page.$("[data-testid=payment-account-status]"), null);
    const asked = async () => (await all.sandbox.requests(id)).length;
    const before = await asked();
    await app.page.evaluate(async () => {
      for (const event of ["visibilitychange", "online", "focus"]) document.dispatchEvent(new Event(event)), window.dispatchEvent(new Event(event));
      await new Promise((resolve) => setTimeout(resolve, 3_000));
    });
    assert.equal(await asked(), before);
    assert.equal((await told(app)).length, 1);
    await app.page.close();
  });

  test("is back after a reload", async () => {
    const app = await App.in(all);
    await app.open(await active(all), { before: watch });
    await trap(app);
    const loaded = app.page.waitForNavigation();
    await app.page.click("main a");
    await loaded;
    await app.page.waitForSelector("[data-state=Active]", { timeout: 20_000 });
    assert.equal(await app.page.$("#wait"), null);
    await app.page.close();
  });

  test("an error that is none of its own changes nothing", async () => {
    const app = await App.in(all);
    await app.open(await active(all), { before: watch });
    await app.page.waitForSelector("[data-state=Active]", { timeout: 20_000 });
    await app.page.evaluate(async () => {
      window.dispatchEvent(new ErrorEvent("error", { error: new TypeError("the host's own") }));
      Promise.reject(new Error("the host's own"));
      const image = new Image();
      const failed = new Promise((resolve) => (image.onerror = resolve));
      image.src = "/nowhere.png";
      document.body.append(image);
      await failed;
    });
    assert.ok(await app.page.$("[data-state=Active]"));
    assert.deepEqual(await told(app), []);
    await app.page.close();
  });
});

describe("an app that cannot run", () => {
  test("because its WebAssembly does not come", async () => {
    const app = await App.in(all);
    await app.page.setRequestInterception(true);
    app.page.on("request", (request) => (request.url().endsWith(".wasm") ? request.abort() : request.continue()));
    await app.open(await active(all), { before: watch });
    await stopped(app);
    assert.deepEqual(await told(app), [{ kind: "load", severity: "error" }]);
    await app.page.close();
  });

  test("because its script does not come", async () => {
    const app = await App.in(all);
    await app.page.setRequestInterception(true);
    app.page.on("request", (request) => (/dolfin.*\.js$/.test(request.url()) ? request.abort() : request.continue()));
    await app.open(await active(all), { before: watch });
    await stopped(app);
    await app.page.close();
  });

  test("because a policy forbids WebAssembly", async () => {
    const strict = await house({ headers: { "content-security-policy": "script-src 'self' 'unsafe-inline'" } });
    try {
      const app = await App.in(strict);
      await app.open(await active(strict), { before: watch });
      await stopped(app);
      await until("the event", async () => (await told(app)).length === 1);
    } finally {
      await strict.stop();
    }
  });
});
