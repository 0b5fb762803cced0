// For a finger: in every state, whatever can be pressed is 44 px high at a phone's width, and nothing covers another.

import assert from "node:assert/strict";
import { test } from "node:test";
import { tooSmall } from "./app/access.mjs";
import { usePlayground } from "./app/playground.mjs";

const playground = usePlayground();

test("every target is 44 px high, and none lies over another", async () => {
  await playground.page.setViewport({ width: 375, height: 812, isMobile: true, hasTouch: true, deviceScaleFactor: 1 });
  const states = await playground.states();
  const found = {};
  for (const [place, state] of states.entries()) {
    await playground.turn(state, { bare: "1", locale: ["en-GB", "ar", "pl-PL"][place % 3] });
    assert.ok(await playground.page.evaluate(() => matchMedia("(pointer: coarse)").matches));
    const small = await playground.page.evaluate(tooSmall);
    if (small.length > 0) found[state] = small;
  }
  assert.deepEqual(found, {});
});
