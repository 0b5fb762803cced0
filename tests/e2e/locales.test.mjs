// The languages, as a person meets them: loaded when they are wanted and not before, switched in place, written the
// right way round, readable by everybody, and never in the way of anything else.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { until } from "./support/browser.mjs";
import { locales, sentences } from "./support/locales.mjs";
import { audit } from "./app/access.mjs";
import { useApp } from "./app/app.mjs";

const app = useApp();

/** How long a busy machine may take, in milliseconds. */
const PATIENCE = { within: 20_000 };
/**
 * Those that a browser has most to do with: other scripts, and long words. What a file must hold is tested without one
 * (core/tests/text). With EVERY=1 in the environment, all of them.
 */
const LOCALES = process.env.EVERY ? locales().slice(1) : ["ar", "de-DE", "el-GR", "fi-FI", "ja-JP", "pl-PL"];
const TAG = "stripe-connect-account-onboarding";
const STARTED = { status: "OnboardingInProgress", capabilities: { currentlyDue: ["external_account", "company.tax_id"], detailsSubmitted: false } };

const words = sentences();

const page = (id) => `organisations/${id}/payment-account`;
const headline = (text) => app.sees((seen) => seen.headline === text);

/** Every address the page asks for from now on. */
function requests() {
  const asked = [];
  app.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  return asked;
}

/** What the page is: its languages, and how often anything of the locale was said. */
const tongue = () => app.page.evaluate(() => {
  const marks = (node) => `${node?.lang} ${node?.dir}`;
  return { page: marks(document.documentElement), panel: marks(document.querySelector("[data-testid=payment-account-status]")) };
});

/** Takes what was said on the console out, so that it is no complaint. */
const told = () => app.heard.splice(0).filter((line) => line.startsWith("warn: ") && !line.includes("integrity")).map((line) => line.replace(/\?[\da-f]+/, ""));

/** Makes `languagechange` say this, as a browser does whose person chose another language. */
const choose = (...languages) => app.page.evaluate((languages) => {
  Object.defineProperty(navigator, "languages", { get: () => languages, configurable: true });
  window.dispatchEvent(new Event("languagechange"));
}, languages);

test("an English page asks for no words", async () => {
  const asked = requests();
  const id = await app.sandbox.organisation(STARTED);
  await app.open(page(id), { config: { locale: "en-AU" } });
  await app.sees({ formMounted: true });
  assert.deepEqual(asked.filter((path) => path.startsWith("/locales")), []);
  assert.deepEqual(await tongue(), { page: "en-GB ltr", panel: "en-GB ltr" });
});

describe("each language", () => {
  const STATES = {
    overdue: "OverdueHead",
    disconnected: "DisconnectedHead",
    "under-review": "ReviewHead",
    active: "ActiveHead",
    rejected: "RejectedHead",
    forbidden: "ForbiddenHead",
  };

  for (const locale of LOCALES) {
    test(`${locale}: its own words, its own direction, and nothing that keeps anybody out`, async () => {
      const scenarios = await app.sandbox.scenarios();
      const asked = requests();
      for (const [name, key] of Object.entries(STATES)) {
        const id = scenarios.find((scenario) => scenario.name === name).organisation;
        await app.open(page(id), { config: { locale } });
        await headline(words[locale][key]);
        const marks = `${locale} ${locale === "ar" ? "rtl" : "ltr"}`;
        await app.page.waitForSelector(`html[lang=${locale}]`);
        assert.deepEqual(await tongue(), { page: marks, panel: marks });
        await audit(app.page);
      }
      const files = asked.filter((path) => path.startsWith("/locales"));
      // American English is compiled in, as the British is.
      const one = locale === "en-US" ? [] : [`/locales/${locale}.json`];
      assert.deepEqual(files, Object.keys(STATES).flatMap(() => one), "one for each page");
    });
  }
});

