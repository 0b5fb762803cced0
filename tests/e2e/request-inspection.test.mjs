// X04, X08, X20, X21: each kind of request to Dolfin, whoever sends it, to the letter: as it is given to `fetch`, and as
// it arrives. Without any one line that says something of a request, this fails.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { App, DIST, house } from "./bridge/app.mjs";
import { shipped } from "./support/headers.mjs";
import { until } from "./support/browser.mjs";
import { serve } from "./support/serve.mjs";

const TOKEN = "inspected-token";
/** With a key the early start sends the first session and status; without one the module does. */
const EARLY = { publishableKey: "pk_test_sandbox", connectScript: "/sandbox/connect.js" };

const SENT = { cache: "no-store", keepalive: false, mode: "cors", redirect: "manual", referrerPolicy: "no-referrer" };
const ACCEPT = { accept: "application/json" };
const JSON_HEADERS = { ...ACCEPT, "content-type": "application/json" };
const BEARER = { authorization: `Bearer ${TOKEN}` };
const COOKIES = "same-origin";
const NO_COOKIES = "omit";

/** Endpoint, how somebody is signed in, who sends it, and what it has to be. */
const TABLE = ["early start", "module"].flatMap((sender) => [
  ["status", "cookies", sender, { method: "GET", credentials: COOKIES, headers: ACCEPT }],
  ["session", "cookies", sender, { method: "POST", credentials: COOKIES, headers: JSON_HEADERS }],
  ["exchange", "code", sender, { method: "POST", credentials: NO_COOKIES, headers: JSON_HEADERS, hasBody: true }],
]).concat([
  ["status", "code", "module", { method: "GET", credentials: NO_COOKIES, headers: { ...ACCEPT, ...BEARER } }],
  ["session", "code", "module", { method: "POST", credentials: NO_COOKIES, headers: { ...JSON_HEADERS, ...BEARER } }],
]);

let all, web;
const received = [];
before(async () => {
  all = await house();
  web = await serve({ root: DIST, sandbox: all.sandbox.url, headers: shipped(DIST), heard: (request) => received.push(request) });
});
after(async () => {
  await web?.stop();
  await all?.stop();
});
beforeEach(() => (received.length = 0));

/** Runs in the page first: notes each request to the API; with `refuses`, the first exchange reaches nobody. */
function record(refuses) {
  window.sent = [];
  const real = window.fetch;
  window.fetch = async (request, ...more) => {
    const endpoint = request.url?.match(/\/(status|session|exchange)$/)?.[1];
    if (!endpoint) return real(request, ...more);
    const { method, credentials, cache, mode, redirect, referrerPolicy, keepalive, headers } = request;
    const body = await request.clone().text();
    const isLost = refuses && endpoint === "exchange" && !window.sent.some((one) => one.endpoint === "exchange");
    window.sent.push({ endpoint, method, credentials, cache, mode, redirect, referrerPolicy, keepalive, headers: Object.fromEntries(headers), body });
    return isLost ? Promise.reject(new TypeError("nobody")) : real(request, ...more);
  };
}

for (const [endpoint, signedIn, sender, expected] of TABLE) {
  test(`X04 X08 X20 X21 ${endpoint}, signed in by ${signedIn}, sent by the ${sender}`, async () => {
    const app = await App.in(all);
    await app.page.setCookie({ name: "session", value: "1", url: web.url });
    const id = await all.sandbox.organisation(signedIn === "code" ? { settings: { token: TOKEN } } : {});
    const organisations = [{ organisationId: id, organisationName: "Harbour & Vine Ltd" }];
    const { code } = await all.sandbox.control("POST", "codes", { token: TOKEN, email: "ada@host.example", organisations });
    const refuses = endpoint === "exchange" && sender === "module";
    const isEarly = sender === "early start";
    await app.page.evaluateOnNewDocument(record, refuses);
    await app.page.evaluateOnNewDocument((config) => (window.__PAYMENTS_CONFIG__ = config), isEarly ? EARLY : {});
    let release;
    if (isEarly) {
      // What has left before the WebAssembly is there is not the module's.
      const released = new Promise((resolve) => (release = resolve));
      await app.page.setRequestInterception(true);
      app.page.on("request", (request) => (request.url().endsWith(".wasm") ? released.then(() => request.continue()) : request.continue()));
    }
    await app.page.goto(`${web.url}organisations/${id}/payment-account${signedIn === "code" ? `#code=${code}` : ""}`, { waitUntil: "domcontentloaded" });
    const ours = () => app.page.evaluate((endpoint) => window.sent.filter((one) => one.endpoint === endpoint), endpoint);
    // The module's exchange is the second, after the first was lost.
    const nth = refuses ? 1 : 0;
    await until("the request", async () => (await ours()).length > nth, { within: 10_000 });
    const arrivals = () => received.filter(({ path }) => path.endsWith(`/${endpoint}`));
    await until("its arrival", () => arrivals().length > 0);

    const { hasBody, ...parts } = expected;
    const body = hasBody ? JSON.stringify({ code }) : "";
    assert.deepEqual((await ours())[nth], { endpoint, body, ...SENT, ...parts });

    const [{ method, headers }] = arrivals();
    assert.equal(method, expected.method);
    assert.equal(headers.accept, "application/json");
    assert.equal(headers["content-type"], expected.headers["content-type"]);
    assert.equal(headers.authorization, expected.headers.authorization);
    assert.equal(headers.cookie, expected.credentials === COOKIES ? "session=1" : undefined);
    assert.equal(headers["cache-control"], "no-cache");
    assert.equal(headers["sec-fetch-mode"], "cors");
    assert.equal(headers.referer, undefined);
    release?.();
    await app.page.close();
  });
}
