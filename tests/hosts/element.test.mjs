// The life of an element: set, moved, changed, removed, several at once.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, describe, test } from "node:test";
import { NEARLY_DONE, PACKAGE, sees, until } from "./support/testbed.mjs";
import { emptyPages, open } from "./support/empty-page.mjs";

let all;
let host;
before(async () => (all = await emptyPages()));
afterEach(() => host?.close());
after(() => all?.stop());

const sessions = async (id) => (await all.sandbox.read(id)).sessions;
const claimed = (id, count) => until(`${count} claimed`, async () => (await sessions(id)).claimed === count, { within: 20_000 });

describe("attributes and properties", () => {
  test("reflect each other, as the manifest says", async () => {
    host = await open(all);
    const manifest = JSON.parse(await readFile(`${PACKAGE}custom-elements.json`, "utf8"));
    for (const { tagName, name, attributes, members } of manifest.modules[0].declarations) {
      const found = await host.page.evaluate(({ tagName, name, attributes }) => {
        const type = customElements.get(tagName);
        const element = document.createElement(tagName);
        const reflected = attributes.map(({ name, fieldName, type }) => {
          const value = type.text === "boolean" ? true : "x";
          element[fieldName] = value;
          const there = element.getAttribute(name);
          element[fieldName] = type.text === "boolean" ? false : null;
          return [there, element.hasAttribute(name)];
        });
        const names = new Set();
        for (let at = type.prototype; at !== HTMLElement.prototype; at = Object.getPrototypeOf(at)) {
          for (const name of Object.getOwnPropertyNames(at)) names.add(name);
        }
        return { exported: window.lib[name] === type, observed: type.observedAttributes, reflected, names: [...names] };
      }, { tagName, name, attributes });
      assert.ok(found.exported);
      assert.deepEqual([...found.observed].sort(), attributes.map(({ name }) => name).sort());
      assert.deepEqual(found.reflected, attributes.map(({ type }) => [type.text === "boolean" ? "" : "x", false]));
      const plumbing = ["constructor", "connectedCallback", "disconnectedCallback", "connectedMoveCallback", "attributeChangedCallback"];
      assert.deepEqual(found.names.filter((name) => !plumbing.includes(name)).sort(), members.map(({ name }) => name).sort());
    }
  });

  test("set before the element is known, they count", async () => {
    const id = await all.sandbox.organisation({ ...NEARLY_DONE, settings: { token: "early" } });
    host = await open(all, { register: false });
    await host.page.evaluate((organisationId) => {
      window.make({ organisationId, tokenProvider: () => "early" });
      window.lib.register();
    }, id);
    await sees(host.page, { state: "OnboardingInProgress" });
    assert.equal((await all.sandbox.requests(id, "status")).every(({ status }) => status === 200), true);
  });

  test("a locale changes without another mount", async () => {
    const id = await all.sandbox.organisation(NEARLY_DONE);
    host = await open(all);
    await host.make({ organisationId: id });
    await claimed(id, 1);
    await host.page.$eval("main > *", (element) => (element.locale = "de-AT"));
    const german = JSON.parse(await readFile(`${PACKAGE}locales/de-DE.json`, "utf8"));
    await sees(host.page, { headline: german.ResumeHead });
    await host.page.$eval("main > *", (element) => (element.messages = { ResumeHead: "Gleich fertig" }));
    await sees(host.page, { headline: "Gleich fertig" });
    assert.equal(await host.page.$eval("main > *", (element) => element.snapshot.headline), "Gleich fertig");
    await until("German", () => host.page.$eval("main > *", ({ snapshot }) => snapshot?.requirements[0]?.label.includes("Bankkonto")), { within: 20_000 });
    await host.page.$eval("main > *", (element) => (element.messages = { ProductName: "Zahlungen bei uns" }));
    await until("the host's word", () => host.page.$eval("main > *", ({ shadowRoot }) => shadowRoot.querySelector("[aria-label='Zahlungen bei uns']") !== null), { within: 20_000 });
    await host.page.$eval("main > *", (element) => (element.appearance = { variables: { colorPrimary: "#123456" } }));
    await until("the form to wear it", () => host.page.$eval("stripe-connect-account-onboarding", (form) => form.isConnected));
    await sees(host.page, { frame: true });
    assert.deepEqual(await sessions(id), { minted: 1, claimed: 1 });
  });
});

