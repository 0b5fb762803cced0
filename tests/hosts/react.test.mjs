// The React components: which prop goes where, and what a server prints.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import { script, stubbedPage } from "./support/stubbed.mjs";

const ORGANISATION = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
const FRAME = 20;
const COMPLETE = { organisationId: ORGANISATION, publishableKey: "pk_test_x" };

const source = await script(`
  export { createElement, StrictMode } from "react";
  export { createRoot, hydrateRoot } from "react-dom/client";
  export { flushSync } from "react-dom";
  export * from "@dolfin/payment-onboarding";
  export { PaymentAccountOnboarding, PaymentAccountStatus } from "../../npm/src/react.js";`);
const server = await script(`
  import { createElement } from "react";
  import { renderToString } from "react-dom/server";
  import { PaymentAccountOnboarding } from "../../npm/src/react.js";
  export const print = (props) => renderToString(createElement(PaymentAccountOnboarding, props));`, { format: "cjs", platform: "node" });
const printer = { exports: {} };
new Function("module", "exports", "require", server)(printer, printer.exports, createRequire(import.meta.url));
const { print } = printer.exports;

/** A page with React, and \`root\` to render into. */
async function reactPage(html = "") {
  const page = await stubbedPage({ source, html: `<div id="root">${html}</div>` });
  const { createElement, createRoot, flushSync, PaymentAccountOnboarding } = page.lib;
  const root = html ? undefined : createRoot(page.document.getElementById("root"));
  return {
    ...page,
    render: (props) => flushSync(() => root.render(createElement(PaymentAccountOnboarding, props))),
    element: () => page.document.querySelector("dolfin-payment-onboarding"),
  };
}

describe("props", () => {
  test("of the element become its properties, and go when they are gone", async () => {
    const page = await reactPage();
    const tokenProvider = () => "token";
    page.render({ ...COMPLETE, tokenProvider, locale: "de", paused: true, appearance: { overlays: "drawer" } });
    await page.advance(FRAME);
    const element = page.element();
    assert.deepEqual([element.tokenProvider, element.locale, element.paused, element.appearance.overlays], [tokenProvider, "de", true, "drawer"]);
    assert.equal(page.accounts.length, 0);
    page.render(COMPLETE);
    await page.advance(FRAME);
    assert.deepEqual([element.tokenProvider, element.locale, element.paused, element.tokenRequired], [undefined, null, false, false]);
    assert.equal(page.accounts.length, 1);
  });

  test("that are an account are the element's, and another one is another mount", async () => {
    const page = await reactPage();
    const [ada, ben] = ["Ada", "Ben"].map((token) => page.lib.createPaymentAccount({ organisationId: ORGANISATION, tokenProvider: () => token }));
    page.render({ publishableKey: "pk_test_x", account: ada });
    await page.advance(FRAME);
    const ofAda = [...page.accounts];
    assert.equal(ofAda.length, 2);
    assert.deepEqual([page.element().account, ofAda[1].sharesWith], [ada, ofAda[0]]);
    page.render({ publishableKey: "pk_test_x", account: ben });
    await page.advance(FRAME);
    assert.ok(ofAda.every(({ calls }) => calls.includes("free")));
    assert.equal(await page.accounts[3].settings.token(), "Ben");
    page.render(COMPLETE);
    await page.advance(FRAME);
    assert.deepEqual([page.element().account, page.accounts.length, page.accounts[4].sharesWith], [undefined, 5, undefined]);
    assert.deepEqual(page.console, []);
  });

  test("of HTML stand on the element", async () => {
    const page = await reactPage();
    page.render({ ...COMPLETE, className: "a", style: { "--dolfin-accent": "red" }, lang: "de", title: "t", slot: "s", tabIndex: 0, "aria-label": "l", "data-x": "1", id: "i" });
    const element = page.element();
    assert.deepEqual(
      ["class", "style", "lang", "title", "slot", "tabindex", "aria-label", "data-x", "id"].map((name) => element.getAttribute(name)),
      ["a", "--dolfin-accent: red;", "de", "t", "s", "0", "l", "1", "i"],
    );
    assert.deepEqual(page.console, []);
  });

  test("that nobody knows go nowhere, and are named once", async () => {
    const page = await reactPage();
    const foreign = { innerHTML: "<img src=x onerror=alert(1)>", dangerouslySetInnerHTML: { __html: "<b>" }, onClick: () => {}, organizationId: "x", outerHTML: "" };
    page.render({ ...COMPLETE, ...foreign });
    page.render({ ...COMPLETE, ...foreign });
    assert.equal(page.element().innerHTML, "");
    assert.equal(Object.hasOwn(page.element(), "organizationId"), false);
    assert.deepEqual(page.console, Object.keys(foreign).map((name) => `warn: PaymentAccountOnboarding has no prop "${name}"; it is ignored.`));
  });

  test("that are callbacks hear the newest, and take requests unless they say otherwise", async () => {
    const page = await reactPage();
    const heard = [];
    page.render({ ...COMPLETE, onRequest: () => heard.push("old") });
    page.render({ ...COMPLETE, onRequest: ({ request }, event) => (heard.push(request, event.type), request !== "open") });
    await page.advance(FRAME);
    const [{ settings }] = page.accounts;
    assert.deepEqual([settings.tell("request", "open"), settings.tell("request", "enable")], [false, true]);
    assert.deepEqual(heard, ["open", "dolfin-request", "enable", "dolfin-request"]);
  });

  test("that are inherited do not count", async () => {
    const page = await reactPage();
    page.window.Object.prototype.onRequest = page.window.Object.prototype.tokenProvider = () => (page.window.stolen = true);
    page.render(page.window.Object.assign(new page.window.Object(), COMPLETE));
    await page.advance(FRAME);
    page.accounts[0].settings.tell("request", "open");
    assert.equal(page.window.stolen, undefined);
    assert.equal(Object.hasOwn(page.accounts[0].settings, "token"), false);
  });
});

describe("printed by a server, the element", () => {
  const props = { ...COMPLETE, tokenProvider: async () => "secret", className: "a" };

  test("carries nothing but ordinary attributes, and stands paused", () => {
    assert.equal(print(props), '<dolfin-payment-onboarding class="a" paused=""></dolfin-payment-onboarding>');
  });

  test("waits for React, however late that is, and is then one mount without a complaint", async () => {
    const page = await reactPage(print(props));
    page.lib.register();
    await page.advance(60_000);
    assert.equal(page.accounts.length, 0);
    const { createElement, hydrateRoot, PaymentAccountOnboarding, StrictMode } = page.lib;
    hydrateRoot(page.document.getElementById("root"), createElement(StrictMode, null, createElement(PaymentAccountOnboarding, props)));
    for (let round = 0; page.accounts.length === 0 && round < 200; round += 1) await page.advance(FRAME);
    await page.advance(60_000);
    assert.equal(page.accounts.length, 1);
    assert.equal(await page.accounts[0].settings.token(), "secret");
    assert.deepEqual(page.console, []);
  });
});
