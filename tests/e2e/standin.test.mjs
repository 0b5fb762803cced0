// Is the stand-in faithful? Stripe's real npm packages drive it, and the sandbox's log tells what it did.

import assert from "node:assert/strict";
import { after, before, beforeEach, afterEach, describe, test } from "node:test";
import { complaints, launchBrowser, until } from "./support/browser.mjs";
import { bundle } from "./support/bundle.mjs";
import { StandInForm } from "./support/form.mjs";
import { startSandbox } from "./support/sandbox.mjs";
import { serve } from "./support/serve.mjs";

const TAG = "stripe-connect-account-onboarding";
const WALK = [
  "business_details", "representative_details", "owners", "directors",
  "external_account", "representative_document", "summary",
].map((step) => `step ${step}`);
const STRIPE = "https://connect-js.stripe.com/v1.0/";
/** Stricter than any host's: no inline style, no HTML strings, nothing from elsewhere. */
const STRICT = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'";

let sandbox;
let browser;
let web;
let page;
let form;
let heard;

before(async () => {
  const html = (head) => ({
    body: `<!doctype html><html lang="en-GB"><meta charset="utf-8"><link rel="icon" href="data:,">
      <meta name="viewport" content="width=device-width"><title>Host</title>${head}
      <script src="/host.js"></script><h1>Host</h1><main></main></html>`,
  });
  [sandbox, browser] = await Promise.all([startSandbox(), launchBrowser()]);
  web = await serve({
    sandbox: sandbox.url,
    files: {
      "/": html('<script src="/sandbox/connect.js"></script>'),
      "/by-loader": html(""),
      "/strict": { ...html('<script src="/sandbox/connect.js"></script>'), headers: { "content-security-policy": STRICT } },
      "/host.js": { body: await bundle("harness/host.jsx"), type: "text/javascript" },
    },
  });
});

after(async () => {
  await browser?.close();
  await web?.stop();
  await sandbox?.stop();
});

beforeEach(async () => {
  page = await browser.newPage();
  heard = complaints(page);
  form = new StandInForm(page);
});

afterEach(() => page.close());

const events = () => page.evaluate(() => host.events);
const told = (event) => until(event, async () => (await events()).includes(event));
/** Mounts through the npm package. */
const open = async (organisation) => {
  await page.goto(web.url);
  await page.evaluate((id) => {
    host.instance = host.connect(id);
    host.element = host.mount(host.instance);
  }, organisation);
};
/** A page without the script: Stripe's loader fetches it from Stripe's address, where the sandbox answers. */
const openByLoader = async () => {
  await page.setRequestInterception(true);
  page.on("request", (request) => (request.url().startsWith(STRIPE) ? fromSandbox(request) : request.continue()));
  await page.goto(`${web.url}by-loader`);
};
/** Stripe's loader says so whenever a script is already there. */
const unexpected = () => heard.filter((line) => !line.includes("existing Connect.js script"));

