// A page in which somebody has written to `Object.prototype`: it sets nothing of ours. Which names the package reads is
// found by handing it proxies, and in a browser by listening at what WebAssembly reads objects with.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as names from "../../npm/src/names.js";
import { NEARLY_DONE, sees, until } from "./support/testbed.mjs";
import { emptyPages, open } from "./support/empty-page.mjs";
import { script, stubbedPage } from "./support/stubbed.mjs";

const ORGANISATION = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
const SNAPSHOT = {
  state: "Active", turn: "nobody", tone: "success", headline: "", explanation: "", progress: 100, detailsSubmitted: true,
  chargesEnabled: true, payoutsEnabled: true, requirements: [], form: "closed", problem: null, formProblem: null,
  freshness: "live", checking: false, checkedAt: 0,
};

/** Everything a host does, with `given(options)` around each object it hands over. */
async function everything(page, given) {
  const { lib, window } = page;
  // An object of the page's own: those of this file have another prototype.
  const object = (members) => window.Object.assign(new window.Object(), members);
  lib.register(given(object({})));
  lib.register();
  await lib.preload(given(object({})));
  lib.createPaymentAccount(given(object({ organisationId: ORGANISATION }))).subscribe(() => {});
  page.add({ organisationId: ORGANISATION, publishableKey: "pk_test_x", messages: given(object({})), appearance: given(object({})) });
  page.add({ paused: true });
  const account = lib.createPaymentAccount(given(object({ organisationId: ORGANISATION })));
  page.add({ publishableKey: "pk_test_x", account });
  page.add({ publishableKey: "pk_test_x", account: given(object({})) });
  await page.advance(5_000);
  for (const { settings } of page.accounts) {
    settings.tell("change", object(SNAPSHOT));
    settings.tell("step", "summary");
    settings.tell("request", "open");
    if (Object.hasOwn(settings, "fetch")) await settings.fetch(new Request("https://page.example/api", { method: "POST" })).catch(() => {});
  }
  for (const element of page.document.querySelectorAll("dolfin-payment-onboarding")) {
    element.setAttribute("locale", "de");
    element.toggleAttribute("paused");
    element.cloneNode(true);
  }
  await page.advance(5_000);
}

/** Every name that is asked of the proxies, which have what `options` have. */
async function askedNames(source) {
  const asked = new Set();
  const page = await stubbedPage({ source });
  const given = (options) => new Proxy(options, {
    get: (target, name, self) => (asked.add(name), Reflect.get(target, name, self)),
    has: (target, name) => (asked.add(name), Reflect.has(target, name)),
    getOwnPropertyDescriptor: (target, name) => (asked.add(name), Reflect.getOwnPropertyDescriptor(target, name)),
  });
  await everything(page, given);
  for (const { settings } of page.accounts) for (const name of Object.keys(settings)) asked.add(name);
  return [...asked].filter((name) => typeof name === "string");
}

test("no reader of options, settings or snapshots looks at what is inherited", async () => {
  const source = await script();
  const asked = await askedNames(source);
  for (const name of ["wasm", "apiBase", "tokenProvider", "headers", "fetch", "organisationId", "tell"]) {
    assert.ok(asked.includes(name), `${name} is not among the names that were found`);
  }
  const lists = Object.values(names).flatMap((list) => (Array.isArray(list) ? list : Object.entries(list).flat()));
  const page = await stubbedPage({ source });
  const read = new Set();
  const polluted = [...new Set([...asked, ...lists, ...Object.keys(SNAPSHOT)])];
  for (const name of polluted) {
    if (name in page.window.Object.prototype) continue;
    Object.defineProperty(page.window.Object.prototype, name, {
      configurable: true,
      get() {
        // What jsdom is made of looks at objects of ours as well; a browser does that out of the page's sight.
        const at = new Error().stack.split("\n")[2];
        if (!at.includes("node_modules")) read.add(`${name} ${at.trim()}`);
        return () => "stolen";
      },
      set(value) {
        Object.defineProperty(this, name, { value, configurable: true, enumerable: true, writable: true });
      },
    });
  }
  await everything(page, (options) => options);
  assert.deepEqual([...read], []);
  for (const { settings } of page.accounts) assert.deepEqual([Object.hasOwn(settings, "token"), settings.organisationId ?? ORGANISATION], [false, ORGANISATION]);
  // What inherits an account's members is none.
  assert.deepEqual(page.console, ["error: dolfin-payment-onboarding: account must be what createPaymentAccount() has made here, and nobody has signed out of."]);
});

describe("in a browser, where WebAssembly reads too,", () => {
  let all;
  before(async () => (all = await emptyPages()));
  after(() => all?.stop());

  test("X15 a whole journey reads nothing that is inherited, and asks nobody else", async () => {
    const listening = await open(all, {
      prepare: `
        window.read = new Set();
        for (const [holder, method] of [[Reflect, "get"], [Reflect, "has"], [Reflect, "getOwnPropertyDescriptor"], [Object, "hasOwn"]]) {
          const real = holder[method];
          holder[method] = (of, name, ...more) => {
            // Of the page's own objects a name is on the prototype or it is not there.
            if (typeof name === "string" && Object.getPrototypeOf(of) === Object.prototype) window.read.add(name);
            return real(of, name, ...more);
          };
        }`,
    });
    const id = await all.sandbox.organisation(NEARLY_DONE);
    await listening.make({ organisationId: id, tokenProvider: null });
    await sees(listening.page, { state: "OnboardingInProgress", frame: true });
    await listening.form.button("Continue");
    const found = await listening.page.evaluate(() => [...window.read]);
    await listening.close();
    assert.ok(found.length > 10, "WebAssembly reads by other means now: listen to those");
    const [own, other] = [await all.sandbox.organisation(NEARLY_DONE), await all.sandbox.organisation({ scenario: "active" })];
    const polluted = await open(all, {
      register: false,
      prepare: `
        const poison = { organisationId: ${JSON.stringify(other)}, apiBase: "/elsewhere", wasm: "/evil.wasm", form: "on-request", status: "Active" };
        for (const name of ${JSON.stringify([...new Set([...found, ...names.PROPERTIES, "wasm"])])}) {
          // With a value on its prototype no literal describes an accessor any more: such a page does not get as far as us.
          if (name in Object.prototype || name === "value") continue;
          const value = Object.hasOwn(poison, name) ? poison[name] : () => (window.wasAsked = name);
          Object.defineProperty(Object.prototype, name, { __proto__: null, value, writable: true, configurable: true });
        }`,
    });
    const asked = [];
    polluted.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await polluted.page.evaluate(async () => {
      window.lib.register({});
      await window.lib.preload({});
    });
    await polluted.make({ organisationId: own });
    await until("a session", async () => (await all.sandbox.read(own)).sessions.claimed === 1, { within: 20_000 });
    await sees(polluted.page, { state: "OnboardingInProgress", frame: true });
    assert.equal(await polluted.page.evaluate(() => window.wasAsked), undefined);
    assert.equal(await polluted.page.$eval("main > *", ({ snapshot }) => snapshot.chargesEnabled), false);
    assert.equal((await all.sandbox.requests(other)).length, 0);
    assert.deepEqual(asked.filter((path) => /evil|elsewhere/.test(path)), []);
    await polluted.close();
  });
});
