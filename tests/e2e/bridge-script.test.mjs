// Stripe's script fails in every way a script can: the person sees a defined state in time, the form comes when the
// fault ends, one session serves it all, and nothing is left unhandled.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { App, PANEL, TAG, house } from "./bridge/app.mjs";
import { until } from "./support/browser.mjs";

let all;
let app;
let id;

before(async () => {
  all = await house();
});
after(() => all?.stop());
beforeEach(async () => {
  await all.sandbox.reset();
  id = await all.sandbox.organisation();
  app = await App.in(all);
});
afterEach(() => app.page.close());

/** Whatever happened: one tag, one session, nothing unhandled. */
async function wellEnded({ posts = 1, except } = {}) {
  assert.equal(await app.tags(), 1, "one tag");
  assert.equal(await app.posts(), posts, "sessions asked for");
  const { sessions } = await all.sandbox.read(id);
  assert.equal(sessions.claimed, 1, "sessions used");
  assert.deepEqual(app.uncaught().filter((line) => !except?.test(line)), []);
}

const scripts = async () => (await all.sandbox.allRequests("script")).length;

describe("B04 heals by itself", () => {
  for (const [name, fault, except] of [
    ["HTTP 500", { status: 500, times: 1 }],
    ["a reset connection", { kind: "reset", times: 1 }],
    ["a page instead of a script", { kind: "html", times: 1 }, /Unexpected token/],
    ["a script that does not parse", { kind: "syntax-error", times: 1 }, /Unexpected token/],
    ["a script without the global", { kind: "no-global", times: 1 }],
    ["half a script", { kind: "truncate", times: 1 }],
  ]) {
    test(name, async () => {
      await all.sandbox.faultForAll({ endpoint: "script", ...fault });
      await app.open(id);
      await app.shown();
      await wellEnded({ except });
      assert.equal(await scripts(), fault.times + 1);
      assert.equal(await app.page.$(PANEL), null);
    });
  }

  test("a stalled script: a way out in time, and the form by itself when the stall ends", async () => {
    const stalled = [];
    await app.page.setRequestInterception(true);
    app.page.on("request", (request) => {
      if (request.url().endsWith("/connect.js") && stalled.length === 0) stalled.push(request);
      else request.continue();
    });
    const from = Date.now();
    await app.open(id, { config: { connectStalledAfter: "700" } });
    await app.panel({ within: 3_000 });
    assert.ok(Date.now() - from >= 700, "not before its time");
    assert.equal(await app.posts(), 1);
    await stalled[0].abort("connectionreset");
    await app.shown();
    await wellEnded();
    assert.equal(await app.page.$(PANEL), null);
  });

  for (const kind of ["stall-headers", "stall-body"]) {
    test(`B05 ${kind} without end: a way out each time, and no second session`, async () => {
      await all.sandbox.faultForAll({ endpoint: "script", kind, times: 9 });
      await app.open(id, { config: { connectStalledAfter: "700" } });
      for (let time = 0; time < 3; time += 1) {
        await app.panel({ within: 3_000 });
        await app.press("retry");
        await app.page.waitForSelector(PANEL, { hidden: true });
      }
      await app.panel({ within: 3_000 });
      assert.equal(await app.posts(), 1);
      assert.deepEqual(app.uncaught(), []);
    });
  }

  for (const isTriedAgain of [false, true]) {
    test(`a slow script is used when it comes at last, ${isTriedAgain ? "after a person has tried again" : "by itself"}, and runs once`, async () => {
      await all.sandbox.faultForAll({ endpoint: "script", delayMs: 2_300, times: 3 });
      const before = () => {
        window.initsDefined = 0;
        let held;
        Object.defineProperty(window, "StripeConnect", {
          configurable: true,
          get: () => held,
          set(value) {
            held = value;
            window.initsDefined += 1;
          },
        });
      };
      await app.open(id, { config: { connectStalledAfter: "700" }, before });
      await app.panel({ within: 3_000 });
      if (isTriedAgain) await app.press("retry");
      await app.shown();
      assert.equal(await app.tags(), 1, "one tag");
      assert.equal(await app.page.evaluate(() => window.initsDefined), 1);
      assert.equal(await app.posts(), 1);
      assert.equal(await app.page.$(PANEL), null);
      assert.deepEqual(app.uncaught(), []);
    });
  }
});