test("around a form that is in no such language, the direction is the form's own", async () => {
  const id = await app.sandbox.organisation(STARTED);
  await app.open(page(id), { config: { locale: "ar" } });
  await app.sees({ formMounted: true, headline: words.ar.ResumeHead });
  const directions = await app.page.evaluate((tag) => {
    const form = document.querySelector(tag);
    return [form, form.closest("section")].map((node) => getComputedStyle(node).direction);
  }, TAG);
  assert.deepEqual(directions, ["ltr", "rtl"]);
});

test("numbers and times are the language's own", async () => {
  const id = await app.sandbox.organisation({ ...STARTED, capabilities: { ...STARTED.capabilities, currentlyDue: ["external_account", "company.tax_id", "company.name"] } });
  const progress = () => app.page.$eval(".dolfin-progress-label", (label) => label.textContent);
  await app.open(page(id), { config: { locale: "pl" } });
  await headline(words["pl-PL"].ResumeHead);
  assert.equal(await progress(), "Pozostały 3 odpowiedzi");
  await app.sandbox.change(id, { capabilities: { currentlyDue: ["external_account"] } });
  await app.click("check-now");
  await until("one left", async () => (await progress()) === "Pozostała 1 odpowiedź", PATIENCE);
  const age = () => app.page.$eval("[data-testid=freshness]", (place) => place.textContent);
  assert.equal(await age(), words["pl-PL"].CheckedJustNow);
});

test("another language is switched to in place, with Stripe's form open", async () => {
  await app.page.evaluateOnNewDocument(() => {
    window.updates = [];
    let stripe;
    Object.defineProperty(window, "StripeConnect", {
      get: () => stripe,
      set: (value) => {
        const { init } = value;
        if (init) {
          value.init = (params) => {
            const instance = init(params);
            const { update } = instance;
            return Object.assign(instance, { update: (changes) => (window.updates.push(changes.locale), update.call(instance, changes)) });
          };
        }
        stripe = value;
      },
    });
  });
  const id = await app.sandbox.organisation(STARTED);
  await app.onboarding(id);
  await app.sees({ formMounted: true, headline: words["en-GB"].ResumeHead });
  await until("the claim", async () => (await app.sandbox.read(id)).sessions.claimed === 1, PATIENCE);
  await app.page.evaluate((tag) => {
    window.before = [...document.querySelectorAll(`${tag}, .dolfin, h2, h3, button, .dolfin-question`)];
    window.updates.length = 0;
    window.headlines = [];
    const watch = new MutationObserver(() => window.headlines.push(document.querySelector("h2").textContent));
    watch.observe(document.querySelector("h2"), { characterData: true, subtree: true, childList: true });
  }, TAG);

  await choose("ko", "fr-CA", "de");
  await headline(words["fr-FR"].ResumeHead);
  const after = await app.page.evaluate(() => ({
    gone: window.before.filter((node) => !node.isConnected).length,
    kept: window.before.length,
    updates: window.updates,
    headlines: window.headlines,
  }));
  assert.ok(after.kept > 8);
  assert.equal(after.gone, 0, "no node was made anew");
  assert.deepEqual(after.updates, ["fr-FR"]);
  assert.deepEqual(after.headlines, [words["fr-FR"].ResumeHead], "one change, and no other on the way");
  await choose("ar-EG");
  await headline(words.ar.ResumeHead);
  await choose("en-AU");
  await headline(words["en-GB"].ResumeHead);
  assert.deepEqual(await app.page.evaluate(() => window.updates), ["fr-FR", "ar", "en-GB"]);
  const { sessions } = await app.sandbox.read(id);
  assert.deepEqual(sessions, { minted: 1, claimed: 1 });
  assert.equal(await app.count(id, "session"), 1);
});

