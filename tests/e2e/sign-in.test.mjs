// Signing in by Dolfin's code exchange: once, in memory, out of the address at once, and with a word of who it is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { useApp } from "./app/app.mjs";
import { until } from "./support/browser.mjs";

const app = useApp();
const TOKEN = "token-canary-5e1f";
const EMAIL = "ada@host.example";

/** A code, as a platform's server has it made for a person who belongs to `organisations`. */
const codeFor = async (...organisations) => {
  const memberships = organisations.map((organisationId) => ({ organisationId, organisationName: "Harbour & Vine Ltd" }));
  return (await app.sandbox.control("POST", "codes", { token: TOKEN, email: EMAIL, organisations: memberships })).code;
};
const account = () => app.sandbox.organisation({ scenario: "active", settings: { token: TOKEN } });
const message = () => app.page.waitForSelector("[data-testid=page-message]").then((node) => node.evaluate((node) => node.innerText));

for (const [where, address] of [["fragment", (code) => `?tab=money#code=${code}`], ["query", (code) => `?code=${code}&tab=money`]]) {
  test(`a code in the ${where} becomes the person's token, and is seen nowhere afterwards`, async () => {
    const id = await account();
    const asked = [];
    app.page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
    const code = await codeFor(id);
    await app.open(`organisations/${id}${address(code)}`);
    await app.sees({ state: "Active" });
    const { search, hash } = new URL(app.page.url());
    assert.deepEqual([search, hash], ["?tab=money", ""]);
    await app.navigate("onboarding");
    await app.sees({ state: "Active" });
    assert.equal(asked.filter((request) => request === "POST /api/auth/exchange").length, 1);
    const left = await app.page.evaluate(() => [document.documentElement.outerHTML, JSON.stringify({ ...localStorage, ...sessionStorage }), document.cookie, JSON.stringify(history.state)].join());
    assert.ok(!left.includes(TOKEN) && !left.includes(code));
    await app.page.goBack();
    assert.ok(!app.page.url().includes(code));
  });
}

test("who is signed in, and for which organisation, stands above the form", async () => {
  const id = await app.sandbox.organisation({ settings: { token: TOKEN } });
  await app.open(`organisations/${id}/payment-account#code=${await codeFor(id)}`);
  const line = await app.page.waitForSelector("[data-testid=signed-in]");
  assert.equal(await line.evaluate((line) => line.textContent), `Signed in as \u2068${EMAIL}\u2069 for \u2068Harbour & Vine Ltd\u2069`);
  await app.page.waitForSelector("stripe-connect-account-onboarding");
  assert.ok(await line.evaluate((line) => {
    const frame = document.querySelector("[data-testid=onboarding-frame]");
    return line.compareDocumentPosition(frame) & Node.DOCUMENT_POSITION_FOLLOWING;
  }));
});

test("nothing is sent for an organisation that the code is not for", async () => {
  const [ours, theirs] = [await account(), await account()];
  await app.open(`organisations/${ours}/payment-account#code=${await codeFor(theirs)}`);
  assert.match(await message(), /You do not belong to this organisation/);
  assert.equal(await app.page.$("[data-testid=payment-account-status]"), null);
  await app.staysSilent(ours);
  assert.equal(await app.count(ours), 0);
});

test("a code that was used signs nobody in, says what to do, and sends nothing", async () => {
  const id = await account();
  const code = await codeFor(id);
  await app.open("lost");
  await app.page.evaluate((code) => fetch("/api/auth/exchange", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ code }) }), code);
  await app.open(`organisations/${id}?code=${code}`);
  assert.match(await message(), /This link no longer signs you in/);
  assert.equal(new URL(app.page.url()).search, "");
  assert.equal(await app.count(id), 0);
});

test("a code is kept while nobody answers, and used when somebody does", async () => {
  const id = await account();
  let tries = 0;
  await app.page.setRequestInterception(true);
  app.page.on("request", (request) => {
    if (!request.url().endsWith("/auth/exchange")) return request.continue();
    tries += 1;
    return tries === 1 ? request.abort("failed") : request.continue();
  });
  await app.open(`organisations/${id}#code=${await codeFor(id)}`);
  await app.sees({ state: "Active" });
  assert.equal(tries, 2);
});

test("a link with another code to a page that is open begins the page anew", async () => {
  const [one, other] = [await account(), await account()];
  await app.open(`organisations/${one}#code=${await codeFor(other)}`);
  assert.match(await message(), /You do not belong/);
  const code = await codeFor(one);
  const begun = new Promise((resolve) => app.page.once("load", resolve));
  await app.page.evaluate((code) => void (location.hash = `code=${code}`), code);
  await begun;
  await app.sees({ state: "Active" });
  await until("the address", () => new URL(app.page.url()).hash === "");
});