describe("@stripe/connect-js 3.4.6", () => {
  test("takes a new company from nothing to Active", async () => {
    const id = await sandbox.organisation({ settings: { pendingMs: 300 } });
    await open(id);
    await form.completeAll();
    assert.deepEqual(await events(), [`loader ${TAG}`, ...WALK, "exit"]);
    const submitted = await sandbox.read(id);
    assert.equal(submitted.capabilities.detailsSubmitted, true);
    assert.deepEqual(submitted.capabilities.currentlyDue, []);
    assert.deepEqual(submitted.sessions, { minted: 1, claimed: 1 });
    await until("Active", async () => (await sandbox.read(id)).status === "Active");
    assert.equal((await sandbox.requests(id, "session")).length, 1);
    assert.deepEqual(unexpected(), []);
  });

  test("loads it by its own tag, and the page never sees a second one", async () => {
    const id = await sandbox.organisation();
    await openByLoader();
    await page.evaluate((organisation) => host.mount(host.connect(organisation)), id);
    await form.heading("Type of business");
    assert.equal(await page.evaluate(() => document.querySelectorAll("script[src*=connect]").length), 1);
    assert.deepEqual((await sandbox.read(id)).sessions, { minted: 1, claimed: 1 });
    assert.deepEqual(heard, []);
  });

  test("brings an element to life that was made before the script came, and waits until it is in the page", async () => {
    const id = await sandbox.organisation();
    await openByLoader();
    await page.evaluate(async (organisation) => {
      const instance = host.connect(organisation);
      host.element = host.listen(instance.create("account-onboarding"));
      await instance.debugInstance();
      // Stripe's wrapper has put it in the page and taken it out again, so that it is upgraded.
      await new Promise((resolve) => setTimeout(resolve, 100));
    }, id);
    assert.deepEqual(await events(), []);
    assert.deepEqual((await sandbox.read(id)).sessions, { minted: 1, claimed: 0 });
    await page.evaluate(() => document.querySelector("main").append(host.element));
    await form.heading("Type of business");
    assert.deepEqual(await events(), [`loader ${TAG}`]);
    assert.deepEqual(heard, []);
  });

  test("leaves, comes back with a new secret, and finds what was done still done", async () => {
    const id = await sandbox.organisation();
    await open(id);
    await form.heading("Type of business");
    await form.completeStep();
    await form.press("Save and close");
    await told("exit");
    assert.equal((await sandbox.read(id)).capabilities.currentlyDue.includes("business_type"), false);
    await open(id);
    await form.heading("Business details");
    assert.deepEqual((await sandbox.read(id)).sessions, { minted: 2, claimed: 2 });
  });

  test("skips a step without settling it, and says at the end what is missing", async () => {
    const id = await sandbox.organisation({ capabilities: { currentlyDue: ["business_type", "external_account"] }, status: "OnboardingInProgress" });
    await open(id);
    await form.press("Skip for now");
    await form.heading("Bank account");
    await form.completeStep();
    await form.press("Agree and submit");
    await form.button("Add: Type of business");
    const { capabilities } = await sandbox.read(id);
    assert.deepEqual(capabilities.currentlyDue, ["business_type"]);
    assert.equal(capabilities.detailsSubmitted, false);
    assert.equal((await events()).includes("exit"), false);
  });

  test("reports exit once, and without a payload", async () => {
    await open(await sandbox.organisation());
    await form.heading("Type of business");
    await form.press("Save and close");
    await form.press("Save and close");
    await told("exit");
    assert.deepEqual(await events(), [`loader ${TAG}`, "exit"]);
  });

  test("asks for another secret when the session expires, and loses nothing", async () => {
    const id = await sandbox.organisation({ settings: { secretLifetimeMs: 700 } });
    await open(id);
    await form.heading("Type of business");
    await new Promise((resolve) => setTimeout(resolve, 800));
    assert.equal(await form.completeStep(), "Business details");
    assert.deepEqual((await sandbox.read(id)).sessions, { minted: 2, claimed: 2 });
    assert.deepEqual(await page.evaluate(() => new Set(host.secrets).size), 2);
  });

  test("fails in the form when a secret is used twice", async () => {
    const id = await sandbox.organisation();
    await open(id);
    await form.heading("Type of business");
    await page.evaluate(() => {
      host.element.remove();
      host.mount(host.connect("", { fetchClientSecret: async () => host.secrets[0] }));
    });
    await told("error authentication_error");
    await form.heading("This form could not be loaded");
    assert.deepEqual(await events(), [`loader ${TAG}`, `loader ${TAG}`, "error authentication_error"]);
  });

  test("fails in the form when a secret comes too late", async () => {
    const id = await sandbox.organisation({ settings: { secretLifetimeMs: 50 } });
    await page.goto(web.url);
    await page.evaluate(async (organisation) => {
      const secret = await host.fetchClientSecret(organisation);
      await new Promise((resolve) => setTimeout(resolve, 100));
      host.mount(host.connect(organisation, { fetchClientSecret: async () => secret }));
    }, id);
    await told("error authentication_error");
    assert.equal((await sandbox.read(id)).sessions.claimed, 0);
  });

  for (const [how, fetchClientSecret] of [
    ["resolves undefined", "async () => undefined"],
    ["rejects", "async () => { throw new Error('no') }"],
    ["throws", "() => { throw new Error('no') }"],
  ]) {
    test(`leaves the error to the host when fetchClientSecret ${how}`, async () => {
      await page.goto(web.url);
      await page.evaluate(`host.mount(host.connect("", { fetchClientSecret: ${fetchClientSecret} }))`);
      await told("error account_session_create_error");
      assert.deepEqual(await events(), ["error account_session_create_error"]);
      assert.equal(await form.currentHeading(), undefined);
      assert.deepEqual(unexpected(), []);
    });
  }

  test("fails to load in each of Stripe's ways, before or after its loader", async () => {
    const types = [
      "api_connection_error", "authentication_error", "account_session_create_error", "invalid_request_error",
      "rate_limit_error", "render_error", "api_error",
    ];
    for (const type of types) {
      for (const beforeLoader of [false, true]) {
        await open(await sandbox.organisation({ settings: { loadError: { type, beforeLoader } } }));
        await told(`error ${type}`);
        const loader = beforeLoader ? [] : [`loader ${TAG}`];
        assert.deepEqual(await events(), [...loader, `error ${type}`]);
        assert.equal(await form.currentHeading(), beforeLoader ? undefined : "This form could not be loaded");
      }
    }
  });

  test("keeps what was typed when a step cannot be saved", async () => {
    const id = await sandbox.organisation();
    await open(id);
    await form.heading("Type of business");
    await sandbox.fault(id, { endpoint: "form", status: 500 });
    await form.press("Fill with test data");
    await form.press("Continue");
    await until("the fault to strike", async () => (await sandbox.requests(id, "form")).some(({ status }) => status === 500));
    assert.equal(await form.currentHeading(), "Type of business");
    await form.press("Continue");
    await form.heading("Business details");
  });

  test("restricts what it collects to `only`, and exits at once when nothing of it is owed", async () => {
    const id = await sandbox.organisation();
    const only = (patterns) => page.evaluate((list) => {
      host.events.length = 0;
      host.mount(host.instance, (element) =>
        element.setCollectionOptions({ fields: "currently_due", requirements: { only: list } }));
    }, patterns);
    await open(id);
    await form.heading("Type of business");
    await page.evaluate(() => host.element.remove());
    await only(["external_account"]);
    await form.heading("Bank account");
    await form.press("Fill with test data");
    await form.press("Continue");
    await told("exit");
    const { capabilities } = await sandbox.read(id);
    assert.equal(capabilities.currentlyDue.includes("external_account"), false);
    assert.equal(capabilities.detailsSubmitted, false, "there is no review with `only`");
    await page.evaluate((tag) => document.querySelector(tag).remove(), TAG);
    await only(["external_account"]);
    await told("exit");
    assert.deepEqual(await events(), [`loader ${TAG}`, "exit"]);
  });

  test("leaves out what is excluded, and it stays owed", async () => {
    const id = await sandbox.organisation({ status: "OnboardingInProgress", capabilities: { currentlyDue: ["company.name", "company.phone", "tos_acceptance.date"] } });
    await page.goto(web.url);
    await page.evaluate((organisation) => {
      const options = { fields: "currently_due", requirements: { exclude: ["company.phone", "tos_acceptance.*"] } };
      host.mount(host.connect(organisation), (element) => element.setCollectionOptions(options));
    }, id);
    await form.completeAll();
    const { capabilities } = await sandbox.read(id);
    assert.deepEqual(capabilities.currentlyDue, ["company.phone", "tos_acceptance.date"]);
    assert.equal(capabilities.detailsSubmitted, true);
  });

  test("wears the appearance it is given, and changes it while mounted", async () => {
    const id = await sandbox.organisation();
    await page.goto(web.url);
    await page.evaluate((organisation) => {
      host.instance = host.connect(organisation, { appearance: { variables: { colorPrimary: "#123456" } } });
      host.mount(host.instance);
    }, id);
    await form.heading("Type of business");
    assert.match(await drawn(), /--colorPrimary: ?#123456/);
    await page.evaluate(() => host.instance.update({ appearance: { variables: { colorText: "#eeeeee" } } }));
    await until("the new colour", async () => /--colorText: ?#eeeeee/.test(await drawn()));
    assert.doesNotMatch(await drawn(), /--colorPrimary/);
    assert.equal((await sandbox.read(id)).sessions.minted, 1, "an update asks for nothing");
  });

  test("begins again where it is moved to, with the session it has", async () => {
    const id = await sandbox.organisation();
    await open(id);
    await form.heading("Type of business");
    await form.completeStep();
    await page.evaluate(() => document.body.append(host.element));
    await until("the form at its new place", async () => (await form.currentHeading()) === "Business details" && (await events()).length === 3);
    assert.deepEqual(await events(), [`loader ${TAG}`, WALK[0], `loader ${TAG}`]);
    assert.deepEqual((await sandbox.read(id)).sessions, { minted: 1, claimed: 1 });
  });

  test("keeps two organisations on one page apart", async () => {
    const [one, two] = await Promise.all([sandbox.organisation(), sandbox.organisation({ scenario: "resume" })]);
    await page.goto(web.url);
    await page.evaluate((first, second) => {
      host.mount(host.connect(first));
      host.mount(host.connect(second));
    }, one, two);
    await form.heading("Type of business");
    await form.heading("Business owners");
    await form.completeStep();
    assert.equal((await sandbox.read(one)).capabilities.currentlyDue.includes("business_type"), false);
    for (const id of [one, two]) assert.deepEqual((await sandbox.read(id)).sessions, { minted: 1, claimed: 1 });
    assert.equal((await sandbox.requests(two, "form")).filter(({ path }) => path.includes("/steps/")).length, 0);
  });

  test("is dead after logout", async () => {
    const id = await sandbox.organisation();
    await open(id);
    await form.heading("Type of business");
    await page.evaluate(() => host.instance.logout());
    assert.equal(await form.currentHeading(), undefined);
    await page.evaluate(() => host.mount(host.instance));
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.deepEqual(await events(), [`loader ${TAG}`]);
    assert.equal((await sandbox.read(id)).sessions.minted, 1);
  });

  test("shows no secret to the page: not in the DOM, the console, storage or an address", async () => {
    const id = await sandbox.organisation();
    const said = [];
    page.on("console", (message) => said.push(message.text()));
    await open(id);
    await form.completeToReview();
    const addresses = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name));
    const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
    const everything = [await drawn(), stored, ...addresses, ...said].join("\n");
    const secret = await page.evaluate(() => host.secrets[0]);
    assert.match(secret, /^accs_secret__/);
    assert.ok(!everything.includes(secret) && !everything.includes("em_test_"));
  });
});

