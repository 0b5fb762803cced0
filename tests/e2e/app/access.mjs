// Whether a page can be read and used by everybody, as far as a machine can tell.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/** The source of axe-core, to be run in a page. */
export const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const SETTINGS = [
  // The narrowest screen WCAG asks for (1.4.10): nobody should have to scroll in two directions.
  { scheme: "dark", width: 320 },
  { scheme: "light", width: 1280 },
];

/** Asserts that axe-core finds nothing, and that nothing sticks out sideways: narrow and dark, wide and light. */
export async function audit(page) {
  await page.evaluate(AXE);
  for (const { scheme, width } of SETTINGS) {
    await page.setViewport({ width, height: 800 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    const { violations, overflow } = await page.evaluate(check);
    assert.deepEqual(violations, [], `axe-core, ${scheme}, ${width} px`);
    assert.equal(overflow, 0, `wider than ${width} px`);
  }
}

/** Runs in the page: what axe-core finds, and by how much the page is too wide. */
export async function check() {
  // A colour on its way to another is neither.
  document.getAnimations().forEach((animation) => animation.effect?.getComputedTiming().endTime < Infinity && animation.finish());
  const overflow = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  // Of many groups the first speak for the rest; axe-core would take minutes over all of them.
  document.querySelectorAll(".dolfin-group:nth-of-type(n+9)").forEach((group) => group.remove());
  const { violations } = await axe.run({ resultTypes: ["violations"] });
  return {
    overflow,
    violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.any.map((one) => one.message)}`).slice(0, 3).join("; ")}`),
  };
}

/** Runs in the page: what can be pressed and is too small for a finger, or lies under something else that can be. */
export function tooSmall() {
  const all = [...document.querySelectorAll(".dolfin :is(button, a, summary)")].filter((node) => node.checkVisibility());
  const boxes = all.map((node) => [node.innerText.slice(0, 40), node.getBoundingClientRect()]);
  const low = boxes.filter(([, box]) => Math.round(box.height) < 44).map(([words, box]) => `«${words}» is ${box.height} px high`);
  const overlap = boxes.flatMap(([words, box], place) =>
    boxes.slice(place + 1)
      .filter(([, other]) => Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1 && Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 1)
      .map(([others]) => `«${words}» lies over «${others}»`));
  return [...low, ...overlap];
}