describe("what a host puts in", () => {
  const slots = () => host.page.$eval("main > *", ({ shadowRoot }) => [...shadowRoot.querySelectorAll("slot")].map(({ name }) => name));
  const put = (name) => host.page.$eval("main > *", (element, slot) => {
    const own = Object.assign(document.createElement("p"), { slot, textContent: "the host's own" });
    element.append(own);
  }, name);
  const isSeen = (name) => host.page.$eval(`main > * > [slot=${name}]`, (own) => own.assignedSlot !== null && own.checkVisibility());

  test("stands in the header, the footer, and where all is done", async () => {
    host = await open(all);
    await host.make({ organisationId: await all.sandbox.organisation({ scenario: "active" }) });
    for (const name of ["header", "footer", "complete"]) await put(name);
    await sees(host.page, { state: "Active" });
    for (const name of ["header", "footer", "complete"]) await until(name, () => isSeen(name), { within: 20_000 });
  });

  test("takes the place of the waiting state and of a notice, and asks for the hosted link", async () => {
    host = await open(all, { prepare: "window.StripeConnect = { init: () => { throw new Error('blocked'); } };" });
    await host.make({ organisationId: await all.sandbox.organisation(NEARLY_DONE) });
    for (const name of ["waiting", "problem-form-blocked", "problem-form-unavailable"]) await put(name);
    await (await host.hook("hosted-link")).evaluate((button) => button.click());
    assert.equal((await host.tells("request")).request, "hosted-link");
    assert.equal((await isSeen("problem-form-blocked")) || (await isSeen("problem-form-unavailable")), true);
    assert.ok((await slots()).some((name) => name.startsWith("problem-form")));
  });

  test("takes the place of every word on where things stand, and of every failure that is all there is to tell", async () => {
    host = await open(all);
    for (const [slot, answer] of [
      ["problem-signed-out", "new Response('', { status: 401 })"],
      ["problem-forbidden", "new Response('', { status: 403 })"],
      ["problem-not-found", "new Response('', { status: 404 })"],
      ["problem-not-enabled", "Response.json({ title: 'PaymentAccount.NotEnabled' }, { status: 409 })"],
      ["problem-refused", "new Response('', { status: 400 })"],
      ["problem-service-fault", "new Response('', { status: 500 })"],
      ["problem-garbled", "new Response('5')"],
      ["problem-intercepted", "new Response('<p>', { headers: { 'content-type': 'text/html' } })"],
      ["problem-unreachable", "Promise.reject(new TypeError())"],
      ["empty", "Response.json({ status: 'NotStarted', provider: 'Stripe' })"],
      ["situation", "Response.json({ status: 'Restricted', provider: 'Stripe' })"],
    ]) {
      await host.page.evaluate((slot, answer) => {
        document.querySelector("main").replaceChildren();
        window.make({ organisationId: crypto.randomUUID(), fetch: (0, eval)(`async () => ${answer}`) }, "dolfin-payment-status");
      }, slot, answer);
      await put(slot);
      await until(slot, () => isSeen(slot), { within: 20_000 });
      const ours = await host.page.$eval("main > *", ({ shadowRoot }) => [shadowRoot.querySelector("h2").checkVisibility(), shadowRoot.querySelector("button").checkVisibility()]);
      assert.deepEqual(ours, [false, true], slot);
    }
  });

  test("every part of the reference is there somewhere, and every slot there is in it", async () => {
    const { cssParts, slots: listed } = JSON.parse(await readFile(`${PACKAGE}custom-elements.json`, "utf8")).modules[0].declarations[0];
    host = await open(all);
    const found = { parts: new Set(), slots: new Set() };
    const look = async () => {
      const seen = await host.page.$eval("main > *:last-child", ({ shadowRoot }) => ({
        parts: [...shadowRoot.querySelectorAll("[part]")].flatMap(({ part }) => [...part]),
        slots: [...shadowRoot.querySelectorAll("slot")].map(({ name }) => name),
      }));
      for (const kind of ["parts", "slots"]) for (const name of seen[kind]) found[kind].add(name);
    };
    const has = (selector) => until(selector, () => host.page.$eval("main > *:last-child", ({ shadowRoot }, selector) => shadowRoot.querySelector(selector) !== null, selector), { within: 20_000 });
    const press = async (hook) => {
      const selector = `[data-testid=${hook}]`;
      await has(selector);
      await host.page.$eval("main > *:last-child", ({ shadowRoot }, selector) => shadowRoot.querySelector(selector).click(), selector);
    };
    for (const scenario of ["overdue", "active", "rejected", "under-review"]) {
      const id = await all.sandbox.organisation({ scenario });
      if (scenario === "overdue") await all.sandbox.fault(id, { endpoint: "session", delayMs: 800 });
      await host.make({ organisationId: id });
      await until(scenario, () => host.page.$eval("main > *:last-child", ({ snapshot }) => snapshot && snapshot.state !== "loading"), { within: 20_000 });
      await look();
    }
    // A question alone, and a read that fails beside what is known.
    const id = await all.sandbox.organisation(NEARLY_DONE);
    await host.make({ organisationId: id, logoUrl: "/logo.svg" });
    await claimed(id, 1);
    await press("just-this");
    await has("[part~=form-only]");
    await look();
    await all.sandbox.fault(id, { endpoint: "status", status: 503, times: 20 });
    await press("check-now");
    await has("[part~=alert]");
    await look();
    const made = cssParts.map(({ name }) => name).filter((name) => !/^(?:fallback|placeholder|retry|hosted-link)/.test(name));
    assert.deepEqual(made.filter((name) => !found.parts.has(name)), [], "parts that are nowhere");
    // Parts of parts are named in the sentence on the whole; two are nothing to style.
    const told = cssParts.flatMap(({ name, description }) => [name, ...[...description.matchAll(/`([a-z-]+)`/g)].map(([, part]) => part)]);
    assert.deepEqual([...found.parts].filter((name) => !told.includes(name) && !["contents", "visually-hidden"].includes(name)), [], "parts nobody knows of");
    const known = listed.map(({ name }) => name);
    assert.deepEqual([...found.slots].filter((name) => !known.includes(name) && !name.startsWith("dolfin-form-")), [], "slots nobody knows of");
  });
});

