// Pages that copy, restore and morph what is in them (Turbo, htmx, LiveView, Livewire): what an element does about it.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stubbedPage } from "./support/stubbed.mjs";

const ORGANISATION = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
const COMPLETE = { organisationId: ORGANISATION, publishableKey: "pk_test_x", apiBase: "/api", form: "on-request" };
const FRAME = 20;
const FORM = "<stripe-connect-account-onboarding></stripe-connect-account-onboarding>";

/** A page with an element that has begun, and Stripe's form in it as the WebAssembly would put it there. */
async function mounted(settings = COMPLETE) {
  const page = await stubbedPage();
  page.lib.register();
  const element = page.add(settings);
  await page.advance(FRAME);
  element.innerHTML = `<div slot="dolfin-form-1">${FORM}</div>`;
  return { page, element };
}

describe("what is left of Stripe's form", () => {
  test("in a copy goes before that can begin", async () => {
    const { page, element } = await mounted();
    const copy = element.cloneNode(true);
    page.document.body.append(copy);
    assert.equal(copy.innerHTML, "");
    assert.notEqual(element.innerHTML, "");
  });

  test("in a page restored as text goes before the element begins, and what the host wrote stays", async () => {
    const { page, element } = await mounted();
    element.append("the host's own");
    const saved = page.document.body.innerHTML;
    element.remove();
    await page.advance(0);
    page.document.body.innerHTML = saved;
    await page.advance(FRAME);
    assert.equal(page.accounts.length, 2);
    assert.equal(page.document.body.firstElementChild.innerHTML, "the host's own");
  });

  test("in an element that is parsed piece by piece goes when it begins", async () => {
    const { page } = await mounted();
    const element = page.add(COMPLETE);
    element.innerHTML = `<div slot="dolfin-form-1">${FORM}</div>`;
    await page.advance(FRAME);
    assert.equal(element.innerHTML, "");
  });

  test("stays in an element that is moved", async () => {
    const { page, element } = await mounted();
    page.document.body.append(page.document.createElement("main"));
    page.document.querySelector("main").append(element);
    await page.advance(FRAME);
    assert.match(element.innerHTML, /dolfin-form-1/);
    assert.equal(page.accounts.length, 1);
  });
});

describe("a morph that takes out Stripe's form", () => {
  /** The slot in the frame, which the WebAssembly makes together with the form. */
  const framed = ({ page, element }) => {
    const slot = Object.assign(page.document.createElement("slot"), { name: "dolfin-form-1" });
    element.shadowRoot.querySelector("div").append(slot);
    const heard = [];
    element.addEventListener("dolfin-error", ({ detail }) => heard.push(detail.kind));
    return { page, element, slot, form: element.firstElementChild, heard };
  };

  test("has it put back each time, and the host told once", async () => {
    const { page, element, form, heard } = framed(await mounted());
    for (let times = 0; times < 3; times += 1) {
      element.replaceChildren();
      await page.advance(0);
      assert.equal(element.firstElementChild, form);
    }
    assert.deepEqual(heard, ["morph"]);
    assert.equal(page.accounts.length, 1);
    assert.match(page.console.join(), /taken out of the element/);
  });

  test("is not the component, which takes out the slot, too", async () => {
    const { page, element, slot, form, heard } = framed(await mounted());
    slot.remove();
    form.remove();
    await page.advance(0);
    assert.equal(element.innerHTML, "");
    assert.deepEqual(heard, []);
  });

  test("is not heard of where the element has left", async () => {
    const { page, element, heard } = framed(await mounted());
    element.remove();
    element.replaceChildren();
    await page.advance(0);
    assert.equal(element.innerHTML, "");
    assert.deepEqual(heard, []);
  });
});

