// What a person can do about Stripe's form: answer one question, be warned of what will not work, and get out.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { App, STRIPE, TAG, house } from "./bridge/app.mjs";
import { until } from "./support/browser.mjs";

/** A page of somebody else's, which frames what it likes. */
const HOST = { body: "<!doctype html><title>Host</title><h1>Host</h1>", headers: { "content-security-policy": "" } };

let all;
let app;

before(async () => (all = await house({ files: { "/host": HOST } })));
after(() => all?.stop());
beforeEach(async () => (app = await App.in(all)));
afterEach(() => app.page.close());

describe("fix just this", () => {
  const asked = { status: "OnboardingInProgress", capabilities: { currentlyDue: ["external_account", "representative.email"], detailsSubmitted: true } };

  test("B02 opens the form for one question, offers everything, and each opening has its own session", async () => {
    const id = await all.sandbox.organisation(asked);
    await app.open(id);
    await app.shown();
    await app.page.$eval('[data-testid=just-this][aria-label*="ank"]', (button) => button.click());
    await until("the bank account alone", async () => (await app.form.currentHeading()) === "Bank account");
    await app.page.waitForSelector("[data-testid=everything]");
    await app.form.press("Fill with test data");
    const codes = () => all.sandbox.read(id).then(({ capabilities }) => capabilities.currentlyDue);
    await app.press("everything");
    await until("the first step of all", async () => {
      const heading = await app.form.currentHeading();
      return heading && heading !== "Bank account";
    });
    assert.equal(await app.page.$("[data-testid=everything]"), null);
    assert.deepEqual(await codes(), asked.capabilities.currentlyDue);
    assert.equal((await app.page.$$(TAG)).length, 1);
    assert.equal(await app.posts(), 3);
    const { sessions } = await all.sandbox.read(id);
    assert.equal(sessions.claimed, 3);
    assert.deepEqual(app.uncaught(), []);
  });

  test("the answer ends the form, and only that question", async () => {
    const id = await all.sandbox.organisation(asked);
    await app.open(id);
    await app.shown();
    await app.page.$eval('[data-testid=just-this][aria-label*="ank"]', (button) => button.click());
    await until("the bank account alone", async () => (await app.form.currentHeading()) === "Bank account");
    await app.form.press("Fill with test data");
    await app.form.press("Continue");
    await app.page.waitForSelector(TAG, { hidden: true });
    const { capabilities } = await all.sandbox.read(id);
    assert.deepEqual(capabilities.currentlyDue, ["representative.email"]);
  });
});

