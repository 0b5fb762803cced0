// The package's own word on itself: hashes that fit the files, and a reference that knows all there is.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { PACKAGE } from "./support/testbed.mjs";
import { emptyPages, open } from "./support/empty-page.mjs";

const packed = (name) => readFile(`${PACKAGE}${name}`, "utf8");
const source = (path) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");
const all = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();

let pages;
before(async () => (pages = await emptyPages()));
after(() => pages?.stop());

describe("hashes", () => {
  let integrity;
  before(async () => (integrity = JSON.parse(await packed("integrity.json"))));

  test("X10 are those of the files, in the inventory too", async () => {
    for (const [file, hash] of Object.entries(integrity)) {
      const digest = createHash("sha384").update(await readFile(`${PACKAGE}${file}`)).digest("base64");
      assert.equal(hash, `sha384-${digest}`, file);
    }
    const inventory = JSON.parse(await packed("script-inventory.json"));
    for (const { script, origin, reason, integrity: hash, why } of inventory) {
      assert.ok(origin && reason, script);
      if (hash === null) assert.match(why, /no hash can be given/);
      else assert.equal(hash, integrity[script]);
    }
  });

  test("let a page take the script and the WebAssembly from elsewhere, and nothing else in their place", async () => {
    const host = await open(pages, { register: false });
    const take = (hash) => host.page.evaluate(async (hash) => {
      const script = Object.assign(document.createElement("script"), { type: "module", src: `/copy/index.js?${hash}`, integrity: hash });
      return new Promise((resolve) => {
        script.onload = () => resolve("taken");
        script.onerror = () => resolve("refused");
        document.head.append(script);
      });
    }, hash);
    assert.equal(await take(integrity["index.js"]), "taken");
    assert.equal(await take(integrity["react.js"]), "refused");
    const loads = (hash) => host.page.evaluate((hash) =>
      window.lib.preload({ wasm: fetch("/package/payment_account_bg.wasm", { integrity: hash }) }), hash);
    assert.equal(await loads(integrity["index.js"]), false);
    assert.equal(await loads(integrity["payment_account_bg.wasm"]), true);
    await host.close();
  });
});

describe("the reference knows", () => {
  let manifest;
  let types;
  before(async () => {
    [manifest] = JSON.parse(await packed("custom-elements.json")).modules[0].declarations;
    types = (await packed("elements.d.ts")) + (await packed("index.d.ts"));
  });

  test("every event that is dispatched, and no other", async () => {
    const modules = await readdir(new URL("../../npm/src", import.meta.url));
    const code = (await Promise.all(modules.filter((name) => name.endsWith(".js")).map((name) => source(`npm/src/${name}`)))).join("\n");
    const dispatched = [...all(code, /#emit\("([a-z]+)"/g), ...all(code, /\["([a-z]+)", (?:\{|errorDetail)/g)];
    assert.deepEqual([...new Set(dispatched)].sort().map((name) => `dolfin-${name}`), manifest.events.map(({ name }) => name).sort());
  });

  test("every kind of error, and every request", async () => {
    const kinds = all(await source("core/src/account/problem.rs"), /ProblemKind::\w+ => "([a-z-]+)"/g);
    const ofHost = all(await source("npm/src/host-functions.js"), /report\("([a-z]+)"/g);
    const ofMount = ["config", "load", "crashed", "morph"];
    assert.ok(kinds.length > 10 && ofHost.length > 2);
    assert.deepEqual(all(await packed("elements.d.ts"), /^  \| "([a-z-]+)"/gm), [...new Set([...kinds, ...ofHost, ...ofMount])].sort());
    const requests = all(await source("core/src/onboarding/host_request.rs"), /Request::\w+ => "([a-z-]+)"/g);
    const [, typed] = /readonly request: ([^;]+);/.exec(types);
    assert.deepEqual(all(typed, /"([a-z-]+)"/g), requests);
  });

  test("every name of an action, a subject, a change and an obstacle", async () => {
    const phrases = await source("core/src/text/phrase.rs");
    const words = (kind) => all(phrases, new RegExp(`^    ${kind}(\\w+): "`, "gm")).map((name) => name.replace(/(?<!^)[A-Z]/g, "-$&").toLowerCase()).sort();
    const typed = (name) => all(new RegExp(`export type ${name} =([^;]+);`).exec(types)[1], /"([a-z-]+)"/g);
    for (const [name, kind] of [["ActionName", "Action"], ["Subject", "Subject"], ["ChangeName", "Change"]]) assert.deepEqual(typed(name), words(kind), name);
    assert.deepEqual(typed("Unsupported"), all(await source("core/src/onboarding/environment.rs"), /Unsupported::\w+ => "([a-z-]+)"/g));
  });

  test("every metric, in the guide too", async () => {
    const names = all(await source("npm/src/metrics.js"), /"((?:status|form)-[a-z]+)"/g);
    assert.deepEqual(all(/export type MetricName =([^;]+);/.exec(types)[1], /"([a-z-]+)"/g), names);
    const [, guide] = /## Metrics\n([^]*?)\n## /.exec(await source("docs/src/events.md"));
    assert.deepEqual(all(guide, /^\| `([a-z-]+)`/gm).filter((name) => name !== "name"), names);
  });

  test("every member of a snapshot", async () => {
    const members = all(/export interface Snapshot \{([^}]+)\}/.exec(types)[1], /readonly (\w+):/g);
    const host = await open(pages);
    await host.make({ organisationId: await pages.sandbox.organisation({ scenario: "overdue" }) });
    await host.tells("ready");
    const found = await host.page.evaluate(() => {
      const { snapshot } = document.querySelector("main > *");
      const account = window.lib.createPaymentAccount({});
      return [snapshot, account.snapshot].map((snapshot) => Object.keys(snapshot).sort());
    });
    assert.deepEqual(found, [members, members]);
    const inner = await host.page.evaluate(() => {
      const { actions, groups, requirements } = document.querySelector("main > *").snapshot;
      return { Action: actions[0], RequirementGroup: groups[0], Requirement: requirements[0] };
    });
    for (const [name, value] of Object.entries(inner)) {
      const [, typed] = new RegExp(`export interface ${name} \\{([^]*?)\\n\\}`).exec(types);
      assert.deepEqual(Object.keys(value).sort(), all(typed, /readonly (\w+):/g), name);
    }
    await host.close();
  });
});
