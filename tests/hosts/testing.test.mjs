// What hosts test their own pages with: Dolfin and Stripe played in the page, and no server at all.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, test } from "node:test";
import { stepOf } from "../../npm/src/form-steps.js";
import { scenarios } from "../../npm/scenarios.mjs";
import { emptyPages, open } from "./support/empty-page.mjs";
import { NEARLY_DONE, sees, until } from "./support/testbed.mjs";

const ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

let all;
let host;
before(async () => (all = await emptyPages()));
afterEach(() => host?.close());
after(() => all?.stop());

/** An element in a page whose Dolfin and Stripe are `start`. */
async function played(start) {
  host = await open(all);
  await host.page.evaluate(async (id, start) => {
    const { Player, standIn } = await import("/package/testing.js");
    window.player = new Player(start);
    standIn(window.player);
    window.make({ organisationId: id, apiBase: "https://dolfin.invalid", fetch: window.player.fetch });
  }, ID, start);
}

test("a person gets to Active with nothing but the player", async () => {
  await played(NEARLY_DONE);
  await host.form.completeToReview();
  await host.form.press("Agree and submit");
  await sees(host.page, { state: "Active", frame: false });
  const asked = await host.page.evaluate(() => window.player.requests.map(({ endpoint }) => endpoint));
  assert.equal(asked.filter((endpoint) => endpoint === "session").length, 1);
  assert.deepEqual(host.scripts, []);
  assert.deepEqual(host.heard, []);
});

test("a new company is asked what the sandbox would ask it", async () => {
  await played("not-started");
  await host.form.completeToReview();
  await host.form.press("Agree and submit");
  await sees(host.page, { state: "OnboardingInProgress", turn: "stripe", frame: false });
});

test("every scenario stands where the sandbox has it", async () => {
  const { shipped } = await scenarios();
  host = await open(all);
  for (const { name, document: { status, settings } } of shipped.scenarios) {
    await host.page.evaluate(async (name) => {
      const { Player } = await import("/package/testing.js");
      document.querySelector("main").replaceChildren();
      window.make({ organisationId: crypto.randomUUID(), apiBase: "https://dolfin.invalid", fetch: new Player(name).fetch }, "dolfin-payment-status");
    }, name);
    const isRefused = ["Forbidden", "NotFound"].includes(settings.refusal) || settings.token;
    const seen = await until(name, () => host.page.$eval("main > *", ({ snapshot }) => snapshot?.state !== "loading" && snapshot?.state), { within: 20_000 });
    assert.equal(seen, isRefused ? "error" : status, name);
  }
});

test("what it ships is what the sandbox says", async () => {
  const { shipped, steps } = await scenarios();
  const ours = JSON.parse(await readFile(new URL("../../npm/src/scenarios.json", import.meta.url), "utf8"));
  assert.deepEqual(ours, shipped, "run: node npm/scenarios.mjs");
  for (const [code, step] of Object.entries(steps)) assert.equal(stepOf(code), step, code);
  assert.ok(Object.keys(steps).length > 1_000);
});

test("failures are made at will", async () => {
  host = await open(all);
  await host.page.evaluate(async (id) => {
    const { Player } = await import("/package/testing.js");
    window.player = new Player("active");
    window.player.fail("status", { status: 403 });
    window.make({ organisationId: id, apiBase: "https://dolfin.invalid", fetch: window.player.fetch }, "dolfin-payment-status");
  }, ID);
  assert.equal((await host.tells("error")).kind, "forbidden");
  await (await host.hook("retry")).evaluate((button) => button.click());
  await sees(host.page, { state: "Active" });
  await host.page.evaluate(() => {
    window.player.set({ status: "Restricted" });
    document.querySelector("main > *").refresh();
  });
  await sees(host.page, { state: "Restricted" });
});
