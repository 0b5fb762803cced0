// The npm package in a page without tools, which loads Connect.js from Stripe's address, as a host's does: to Active, under
// the guide's strictest policy, two on a page, removed, put back, moved, and where there is no WebAssembly.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { serve } from "../../e2e/support/serve.mjs";
import { startSandbox } from "../../e2e/support/sandbox.mjs";
import { files } from "../../hosts/support/package.mjs";
import { NEARLY_DONE } from "../support/app.mjs";
import { startStripe } from "../support/stripe.mjs";
import { LISTEN, Visitor, until } from "../support/visitor.mjs";

const PACKAGE = new URL("../../hosts/node_modules/@dolfin/payment-onboarding/", import.meta.url).pathname;
const NONCE = "dGhlIG5vbmNl";
const ORGANISATION = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

/** The policy that the guide asks for, with this page's nonce and API. */
async function policy(origin) {
  const guide = await readFile(new URL("../../../npm/README.md", import.meta.url), "utf8");
  const [, lines] = /Content-Security-Policy: ([^`]*?)\n```/.exec(guide);
  return lines.replaceAll(/\s+/g, " ").replace("'nonce-…'", `'nonce-${NONCE}'`).replace("https://api.dolfinai.co", origin);
}

const page = (script, nonce = "") => `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A page</title>
${LISTEN.replace("<script>", `<script nonce="${nonce}">`)}<link rel="icon" href="/icon.svg"></head><body><main></main>
<script type="module" nonce="${nonce}">
  import * as lib from "/package/index.js";
  window.make = (organisationId, settings = {}) => {
    const element = Object.assign(document.createElement("dolfin-payment-onboarding"), { organisationId, publishableKey: "pk_test_x", apiBase: "/api", ...settings });
    document.querySelector("main").append(element);
  };
  ${script}
  window.lib = lib;
</script></body></html>`;

let sandbox;
let web;
let stripe;
let visitor;
before(async () => {
  sandbox = await startSandbox();
  const strict = { body: page("lib.register();", NONCE), headers: {} };
  web = await serve({
    sandbox: sandbox.url,
    files: {
      ...(await files(PACKAGE)),
      "/plain": { body: page("lib.register();") },
      "/strict": strict,
      "/inline": { body: page(`lib.register({ wasm: (await import("/package/inline.js")).wasm });`) },
      "/icon.svg": { type: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg"/>' },
    },
  });
  strict.headers["content-security-policy"] = await policy(new URL(web.url).origin);
  stripe = await startStripe(sandbox, web);
  visitor = await Visitor.arrive({ sslProxy: stripe.sslProxy });
});
after(async () => {
  await visitor?.leave();
  stripe?.stop();
  await web?.stop();
  await sandbox?.stop();
});

async function open(path) {
  await visitor.go(web, path);
  await until("the library", () => visitor.run("return Boolean(window.lib)"));
  await visitor.complaints();
}
const make = (id, settings = {}) => visitor.run("window.make(...arguments)", id, settings);
const sessions = async (id) => (await sandbox.read(id)).sessions;
const claimed = (id, count) => until(`${count} claimed`, async () => (await sessions(id)).claimed === count);
const states = () => visitor.run("return [...document.querySelectorAll('dolfin-payment-onboarding')].map(({ snapshot }) => snapshot?.state).join()");
const are = (wanted) => until(wanted, async () => (await states()) === wanted);

describe("to Active", () => {
  for (const path of ["plain", "strict"]) {
    test(path === "strict" ? "under the guide's policy, with Trusted Types" : "on a plain page", async () => {
      const id = await sandbox.organisation(NEARLY_DONE);
      await open(path);
      await make(id, path === "strict" ? { nonce: NONCE } : {});
      await visitor.completeToReview();
      await visitor.press("Agree and submit");
      await are("Active");
      assert.deepEqual(await sessions(id), { minted: 1, claimed: 1 });
      assert.deepEqual(await visitor.complaints(), []);
      const told = await visitor.run("return window.told.map(({ name }) => name)");
      assert.equal(told[0], "ready");
      assert.equal(told.at(-1), "statuschange");
    });
  }

  test("the policy is in force", async () => {
    await open("strict");
    await visitor.run("try { const script = document.createElement('script'); script.src = '/other.js'; document.body.append(script); } catch (error) { console.error(error.name); }");
    await until("a violation", async () => (await visitor.complaints()).length > 0);
  });

  test("with the WebAssembly in a script", async () => {
    await open("inline");
    await make(await sandbox.organisation({ scenario: "active" }));
    await are("Active");
    assert.deepEqual(await visitor.complaints(), []);
  });
});

describe("coming and going", () => {
  test("two on a page are two, with one script of Stripe's", async () => {
    const [one, two] = [await sandbox.organisation(NEARLY_DONE), await sandbox.organisation({ scenario: "overdue" })];
    await open("plain");
    const before = stripe.asked;
    await make(one);
    await make(two);
    await are("OnboardingInProgress,Restricted");
    await claimed(one, 1);
    await claimed(two, 1);
    // None where the browser's cache has it.
    assert.ok(stripe.asked - before <= 1);
    assert.deepEqual(await visitor.complaints(), []);
  });

  test("removed it is silent; put back it is a mount of its own, and reaches Active", async () => {
    const id = await sandbox.organisation(NEARLY_DONE);
    await open("plain");
    await make(id);
    await claimed(id, 1);
    await visitor.run("window.kept = document.querySelector('main > *'); window.kept.remove()");
    await until("it to be empty", () => visitor.run("return window.kept.snapshot === null && window.kept.children.length === 0"));
    const before = (await sandbox.requests(id)).length;
    await visitor.run("window.kept.refresh()");
    assert.equal((await sandbox.requests(id)).length, before);
    await visitor.run("document.querySelector('main').append(window.kept)");
    await claimed(id, 2);
    await visitor.completeToReview();
    await visitor.press("Agree and submit");
    await are("Active");
    assert.deepEqual(await visitor.complaints(), []);
  });

  test("moved within a task it keeps its session", async () => {
    const id = await sandbox.organisation(NEARLY_DONE);
    await open("plain");
    await make(id);
    await claimed(id, 1);
    await visitor.run("document.body.append(document.createElement('aside')); document.querySelector('aside').append(document.querySelector('main > *'))");
    await until("the form", () => visitor.heading());
    assert.equal((await sessions(id)).minted, 1);
    assert.deepEqual(await visitor.complaints(), []);
  });

  test("another organisation and another language are taken in place", async () => {
    const [one, two] = [await sandbox.organisation({ scenario: "active" }), await sandbox.organisation({ scenario: "overdue" })];
    await open("plain");
    await make(one);
    await are("Active");
    await visitor.run("document.querySelector('main > *').organisationId = arguments[0]", two);
    await are("Restricted");
    await visitor.run("document.querySelector('main > *').locale = 'ar'");
    await visitor.sees({ lang: "ar" });
    assert.deepEqual(await visitor.complaints(), []);
  });
});

test("without WebAssembly, as in Lockdown Mode, a notice says so and offers the ways out", async () => {
  await open("plain");
  await visitor.run("delete window.WebAssembly");
  await make(ORGANISATION);
  const buttons = "return [...document.querySelector('main > *').shadowRoot.querySelectorAll('[part=fallback] button')].map((button) => button.innerText)";
  assert.deepEqual(await until("the notice", async () => {
    const found = await visitor.run(buttons);
    return found.length > 0 && found;
  }), ["Try again", "Continue at Stripe"]);
  await visitor.clickOn("[data-testid=hosted-link]");
  assert.deepEqual(await visitor.run("return window.told.map(({ name, kind, request }) => [name, kind ?? request].join())"), ["error,load", "request,hosted-link"]);
});

test("the notice is in the element's language, once its file has come", async () => {
  const words = JSON.parse(await readFile(new URL("../../../core/src/text/locales/pl-PL.json", import.meta.url), "utf8"));
  await open("plain");
  await visitor.run("delete window.WebAssembly");
  await make(ORGANISATION, { locale: "pl" });
  const said = "return document.querySelector('main > *').shadowRoot.querySelector('[part=fallback]')?.innerText";
  const text = await until("Polish", async () => {
    const found = await visitor.run(said);
    return found?.includes(words.FormElsewhere) && found;
  });
  for (const name of ["FormUnavailableHead", "FormBlockedText", "ActionRetry"]) assert.ok(text.includes(words[name]), name);
});

test("below the floor the element shows what the host wrote into it", async () => {
  await open("plain");
  await visitor.run("CSS.supports = () => false; window.make(arguments[0], { innerText: 'Go on at Stripe' })", ORGANISATION);
  const seen = await visitor.run("const element = document.querySelector('main > *'); return [element.shadowRoot, element.innerText]");
  assert.deepEqual(seen, [null, "Go on at Stripe"]);
});
