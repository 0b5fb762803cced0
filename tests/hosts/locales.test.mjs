// What the JavaScript knows of the languages is what the core knows: which is nearest to a wanted one, in the package and
// where the standalone page cannot run; where their files are; and the plural forms, which the browser counts in.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { locales, sentences } from "../e2e/support/locales.mjs";
import { script, stubbedPage } from "./support/stubbed.mjs";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const table = Object.entries(JSON.parse(read("core/tests/text/nearest.json")));
const { lib, window } = await stubbedPage({ source: await script("locales.js") });

test("the nearest language is the one that the core decides on", () => {
  for (const [wanted, expected] of table) assert.equal(lib.nearest(wanted) ?? "", expected, JSON.stringify(wanted));
});

test("every language but the compiled-in one has a file beside the module", async () => {
  const asked = [];
  window.fetch = async (url) => (asked.push(String(url)), new Response("{}"));
  const fileOf = lib.localeFileIn();
  const others = locales().filter((tag) => tag !== "en-GB");
  await assert.rejects(lib.sentences("en-GB", fileOf));
  for (const tag of others) assert.equal((await lib.sentences(tag, fileOf)).lang, tag);
  assert.deepEqual(asked, others.map((tag) => `https://page.example/package/locales/${tag}.json`));
});

test("where the app cannot run, the page says so in the same language", () => {
  const all = JSON.parse(read("src/app/stopped.json"));
  const [, rule] = read("index.html").match(/const nearest = (\(tag, all\) => \{[^]*?\n {6}\});/);
  const nearest = new Function(`return ${rule}`)();
  // A language that has one file there goes by its name alone.
  const key = (tag) => (tag.toLowerCase() in all ? tag.toLowerCase() : tag.split("-")[0]);
  for (const [wanted, expected] of table) assert.equal(nearest(wanted, all) ?? "", key(expected), JSON.stringify(wanted));
  for (const [lang, said] of Object.entries(all)) {
    assert.ok(table.some(([, tag]) => key(tag) === lang), lang);
    assert.deepEqual(Object.values(said).map((parts) => parts.filter(Boolean).length), [3, 3], lang);
  }
});

test("a sentence has the forms that whole numbers reach in its language, the last of which is the general one", () => {
  const numbers = Array.from({ length: 1_001 }, (_, number) => number);
  for (const [tag, all] of Object.entries(sentences())) {
    const varied = new Set(Object.keys(all).filter((key) => key.includes(".")).map((key) => key.split(".")[0]));
    const rules = new Intl.PluralRules(tag);
    const reached = new Set(numbers.map((number) => rules.select(number)));
    for (const name of varied) {
      const without = [...reached].filter((category) => !(`${name}.${category}` in all));
      assert.equal(without.length, 1, `${tag}: ${name} has one form for ${without}`);
    }
    assert.ok(varied.size > 0 || reached.size === 1 || tag.startsWith("en"), tag);
  }
});
