// The tests' own tools: a proxy that hid a failure or an abort would make every test behind it lie.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { until } from "./support/browser.mjs";
import { startSandbox } from "./support/sandbox.mjs";
import { serve } from "./support/serve.mjs";

let sandbox;
let root;
let web;

before(async () => {
  sandbox = await startSandbox();
  root = await mkdtemp(join(tmpdir(), "dist-"));
  await writeFile(join(root, "index.html"), "<!doctype html><title>App</title>");
  await writeFile(join(root, "app.wasm"), "\0asm");
  web = await serve({ root, sandbox: sandbox.url });
});

after(async () => {
  await web?.stop();
  await sandbox?.stop();
  await rm(root, { recursive: true, force: true });
});

const at = (id, endpoint = "status") => `${web.url}api/organisations/${id}/payment-account/${endpoint}`;

test("routes fall back to the page, missing files do not, and nothing above the root is served", async () => {
  const route = await fetch(`${web.url}organisations/1/payment-account`);
  assert.match(await route.text(), /<title>App/);
  const wasm = await fetch(`${web.url}app.wasm`);
  assert.equal(wasm.headers.get("content-type"), "application/wasm");
  assert.equal((await fetch(`${web.url}missing.js`)).status, 404);
  assert.match(await (await fetch(`${web.url}..%2f..%2fetc%2fpasswd`)).text(), /<title>App/);
});

test("an abort in front is an abort behind", async () => {
  const id = await sandbox.organisation();
  await sandbox.fault(id, { endpoint: "status", kind: "stall-headers" });
  await assert.rejects(fetch(at(id), { signal: AbortSignal.timeout(100) }));
  await until("the abort in the log", async () => (await sandbox.requests(id))[0].aborted);
});

test("a connection cut behind is a connection cut in front", async () => {
  const id = await sandbox.organisation();
  await sandbox.fault(id, { endpoint: "status", kind: "reset" });
  await assert.rejects(fetch(at(id)));
  await sandbox.fault(id, { endpoint: "status", kind: "truncate" });
  const cut = await fetch(at(id));
  assert.equal(cut.status, 200);
  await assert.rejects(cut.text());
});

test("half a body arrives while the other half does not", async () => {
  const id = await sandbox.organisation();
  await sandbox.fault(id, { endpoint: "status", kind: "stall-body" });
  const stalled = await fetch(at(id));
  const { value } = await stalled.body.getReader().read();
  assert.ok(value.length > 50 && value.length < Number(stalled.headers.get("content-length")));
});

test("a reader that stops early is seen to stop", async () => {
  const id = await sandbox.organisation();
  await sandbox.fault(id, { endpoint: "status", kind: "stall-body" });
  const stalled = await fetch(at(id));
  const reader = stalled.body.getReader();
  await reader.read();
  await reader.cancel();
  await until("the abort in the log", async () => (await sandbox.requests(id))[0].aborted);
});

test("faults of the script strike the script", async () => {
  const script = async () => {
    const answer = await fetch(`${web.url}sandbox/connect.js`);
    return [answer.status, await answer.text()];
  };
  await sandbox.faultForAll({ endpoint: "script", status: 500 });
  assert.equal((await script())[0], 500);
  await sandbox.faultForAll({ endpoint: "script", kind: "syntax-error" });
  const [, broken] = await script();
  assert.throws(() => new Function(broken), SyntaxError);
  await sandbox.faultForAll({ endpoint: "script", kind: "no-global" });
  const [, empty] = await script();
  assert.doesNotThrow(new Function(empty));
  assert.match((await script())[1], /StripeConnect/);
});
