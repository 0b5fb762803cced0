// Signing in by Dolfin's code exchange: once, in memory, and out of the address at once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { useApp } from "./app/app.mjs";

const app = useApp();
const TOKEN = "token-canary-5e1f";

/** A code, as a platform's server has it minted for a person. */
const code = async () => (await app.sandbox.control("POST", "codes", { token: TOKEN })).code;

test("a code becomes the person's token, and is seen nowhere afterwards", async () => {
  const id = await app.sandbox.organisation({ scenario: "active", settings: { token: TOKEN } });
  const asked = [];
  app.page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  const ticket = await code();
  await app.open(`organisations/${id}?code=${ticket}&tab=money`);
  await app.sees({ state: "Active" });
  assert.equal(new URL(app.page.url()).search, "?tab=money");
  await app.navigate("onboarding");
  await app.sees({ state: "Active" });
  assert.equal(asked.filter((request) => request === "POST /api/auth/exchange").length, 1);
  const left = await app.page.evaluate(() => [document.documentElement.outerHTML, JSON.stringify({ ...localStorage, ...sessionStorage }), document.cookie].join());
  assert.ok(!left.includes(TOKEN) && !left.includes(ticket));
});

test("a code that was used signs nobody in, and says what to do", async () => {
  const id = await app.sandbox.organisation({ scenario: "active", settings: { token: TOKEN } });
  const ticket = await code();
  await app.sandbox.control("POST", "reset");
  await app.sandbox.control("PUT", `organisations/${id}`, { scenario: "active", settings: { token: TOKEN } });
  await app.open(`organisations/${id}?code=${ticket}`);
  const seen = await app.sees({ state: "error" });
  assert.equal(seen.primary, "Sign in");
  assert.equal(new URL(app.page.url()).search, "");
});