describe("@stripe/react-connect-js 3.4.4", () => {
  test("draws one form in StrictMode, re-renders, and can be put back without another secret", async () => {
    const id = await sandbox.organisation();
    await page.goto(web.url);
    await page.evaluate((organisation) => {
      host.instance = host.connect(organisation);
      host.react = host.mountReact(host.instance);
    }, id);
    await form.heading("Type of business");
    assert.equal(await page.evaluate((tag) => document.querySelectorAll(tag).length, TAG), 1);
    await page.evaluate(() => host.react.render());
    await form.completeStep();
    await page.evaluate(() => host.react.unmount());
    await page.evaluate(() => host.mountReact(host.instance));
    await form.heading("Business details");
    assert.deepEqual(await events(), [`loader ${TAG}`, WALK[0], `loader ${TAG}`]);
    assert.deepEqual((await sandbox.read(id)).sessions, { minted: 1, claimed: 1 });
    assert.deepEqual(unexpected(), []);
  });
});

describe("without npm", () => {
  test("calls the page's own onLoad, and create gives the element itself", async () => {
    const id = await sandbox.organisation();
    await page.goto(`${web.url}by-loader`);
    await page.evaluate(async (organisation) => {
      await new Promise((resolve) => {
        window.StripeConnect = { onLoad: resolve };
        const script = document.createElement("script");
        script.src = "/sandbox/connect.js";
        document.head.append(script);
      });
      const fetchClientSecret = () => host.fetchClientSecret(organisation);
      const instance = StripeConnect.init({ publishableKey: "pk_test_sandbox", fetchClientSecret });
      document.querySelector("main").append(host.listen(instance.create("account-onboarding")));
    }, id);
    await form.heading("Type of business");
    assert.equal(await page.evaluate(() => typeof StripeConnect.onLoad), "function", "the page's own members stay");
    assert.deepEqual(await events(), [`loader ${TAG}`]);
    assert.deepEqual(heard, []);
  });

  test("draws under the strictest content security policy", async () => {
    const id = await sandbox.organisation();
    await page.evaluateOnNewDocument(() => {
      window.violations = [];
      document.addEventListener("securitypolicyviolation", (event) => violations.push(event.effectiveDirective));
    });
    await page.goto(`${web.url}strict`);
    await page.evaluate((organisation) => {
      const fetchClientSecret = () => host.fetchClientSecret(organisation);
      const appearance = { variables: { colorPrimary: "#123456" } };
      const instance = StripeConnect.init({ publishableKey: "pk_test_sandbox", fetchClientSecret, appearance });
      document.querySelector("main").append(host.listen(instance.create("account-onboarding")));
    }, id);
    await form.heading("Type of business");
    await form.completeStep();
    assert.deepEqual(await page.evaluate(() => violations), []);
  });

  test("cannot be reached into by the page", async () => {
    await open(await sandbox.organisation());
    await form.heading("Type of business");
    assert.equal(await page.evaluate(() => host.element.shadowRoot), null);
    assert.deepEqual(await page.evaluate(() => Object.keys(window).filter((name) => /^(Session|Form|AccountOnboarding|BASE|STYLE)$/.test(name))), []);
  });
});

