// Where the component cannot be shown: in jsdom, as in a host's unit tests, and on a server.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";
import { script, stubbedPage } from "./support/stubbed.mjs";

const ORGANISATION = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
const COMPLETE = { organisationId: ORGANISATION, publishableKey: "pk_test_x", tokenProvider: () => "token" };

test("in jsdom an element does nothing, keeps what is set on it, and says so once", async () => {
  const page = await stubbedPage({ canShow: false });
  page.lib.register();
  const element = page.add({ ...COMPLETE, textContent: "the host's own" });
  page.add(COMPLETE, "dolfin-payment-status");
  await page.advance(60_000);
  element.refresh();
  element.open();
  element.locale = "de";
  element.signOut();
  await page.advance(60_000);
  assert.equal(element.shadowRoot, null);
  assert.equal(element.snapshot, null);
  assert.deepEqual([element.organisationId, element.getAttribute("locale"), element.tokenProvider()], [ORGANISATION, "de", "token"]);
  element.remove();
  assert.equal(page.accounts.length, 0);
  assert.equal(page.waiting(), 0);
  assert.equal(page.console.length, 1);
  assert.match(page.console[0], /^warn: .*do nothing here/);
});

test("a browser without constructed style sheets is told the same", async () => {
  const page = await stubbedPage({ prepare: (window) => (window.CSSStyleSheet = undefined) });
  page.lib.register();
  assert.equal(page.add(COMPLETE).shadowRoot, null);
  assert.equal(page.console.length, 1);
});

test("a browser without color-mix() is told the same", async () => {
  const page = await stubbedPage({ prepare: (window) => (window.CSS = { supports: (_, value) => !value.startsWith("color-mix(") }) });
  page.lib.register();
  assert.equal(page.add(COMPLETE).shadowRoot, null);
  assert.equal(page.console.length, 1);
});

test("a browser without WebAssembly shows the notice and its ways out", async () => {
  const page = await stubbedPage({ prepare: (window) => (window.init = async () => { throw new ReferenceError("WebAssembly"); }) });
  page.lib.register();
  const element = page.add(COMPLETE);
  await page.advance(20);
  assert.ok(element.shadowRoot.querySelector("[data-testid=fallback] [data-testid=hosted-link]"));
});

test("on a server nothing is done at all: importing, registering, subscribing, preloading", async () => {
  const source = await script("index.js", { format: "esm", globalName: undefined });
  const check = `
    globalThis.fetch = () => { throw new Error("asked"); };
    globalThis.setTimeout = () => { throw new Error("waited"); };
    const names = Object.getOwnPropertyNames(globalThis).length;
    const { createPaymentAccount, preload, register } = await import("data:text/javascript;base64,${Buffer.from(source).toString("base64")}");
    register({ wasm: "/a.wasm", apiBase: "/api", tokenProvider: () => "token" });
    const states = [];
    const account = createPaymentAccount({ organisationId: "${ORGANISATION}" });
    const end = account.subscribe(({ state }) => states.push(state));
    account.refresh(); account.pause(); account.resume();
    const there = await preload();
    end();
    console.log(states.join(), there, account.snapshot.state, Object.getOwnPropertyNames(globalThis).length - names);`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", check]);
  assert.equal(stdout.trim(), "loading false loading 0");
  assert.equal(stderr, "");
});
