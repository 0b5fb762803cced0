// axe-core finds nothing, in any state, theme and language; nor does anything stick out of a phone's screen.
//
// One page for each language goes through the states in place. The ordinary run takes every state in both themes in
// English, and every state once, light and dark by turns, in the languages that differ most from it: what a language
// changes are words, their widths and their script, which have no theme. With EVERY=1 in the environment it takes the
// whole product, in every language.

import assert from "node:assert/strict";
import { test } from "node:test";
import { check, AXE } from "./app/access.mjs";
import { usePlayground } from "./app/playground.mjs";
import { locales } from "./support/locales.mjs";

const playground = usePlayground();

/** Of other scripts (Arabic, Greek, Japanese) and of long words (German, Finnish, Polish). */
const LOCALES = process.env.EVERY ? locales() : ["en-GB", "ar", "de-DE", "el-GR", "fi-FI", "ja-JP", "pl-PL"];
const THEMES = ["light", "dark"];
/** The narrowest screen WCAG asks for (1.4.10), and a wide one, by turns. */
const WIDTHS = [320, 1280];

for (const [at, locale] of LOCALES.entries()) {
  test(locale, async (told) => {
    const states = await playground.states();
    assert.ok(states.length > 40, `${states.length} states`);
    await playground.page.evaluate(AXE);
    const isWhole = at === 0 || Boolean(process.env.EVERY);
    const found = [];
    let looked = 0;
    for (const [place, state] of states.entries()) {
      for (const theme of isWhole ? THEMES : [THEMES[(at + place) % 2]]) {
        const width = WIDTHS[(at + place + looked) % 2];
        await playground.page.setViewport({ width, height: 800 });
        await playground.turn(state, { bare: "1", theme, locale });
        const { violations, overflow } = await playground.page.evaluate(check);
        if (violations.length > 0 || overflow > 0) found.push({ state, theme, width, violations, overflow });
        looked += 1;
      }
    }
    told.diagnostic(`${looked} looks at ${states.length} states`);
    assert.deepEqual(found, []);
  });
}
