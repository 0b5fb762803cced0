// The page stands still: nothing moves that a person has not moved, and a change touches no more than what changed.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { usePlayground } from "./app/playground.mjs";

const playground = usePlayground();

/** Counts what is written to the page from now on. */
async function watched(act) {
  await playground.page.evaluate(() => {
    window.touched = [];
    window.observer = new MutationObserver((records) => window.touched.push(...records.map(({ target, type }) => {
      const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      return `${type} ${element?.closest("[data-testid]")?.dataset.testid ?? ""} ${element?.className.baseVal ?? element?.className ?? ""}`.trim();
    })));
    window.observer.observe(document.querySelector("[data-testid=payment-account-status]"), { subtree: true, childList: true, characterData: true, attributes: true });
  });
  await act();
  await playground.settled();
  return playground.page.evaluate(() => {
    window.observer.disconnect();
    return window.touched;
  });
}

const checkedAsIn = (state) => async () => {
  await playground.answerAsIn(state);
  await playground.press("check-now");
};

describe("the layout", () => {
  test("does not shift from the first paint to an Active account, with nobody touching anything", async () => {
    await playground.page.evaluateOnNewDocument(() => {
      window.shifts = [];
      new PerformanceObserver((list) => {
        for (const { hadRecentInput, sources } of list.getEntries()) {
          for (const { node, previousRect: was, currentRect: is } of hadRecentInput ? [] : sources) {
            window.shifts.push(`${node?.className || node?.parentElement?.className}: ${[was, is].map(({ x, y, width, height }) => [x, y, width, height].map(Math.round)).join(" -> ")}`);
          }
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    for (const width of [360, 1024]) {
      await playground.page.setViewport({ width, height: 900 });
      await playground.open("loading");
      for (const answer of ["not-started", "resume", "resume-further", "under-review", "active"]) {
        // The first one answers the read that is under way.
        await playground.answerAsIn(answer);
        await playground.press("heard");
        await playground.settled();
        await playground.settled();
      }
      await playground.headline("Payments and payouts are on");
      assert.deepEqual(await playground.page.evaluate(() => window.shifts), [], `${width} px`);
    }
  });
});

describe("a look at the status", () => {
  test("that brings one answered question touches the list, the progress and what announces it", async () => {
    await playground.open("resume");
    const touched = await watched(checkedAsIn("resume-further"));
    const places = new Set(touched.map((line) => line.split(" ").slice(1).join(" ")));
    for (const place of places) {
      assert.match(place, /dolfin-(groups|questions|group|tag|progress-label|bar|bar-done|visually-hidden|freshness|contents|heading|list)|announcement|activity|^ ?dolfin$/, [...places].join("; "));
    }
    assert.ok(!touched.some((line) => /capability|headline|explanation|primary-action|onboarding-frame/.test(line)), touched.join("\n"));
  });

  test("of two thousand questions touches one question", async () => {
    await playground.open("many");
    const groups = () => playground.page.$$eval(".dolfin-group", (nodes) => nodes.map((node) => (node.tag ??= Math.random())));
    const before = new Set(await groups());
    const touched = await watched(checkedAsIn("many-but-one"));
    const after = await groups();
    assert.deepEqual(after.filter((tag) => !before.has(tag)), [], "no group is made anew");
    // Out goes the question that was open, in comes the same one, ticked; the tag of its group says so.
    const places = new Set(touched.filter((line) => /dolfin-(question|group)/.test(line)).map((line) => line.split(" ").at(-1)));
    assert.deepEqual([...places].sort(), ["dolfin-group-head", "dolfin-questions"]);
  });
});