describe("what will not work is said before the form opens", () => {
  const unsupported = (name) => app.page.waitForSelector(`[data-testid=unsupported][data-unsupported=${name}]`);

  test("an isolated page: said first, nothing asked for, and the form opens for who insists", async () => {
    const isolated = () => Object.defineProperty(window, "crossOriginIsolated", { value: true });
    await app.open(await all.sandbox.organisation(), { before: isolated });
    await unsupported("isolated");
    assert.equal(await app.posts(), 0);
    assert.equal(await app.tags(), 0);
    await app.press("insist");
    await app.shown();
    assert.equal(await app.posts(), 1);
  });

  test("an app's own browser: the link is there to be copied", async () => {
    await app.page.setUserAgent({ userAgent: "Mozilla/5.0 (Linux; Android 10; K; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36 Instagram 300" });
    await app.open(await all.sandbox.organisation());
    await unsupported("in-app");
    assert.equal(await app.posts(), 0);
    await app.page.evaluate(() => {
      Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void (window.copied = text) } });
    });
    await app.press("copy-link");
    await until("the link", () => app.page.evaluate(() => window.copied === location.href));
  });

  test("a browser that refuses the clipboard shows the link", async () => {
    await app.page.setUserAgent({ userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148" });
    await app.open(await all.sandbox.organisation());
    await unsupported("in-app");
    await app.page.evaluate(() => {
      Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("no")) } });
    });
    await app.press("copy-link");
    await until("the link", () => app.page.$eval("[data-testid=unsupported]", (node) => node.textContent.includes(location.href)));
    assert.deepEqual(app.uncaught(), []);
  });

  test("an app's browser that says it is another: by its brand, and an iPad that says it is a Mac", async () => {
    await app.page.setUserAgent({
      userAgent: "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
      userAgentMetadata: { brands: [{ brand: "Android WebView", version: "140" }], platform: "Android", platformVersion: "10", architecture: "", model: "K", mobile: true },
    });
    await app.open(await all.sandbox.organisation());
    await unsupported("in-app");
    await app.page.setUserAgent({ userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)" });
    await app.page.reload();
    await unsupported("in-app");
    assert.equal(await app.posts(), 0);
  });

  const ENOUGH = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms";
  for (const [what, outer, inner, name] of [
    ["without windows", "allow-scripts allow-same-origin", null, "no-popups"],
    ["whose windows are in the same sandbox", "allow-scripts allow-same-origin allow-popups allow-forms", null, "sandboxed"],
    ["without forms", ENOUGH.replace("allow-forms", ""), null, "sandboxed"],
    ["that is fine, in one without windows", ENOUGH.replaceAll(/allow-popups\S*/g, ""), ENOUGH, "no-popups"],
    ["that allows enough, in another", ENOUGH, ENOUGH, undefined],
  ]) {
    test(`a frame ${what}`, async () => {
      const id = await all.sandbox.organisation();
      await app.page.goto(new URL("host", all.web.url).href);
      const put = (page, path, sandbox) => page.evaluate((path, sandbox) => {
        const frame = document.createElement("iframe");
        if (sandbox) frame.setAttribute("sandbox", sandbox);
        frame.src = path;
        document.body.append(frame);
      }, path, sandbox);
      const path = `/organisations/${id}/payment-account`;
      await put(app.page, inner ? "/host" : path, outer);
      let frame = await until("the frame", () => app.page.frames()[1]);
      if (inner) {
        await frame.waitForSelector("h1");
        await put(frame, path, inner);
        frame = await until("the frame in it", () => app.page.frames()[2]);
      }
      await frame.waitForSelector(name ? `[data-unsupported=${name}] [data-testid=copy-link]` : TAG);
    });
  }

  test("a page that may not use the camera: said beside the form, which opens all the same", async () => {
    const strict = await house({ headers: { "permissions-policy": "camera=()" } });
    try {
      const here = await App.in(strict);
      await here.open(await strict.sandbox.organisation());
      await here.page.waitForSelector("[data-testid=camera-hint]");
      await here.shown();
    } finally {
      await strict.stop();
    }
    await app.open(await all.sandbox.organisation());
    await app.shown();
    assert.equal(await app.page.$("[data-testid=camera-hint]"), null);
  });

  test("a consent tool that holds Stripe's script back: said at once, and the form opens once the person has agreed", async () => {
    const consent = () => {
      const { createElement } = Document.prototype;
      let isAgreed = false;
      const held = [];
      document.createElement = function (name) {
        const element = createElement.apply(this, arguments);
        if (name === "script" && !isAgreed) {
          element.setAttribute("type", "text/plain");
          held.push(element);
        }
        return element;
      };
      window.agree = () => {
        isAgreed = true;
        for (const old of held) {
          const tag = document.createElement("script");
          tag.setAttribute("src", old.getAttribute("src"));
          old.replaceWith(tag);
        }
      };
    };
    await app.open(await all.sandbox.organisation(), { before: consent });
    await app.panel();
    const told = await app.page.$eval("[data-testid=alert]", (alert) => alert.innerText);
    assert.match(told, /waits for your consent/);
    assert.equal(await app.posts(), 1);
    await app.page.evaluate(() => window.agree());
    await app.press("retry");
    await app.shown();
    assert.equal(await app.tags(), 1);
    assert.equal(await app.posts(), 1);
  });

  test("a page without TLS: no session however the person tries, and the way to the secure page", async () => {
    const insecure = () => Object.defineProperty(window, "isSecureContext", { value: false });
    await app.open(await all.sandbox.organisation(), { before: insecure });
    await unsupported("insecure");
    const way = await app.page.$eval("[data-testid=unsupported] a", (link) => link.href);
    assert.equal(way, app.page.url().replace("http:", "https:"));
    assert.equal(await app.page.$("[data-testid=insist]"), null);
    const action = await app.page.waitForSelector("[data-testid=primary-action]");
    await action.evaluate((button) => button.click());
    await unsupported("insecure");
    assert.equal(await app.posts(), 0);
    assert.equal(await app.tags(), 0);
  });
});

