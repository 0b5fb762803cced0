// The standalone app in a real browser, the sandbox behind it, and what a person can see of it.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach } from "node:test";
import { fileURLToPath } from "node:url";
import { complaints, launchBrowser, until } from "../support/browser.mjs";
import { StandInForm } from "../support/form.mjs";
import { shipped } from "../support/headers.mjs";
import { startSandbox } from "../support/sandbox.mjs";
import { serve } from "../support/serve.mjs";

export const DIST = process.env.DIST ?? fileURLToPath(new URL("../../../target/e2e-dist", import.meta.url));
/** What the browser itself says: of an answer that is no success, and of the integrity Trunk gives a preload. */
const BROWSER_LINE = /^error: Failed to load resource: |^warn: The `integrity` attribute is currently ignored for preload/;
/** How long a busy machine may take before a condition counts as never met, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Gives the tests of a file the app: one sandbox and one browser, a fresh page and an empty sandbox for each test.
 * It is served under the headers it is shipped with, or what `headers` makes of them. Each test also fails if the page
 * has complained of anything, such as of what its policy forbids.
 */
export function useApp({ headers = (shipped) => shipped } = {}) {
  const app = new App(headers(shipped(DIST)));
  before(() => app.start());
  beforeEach(() => app.begin());
  afterEach(() => app.finish());
  after(() => app.stop());
  return app;
}

class App {
  constructor(headers) {
    this.headers = headers;
  }

  async start() {
    // One after the other: what has started can then be stopped, even if the next one cannot start.
    this.sandbox = await startSandbox();
    this.browser = await launchBrowser();
    this.web = await serve({ root: DIST, sandbox: this.sandbox.url, headers: this.headers });
  }

  async stop() {
    await this.browser?.close();
    await this.web?.stop();
    await this.sandbox?.stop();
  }

  async begin() {
    await this.sandbox.reset();
    // A browser profile of its own: what one test leaves behind, no other finds.
    this.profile = await this.browser.createBrowserContext();
    this.heard = [];
    await this.turnToNewTab();
  }

  /** A new tab, which is the page from now on; the other is closed. What either complains of counts. */
  async turnToNewTab() {
    const last = this.page;
    this.page = await this.profile.newPage();
    complaints(this.page, this.heard);
    this.form = new FormInPage(this.page);
    if (last && !last.isClosed()) await last.close();
  }

  async finish() {
    await this.profile?.close();
    assert.deepEqual(this.heard?.filter((line) => !BROWSER_LINE.test(line)), [], "the page complained");
  }

  /** Opens a path of the app; `config` is what the host page sets before it. */
  async open(path, { config } = {}) {
    if (config !== undefined) {
      await this.page.evaluateOnNewDocument((config) => (window.__PAYMENTS_CONFIG__ = config), config);
    }
    await this.page.goto(new URL(path, this.web.url), { waitUntil: "domcontentloaded" });
  }

  home(id) {
    return this.open(`organisations/${id}`);
  }

  onboarding(id) {
    return this.open(`organisations/${id}/payment-account`);
  }

  /** What the page shows now, or nothing before the component is there. */
  see() {
    return this.page.evaluate(look);
  }

  /** Waits until what is seen fits, and answers it. `fits` may also be the members it must have. */
  async sees(fits) {
    const test = typeof fits === "function" ? fits : (seen) => Object.entries(fits).every(([name, value]) => seen[name] === value);
    let seen;
    const look = async () => (seen = await this.see()) && test(seen);
    await until("the page", look, { within: PATIENCE }).catch((error) => {
      error.message = `the page never showed ${fits instanceof Function ? fits : JSON.stringify(fits)}, but ${JSON.stringify(seen, null, 1)}`;
      throw error;
    });
    return seen;
  }

  /** Clicks what carries this test id. */
  click(hook) {
    return this.page.locator(`[data-testid="${hook}"]`).click();
  }

  /** Goes to one of the organisation's two pages, `home` or `onboarding`. */
  navigate(place) {
    return this.page.locator(`a[data-nav="${place}"]`).click();
  }

  get path() {
    return new URL(this.page.url()).pathname;
  }

  /** How often an endpoint was asked about an organisation. */
  async count(id, endpoint) {
    return (await this.sandbox.requests(id, endpoint)).length;
  }

  /** Waits for a number of requests; more than that is a failure at once. */
  async asked(id, endpoint, count) {
    await until(`${count} × ${endpoint}`, async () => (await this.count(id, endpoint)) >= count, { within: PATIENCE });
    assert.equal(await this.count(id, endpoint), count, endpoint);
  }

  /** Nothing more is asked about an organisation for a while. */
  async staysSilent(id, { ms = 1_200 } = {}) {
    const before = await this.count(id);
    await new Promise((resolve) => setTimeout(resolve, ms));
    assert.equal(await this.count(id), before, "requests sent though nothing was to be asked");
  }
}

/** Stripe's form, where the page around it has a «Continue» of its own. */
export class FormInPage extends StandInForm {
  async button(name) {
    const element = await this.page.waitForSelector("stripe-connect-account-onboarding", { timeout: PATIENCE });
    return element.waitForSelector(`::-p-aria([name="${name}"][role="button"])`, { timeout: PATIENCE });
  }
}

/** Runs in the page. */
function look() {
  const panel = document.querySelector("[data-testid=payment-account-status]");
  if (!panel) return undefined;
  const words = (node) => node?.innerText.trim().replace(/\s+/g, " ");
  const hook = (name, within = panel) => within.querySelector(`[data-testid=${name}]`);
  const hooks = (name) => [...panel.querySelectorAll(`[data-testid=${name}]`)];
  const frame = hook("onboarding-frame");
  return {
    state: panel.dataset.state,
    turn: panel.dataset.turn,
    busy: panel.getAttribute("aria-busy") === "true",
    headline: words(panel.querySelector("h2")),
    primary: words(hook("primary-action")),
    secondary: words(hook("secondary-action")),
    capabilities: Object.fromEntries(hooks("capability").map((node) => [node.dataset.capability, node.dataset.enabled])),
    requirements: hooks("requirement").map((node) => node.dataset.code),
    progress: panel.querySelector("[role=progressbar]")?.getAttribute("aria-valuenow"),
    alerts: hooks("alert").map((node) => node.dataset.status),
    canRetry: Boolean(hook("retry")),
    frame: Boolean(frame),
    formMounted: Boolean(frame?.querySelector("stripe-connect-account-onboarding")),
    text: words(document.body),
  };
}