describe("heals with a person's help", () => {
  for (const [name, fault, except] of [
    ["HTTP 500 for good", { status: 500, times: 2 }],
    ["no global for good", { kind: "no-global", times: 2 }],
  ]) {
    test(`${name}: try again works without reloading the page`, async () => {
      await all.sandbox.faultForAll({ endpoint: "script", ...fault });
      await app.open(id);
      await app.panel();
      assert.equal(await app.tags(), 0, "no dead tag is left");
      assert.equal(await scripts(), 2);
      // Ten clicks are one wish.
      await app.page.$eval(`${PANEL} [data-testid=retry]`, (button) => {
        for (let click = 0; click < 10; click += 1) button.click();
      });
      await app.shown();
      await wellEnded({ except });
      assert.equal(await scripts(), 3);
    });
  }

  test("an init that throws has not used the session up", async () => {
    const before = () => {
      let broken = true;
      window.repair = () => (broken = false);
      let real;
      Object.defineProperty(window, "StripeConnect", {
        configurable: true,
        get: () => real,
        set: (value) => {
          const { init } = value;
          value.init = (params) => {
            if (broken) throw new Error("not today");
            return init(params);
          };
          real = value;
        },
      });
    };
    await app.open(id, { before });
    await app.panel();
    await app.page.evaluate(() => window.repair());
    await app.press("retry");
    await app.shown();
    await wellEnded();
  });

  test("blocked by the page's policy: a way out, and no second session however often it is tried", async () => {
    const policy = "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'";
    const strict = await house({ headers: { "content-security-policy": policy } });
    try {
      const blocked = await App.in(strict);
      const organisation = await strict.sandbox.organisation();
      await blocked.open(organisation, { config: { connectScript: `${strict.sandbox.url}connect.js` } });
      await blocked.panel();
      await blocked.press("retry");
      await blocked.page.waitForSelector(PANEL, { hidden: true });
      await blocked.panel();
      assert.equal(await blocked.posts(), 1);
      assert.deepEqual(blocked.uncaught(), []);
    } finally {
      await strict.stop();
    }
  });
});

describe("tags that were there before", () => {
  /** A tag of the page's own, as early as a head exists. */
  const early = (html) => `
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      observer.disconnect();
      ${html}
    }).observe(document, { childList: true, subtree: true });`;
  const tag = (src) => early(`
    const tag = document.createElement("script");
    tag.src = ${JSON.stringify(src)};
    tag.id = "theirs";
    document.head.append(tag);`);

  test("one that works is adopted", async () => {
    await app.open(id, { before: tag("/sandbox/connect.js") });
    await app.shown();
    assert.equal(await scripts(), 1);
    assert.ok(await app.page.$("#theirs"));
    await wellEnded();
  });

  test("B07 one still on its way is waited for", async () => {
    await all.sandbox.faultForAll({ endpoint: "script", delayMs: 1_500 });
    await app.open(id, { before: tag("/sandbox/connect.js") });
    await app.shown();
    assert.equal(await scripts(), 1);
    assert.ok(await app.page.$("#theirs"));
    await wellEnded();
  });

  test("B08 one that has failed is replaced soon, not after the whole watchdog", async () => {
    await all.sandbox.faultForAll({ endpoint: "script", status: 500 });
    await app.open(id, { before: tag("/sandbox/connect.js") });
    await app.shown({ within: 6_000 });
    assert.equal(await app.page.$("#theirs"), null);
    await wellEnded();
  });

  test("B09 X09 a look-alike is not taken for Stripe's", async () => {
    await app.open(id, { before: tag("/sandbox/connect.js.evil.js") });
    await app.shown();
    assert.equal(await app.tags(), 1);
  });

  for (const [name, html] of [
    ["<a id=StripeConnect>", `document.body.insertAdjacentHTML("beforeend", '<a id="StripeConnect" name="init"></a>');`],
    ["two of them", `document.body.insertAdjacentHTML("beforeend", '<a id="StripeConnect"></a><a id="StripeConnect" name="init"></a>');`],
    ["a form with a field init", `document.body.insertAdjacentHTML("beforeend", '<form id="StripeConnect"><input name="init"></form>');`],
    ["a form with an object init", `document.body.insertAdjacentHTML("beforeend", '<form id="StripeConnect"><object name="init"></object></form>');`],
  ]) {
    test(`B11 X16 a global clobbered by ${name} is not taken for Stripe's`, async () => {
      await app.open(id, { before: early(html) });
      await app.shown();
      await wellEnded();
    });
  }
});

test("B14 leaving while the script loads: nothing is mounted later, and the session's request ends", async () => {
  await all.sandbox.faultForAll({ endpoint: "script", delayMs: 1_000 });
  await all.sandbox.fault(id, { endpoint: "session", delayMs: 3_000 });
  await app.open(id);
  await until("the session's request", async () => (await app.posts()) === 1);
  await app.leave();
  const [request] = await until("its end", async () => {
    const found = await all.sandbox.requests(id, "session");
    return found[0].endedMs === null ? undefined : found;
  });
  assert.equal(request.aborted, true);
  await until("the script", async () => app.page.evaluate(() => Boolean(window.StripeConnect)));
  assert.equal(await app.page.$(TAG), null);
  assert.deepEqual(app.uncaught(), []);
});

test("B08 E26 the watchdog's own fifteen seconds", async () => {
  await all.sandbox.faultForAll({ endpoint: "script", kind: "stall-headers", times: 3 });
  const from = Date.now();
  await app.open(id);
  await app.panel({ within: 17_000 });
  assert.ok(Date.now() - from >= 15_000);
  assert.equal(await app.posts(), 1);
});
