// Six kinds of host, each built by its own tool, each from the form to Active.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { NEARLY_DONE, PACKAGE, testbed, journey, sees, until, visit } from "./support/testbed.mjs";
import { files } from "./support/package.mjs";
import { freshNonce } from "../../examples/hosts/strict/nonce.mjs";

const BUILT = process.env.HOSTS_DIST ?? fileURLToPath(new URL("../../target/hosts", import.meta.url));
const page = (path) => readFile(new URL(`../../examples/hosts/${path}`, import.meta.url), "utf8");

const NONCE = "bm9uY2Ugb2YgdGhlIHRlc3Q";
/** The policy of the guide: neither `unsafe-inline` nor `unsafe-eval`, and Trusted Types, with `scripts` and `types` let in. */
const policy = (scripts, types = "dolfin-connect") => ({
  "content-security-policy": [
    "default-src 'none'", "base-uri 'none'", "object-src 'none'", "form-action 'none'",
    `script-src ${scripts} 'wasm-unsafe-eval' https://connect-js.stripe.com`,
    "style-src 'self'", "img-src 'self' data: https://*.stripe.com", "connect-src 'self'",
    "frame-src https://connect-js.stripe.com https://js.stripe.com",
    "require-trusted-types-for 'script'", `trusted-types ${types}`,
  ].join("; "),
});
const withNonce = (html) => html.replaceAll(/<(script|dolfin-[a-z-]+)(?=[ >])/g, `<$1 nonce="${NONCE}"`);
/** Nothing was complained of, and no policy violated. */
async function isClean(host) {
  assert.deepEqual(await host.page.evaluate(() => window.violations), []);
  assert.deepEqual(host.heard.filter((line) => !line.includes("integrity")), []);
}

let all;

before(async () => {
  all = await testbed();
});
after(() => all?.stop());

test("each project names the versions that it is tested with", async () => {
  const named = async (url) => {
    const { dependencies, devDependencies } = JSON.parse(await readFile(new URL(url, import.meta.url), "utf8"));
    return { ...dependencies, ...devDependencies };
  };
  const { version } = JSON.parse(await readFile(`${PACKAGE}package.json`, "utf8"));
  const here = { ...(await named("package.json")), "@dolfin/payment-onboarding": version };
  for (const host of ["react", "vue", "webpack"]) {
    for (const [name, wanted] of Object.entries(await named(`../../examples/hosts/${host}/package.json`))) assert.equal(wanted, here[name], `${host}: ${name}`);
  }
});

test("no bundler puts a language into everybody's code", async () => {
  for (const host of ["react", "vue", "webpack"]) {
    const built = (await readdir(`${BUILT}/${host}`, { recursive: true })).filter((file) => file.endsWith(".js"));
    assert.ok(built.length > 0);
    for (const file of built) assert.ok(!(await readFile(`${BUILT}/${host}/${file}`, "utf8")).includes("data:application/json"), `${host}: ${file}`);
  }
});

const text = (host, selector) => host.page.$eval(selector, (node) => node.textContent);
const sessions = async (id) => (await all.sandbox.read(id)).sessions;

describe("a plain page", () => {
  let web;
  before(async () => {
    const body = withNonce(await page("plain/index.html"));
    web = await all.web({ headers: policy(`'nonce-${NONCE}'`), files: { "/": { body }, ...(await files(PACKAGE, "/dolfin/")) } });
  });

  test("takes a person to Active, and tells it in events", async () => {
    const id = await all.sandbox.organisation(NEARLY_DONE);
    const host = await visit(all, web, `?organisation=${id}`);
    await sees(host.page, { state: "OnboardingInProgress", frame: true });
    await journey(all, host, id);
    const told = await host.page.evaluate(() => window.told);
    assert.deepEqual(told.filter(({ name }) => name !== "step").map(({ name, state }) => [name, state].filter(Boolean).join(" ")), [
      "ready OnboardingInProgress",
      "statuschange OnboardingInProgress",
      "exit",
      "statuschange OnboardingInProgress",
      "statuschange Active",
    ]);
    assert.ok(told.every(({ elapsed }, at) => Number.isInteger(elapsed) && elapsed >= (told[at - 1]?.elapsed ?? 0)));
    // Of a person's account no more than how it stands; the steps' names are Stripe's.
    const members = new Set(told.flatMap((event) => Object.keys(event)));
    assert.deepEqual([...members].sort(), ["afterExit", "elapsed", "name", "previousState", "progress", "settled", "state", "step", "turn"]);
    assert.doesNotMatch(JSON.stringify(told), new RegExp(`${id}|acct_|accs_|tos_acceptance`));
    await isClean(host);
    await host.close();
  });

  test("keeps Stripe's element in the light, shown in the frame", async () => {
    const id = await all.sandbox.organisation(NEARLY_DONE);
    const host = await visit(all, web, `?organisation=${id}`);
    await host.form.button("Continue");
    const where = await host.page.$eval("stripe-connect-account-onboarding", (node) => ({
      root: node.getRootNode() === document,
      shownIn: node.parentElement.assignedSlot?.parentElement.dataset.testid,
    }));
    assert.deepEqual(where, { root: true, shownIn: "onboarding-frame" });
    await host.close();
  });
});