test("the country decides between files of one language, and what American English leaves out is the British", async () => {
  const scenarios = await app.sandbox.scenarios();
  const id = scenarios.find((scenario) => scenario.name === "not-enabled").organisation;
  await app.open(page(id), { config: { locale: "en_US" } });
  const { text } = await headline(words["en-US"].NotEnabledHead);
  assert.ok(text.includes(words["en-US"].NotEnabledText));
  assert.ok(text.includes(words["en-GB"].TurnHost), text);
  for (const tag of ["pt-PT", "pt-BR"]) {
    await app.page.evaluate((tag) => (window.__PAYMENTS_CONFIG__.locale = tag), tag);
    await choose(tag);
    await app.page.waitForSelector(`html[lang=${tag}] [data-testid=payment-account-status][lang=${tag}]`);
    await headline(words[tag].NotEnabledHead);
  }
});

test("in Japanese a line ends where a phrase does, and letters keep their room", async () => {
  const id = await app.sandbox.organisation(STARTED);
  await app.open(page(id), { config: { locale: "ja" } });
  await headline(words["ja-JP"].ResumeHead);
  const { wordBreak, lineBreak, letterSpacing } = await app.page.$eval(".dolfin-headline", (node) => ({ ...getComputedStyle(node) }));
  assert.deepEqual([wordBreak, lineBreak, Number.parseFloat(letterSpacing) || 0], ["auto-phrase", "strict", 0]);
});

test("a switch of language announces nothing", async () => {
  const id = await app.sandbox.organisation(STARTED);
  await app.onboarding(id);
  await headline(words["en-GB"].ResumeHead);
  await app.sandbox.change(id, { capabilities: { currentlyDue: ["external_account"] } });
  await app.click("check-now");
  const announced = () => app.page.$eval("[data-testid=announcement]", (place) => place.textContent);
  const text = await until("the announcement", announced, PATIENCE);
  await choose("de");
  await headline(words["de-DE"].ResumeHead);
  assert.equal(await announced(), text);
});

describe("without usable words the page is English, and says so once to the developer", () => {
  const FILES = {
    "no file": { status: 404, body: "" },
    "a page instead": { status: 200, contentType: "text/html", body: "<!doctype html><title>Sign in</title>" },
    "half of it": { status: 200, contentType: "application/json", body: "{\"ResumeHead\": \"Hier" },
    "a list": { status: 200, contentType: "application/json", body: "[\"Hier\"]" },
    "a number": { status: 200, contentType: "application/json", body: "12" },
    "too much": { status: 200, contentType: "application/json", body: JSON.stringify({ ResumeHead: "x".repeat(300_000) }) },
    "no network": undefined,
  };

  for (const [name, answer] of Object.entries(FILES)) {
    test(name, async () => {
      await answerLocales(answer);
      const id = await app.sandbox.organisation(STARTED);
      await app.open(page(id), { config: { locale: "de-DE" } });
      await app.sees({ formMounted: true, headline: words["en-GB"].ResumeHead });
      await until("the warning", async () => app.heard.some((line) => line.startsWith("warn: /locales")), PATIENCE);
      assert.deepEqual(told(), ["warn: /locales/de-DE.json cannot be used; English is shown"]);
      assert.deepEqual(await tongue(), { page: "en-GB ltr", panel: "en-GB ltr" });
    });
  }

  test("a hostile file: what is usable of it is used, and the rest stays English", async () => {
    const body = JSON.stringify({
      ResumeHead: "Weiter geht’s",
      ResumeText: { toString: "x" },
      RequirementsTitle: "<img src=x onerror=alert(1)>",
      ProgressLeft: "Noch viel",
      FormLabel: 7,
      constructor: "Bau",
    });
    await answerLocales({ status: 200, contentType: "application/json", body });
    const id = await app.sandbox.organisation(STARTED);
    await app.open(page(id), { config: { locale: "de-DE" } });
    const seen = await headline("Weiter geht’s");
    assert.match(seen.text, /Some answers are still missing/);
    assert.match(seen.text, /What Stripe needs/);
    assert.match(seen.text, /2 left to answer/);
    assert.deepEqual(told(), ["warn: /locales/de-DE.json is not of this version; English fills the gaps"]);
  });

  test("words that never come hold nothing up", async () => {
    await app.page.setRequestInterception(true);
    app.page.on("request", (request) => request.url().includes("/locales/") || request.continue());
    const id = await app.sandbox.organisation(STARTED);
    await app.open(page(id), { config: { locale: "de-DE" } });
    await app.sees({ formMounted: true, headline: words["en-GB"].ResumeHead });
    assert.deepEqual(told(), []);
  });

  /** Answers every locale file so, or with no connection. */
  async function answerLocales(answer) {
    await app.page.setRequestInterception(true);
    app.page.on("request", (request) => {
      if (!request.url().includes("/locales/")) return request.continue();
      return answer ? request.respond(answer) : request.abort("connectionreset");
    });
  }
});

