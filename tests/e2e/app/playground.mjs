// The playground in a page: any state of the component, without a network.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach } from "node:test";
import { fileURLToPath } from "node:url";
import { complaints, launchBrowser, until } from "../support/browser.mjs";
import { serve } from "../support/serve.mjs";

const DIST = process.env.DIST ?? fileURLToPath(new URL("../../../target/e2e-dist", import.meta.url));
/** What the browser itself says: of an icon that is not there, and of the integrity Trunk gives a preload. */
const BROWSER_LINE = /^error: Failed to load resource: |^warn: The `integrity` attribute is currently ignored for preload/;

/**
 * One browser for the tests of a file, a fresh page for each; each also fails if the page has complained. `files` are
 * served beside the app, `flags` are the browser's.
 */
export function usePlayground({ files, flags } = {}) {
  const playground = new Playground();
  before(async () => {
    playground.web = await serve({ root: DIST, files });
    playground.browser = await launchBrowser({ flags });
  });
  beforeEach(() => playground.begin());
  afterEach(() => playground.finish());
  after(async () => {
    await playground.browser?.close();
    await playground.web?.stop();
  });
  return playground;
}

class Playground {
  async begin() {
    this.page = await this.browser.newPage();
    this.heard = complaints(this.page);
  }

  async finish() {
    await this.page.close();
    assert.deepEqual(this.heard.filter((line) => !BROWSER_LINE.test(line)), [], "the page complained");
  }

  /** Opens one state, and waits until what happens in it has happened. */
  async open(state, settings = {}) {
    const query = new URLSearchParams({ state, ...settings });
    await this.page.goto(new URL(`playground?${query}`, this.web.url), { waitUntil: "domcontentloaded" });
    await this.page.waitForSelector("[data-testid=payment-account-status]", { timeout: 60_000 });
    await this.settled();
  }

  /** Goes to another state or other settings in place, without a reload, and waits for their words. */
  async turn(state, settings = {}) {
    const query = new URLSearchParams({ state, ...settings });
    await this.page.evaluate((query) => {
      history.replaceState(null, "", `/playground?${query}`);
      dispatchEvent(new PopStateEvent("popstate"));
    }, String(query));
    await this.page.waitForSelector(`[data-testid=payment-account-status][lang=${settings.locale ?? "en-GB"}]`, { timeout: 60_000 });
    await this.settled();
  }

  /** Two frames: one for what happens next in the state, one for what it draws. */
  settled() {
    return this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))));
  }

  /** The names of all states. */
  async states() {
    await this.open("loading");
    const names = await this.page.$$eval("select[name=state] option", (options) => options.map((option) => option.value));
    return names.filter(Boolean);
  }

  /** From now on *Check now* is answered as in another state. */
  answerAsIn(state) {
    return this.page.select("select[name=answer]", state);
  }

  /** Presses a button of the component the way a script does: for the browser, no input of a person's. */
  press(hook) {
    return this.page.$eval(`[data-testid=${hook}]`, (button) => button.click());
  }

  /** Waits for a headline. */
  headline(text) {
    const found = () => this.page.$eval("h2.dolfin-headline", (node) => node.innerText);
    return until(`the headline «${text}»`, async () => (await found()) === text, { within: 60_000 });
  }
}
