// What a thousand mounts leave behind: nothing.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { emptyPages, open } from "./support/empty-page.mjs";
import { alive, growth, keepMemory } from "../e2e/support/alive.mjs";

const MOUNTS = 1_000;
const WARM_UP = 100;
/** A leak would be one for each mount at least; the collector may leave a few for the next time. */
const SLACK = MOUNTS / 20;

let all;
before(async () => (all = await emptyPages()));
after(() => all?.stop());

/** Runs in the page: mounts and unmounts, one in twenty until Stripe's form is shown, the others before they begin or in mid-flight. */
async function mounts({ times, ids }) {
  for (let mount = 0; mount < times; mount += 1) {
    const element = window.make({ organisationId: ids[mount % ids.length], tokenProvider: async () => "token", headers: { "x-a": "b" } });
    const isUp = () => element.querySelector("stripe-connect-account-onboarding") && element.snapshot?.form === "shown";
    if (mount % 20 === 0) while (!isUp()) await new Promise((resolve) => setTimeout(resolve, 1));
    else await new Promise((resolve) => setTimeout(resolve, mount % 37));
    element.remove();
  }
  // Until the last has been let go.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
}

async function left({ page }) {
  return { ...(await alive(page)), timers: await page.evaluate(() => window.timers.size) };
}

/** Runs in the page before anything: keeps count of timers. */
function watch() {
  window.timers = new Set();
  const { setTimeout: start, clearTimeout: stop } = window;
  window.setTimeout = (act, ...rest) => {
    const id = start(() => (window.timers.delete(id), act()), ...rest);
    window.timers.add(id);
    return id;
  };
  window.clearTimeout = (id) => (window.timers.delete(id), stop(id));
}

test(`${MOUNTS} mounts and unmounts give everything back`, async () => {
  const asked = { status: "OnboardingInProgress", capabilities: { currentlyDue: ["external_account"], detailsSubmitted: true } };
  const ids = [await all.sandbox.organisation(asked), await all.sandbox.organisation(asked)];
  const host = await open(all, { prepare: `(${watch})(); (${keepMemory})();` });
  await host.page.evaluate(mounts, { times: WARM_UP, ids });
  const before = await left(host);
  await host.page.evaluate(mounts, { times: MOUNTS, ids });
  const after = await left(host);
  const grown = growth(before, after);
  console.log(JSON.stringify({ before, grown }));
  for (const what of ["nodes", "listeners", "functions", "promises", "timers"]) assert.ok(grown[what] < SLACK, JSON.stringify(grown));
  // One page of WebAssembly is the least it can grow by.
  assert.ok(grown.wasm <= 65_536, `${grown.wasm} bytes`);
  assert.deepEqual(host.heard, []);
  await host.close();
});
