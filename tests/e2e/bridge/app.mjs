// The app in a page, as the tests of the bridge use it: built with the feature `sandbox`, in DIST.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { complaints, launchBrowser, until } from "../support/browser.mjs";
import { StandInForm } from "../support/form.mjs";
import { shipped } from "../support/headers.mjs";
import { startSandbox } from "../support/sandbox.mjs";
import { serve } from "../support/serve.mjs";

export const DIST = process.env.DIST ?? fileURLToPath(new URL("../../../target/e2e-dist", import.meta.url));
export const TAG = "stripe-connect-account-onboarding";
export const STRIPE = "https://connect-js.stripe.com/v1.0/connect.js";
export const PANEL = "[data-testid=alert][data-status=form]";

/** A sandbox, a browser and the app on a port, under the headers it is shipped with unless told; `stop` ends all three. */
export async function house({ headers = shipped(DIST), files } = {}) {
  const [sandbox, browser] = await Promise.all([startSandbox(), launchBrowser()]);
  const web = await serve({ root: DIST, sandbox: sandbox.url, headers, files });
  const stop = async () => {
    await browser.close();
    await web.stop();
    await sandbox.stop();
  };
  return { sandbox, browser, web, stop };
}

/** One page with the app in it. */
export class App {
  constructor(page, { sandbox, web }) {
    this.page = page;
    this.sandbox = sandbox;
    this.web = web;
    this.form = new StandInForm(page);
    this.heard = complaints(page);
  }

  static async in(house) {
    return new App(await house.browser.newPage(), house);
  }

  /** Opens the onboarding of `id`; `config` goes into `__PAYMENTS_CONFIG__`, `before` runs first in the page. */
  async open(id, { config = {}, before, web = this.web } = {}) {
    this.id = id;
    await this.page.evaluateOnNewDocument((config) => (window.__PAYMENTS_CONFIG__ = config), config);
    if (before) await this.page.evaluateOnNewDocument(before);
    await this.page.goto(new URL(`organisations/${id}/payment-account`, web.url).href);
  }

  /** Stripe's form has drawn itself. */
  shown({ within = 8_000 } = {}) {
    return until("the form", () => this.form.currentHeading(), { within });
  }

  panel({ within = 8_000 } = {}) {
    return this.page.waitForSelector(PANEL, { timeout: within });
  }

  async press(hook) {
    const button = await this.page.waitForSelector(`[data-testid=${hook}]`);
    await button.evaluate((node) => node.click());
  }

  /** How many sessions have been asked for. */
  async posts() {
    return (await this.sandbox.requests(this.id, "session")).length;
  }

  /** That many sessions have been asked for, and no more. A request is longer on its way than a form needs to stand. */
  async posted(count) {
    await until(`session ${count}`, async () => (await this.posts()) >= count, { within: 15_000 });
    assert.equal(await this.posts(), count);
  }

  /** How many tags of this script are in the page. */
  tags(src = "/sandbox/connect.js") {
    return this.page.$$eval("script", (all, src) => all.filter((tag) => tag.getAttribute("src") === src).length, src);
  }

  /** Errors nobody caught and rejections nobody handled. */
  uncaught() {
    return this.heard.filter((line) => line.startsWith("uncaught:"));
  }

  leave(place = "home") {
    return this.page.$eval(`a[data-nav=${place}]`, (link) => link.click());
  }
}
