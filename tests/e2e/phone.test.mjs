// For a finger: in every state, whatever can be pressed is 44 px high at a phone's width, and nothing covers another.

import assert from "node:assert/strict";
import { test } from "node:test";
import { usePlayground } from "./app/playground.mjs";

const playground = usePlayground();

/** Runs in the page: what can be pressed and is too small, or lies under something else that can be. */
function tooSmall() {
  const all = [...document.querySelectorAll(".dolfin :is(button, a, summary)")].filter((node) => node.checkVisibility());
  const boxes = all.map((node) => [node.innerText.slice(0, 40), node.getBoundingClientRect()]);
  const low = boxes.filter(([, box]) => Math.round(box.height) < 44).map(([words, box]) => `«${words}» is ${box.height} px high`);
  const overlap = boxes.flatMap(([words, box], place) =>
    boxes.slice(place + 1)
      .filter(([, other]) => Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1 && Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 1)
      .map(([others]) => `«${words}» lies over «${others}»`));
  return [...low, ...overlap];
}

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
