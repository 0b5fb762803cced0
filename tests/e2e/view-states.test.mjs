// Every state of the component: right to left, at twice the text size, in forced colours; and whatever a server may say
// is shown as text. What axe-core says of them is in axe.test.mjs.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { usePlayground } from "./app/playground.mjs";

const playground = usePlayground();

/** What sticks out of the page sideways. */
const overflow = () => playground.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("every state fits into 320 px at twice the text size, and right to left", async () => {
  await playground.page.setViewport({ width: 320, height: 800 });
  for (const state of await playground.states()) {
    for (const settings of [{ text: "200" }, { dir: "rtl" }]) {
      await playground.open(state, { bare: "1", ...settings });
      assert.equal(await overflow(), 0, `${state}, ${JSON.stringify(settings)}`);
    }
  }
});

test("without motion nothing moves, and in forced colours every tone still has words and an icon", async () => {
  await playground.page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  await playground.open("loading");
  assert.equal(await playground.page.evaluate(() => document.getAnimations().length), 0);
  for (const state of ["overdue", "under-review", "active", "rejected"]) {
    await playground.open(state);
    assert.equal(await playground.page.evaluate(() => document.getAnimations().length), 0, state);
    const turn = await playground.page.$eval(".dolfin-turn", (node) => [node.innerText.trim(), node.querySelector("path").getAttribute("d")]);
    assert.ok(turn.every(Boolean), `${state}: ${turn}`);
  }
});

describe("what a server says", () => {
  test("is never more than text", async () => {
    await playground.page.evaluateOnNewDocument(() => (window.alert = () => { throw new Error("executed"); }));
    await playground.open("hostile", { bare: "1" });
    const found = await playground.page.evaluate(() => {
      const component = document.querySelector("[data-testid=payment-account-status]");
      return {
        foreign: [...component.querySelectorAll("*")].map((node) => node.localName).filter((name) => ["script", "img", "a", "iframe", "style"].includes(name)),
        codes: component.querySelectorAll("[data-testid=requirement]").length,
        text: component.innerText,
      };
    });
    assert.deepEqual(found.foreign, []);
    assert.equal(found.codes, 8);
    assert.doesNotMatch(found.text, /[<>\u202a-\u202e\u2066-\u2069\u200b]|javascript|x{20}|W{20}|👩/u);
  });

  test("is listed up to a hundred questions of two thousand codes, and how many more", async () => {
    await playground.open("many", { bare: "1" });
    const { questions, more } = await playground.page.evaluate(() => ({
      questions: document.querySelectorAll(".dolfin-question").length,
      more: document.querySelector(".dolfin-more").innerText,
    }));
    // Four codes a person are three questions: first and last name are one.
    assert.deepEqual({ questions, more }, { questions: 100, more: "And 1,400 more." });
  });
});