describe("coming and going", () => {
  test("moved within a task, it keeps its session", async () => {
    const id = await all.sandbox.organisation(NEARLY_DONE);
    host = await open(all);
    await host.make({ organisationId: id });
    await claimed(id, 1);
    await host.page.evaluate(() => {
      const aside = document.createElement("aside");
      document.body.append(aside);
      aside.append(document.querySelector("main > *"));
      document.querySelector("main").append(aside.firstChild);
    });
    await host.form.button("Continue");
    await sees(host.page, { frame: true });
    assert.equal((await sessions(id)).minted, 1);
  });

  test("B18 removed it is silent and empty; put back it is a mount of its own", async () => {
    const id = await all.sandbox.organisation(NEARLY_DONE);
    host = await open(all);
    await host.make({ organisationId: id });
    await claimed(id, 1);
    await host.page.evaluate(() => (window.kept = document.querySelector("main > *")).remove());
    const left = await until("it to be empty", () =>
      host.page.evaluate(() => !window.kept.shadowRoot.querySelector("section") && window.kept.children.length === 0 && window.kept.snapshot === null));
    assert.ok(left);
    const asked = (await all.sandbox.requests(id)).length;
    await host.page.evaluate(() => window.kept.refresh());
    assert.equal((await all.sandbox.requests(id)).length, asked);
    await host.page.evaluate(() => document.querySelector("main").append(window.kept));
    await claimed(id, 2);
    assert.deepEqual(await sessions(id), { minted: 2, claimed: 2 });
  });

  test("removed before it could begin, it never asks", async () => {
    const id = await all.sandbox.organisation(NEARLY_DONE);
    host = await open(all);
    await host.page.evaluate((organisationId) => window.make({ organisationId }).remove(), id);
    await host.make({ organisationId: await all.sandbox.organisation({ scenario: "active" }) });
    await sees(host.page, { state: "Active" });
    assert.equal((await all.sandbox.requests(id)).length, 0);
  });

  test("two on one page know nothing of each other", async () => {
    const [one, two] = [await all.sandbox.organisation(NEARLY_DONE), await all.sandbox.organisation({ scenario: "active" })];
    host = await open(all);
    await host.make({ organisationId: two });
    await host.make({ organisationId: one });
    await claimed(one, 1);
    await until("both", () => host.page.$$eval("main > *", (elements) =>
      elements.map(({ snapshot }) => snapshot?.state).join() === "Active,OnboardingInProgress"), { within: 20_000 });
    assert.equal(await host.page.$$eval("stripe-connect-account-onboarding", ({ length }) => length), 1);
  });

  test("another organisation is another mount, and nothing of the first is left", async () => {
    const [one, two] = [await all.sandbox.organisation(NEARLY_DONE), await all.sandbox.organisation({ scenario: "active" })];
    // The first organisation's answer comes when the second is already shown.
    await all.sandbox.fault(one, { endpoint: "status", delayMs: 1_500 });
    await all.sandbox.fault(one, { endpoint: "session", delayMs: 1_500 });
    host = await open(all);
    await host.make({ organisationId: one });
    await until("the first to be asked", async () => (await all.sandbox.requests(one, "status")).length === 1, { within: 20_000 });
    await host.page.$eval("main > *", (element, id) => (element.organisationId = id), two);
    await sees(host.page, { state: "Active", frame: false });
    await until("the first to be given up", async () => (await all.sandbox.requests(one)).every(({ aborted }) => aborted), { within: 20_000 });
    const told = await host.told();
    assert.ok(told.every(({ state }) => state === undefined || state === "Active"), JSON.stringify(told));
    assert.deepEqual(await sessions(one), { minted: 0, claimed: 0 });
  });
});