describe("a page with a strict policy and Trusted Types", () => {
  let web;
  before(async () => {
    const policies = policy("'nonce-NONCE' 'strict-dynamic'")["content-security-policy"];
    const { body, headers } = freshNonce(await page("strict/index.html"), policies);
    const main = { type: "text/javascript", body: await page("strict/main.js") };
    const icon = { type: "image/svg+xml", body: await page("strict/icon.svg") };
    web = await all.web({ headers, files: { "/": { body }, "/main.js": main, "/icon.svg": icon, ...(await files(PACKAGE, "/dolfin/")) } });
  });

  test("X28 X29 X30 is violated nowhere on the way to Active, and loads what the inventory lists", async () => {
    const id = await all.sandbox.organisation(NEARLY_DONE);
    const host = await visit(all, web, `?organisation=${id}`);
    await journey(all, host, id);
    await isClean(host);
    const inventory = JSON.parse(await readFile(`${PACKAGE}script-inventory.json`, "utf8"));
    const loaded = await host.page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
    const scripts = loaded.filter((url) => /\.(?:js|wasm)$/.test(url) && !url.endsWith("/main.js")).map((url) => url.replace(/^.*\/dolfin\//, ""));
    assert.deepEqual([...new Set(scripts)].sort(), inventory.filter(({ when }) => !when).map(({ script }) => script).sort());
    await host.close();
  });

  test("the policy is one that bites", async () => {
    const host = await visit(all, web, "?organisation=none");
    await host.page.evaluate(() => {
      try {
        document.createElement("script").src = "/other.js";
      } catch {
        // Refused, which is the point.
      }
    });
    await until("a violation", () => host.page.evaluate(() => window.violations.length > 0));
    await host.close();
  });
});

describe("Vite and React 19 in StrictMode", () => {
  let web;
  before(async () => {
    web = await all.web({ root: `${BUILT}/react`, headers: policy("'self'") });
  });

  test("takes a person to Active on one secret", async () => {
    const id = await all.sandbox.organisation({ ...NEARLY_DONE, settings: { pendingMs: 300 } });
    const host = await visit(all, web, `?organisation=${id}`);
    await until("React to hear of it", async () => (await text(host, "#state")) === "OnboardingInProgress", { within: 20_000 });
    await journey(all, host, id);
    assert.equal(await text(host, "#state"), "Active");
    await isClean(host);
    await host.close();
  });

  test("one secret for each real mount, and a refresh by the ref is one read", async () => {
    const id = await all.sandbox.organisation(NEARLY_DONE);
    const host = await visit(all, web, `?organisation=${id}`);
    const claimed = (count) => until(`${count} claimed`, async () => (await sessions(id)).claimed === count, { within: 20_000 });
    await claimed(1);
    await host.page.click("#toggle");
    await until("it to be gone", async () => !(await host.page.$("dolfin-payment-onboarding")));
    await host.page.click("#toggle");
    await claimed(2);
    assert.deepEqual(await sessions(id), { minted: 2, claimed: 2 });
    const reads = async () => (await all.sandbox.requests(id, "status")).length;
    await sees(host.page, { state: "OnboardingInProgress" });
    const before = await reads();
    await host.page.click("#refresh");
    await until("a read", async () => (await reads()) > before, { within: 20_000 });
    assert.deepEqual(host.heard, []);
    await host.close();
  });
});

test("a Leptos app, from its overview in its own words, under its own router and theme, to Active", async () => {
  const body = withNonce(await readFile(`${BUILT}/leptos/index.html`, "utf8"));
  const id = await all.sandbox.organisation(NEARLY_DONE);
  const web = await all.web({ root: `${BUILT}/leptos`, headers: policy(`'nonce-${NONCE}' 'self'`), files: { [`/books/${id}`]: { body } } });
  const host = await visit(all, web, `books/${id}`);
  const state = (wanted) => until(wanted, async () => (await text(host, "#state").catch(() => "")) === wanted, { within: 20_000 });
  await state("OnboardingInProgress");
  assert.equal(await text(host, "#questions"), "2 questions of Stripe's are open.");
  assert.equal((await sessions(id)).minted, 0);
  await host.page.click("a[href$=payments]");
  await journey(all, host, id);
  assert.equal(await host.page.$eval(".dolfin", (node) => getComputedStyle(node).fontFamily), "Georgia, serif");
  assert.equal(await text(host, "#done"), "Put the kettle on.");
  assert.equal(await text(host, "#paid"), "Money can reach you now.");
  await host.page.click("nav a");
  await state("Active");
  await isClean(host);
  await host.close();
});

test("Vite and Vue take a person to Active", async () => {
  // Vue has a policy of its own for its templates.
  const web = await all.web({ root: `${BUILT}/vue`, headers: policy("'self'", "dolfin-connect vue") });
  const id = await all.sandbox.organisation({ ...NEARLY_DONE, settings: { pendingMs: 300, token: "a-token" } });
  const host = await visit(all, web, `?organisation=${id}`);
  await journey(all, host, id);
  await until("Vue to hear of it", async () => (await text(host, "#state")) === "Active", { within: 20_000 });
  await isClean(host);
  await host.close();
});

test("webpack: the status as an element and without interface", async () => {
  const web = await all.web({ root: `${BUILT}/webpack`, headers: policy("'self'") });
  const id = await all.sandbox.organisation({ scenario: "active" });
  const host = await visit(all, web, `?organisation=${id}`);
  await sees(host.page, { state: "Active", frame: false });
  const snapshot = async () => JSON.parse((await text(host, "#snapshot")) || "{}");
  await until("the account without interface", async () => (await snapshot()).state === "Active", { within: 20_000 });
  const { turn, progress, chargesEnabled, requirements, problem } = await snapshot();
  assert.deepEqual({ turn, progress, chargesEnabled, requirements, problem }, { turn: "nobody", progress: 100, chargesEnabled: true, requirements: [], problem: null });
  assert.equal((await all.sandbox.requests(id, "session")).length, 0);
  assert.deepEqual(host.scripts, []);
  await isClean(host);
  await host.close();
});