describe("a host's own sentences", () => {
  test("stand in every language, and a broken one is named once and left out", async () => {
    const messages = { ResumeHead: "Almost there", "ProgressLeft.one": "just one", NoSuchName: "x", RequirementsTitle: 7, ProgressText: "done" };
    const id = await app.sandbox.organisation(STARTED);
    await app.open(page(id), { config: { locale: "en-GB", messages } });
    await headline("Almost there");
    const mistakes = [
      "warn: messages.NoSuchName: no sentence has that name",
      "warn: messages.RequirementsTitle: not a text",
      "warn: messages.ProgressText: not the {placeholders} of the English sentence",
    ];
    assert.deepEqual(told(), mistakes);
    await app.page.evaluate(() => (window.__PAYMENTS_CONFIG__.locale = "de-AT"));
    await choose("de");
    const seen = await app.sees(({ text }) => text.includes(words["de-DE"].ResumeText));
    assert.equal(seen.headline, "Almost there");
    assert.ok(seen.text.includes(words["de-DE"].RequirementsTitle));
    assert.deepEqual(told(), [], "named once");
  });

  const MARK = "¤";

  for (const name of ["overdue", "not-started", "under-review", "rejected", "forbidden", "several-people", "payouts-off", "not-enabled", "provider-error", "manual"]) {
    test(`${name}: every word there is can be said otherwise`, async () => {
      const messages = Object.fromEntries(Object.entries(words["en-GB"]).map(([key, text]) => [key, MARK + text]));
      const id = (await app.sandbox.scenarios()).find((scenario) => scenario.name === name).organisation;
      for (const path of [page(id), `organisations/${id}`]) {
        await app.open(path, { config: { messages } });
        await app.sees((seen) => !seen.busy && seen.headline?.startsWith(MARK));
        assert.deepEqual(await app.page.evaluate(unmarked, MARK), []);
      }
    });
  }

  test("the page of a mistake and the one that asks for an organisation too", async () => {
    const messages = Object.fromEntries(Object.entries(words["en-GB"]).map(([key, text]) => [key, MARK + text]));
    for (const path of ["", "nowhere", "organisations/x"]) {
      await app.open(path, { config: { messages } });
      await until("the page", () => app.page.$("h1"), PATIENCE);
      assert.deepEqual(await app.page.evaluate(unmarked, MARK), []);
    }
  });
});

/** Runs in the page: every text and name that is nobody's sentence, and no number, nor Stripe's or the server's. */
function unmarked(mark) {
  const bare = [];
  const check = (text, where) => {
    const words = text.trim();
    if (/\p{L}/u.test(words) && !words.includes(mark)) bare.push(`${where}: ${words}`);
  };
  const visit = (root) => {
    for (const node of root.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) check(node.data, root.localName ?? "shadow");
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      if (["SCRIPT", "STYLE", "NOSCRIPT", "LINK"].includes(node.tagName) || node.dataset?.testid === "onboarding-frame") continue;
      for (const name of ["aria-label", "title", "alt", "placeholder", "aria-description", "aria-valuetext"]) {
        if (node.hasAttribute?.(name)) check(node.getAttribute(name), `${node.localName} ${name}`);
      }
      visit(node);
      if (node.shadowRoot) visit(node.shadowRoot);
    }
  };
  visit(document.body);
  check(document.title, "title");
  return bare;
}