describe("the host's say", () => {
  test("B25 X27 a person who has signed out is gone from Stripe and from the page, at any moment", async () => {
    const [one, two] = [await all.sandbox.organisation(NEARLY_DONE), await all.sandbox.organisation(NEARLY_DONE)];
    host = await open(all);
    await host.page.evaluate(async (organisationId) => {
      const element = window.make({ organisationId });
      await Promise.resolve();
      element.signOut();
    }, one);
    await host.make({ organisationId: two });
    await claimed(two, 1);
    await host.page.$eval("main > *:last-child", (element) => element.signOut());
    await until("the form to be gone", async () => !(await host.page.$("stripe-connect-account-onboarding")), { within: 20_000 });
    assert.equal((await all.sandbox.requests(one)).length, 0);
  });

  test("an organisation's logo and colour dress it, and go again", async () => {
    const id = await all.sandbox.organisation(NEARLY_DONE);
    host = await open(all);
    await host.make({ organisationId: id, primaryColour: "#ff4d00", logoUrl: "/logo.svg" });
    await claimed(id, 1);
    const worn = () => host.page.$eval("main > *", ({ shadowRoot }) => ({
      logo: shadowRoot.querySelector("[part=logo]")?.getAttribute("src"),
      button: getComputedStyle(shadowRoot.querySelector("[data-testid=primary-action]")).backgroundColor,
    }));
    assert.deepEqual(await worn(), { logo: "/logo.svg", button: "rgb(255, 77, 0)" });
    await host.page.$eval("main > *", (element) => element.setAttribute("primary-colour", "rebeccapurple"));
    await until("the other colour", async () => (await worn()).button === "rgb(102, 51, 153)", { within: 20_000 });
    await host.page.$eval("main > *", (element) => Object.assign(element, { primaryColour: null, logoUrl: null }));
    await until("its own look", async () => (await worn()).button === "rgb(10, 100, 128)", { within: 20_000 });
    assert.equal((await worn()).logo, undefined);
    assert.equal((await sessions(id)).minted, 1);
  });

  test("paused it asks nothing, and asks again afterwards", async () => {
    const id = await all.sandbox.organisation({ scenario: "active" });
    host = await open(all);
    await host.make({ organisationId: id, paused: true }, "dolfin-payment-status");
    await host.make({ organisationId: await all.sandbox.organisation({ scenario: "active" }) }, "dolfin-payment-status");
    await host.tells("ready");
    assert.equal((await all.sandbox.requests(id)).length, 0);
    await host.page.$eval("main > *", (element) => (element.paused = false));
    await until("an answer", () => host.page.$eval("main > *", ({ snapshot }) => snapshot?.state === "Active"), { within: 20_000 });
  });

  test("only the events it lists are dispatched", async () => {
    host = await open(all);
    await host.make({ organisationId: await all.sandbox.organisation({ scenario: "active" }), events: "statuschange" });
    await host.tells("statuschange");
    assert.deepEqual((await host.told()).map(({ name }) => name), ["statuschange"]);
  });

  test("no event at all, where it wants none: the person is still told whom to turn to", async () => {
    host = await open(all);
    await host.make({ organisationId: await all.sandbox.organisation(), events: "" }, "dolfin-payment-status");
    await (await host.hook("primary-action")).evaluate((button) => button.click());
    await until("a sentence", () => host.page.$eval("main > *", ({ shadowRoot }) => shadowRoot.querySelector(".dolfin-note").textContent !== ""), { within: 20_000 });
    assert.deepEqual(await host.told(), []);
  });

  test("an error says its kind and how bad it is, and nothing of what the service wrote", async () => {
    const id = await all.sandbox.organisation({ scenario: "active" });
    host = await open(all);
    const body = { type: "about:blank", title: "canary title", detail: "canary detail", code: "canary", traceId: "0af7651916cd43dd8448eb211c80319c" };
    await all.sandbox.fault(id, { endpoint: "status", status: 400, body });
    await host.make({ organisationId: id });
    const told = await host.tells("error");
    assert.deepEqual({ ...told, elapsed: 0 }, {
      name: "error", kind: "refused", source: "status", severity: "warning", http: 400, reference: body.traceId, elapsed: 0,
    });
    assert.ok(!JSON.stringify(await host.told()).includes("canary"));
  });

  test("a request nobody takes is answered with a sentence, one that is taken is not", async () => {
    const id = await all.sandbox.organisation({ settings: { refusal: "Conflict" } });
    host = await open(all);
    await host.make({ organisationId: id });
    // Before the session is refused, the action is another one. Which 409 it is, the status says: before or after.
    const { kind } = await host.tells("error");
    assert.ok(["conflict", "not-enabled"].includes(kind), kind);
    const action = async () => (await host.hook("primary-action")).evaluate((button) => button.textContent);
    await until("the action for what the status says", async () => (await action()) === "Switch on payments", { within: 20_000 });
    await (await host.hook("primary-action")).evaluate((button) => button.click());
    assert.equal((await host.tells("request")).request, "enable");
    const words = () => host.page.$eval("main > *", ({ shadowRoot }) => shadowRoot.querySelector("section").innerText);
    const answered = await until("a sentence", async () => (await words()).length > 0 && words(), { within: 20_000 });
    await host.page.evaluate(() => addEventListener("dolfin-request", (event) => event.preventDefault()));
    await (await host.hook("primary-action")).evaluate((button) => button.click());
    await until("it to go", async () => (await words()).length < answered.length, { within: 20_000 });
    assert.equal((await host.told("request")).length, 2);
  });

  test("the status alone asks for the form by a request", async () => {
    host = await open(all);
    await host.make({ organisationId: await all.sandbox.organisation() }, "dolfin-payment-status");
    await (await host.hook("primary-action")).evaluate((button) => button.click());
    assert.equal((await host.tells("request")).request, "open");
  });

  test("its headers and its fetch carry every request, and no API key", async () => {
    const id = await all.sandbox.organisation(NEARLY_DONE);
    host = await open(all);
    await host.page.evaluate((organisationId) => {
      window.sent = [];
      window.make({
        organisationId,
        headers: async () => ({ "x-dolfin-organisation-id": organisationId, "X-Dolfin-Api-Key": "no" }),
        fetch: (request) => {
          window.sent.push({ method: request.method, headers: [...request.headers].map(([name]) => name) });
          return fetch(request);
        },
      });
    }, id);
    await claimed(id, 1);
    const sent = await host.page.evaluate(() => window.sent);
    assert.deepEqual(sent.map(({ method }) => method).sort(), ["GET", "POST"]);
    for (const { headers } of sent) {
      assert.ok(headers.includes("x-dolfin-organisation-id"));
      assert.ok(!headers.includes("x-dolfin-api-key"));
    }
    assert.equal(host.heard.filter((line) => line.includes("API key must not be sent")).length, 1);
  });
});

