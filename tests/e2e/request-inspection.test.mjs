// X04, X08, X20, X21: each kind of request to Dolfin, whoever sends it, to the letter: as it is given to `fetch`, and as
// it arrives. What it has to be, examples/proxy/endpoints.json says, to hosts as well. Without any one line that says
// something of a request, this fails.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, beforeEach, test } from "node:test";
import { App, DIST, house } from "./bridge/app.mjs";
import { shipped } from "./support/headers.mjs";
import { until } from "./support/browser.mjs";
import { serve } from "./support/serve.mjs";

const TOKEN = "inspected-token";
/** With a key the early start sends the first session and status; without one the module does. */
const EARLY = { publishableKey: "pk_test_sandbox", connectScript: "/sandbox/connect.js" };

const { everyRequest, signedIn, endpoints } = JSON.parse(await readFile(new URL("../../examples/proxy/endpoints.json", import.meta.url), "utf8"));

/** Endpoint, whether the page was opened with a code, how the request is signed in, and who sends it. */
const TABLE = ["early start", "module"].flatMap((sender) => [
  ["status", false, "byCookies", sender],
  ["session", false, "byCookies", sender],
  ["exchange", true, undefined, sender],
]).concat([
  ["status", true, "byToken", "module"],
  ["session", true, "byToken", "module"],
]);

/** What the table's row comes to, for this organisation and code. */
function expectation(endpoint, how, { id, code }) {
  const { path, body, ...parts } = endpoints[endpoint];
  // Who asks for a token has none, and needs no cookies.
  const { credentials, headers } = signedIn[how] ?? { credentials: "omit" };
  const all = JSON.stringify({ path, body, parts: { ...everyRequest, ...parts, credentials, headers: { ...parts.headers, ...headers } } });
  return JSON.parse(all.replace("{organisationId}", id).replace("{code}", code).replace("{token}", TOKEN));
}

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

for (const [endpoint, hasCode, how, sender] of TABLE) {
  test(`X04 X08 X20 X21 ${endpoint}, signed in ${how ?? "by nothing yet"}, sent by the ${sender}`, async () => {
    const app = await App.in(all);
    await app.page.setCookie({ name: "session", value: "1", url: web.url });
    const id = await all.sandbox.organisation(hasCode ? { settings: { token: TOKEN } } : {});
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
    await app.page.goto(`${web.url}organisations/${id}/payment-account${hasCode ? `#code=${code}` : ""}`, { waitUntil: "domcontentloaded" });
    const ours = () => app.page.evaluate((endpoint) => window.sent.filter((one) => one.endpoint === endpoint), endpoint);
    // The module's exchange is the second, after the first was lost.
    const nth = refuses ? 1 : 0;
    await until("the request", async () => (await ours()).length > nth, { within: 10_000 });
    const arrivals = () => received.filter(({ path }) => path.endsWith(`/${endpoint}`));
    await until("its arrival", () => arrivals().length > 0);

    const { path, body, parts } = expectation(endpoint, how, { id, code });
    assert.deepEqual((await ours())[nth], { endpoint, body: body ? JSON.stringify(body) : "", ...parts });

    const [{ method, path: arrived, headers }] = arrivals();
    assert.equal(method, parts.method);
    assert.equal(arrived, path);
    assert.equal(headers.accept, parts.headers.accept);
    assert.equal(headers["content-type"], parts.headers["content-type"]);
    assert.equal(headers.authorization, parts.headers.authorization);
    assert.equal(headers.cookie, how === "byCookies" ? "session=1" : undefined);
    assert.equal(headers["cache-control"], "no-cache");
    assert.equal(headers["sec-fetch-mode"], "cors");
    assert.equal(headers.referer, undefined);
    release?.();
    await app.page.close();
  });
}
