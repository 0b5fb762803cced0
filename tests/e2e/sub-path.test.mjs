// The standalone app below a path of a site, as `trunk build --public-url /payments/` makes it.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { DIST, useApp } from "./app/app.mjs";
import { serve } from "./support/serve.mjs";

const BASE = "/payments";
const app = useApp();
let web;

before(async () => {
  const names = await readdir(DIST);
  let page = await readFile(`${DIST}/index.html`, "utf8");
  // Trunk puts the path before each file of its own and into `<base>`, and changes nothing else.
  assert.match(page, /<base href="\/"/);
  page = page.replace('<base href="/"', `<base href="${BASE}/"`);
  for (const name of names) page = page.replaceAll(`"/${name}`, `"${BASE}/${name}`);
  web = await serve({ root: DIST, sandbox: app.sandbox.url, base: BASE, page });
});
after(() => web?.stop());

const open = (path) => app.page.goto(new URL(BASE + path, web.url), { waitUntil: "domcontentloaded" });
const path = () => new URL(app.page.url()).pathname;

test("the start page leads to an organisation's account, and links lead on", async () => {
  const id = randomUUID();
  await open("/");
  await (await app.page.waitForSelector("input[name=organisation]")).type(id);
  await app.page.keyboard.press("Enter");
  await app.sees({ frame: true });
  assert.equal(path(), `${BASE}/organisations/${id}/payment-account`);
  await app.navigate("home");
  await app.page.waitForSelector("[data-nav=home][aria-current=page]");
  assert.equal(path(), `${BASE}/organisations/${id}`);
  await app.page.goBack();
  await app.sees({ frame: true });
});

test("the first requests leave with the page, and once", async () => {
  const id = randomUUID();
  await open(`/organisations/${id}/payment-account`);
  await app.sees({ frame: true });
  await app.asked(id, "session", 1);
  await app.asked(id, "status", 1);
});

test("a language's words come from below the path", async () => {
  await app.page.evaluateOnNewDocument(() => (window.__PAYMENTS_CONFIG__ = { locale: "de-DE" }));
  const answer = app.page.waitForResponse((response) => response.url().includes("/locales/"));
  await open(`/organisations/${randomUUID()}`);
  const { origin, pathname, search } = new URL((await answer).url());
  assert.equal(origin + pathname, new URL(`${BASE}/locales/de-DE.json`, web.url).href);
  // With a version, for a browser may keep them.
  assert.match(search, /^\?[\da-f]+$/);
  await app.page.waitForSelector("html[lang=de-DE]");
});

test("what is not there is told, with the way to the start page", async () => {
  await open("/nowhere");
  await app.page.locator("[data-testid=page-message] a").click();
  await app.page.waitForSelector("input[name=organisation]");
  assert.equal(path(), `${BASE}/`);
});

test("where the app cannot run, the words that say so come from below the path", async () => {
  await app.page.evaluateOnNewDocument(() => {
    delete window.WebAssembly;
    window.__PAYMENTS_CONFIG__ = { locale: "de-DE" };
  });
  await open(`/organisations/${randomUUID()}`);
  await app.page.waitForSelector("main[lang=de] [role=alert]");
});