describe("a morph that takes away the attributes that were set by property", () => {
  test("changes nothing: no other mount, no request", async () => {
    const { page, element } = await mounted({ ...COMPLETE, tokenProvider: () => "token" });
    for (const name of element.getAttributeNames()) element.removeAttribute(name);
    await page.advance(5_000);
    assert.equal(page.accounts.length, 1);
    assert.equal(element.organisationId, ORGANISATION);
    assert.equal(page.accounts[0].calls.includes("free"), false);
    assert.deepEqual(page.console, []);
  });

  test("and one that writes another value counts, as does what is set by property afterwards", async () => {
    const { page, element } = await mounted();
    element.setAttribute("api-base", "/other");
    await page.settle();
    assert.equal(page.accounts[1].settings.apiBase, "/other");
    // The host's word on `/api` is over.
    element.removeAttribute("api-base");
    await page.settle();
    assert.equal(page.accounts[2].settings.apiBase, undefined);
    element.apiBase = "/third";
    element.apiBase = null;
    await page.settle();
    assert.equal(element.apiBase, null);
    assert.equal(element.hasAttribute("api-base"), false);
  });

  test("does so where the markup alone had them: the mount ends, and nothing is sent for nobody", async () => {
    const page = await stubbedPage({ html: `<dolfin-payment-status organisation-id="${ORGANISATION}"></dolfin-payment-status>` });
    page.lib.register();
    await page.advance(0);
    page.document.querySelector("dolfin-payment-status").removeAttribute("organisation-id");
    await page.advance(500);
    assert.equal(page.accounts.length, 1);
    assert.equal(page.accounts[0].calls.join(), "free");
  });
});

describe("a host that ends the mount from within its construction", () => {
  for (const [how, end] of Object.entries({
    "by signOut()": (element) => element.signOut(),
    "by another organisation": (element) => (element.organisationId = "4f2504e0-4f89-41d3-9a0c-0305e82c3301"),
  })) {
    test(`${how} leaves nothing that goes on`, async () => {
      const page = await stubbedPage();
      page.lib.register();
      const element = page.add(COMPLETE);
      page.window.onAccount = () => {
        page.window.onAccount = undefined;
        end(element);
      };
      await page.advance(FRAME);
      assert.equal(page.accounts[0].calls.includes("free"), true);
      assert.equal(page.accounts.length, how.includes("another") ? 2 : 1);
    });
  }

  test("by the function that ends a subscription", async () => {
    const page = await stubbedPage();
    const end = page.lib.createPaymentAccount({ organisationId: ORGANISATION }).subscribe(() => {});
    page.window.onAccount = () => end();
    await page.settle();
    assert.equal(page.accounts.length, 1);
    assert.equal(page.accounts[0].calls.join(), "free");
  });

  test("a change of another setting, and a pause, are passed on", async () => {
    const page = await stubbedPage();
    page.lib.register();
    const element = page.add(COMPLETE);
    page.window.onAccount = () => {
      element.locale = "de";
      element.paused = true;
    };
    await page.advance(FRAME);
    const [account] = page.accounts;
    assert.equal(account.settings.locale, "de");
    assert.equal(account.calls.join(), "update,pause true");
  });
});

test("who has signed out before it began asks nothing, until it comes back", async () => {
  const page = await stubbedPage();
  page.lib.register();
  const element = page.add(COMPLETE);
  await page.settle();
  element.signOut();
  await page.advance(5_000);
  assert.equal(page.accounts.length, 0);
  element.remove();
  await page.advance(0);
  page.document.body.append(element);
  await page.advance(FRAME);
  assert.equal(page.accounts.length, 1);
});

test("what the host wrote into the element is shown until the component takes its place, and again after its end", async () => {
  const page = await stubbedPage();
  page.lib.register();
  const element = page.add({ ...COMPLETE, textContent: "the host's own" });
  const isShown = () => element.shadowRoot.querySelector("slot:not([name])") !== null;
  assert.equal(isShown(), true);
  await page.advance(FRAME);
  assert.equal(isShown(), false);
  element.remove();
  await page.advance(0);
  assert.equal(isShown(), true);
});
