// What axe-core finds, and what sticks out sideways, in states of the playground: each state once, by turns light and dark,
// 320 and 1280 px wide, in three languages. tests/e2e/axe.test.mjs takes all of them, in Chromium.

import assert from "node:assert/strict";
import { test } from "node:test";
import { AXE, check } from "../../e2e/app/access.mjs";
import { openApp } from "../support/app.mjs";
import { Playground, SMALL } from "../support/playground.mjs";

const LOCALES = ["en-GB", "ar", "de-DE"];

const { app, visitor } = await openApp(SMALL);
const playground = await Playground.open(visitor, await app.web());

for (const [turn, width] of [320, 1280].entries()) {
  test(`${width} px`, async (told) => {
    const half = playground.states.filter((_state, place) => place % 2 === turn);
    await playground.resize({ width });
    await visitor.run(AXE);
    const found = [];
    for (const [place, state] of half.entries()) {
      const settings = { locale: LOCALES[place % LOCALES.length], theme: place % 4 < 2 ? "light" : "dark" };
      await playground.turn(state, settings);
      const { violations, overflow } = await playground.ask(check);
      if (violations.length > 0 || overflow > 0) found.push({ state, ...settings, violations, overflow });
    }
    told.diagnostic(`${half.length} looks`);
    assert.deepEqual(found, []);
  });
}