test("without interface: told at once, at each change, and never after the last has left", async () => {
  const id = await all.sandbox.organisation({ scenario: "active" });
  host = await open(all, { register: false });
  await host.page.evaluate((organisationId) => {
    window.account = window.lib.createPaymentAccount({ organisationId, apiBase: "/api" });
    window.states = [];
    window.others = 0;
    window.stop = window.account.subscribe(({ state }) => window.states.push(state));
    window.stopOther = window.account.subscribe(() => (window.others += 1));
  }, id);
  await until("Active", () => host.page.evaluate(() => window.states.at(-1) === "Active"), { within: 20_000 });
  assert.equal((await all.sandbox.requests(id, "status")).length, 1);
  await all.sandbox.change(id, { status: "Restricted" });
  await host.page.evaluate(() => window.account.refresh());
  await until("Restricted", () => host.page.evaluate(() => window.states.at(-1) === "Restricted"), { within: 20_000 });
  const snapshot = await host.page.evaluate(() => {
    window.stop();
    window.stopOther();
    return window.account.snapshot.state;
  });
  assert.equal(snapshot, "loading");
  const asked = (await all.sandbox.requests(id)).length;
  await host.page.evaluate(() => window.account.refresh());
  assert.equal((await all.sandbox.requests(id)).length, asked);
  assert.equal((await all.sandbox.requests(id, "session")).length, 0);
});
