// Real hosts, built by their own tools from the packed package, in a real browser against the sandbox.
//
// The package is the production one: it loads Connect.js from Stripe's address and from nowhere else. The browser is
// told to answer that address with the sandbox's stand-in.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { FormInPage } from "../../e2e/app/app.mjs";
import { complaints, launchBrowser, until } from "../../e2e/support/browser.mjs";
import { startSandbox } from "../../e2e/support/sandbox.mjs";
import { serve } from "../../e2e/support/serve.mjs";

export { until };

const CONNECT = "https://connect-js.stripe.com/v1.0/connect.js";
/** How long a busy machine may take before a condition counts as never met, in milliseconds. */
export const PATIENCE = 20_000;
/** The package, as it was packed. */
export const PACKAGE = fileURLToPath(new URL("../node_modules/@dolfin/payment-onboarding/", import.meta.url));

const LEFT = ["external_account", "tos_acceptance.date", "tos_acceptance.ip"];
/** One step short of being handed in: past due from the first day, as Stripe has it. */
export const NEARLY_DONE = {
  status: "OnboardingInProgress",
  capabilities: {
    chargesEnabled: false, payoutsEnabled: false, detailsSubmitted: false,
    currentlyDue: LEFT, pastDue: LEFT, disabledReason: "requirements.past_due",
  },
  // Longer than a busy machine takes from the exit to the next read: between the two Stripe checks, and a host is told so.
  settings: { pendingMs: 2_000 },
};

/** One sandbox and one browser for a test file. */
export async function testbed() {
  const sandbox = await startSandbox();
  const browser = await launchBrowser();
  const webs = [];
  return {
    sandbox,
    browser,
    /** Serves a host, with `serve`'s options. */
    async web(options) {
      const web = await serve({ sandbox: sandbox.url, ...options });
      webs.push(web);
      return web;
    },
    async stop() {
      await browser.close();
      for (const web of webs) await web.stop();
      await sandbox.stop();
    },
  };
}

/**
 * A page of a host. `violations` are those of its policies, `heard` what it complained of, `failed` the addresses that were
 * answered with an error. A host that passes nothing on
 * to the sandbox says so: its stand-in for Connect.js asks the sandbox itself (`isApart`). `session` is the person's cookie.
 */
export async function visit({ browser, sandbox }, web, path = "", { prepare, session, isApart = false } = {}) {
  const context = await browser.createBrowserContext();
  if (session) await context.setCookie({ name: "session", value: session, domain: new URL(web.url).hostname });
  const page = await context.newPage();
  const heard = complaints(page);
  const failed = [];
  page.on("response", (response) => response.status() >= 400 && failed.push(`${response.status()} ${response.url()}`));
  const script = await (await fetch(new URL("connect.js", sandbox.url))).text();
  // The stand-in finds the sandbox by where it came from: through the host, as everything else.
  const from = isApart ? new URL("connect.js", sandbox.url) : new URL("sandbox/connect.js", web.url);
  const body = script.replace("document.currentScript.src", JSON.stringify(from.href));
  assert.notEqual(body, script, "the stand-in no longer asks where it came from");
  await page.setRequestInterception(true);
  const scripts = [];
  page.on("request", (request) => {
    if (request.url() !== CONNECT) return request.continue();
    scripts.push(request.url());
    return request.respond({ contentType: "text/javascript", body });
  });
  await page.evaluateOnNewDocument(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile} ${event.sample}`);
    });
    // Every event of the component, as any page can hear it.
    window.told = [];
    for (const name of ["ready", "statuschange", "step", "exit", "error", "request"]) {
      document.addEventListener(`dolfin-${name}`, (event) => window.told.push({ name, ...event.detail }));
    }
  });
  if (prepare) await page.evaluateOnNewDocument(prepare);
  await page.goto(new URL(path, web.url), { waitUntil: "domcontentloaded" });
  let closed;
  return { page, heard, failed, scripts, form: new FormInPage(page), close: () => (closed ??= context.close()) };
}

/** What is seen of the component, through its shadow root or without one; nothing before it is there, or as the page goes. */
export function see(page) {
  const seen = page.evaluate(() => {
    const roots = [document, ...[...document.querySelectorAll("*")].map((node) => node.shadowRoot).filter(Boolean)];
    const hook = (name) => roots.map((root) => root.querySelector(`[data-testid=${name}]`)).find(Boolean);
    const panel = hook("payment-account-status");
    if (!panel) return undefined;
    return {
      state: panel.dataset.state,
      turn: panel.dataset.turn,
      headline: panel.querySelector("h2")?.textContent,
      frame: Boolean(hook("onboarding-frame")),
    };
  });
  return seen.catch((error) => {
    // A development server may load the page once more.
    if (!/context|detached/i.test(error.message)) throw error;
  });
}

export async function sees(page, members) {
  let seen;
  const fits = async () => (seen = await see(page)) && Object.entries(members).every(([name, value]) => seen[name] === value);
  await until("the page", fits, { within: PATIENCE }).catch((cause) => {
    throw new Error(`the page never showed ${JSON.stringify(members)}, but ${JSON.stringify(seen)}`, { cause });
  });
  return seen;
}

/** From where the form opens to Active: one secret, asked for once and used once. */
export async function journey({ sandbox }, visit, id) {
  const { page, form } = visit;
  await form.completeToReview();
  await form.press("Agree and submit");
  await sees(page, { frame: false });
  const seen = await sees(page, { state: "Active", turn: "nobody" });
  assert.equal(seen.headline, "Payments and payouts are on");
  const { sessions } = await sandbox.read(id);
  assert.deepEqual(sessions, { minted: 1, claimed: 1 });
}
