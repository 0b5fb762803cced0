// What a host sets on an element for Stripe's form, as Connect.js is given it.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { NEARLY_DONE, until } from "./support/testbed.mjs";
import { emptyPages, open } from "./support/empty-page.mjs";

let all;
let host;
before(async () => (all = await emptyPages()));
afterEach(() => host?.close());
after(() => all?.stop());

/** A Connect.js that is there already, and only writes down what it is given. */
function recorder() {
  window.given = {};
  window.updates = [];
  window.StripeConnect = {
    init(params) {
      window.init = params;
      return {
        create() {
          const names = ["FullTermsOfServiceUrl", "RecipientTermsOfServiceUrl", "PrivacyPolicyUrl", "SkipTermsOfServiceCollection", "CollectionOptions"];
          const setters = [...names, "OnExit", "OnStepChange", "OnLoadError", "OnLoaderStart"]
            .map((name) => [`set${name}`, (value) => (window.given[name] = value)]);
          return Object.assign(document.createElement("div"), Object.fromEntries(setters));
        },
        update: (changes) => window.updates.push(changes),
      };
    },
  };
}

test("options reach Stripe's form in Stripe's shapes, and one that may change does so at once", async () => {
  const options = {
    fonts: [
      { cssSrc: "https://fonts.example/a.css" },
      { family: "Ours", src: "url(https://fonts.example/b.woff2)", style: "normal", display: "optional", unicodeRange: "U+0025-00FF" },
    ],
    displayOptions: { showObjectIds: true },
    collectionOptions: { fields: "eventually_due", futureRequirements: "include", requirements: { exclude: ["external_account"] } },
    fullTermsOfServiceUrl: "https://host.example/terms",
    recipientTermsOfServiceUrl: "https://host.example/recipients",
    privacyPolicyUrl: "https://host.example/privacy",
    skipTermsOfServiceCollection: true,
  };
  host = await open(all, { prepare: recorder });
  await host.make({ organisationId: await all.sandbox.organisation(NEARLY_DONE), ...options });
  await until("the form", () => host.page.evaluate(() => "OnLoaderStart" in window.given), { within: 20_000 });
  const [init, given] = await host.page.evaluate(() => [window.init, window.given]);
  const { fonts, displayOptions, ...rest } = options;
  assert.deepEqual([init.fonts, init.displayOptions], [fonts, displayOptions]);
  for (const [name, value] of Object.entries(rest)) assert.deepEqual(given[name[0].toUpperCase() + name.slice(1)], value, name);
  await host.page.$eval("main > *", (element) => (element.displayOptions = { showObjectIds: false }));
  await until("the update", () => host.page.evaluate(() => window.updates.some(({ displayOptions }) => displayOptions?.showObjectIds === false)), { within: 20_000 });
});

test("a member that is not what it should be is left to Stripe's default, and takes no other away", async () => {
  host = await open(all, { prepare: recorder });
  await host.make({
    organisationId: await all.sandbox.organisation(NEARLY_DONE),
    appearance: { overlays: 5, variables: { colorPrimary: "#123456", overlayZIndex: [] } },
    fonts: [5, { family: "without a file" }, { family: "Ours", src: "url(b)", style: "bold", weight: 5, display: "now", unicodeRange: {} }],
    displayOptions: { showObjectIds: "yes" },
    collectionOptions: { fields: "everything", futureRequirements: "include", requirements: { only: "all", exclude: ["a", 5, "b.*"] } },
  });
  await until("the form", () => host.page.evaluate(() => "OnLoaderStart" in window.given), { within: 20_000 });
  const [{ appearance, fonts, displayOptions }, given] = await host.page.evaluate(() => [window.init, window.given]);
  assert.deepEqual([appearance.overlays, appearance.variables.colorPrimary, "overlayZIndex" in appearance.variables], ["dialog", "#123456", false]);
  assert.deepEqual([fonts, displayOptions], [[{ family: "Ours", src: "url(b)", style: "normal" }], undefined]);
  assert.deepEqual(given.CollectionOptions, { fields: "currently_due", futureRequirements: "include", requirements: { exclude: ["a", "b.*"] } });
});
