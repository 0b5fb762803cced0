// Every state of the playground stands alike in the three engines: each part of it as wide and as high, as far from the
// left and from what is above it, within 3 px, at a phone's width and, from right to left, at a desk's. All are drawn in one font, for the
// engines' own choices of fonts are no fault of a layout; known.mjs has the differences that are left.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { App } from "../support/app.mjs";
import { Playground, SMALL } from "../support/playground.mjs";
import { Visitor } from "../support/visitor.mjs";
import { KNOWN } from "./known.mjs";

const ENGINES = ["chromium", "firefox", "webkit"];
const LOOKS = [{ width: 375, locale: "en-GB" }, { width: 1280, locale: "ar" }];
/** In CSS px: what rounding makes of lengths that are no whole pixels. */
const TOLERANCE = 3;

const { resolve } = createRequire(new URL("../../e2e/", import.meta.url));
const face = async (file) => `@font-face { font-family: Pinned; font-weight: 100 900; src: url(data:font/woff2;base64,${(await readFile(resolve(`@fontsource-variable/${file}`))).toString("base64")}) }`;
// Without motion: what is on its way stands nowhere.
const STYLE = `<style>
${await face("inter/files/inter-latin-wght-normal.woff2")}
${(await face("vazirmatn/files/vazirmatn-arabic-wght-normal.woff2")).replace("Pinned", "PinnedArabic")}
html { --dolfin-font: Pinned, PinnedArabic; }
*, ::before, ::after { animation: none !important; transition: none !important; }
</style>`;

const app = await App.start();
after(() => app.stop());
const web = await app.web({ first: STYLE });
const measured = Object.fromEntries(await Promise.all(ENGINES.map(async (engine) => [engine, await measure(engine)])));

/** Every part's box, by width, state and part. */
async function measure(engine) {
  const visitor = await Visitor.arrive({ engine, ...SMALL });
  try {
    const playground = await Playground.open(visitor, web);
    await playground.ask(() => Promise.all(["Pinned", "PinnedArabic"].map((name) => document.fonts.load(`16px ${name}`, "aع"))));
    const found = {};
    for (const { width, locale } of LOOKS) {
      await playground.resize({ width });
      for (const state of playground.states) {
        await playground.turn(state, { theme: "light", locale });
        found[`${width} ${state}`] = await playground.ask(boxes);
      }
    }
    return found;
  } finally {
    await visitor.leave();
  }
}

/** Runs in the page. */
function boxes() {
  const component = document.querySelector(".dolfin");
  const parts = [component, ...component.querySelectorAll("[class^=dolfin-], [data-testid], h2, h3, p, li")];
  const shown = parts.filter((node) => node.checkVisibility() && !node.closest(".dolfin-visually-hidden"));
  const round = (length) => Math.round(length * 10) / 10;
  const count = {};
  return shown.map((node) => {
    const kind = node.dataset.testid ?? node.getAttribute("class")?.split(" ")[0] ?? node.localName;
    count[kind] = (count[kind] ?? 0) + 1;
    const { left, top, width, height } = node.getBoundingClientRect();
    const before = node.previousElementSibling;
    const above = before?.checkVisibility() ? before.getBoundingClientRect().bottom : node.parentElement.getBoundingClientRect().top;
    return { part: kind, name: `${kind} ${count[kind]}`, left: round(left), width: round(width), height: round(height), below: round(top - above) };
  });
}

/** What differs from Chromium: one entry for each length. */
function differences(engine) {
  return Object.entries(measured.chromium).flatMap(([look, expected]) => {
    const [width, state] = look.split(" ");
    const found = measured[engine][look];
    const names = (all) => all.map(({ name }) => name).join();
    if (names(found) !== names(expected)) return [{ engine, width, state, part: "all", length: "names", is: names(found), expected: names(expected) }];
    return expected.flatMap((box, place) => ["left", "width", "height", "below"]
      .filter((length) => Math.abs(found[place][length] - box[length]) > TOLERANCE)
      .map((length) => ({ engine, width: Number(width), state, part: box.part, name: box.name, length, is: found[place][length], expected: box[length] })));
  });
}

const all = ENGINES.slice(1).flatMap(differences);
/** What an exception says of where it holds must be so of the difference; a list names several. */
const holds = (known, difference) => ["engine", "width", "state", "part", "length"]
  .every((name) => known[name] === undefined || [known[name]].flat().includes(difference[name]));
const allows = (known, difference) => holds(known, difference) && !(Math.abs(difference.is - difference.expected) > known.most);

for (const engine of ENGINES.slice(1)) {
  test(`${engine} draws as Chromium does, but for what is known`, () => {
    const unknown = all.filter((difference) => difference.engine === engine && !KNOWN.some((known) => allows(known, difference)));
    assert.deepEqual(unknown.map(({ width, state, name, length, is, expected }) => `${width} px, ${state}: ${name}, ${length} ${is}, in Chromium ${expected}`), []);
  });
}

test("what is known is still so, each state and part of it", () => {
  const stale = KNOWN.flatMap((known) => ["state", "part", "length"]
    .flatMap((name) => [known[name] ?? []].flat().map((value) => ({ ...known, [name]: value })))
    .filter((one) => !all.some((difference) => allows(one, difference))));
  assert.deepEqual(stale, []);
});
