// Hosts that get things wrong: an error that says so, one sentence in the console, and a page that goes on.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { NEARLY_DONE, sees, until } from "./support/testbed.mjs";
import { emptyPages, open } from "./support/empty-page.mjs";

let all;
let host;
before(async () => (all = await emptyPages()));
afterEach(() => host?.close());
after(() => all?.stop());

const CANARY = "sk_test_canary";
const asked = async (id) => (await all.sandbox.requests(id)).length;
const claimed = (id, count) =>
  until(`${count} claimed`, async () => (await all.sandbox.read(id)).sessions.claimed === count, { within: 20_000 });
/** What the browser itself says of an answer that is no success. */
const own = () => host.heard.filter((line) => !line.startsWith("error: Failed to load resource"));

describe("settings that cannot be used", () => {
  for (const [setting, settings, sentence] of [
    ["organisation-id", { organisationId: "../x" }, /must be the UUID/],
    ["organisation-id", {}, /must be the UUID/],
    ["publishable-key-missing", { publishableKey: null }, /is missing/],
    ["publishable-key-secret", { publishableKey: CANARY }, /secret key.*revoke/],
    ["publishable-key", { publishableKey: "key" }, /must be Stripe's/],
    ["api-base", { apiBase: "http://elsewhere.example" }, /https:/],
  ]) {
    test(`${setting}: ${JSON.stringify(settings)}`, async () => {
      const id = await all.sandbox.organisation(NEARLY_DONE);
      host = await open(all);
      await host.make({ ...(setting === "organisation-id" ? {} : { organisationId: id }), ...settings });
      const told = await host.tells("error");
      assert.deepEqual({ ...told, elapsed: 0 }, {
        name: "error", kind: "config", source: "component", severity: "error", http: null, reference: null, setting, elapsed: 0,
      });
      assert.equal(own().length, 1);
      assert.match(own()[0], sentence);
      assert.ok(!own()[0].includes(CANARY));
      await host.hook("fallback");
      assert.equal(await asked(id), 0);
      assert.deepEqual(host.scripts, []);
      // What was wrong is put right, and it begins.
      await host.page.$eval("main > *", (element, id) =>
        Object.assign(element, { organisationId: id, publishableKey: "pk_test_x", apiBase: "/api" }), id);
      await sees(host.page, { state: "OnboardingInProgress" });
      assert.equal(await host.page.$("main > * >>> [data-testid=fallback]"), null);
    });
  }
});

describe("a token provider that", () => {
  for (const [what, provider, sentence] of [
    ["throws", "() => { throw new TypeError('sk_test_canary'); }", /failed \(TypeError\)/],
    ["rejects", "() => Promise.reject('sk_test_canary')", /failed \(string\)/],
    ["answers with an object", "() => ({ token: 'sk_test_canary' })", /not with a object/],
    ["never answers", "() => new Promise(() => {})", /failed \(TimeoutError\)/],
  ]) {
    test(what, async () => {
      const id = await all.sandbox.organisation({ scenario: "active", settings: { token: "right" } });
      host = await open(all);
      await host.page.evaluate((id, provider) => {
        window.make({ organisationId: id, tokenProvider: (0, eval)(provider) }, "dolfin-payment-status");
      }, id, provider);
      const told = await host.tells("error", ({ source }) => source === "host");
      assert.deepEqual([told.kind, told.severity], ["token", "warning"]);
      await host.tells("error", ({ source }) => source === "status");
      assert.equal(own().length, 1, own().join("\n"));
      assert.match(own()[0], sentence);
      assert.ok(!own()[0].includes(CANARY));
      // The host mends it, and the person tries again.
      await host.page.$eval("main > *", (element) => (element.tokenProvider = () => "right"));
      await (await host.hook("retry")).evaluate((button) => button.click());
      await sees(host.page, { state: "Active" });
    });
  }
});

describe("a fetch or headers that", () => {
  for (const [what, settings, kind] of [
    ["is a fetch and throws", "{ fetch: () => { throw 1; } }", "fetch"],
    ["is a fetch and answers with text", "{ fetch: async () => '{}' }", "fetch"],
    ["is a fetch and rejects with nothing", "{ fetch: () => Promise.reject() }", "fetch"],
    ["are headers and throw", "{ headers: () => { throw 1; } }", "headers"],
    ["are headers with a newline", "{ headers: { a: 'b\\nc' } }", "headers"],
    ["are headers and never come", "{ headers: () => new Promise(() => {}) }", "headers"],
    ["is no function", "{ fetch: 5 }", "config"],
  ]) {
    test(what, async () => {
      const id = await all.sandbox.organisation({ scenario: "active" });
      host = await open(all);
      await host.page.evaluate((id, settings) => {
        window.make({ organisationId: id, ...(0, eval)(`(${settings})`) }, "dolfin-payment-status");
      }, id, settings);
      const told = await host.tells("error", ({ source }) => source === "host");
      assert.equal(told.kind, kind);
      assert.ok(own().length >= 1);
      // Without headers the request still goes; without a fetch that works there is nothing to go by.
      if (kind === "fetch") assert.equal((await host.tells("error", ({ source }) => source === "status")).kind, "unreachable");
      else await sees(host.page, { state: "Active" });
    });
  }
});

test("a token that cannot stand in a header sends nothing, and the page goes on", async () => {
  const id = await all.sandbox.organisation({ scenario: "active" });
  host = await open(all);
  await host.page.evaluate((organisationId) =>
    void window.make({ organisationId, tokenProvider: async () => "a\nb" }, "dolfin-payment-status"), id);
  assert.equal((await host.tells("error")).kind, "misconfigured");
  assert.equal(await asked(id), 0);
  assert.deepEqual(own(), []);
});

test("a fetch that never answers is given up, and said to be slow", async () => {
  const id = await all.sandbox.organisation({ scenario: "active" });
  host = await open(all);
  await host.page.evaluate((organisationId) => void window.make({ organisationId, fetch: () => new Promise(() => {}) }, "dolfin-payment-status"), id);
  assert.equal((await host.tells("error")).kind, "slow");
  await host.hook("retry");
  assert.deepEqual(own(), []);
});

describe("data of the wrong kind is named, ignored, and keeps nobody from their account:", () => {
  for (const [name, value] of Object.entries({
    messages: "text", appearance: 5, fonts: {}, collectionOptions: [], fullTermsOfServiceUrl: {}, recipientTermsOfServiceUrl: 5,
    privacyPolicyUrl: true, displayOptions: "all", skipTermsOfServiceCollection: "yes", form: "never", tokenProvider: "sk_test_canary", headers: 5, fetch: {},
  })) {
    test(name, async () => {
      const id = await all.sandbox.organisation(NEARLY_DONE);
      host = await open(all);
      await host.make({ organisationId: id, [name]: value });
      const { kind, source, severity } = await host.tells("error");
      assert.deepEqual([kind, source, severity], ["config", "host", "warning"]);
      await claimed(id, 1);
      assert.equal(own().length, 1);
      assert.match(own()[0], new RegExp(`${name} must be .*; it is ignored`));
      assert.ok(!own()[0].includes(CANARY));
    });
  }
});

describe("listeners and subscribers that throw", () => {
  test("harm neither the component nor each other", async () => {
    const id = await all.sandbox.organisation({ scenario: "active" });
    host = await open(all);
    await host.page.evaluate((organisationId) => {
      for (const name of ["ready", "statuschange"]) {
        document.addEventListener(`dolfin-${name}`, () => { throw new Error("the host's own"); }, { once: true });
      }
      window.make({ organisationId }, "dolfin-payment-status");
      const account = window.lib.createPaymentAccount({ organisationId, apiBase: "/api" });
      account.subscribe(() => { throw new Error("the host's own"); });
      account.subscribe(({ state }) => (window.last = state));
    }, id);
    await sees(host.page, { state: "Active" });
    await until("the second subscriber", () => host.page.evaluate(() => window.last === "Active"), { within: 20_000 });
    assert.ok(own().length > 0 && own().every((line) => line.includes("the host's own")), own().join("\n"));
  });
});

test("a host that changes its mind within a task is one mount", async () => {
  const [one, two, three] = await Promise.all([1, 2, 3].map(() => all.sandbox.organisation(NEARLY_DONE)));
  host = await open(all);
  await host.page.evaluate((ids) => {
    const element = window.make({ organisationId: ids[0] });
    element.locale = "de";
    element.organisationId = ids[1];
    element.publishableKey = "pk_test_other";
    element.organisationId = ids[2];
  }, [one, two, three]);
  await claimed(three, 1);
  assert.deepEqual([await asked(one), await asked(two)], [0, 0]);
});

describe("a change in mid-flight", () => {
  test("of the key is another mount, and the first is given up", async () => {
    const id = await all.sandbox.organisation(NEARLY_DONE);
    for (const endpoint of ["status", "session"]) await all.sandbox.fault(id, { endpoint, delayMs: 1_500 });
    host = await open(all);
    await host.make({ organisationId: id, publishableKey: "pk_test_first" });
    await until("the first session", async () => (await all.sandbox.requests(id, "session")).length === 1, { within: 20_000 });
    await host.page.$eval("main > *", (element) => (element.publishableKey = "pk_test_second"));
    await claimed(id, 1);
    const asked = await until("the first to be given up", async () => {
      const asked = await all.sandbox.requests(id, "session");
      return asked[0].aborted && asked;
    }, { within: 20_000 });
    assert.deepEqual(asked.map(({ aborted }) => aborted), [true, false]);
    assert.deepEqual(own(), []);
  });

  test("of the locale asks nothing again", async () => {
    const id = await all.sandbox.organisation(NEARLY_DONE);
    for (const endpoint of ["status", "session"]) await all.sandbox.fault(id, { endpoint, delayMs: 1_500 });
    host = await open(all);
    await host.make({ organisationId: id });
    await until("the session", async () => (await all.sandbox.requests(id, "session")).length === 1, { within: 20_000 });
    for (const locale of ["de", "no such tag", "fr"]) await host.page.$eval("main > *", (element, locale) => (element.locale = locale), locale);
    await claimed(id, 1);
    await until("French", () => host.page.$eval("main > *", ({ shadowRoot }) => shadowRoot.querySelector("section").lang === "fr-FR"), { within: 20_000 });
    for (const endpoint of ["session", "status"]) assert.equal((await all.sandbox.requests(id, endpoint)).length, 1, endpoint);
    assert.deepEqual(own(), []);
  });
});

test("two versions of the package: the first stays, and the second says so", async () => {
  const id = await all.sandbox.organisation(NEARLY_DONE);
  host = await open(all);
  await host.page.evaluate(async () => {
    const copy = await import("/copy/other.js");
    copy.register();
    window.account = copy.createPaymentAccount({ organisationId: "x" });
  });
  assert.deepEqual(own(), [
    "warn: <dolfin-payment-onboarding> is already defined, by version 0.1.0; version 9.9.9 leaves it alone.",
    "warn: <dolfin-payment-status> is already defined, by version 0.1.0; version 9.9.9 leaves it alone.",
  ]);
  await host.make({ organisationId: id });
  await claimed(id, 1);
});

describe("where WebAssembly cannot run", () => {
  test("a load that fails says so, offers a way out, and can be tried again", async () => {
    const id = await all.sandbox.organisation({ scenario: "active" });
    host = await open(all, { register: false });
    await host.page.evaluate((organisationId) => {
      window.lib.register({ wasm: new Uint8Array(8) });
      window.make({ organisationId });
    }, id);
    assert.equal((await host.tells("error")).kind, "load");
    await (await host.hook("hosted-link")).evaluate((button) => button.click());
    assert.equal((await host.tells("request")).request, "hosted-link");
    const answer = await host.page.$eval("main > *", ({ shadowRoot }) => shadowRoot.querySelector("section").innerText);
    assert.match(answer, /Please ask the support/);
    await host.page.evaluate(() => window.lib.preload({ wasm: "/package/payment_account_bg.wasm" }));
    await (await host.hook("retry")).evaluate((button) => button.click());
    await sees(host.page, { state: "Active" });
  });

  test("a policy that forbids it is told the same way", async () => {
    const web = await all.webWith({ "content-security-policy": "script-src 'self'" });
    host = await open(all, { web });
    await host.make({ organisationId: await all.sandbox.organisation() });
    assert.equal((await host.tells("error")).kind, "load");
    await host.hook("fallback");
    assert.equal(await host.page.evaluate(() => window.lib.preload()), false);
  });
});