describe("for everyone", () => {
  test("works by keyboard alone, and moves the focus to the step it shows", async () => {
    await open(await sandbox.organisation());
    await form.heading("Type of business");
    assert.equal(await page.evaluate(() => document.activeElement === document.body), true, "the first step takes no focus");
    await tabTo("Fill with test data");
    await page.keyboard.press("Enter");
    await tabTo("Continue");
    await page.keyboard.press("Enter");
    await form.heading("Business details");
    await until("focus on the heading", async () => (await focused())?.name === "Business details");
    assert.equal((await focused()).role, "heading");
    await tabTo("Continue");
    await page.keyboard.press("Enter");
    await until("focus on the first mistake", async () => (await focused())?.name === "Registered name");
    assert.equal((await focused()).invalid, "true");
  });

  for (const [name, scheme, width] of [["light", "light", 900], ["dark", "dark", 900], ["at 320 px", "light", 320]]) {
    test(`has nothing for axe to find on any step, ${name}`, async () => {
      // axe cannot look into a closed shadow root; only for it, this page's roots are open.
      await page.evaluateOnNewDocument(() => {
        const attach = Element.prototype.attachShadow;
        Element.prototype.attachShadow = function () {
          return attach.call(this, { mode: "open" });
        };
      });
      await page.setViewport({ width, height: 900 });
      await page.goto(web.url);
      await page.addScriptTag({ path: new URL("node_modules/axe-core/axe.min.js", import.meta.url).pathname });
      await page.evaluate((organisation, dark) => {
        document.body.style.cssText = dark ? "background: #14171f; color: #e8eaf0" : "background: #fff";
        const variables = dark
          ? { colorBackground: "#14171f", colorText: "#e8eaf0", colorPrimary: "#8aa0ff", colorDanger: "#ff9d94", buttonPrimaryColorText: "#10131c" }
          : {};
        host.mount(host.connect(organisation, { appearance: { variables } }));
      }, await sandbox.organisation(), scheme === "dark");
      await form.heading("Type of business");
      for (let at = await form.currentHeading(); ; at = await form.completeStep()) {
        const found = await page.evaluate(async (tag) => {
          const { violations, passes } = await axe.run(tag, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] });
          if (!passes.some(({ id }) => id === "button-name")) return ["axe did not see the form"];
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
        }, TAG);
        assert.deepEqual(found, [], at);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${at} fits`);
        if (at === "Review and submit") break;
      }
    });
  }
});

/** Everything that is drawn, the closed shadow root included, as one text. */
async function drawn() {
  const session = await page.createCDPSession();
  const { root } = await session.send("DOM.getDocument", { depth: -1, pierce: true });
  await session.detach();
  return JSON.stringify(root).replaceAll('\\"', "'");
}

async function focused() {
  const tree = await page.accessibility.snapshot({ interestingOnly: false });
  const search = (node) => (node.focused && node.role !== "RootWebArea" ? node : (node.children ?? []).map(search).find(Boolean));
  return search(tree);
}

async function tabTo(name) {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    if ((await focused())?.name === name) return;
  }
  throw new Error(`40 presses of Tab never reached «${name}»`);
}

/** Answers a request to Stripe's host with what the sandbox has at the same place. */
async function fromSandbox(request) {
  const target = new URL(request.url().slice(STRIPE.length), sandbox.url);
  const headers = { ...request.headers(), origin: new URL(web.url).origin };
  const answer = await fetch(target, { method: request.method(), headers, body: request.postData() });
  const kept = ["content-type", "access-control-allow-origin", "access-control-allow-credentials", "access-control-allow-headers", "access-control-allow-methods"];
  await request.respond({
    status: answer.status,
    headers: Object.fromEntries(kept.filter((name) => answer.headers.has(name)).map((name) => [name, answer.headers.get(name)])),
    body: Buffer.from(await answer.arrayBuffer()),
  });
}
