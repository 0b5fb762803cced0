// What `register` is told for the whole page.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stubbedPage } from "./support/stubbed.mjs";

const ORGANISATION = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
const FRAME = 20;
const tokens = ({ accounts }) => Promise.all(accounts.map(({ settings }) => settings.token?.()));

describe("the functions of register()", () => {
  test("serve every element, the later ones too, and those that wait for them", async () => {
    const page = await stubbedPage();
    page.lib.register();
    page.add({ organisationId: ORGANISATION, tokenRequired: true }, "dolfin-payment-status");
    await page.advance(3_000);
    assert.equal(page.accounts.length, 0);
    page.lib.register({ tokenProvider: () => "the page's" });
    await page.settle();
    assert.equal(page.accounts.length, 1);
    // A soft navigation.
    page.document.body.innerHTML = `<dolfin-payment-status organisation-id="${ORGANISATION}"></dolfin-payment-status>`;
    await page.advance(FRAME);
    assert.deepEqual(await tokens(page), ["the page's", "the page's"]);
    assert.deepEqual(page.console, []);
  });

  test("serve accounts without interface", async () => {
    const page = await stubbedPage();
    page.lib.register({ tokenProvider: () => "the page's" });
    page.lib.createPaymentAccount({ organisationId: ORGANISATION }).subscribe(() => {});
    await page.settle();
    assert.deepEqual(await tokens(page), ["the page's"]);
  });

  test("come after an element's own, and stay where another call does not name them", async () => {
    const page = await stubbedPage();
    page.lib.register({ tokenProvider: () => "the page's" });
    page.lib.register({ headers: { a: "b" } });
    page.lib.register();
    const element = page.add({ organisationId: ORGANISATION, tokenProvider: () => "its own" }, "dolfin-payment-status");
    await page.advance(FRAME);
    assert.deepEqual(await tokens(page), ["its own"]);
    element.tokenProvider = undefined;
    await page.settle();
    assert.deepEqual(await tokens(page), ["the page's"]);
  });

  test("are looked up at each request", async () => {
    const page = await stubbedPage();
    page.lib.register({ tokenProvider: () => "first" });
    page.add({ organisationId: ORGANISATION }, "dolfin-payment-status");
    await page.advance(FRAME);
    page.lib.register({ tokenProvider: () => "second" });
    assert.deepEqual(await tokens(page), ["second"]);
  });

  for (const [apiBase, pageBase, isServed] of [
    [undefined, "https://api.example", true],
    ["https://api.example/v2", "https://api.example", true],
    ["/api", undefined, true],
    ["https://evil.example", "https://api.example", false],
    ["https://evil.example", undefined, false],
    ["/api", "https://api.example", false],
    ["https://", "https://api.example", false],
  ]) {
    test(`${isServed ? "go to" : "do not go to"} ${apiBase} where they are for ${pageBase}`, async () => {
      const page = await stubbedPage();
      page.lib.register({ apiBase: pageBase, tokenProvider: () => "the page's", fetch: () => page.window.stolen() });
      page.add({ organisationId: ORGANISATION, apiBase }, "dolfin-payment-status");
      await page.advance(FRAME);
      const [{ settings }] = page.accounts;
      assert.equal(settings.apiBase, apiBase ?? pageBase);
      assert.deepEqual([typeof settings.token, typeof settings.fetch], isServed ? ["function", "function"] : ["undefined", "undefined"]);
      assert.equal(page.console.length, isServed ? 0 : 1);
    });
  }

  test("do not follow a <base> that somebody has written into the page", async () => {
    const page = await stubbedPage();
    page.lib.register({ tokenProvider: () => "the page's" });
    page.document.head.innerHTML = '<base href="https://evil.example/">';
    page.add({ organisationId: ORGANISATION, apiBase: "/api" }, "dolfin-payment-status");
    await page.advance(FRAME);
    assert.equal(page.accounts[0].settings.token, undefined);
  });

  test("of the wrong kind are named and ignored", async () => {
    const page = await stubbedPage();
    page.lib.register({ tokenProvider: "a token" });
    page.add({ organisationId: ORGANISATION }, "dolfin-payment-status");
    await page.advance(FRAME);
    assert.equal(page.accounts[0].settings.token, undefined);
    assert.deepEqual(page.console, ["error: dolfin-payment-status: tokenProvider must be a function; it is ignored."]);
  });
});