describe("what Stripe reports", () => {
  for (const type of ["api_connection_error", "authentication_error", "account_session_create_error", "invalid_request_error",
    "rate_limit_error", "render_error", "api_error", "something_new"]) {
    test(`B19 E27 E29 ${type} before anything is drawn: said here, and a way on that asks for a fresh session`, async () => {
      const id = await all.sandbox.organisation({ settings: { loadError: { type, beforeLoader: true } } });
      await app.open(id);
      await app.page.waitForSelector("[data-testid=alert]");
      assert.equal(await app.page.$(TAG), null);
      await all.sandbox.change(id, { settings: { loadError: null } });
      const posts = await app.posts();
      await app.press("retry");
      await app.shown();
      assert.equal(await app.posts(), posts + 1);
      assert.deepEqual(app.uncaught(), []);
    });
  }

  test("E28 a session it does not take is replaced once by itself, and then when somebody asks", async () => {
    const recorder = await readFile(new URL("bridge/recorder.js", import.meta.url), "utf8");
    await app.page.setRequestInterception(true);
    app.page.on("request", (request) =>
      request.url() === STRIPE ? request.respond({ contentType: "text/javascript", body: recorder }) : request.continue());
    await app.open(await all.sandbox.organisation(), { config: { connectScript: STRIPE }, before: () => (window.trace = []) });
    const opened = (count) => until(`form ${count}`, () => app.page.evaluate((count) =>
      window.trace.filter((line) => line === "connected").length === count, count), { within: 15_000 });
    const fail = (index) => app.page.evaluate((index) =>
      window.elements[index].given.OnLoadError({ error: { type: "authentication_error" } }), index);
    await opened(1);
    // A form that goes takes back what it has asked, which may not have left yet.
    await app.posted(1);
    await fail(0);
    await opened(2);
    assert.equal(await app.page.$("[data-testid=alert]"), null);
    await app.posted(2);
    await fail(1);
    await app.panel({ within: 15_000 });
    assert.equal(await app.posts(), 2);
    await app.press("retry");
    await opened(3);
    await app.posted(3);
    assert.deepEqual(app.uncaught(), []);
  });

  test("an exit leads to what the status says, whatever was finished", async () => {
    const id = await all.sandbox.organisation();
    await app.open(id);
    await app.shown();
    const reads = (await all.sandbox.requests(id, "status")).length;
    await app.form.press("Save and close");
    await app.page.waitForSelector(TAG, { hidden: true });
    await until("a read", async () => (await all.sandbox.requests(id, "status")).length > reads);
    assert.equal(await app.posts(), 1);
  });
});

test("with the status in hand the connection is prepared nowhere that needs no form", async () => {
  const id = await all.sandbox.organisation({ scenario: "active" });
  await app.page.goto(new URL(`organisations/${id}`, all.web.url).href);
  await app.page.waitForSelector("[data-testid=payment-account-status]:not([data-state=loading])");
  assert.equal(await app.page.$("link[rel=preconnect]"), null);
});

test("an instance that makes its element itself, as Stripe documents for pages without npm, is taken at its word", async () => {
  const id = await all.sandbox.organisation();
  await app.open(id, { before: () => {
    const create = (tag) => {
      const element = document.createElement("p");
      element.id = `made-${tag}`;
      element.textContent = "Stripe's form";
      for (const setter of ["setOnExit", "setOnStepChange", "setOnLoadError", "setOnLoaderStart"]) {
        element[setter] = function (callback) { this[`its${setter}`] = callback; };
      }
      return element;
    };
    window.StripeConnect = { init: () => ({ create, update() {}, logout() {} }) };
  } });
  const made = await app.page.waitForSelector("[data-testid=onboarding-frame] #made-account-onboarding");
  await app.posted(1);
  assert.equal(await app.tags(), 0);
  await made.evaluate((element) => element.itssetOnExit());
  await app.page.waitForSelector("[data-testid=onboarding-frame]", { hidden: true });
  assert.deepEqual(app.uncaught(), []);
});
