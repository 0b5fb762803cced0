// The examples of a host's own server, each between the element and the sandbox.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { files } from "./support/package.mjs";
import { PACKAGE, journey, sees, testbed, visit } from "./support/testbed.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const KEY = "dol_proxy_example";
const MINE = randomUUID();
const FOREIGN = randomUUID();
const PROXIES = {
  node: [process.execPath, here("../../examples/proxy/node/server.mjs")],
  axum: [here("../../target/debug/proxy")],
};

let all;
before(async () => (all = await testbed()));
after(() => all?.stop());

for (const [name, command] of Object.entries(PROXIES)) {
  describe(`the proxy on ${name}`, () => {
    let proxy, url;
    before(async () => {
      const SESSIONS = JSON.stringify({ alice: [MINE], bob: [FOREIGN] });
      const [program, ...rest] = command;
      proxy = spawn(program, rest, {
        env: { ...process.env, DOLFIN_API: all.sandbox.url, DOLFIN_API_KEY: KEY, SESSIONS },
        stdio: ["ignore", "pipe", "inherit"],
      });
      url = await new Promise((resolve, reject) => {
        proxy.once("error", reject);
        proxy.once("exit", (code) => reject(new Error(`the proxy ended with code ${code}`)));
        createInterface({ input: proxy.stdout }).once("line", resolve);
      });
    });
    after(() => proxy?.kill());

    const ask = (path, options = {}) => fetch(new URL(path, url), { ...options, headers: { cookie: "session=alice", ...options.headers } });
    const ofAccount = (id, endpoint) => `api/organisations/${id}/payment-account/${endpoint}`;
    const received = () => all.sandbox.requests(MINE);

    test("takes a person to Active, in the element", async () => {
      await all.sandbox.control("PUT", `organisations/${MINE}`, {});
      const page = `<!doctype html><html lang="en-GB"><title>A host</title><link rel="icon" href="data:,">
        <script type="module">import { register } from "/package/index.js"; register();</script>
        <dolfin-payment-onboarding api-base="/api" publishable-key="pk_test_x" organisation-id="${MINE}"></dolfin-payment-onboarding>`;
      const web = await all.web({ api: url, files: { "/": { body: page }, ...(await files(PACKAGE)) } });
      const host = await visit(all, web, "", { prepare: () => (document.cookie = "session=alice") });
      await journey(all, host, MINE);
      assert.deepEqual(host.heard, []);
      for (const request of await received()) {
        if (request.endpoint === "form") continue;
        assert.equal(request.headers["x-dolfin-api-key"], "present", request.endpoint);
        assert.equal(request.headers.cookie, undefined, "the host's cookies are not Dolfin's");
      }
      await host.close();
    });

    test("lets nobody act for somebody else", async () => {
      const cases = [
        [401, ofAccount(MINE, "status"), { headers: { cookie: "" } }],
        [401, ofAccount(MINE, "status"), { headers: { cookie: "session=eve" } }],
        [403, ofAccount(MINE, "status"), { headers: { cookie: "session=bob" } }],
        [403, ofAccount(FOREIGN, "session"), { method: "POST" }],
        [403, ofAccount(MINE, "session"), { method: "POST", headers: { "sec-fetch-site": "cross-site" } }],
      ];
      const before = (await received()).length;
      for (const [status, path, options] of cases) {
        const answer = await ask(path, options);
        assert.equal(answer.status, status, `${path} ${JSON.stringify(options)}`);
        assert.match(answer.headers.get("content-type"), /^application\/problem\+json/);
      }
      assert.equal((await received()).length, before, "nothing of it reaches Dolfin");
    });

    test("forwards two routes with their methods, and nothing else", async () => {
      const before = (await received()).length;
      for (const [path, method] of [
        [ofAccount(MINE, "status"), "POST"],
        [ofAccount(MINE, "session"), "GET"],
        [ofAccount(MINE, "link"), "POST"],
        [ofAccount(MINE, "session/../enable"), "POST"],
        [`api/organisations/${MINE}%2f..%2f${FOREIGN}/payment-account/status`, "GET"],
        ["api/clients", "GET"],
        ["control/scenarios", "GET"],
      ]) {
        const { status } = await ask(path, { method });
        assert.ok([400, 404, 405].includes(status), `${method} ${path}: ${status}`);
      }
      assert.equal((await received()).length, before);
    });

    test("passes on Dolfin's problem and its wish to wait, and none of its other headers", async () => {
      await all.sandbox.fault(MINE, { endpoint: "status", status: 503, headers: { "retry-after": "7" } });
      const answer = await ask(ofAccount(MINE, "status"));
      assert.equal(answer.status, 503);
      assert.equal(answer.headers.get("retry-after"), "7");
      assert.equal(answer.headers.get("cache-control"), "no-store");
      assert.equal(answer.headers.get("access-control-allow-origin"), null);
      assert.equal((await answer.text()).includes(KEY), false);
    });

    test("answers with a problem where Dolfin breaks the connection", async () => {
      await all.sandbox.fault(MINE, { endpoint: "status", kind: "reset" });
      const answer = await ask(ofAccount(MINE, "status"));
      assert.equal(answer.status, 502);
      assert.match(answer.headers.get("content-type"), /^application\/problem\+json/);
    });
  });
}
