// Through a whole onboarding with the stand-in's form nothing moves that the person has not moved: not while they read,
// not while they work, not while they wait.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { useApp } from "./app/app.mjs";
import { until } from "./support/browser.mjs";

const app = useApp();

/** Runs in the page: notes every shift that did not follow within half a second on something the person did. */
function watch() {
  window.shifts = [];
  const name = (node) => node?.dataset?.testid || node?.className || node?.parentElement?.className || node?.nodeName;
  const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
  const note = (entries) => {
    for (const { hadRecentInput, value, sources } of entries) {
      // A busy machine may take longer than the browser's half second to follow a press.
      if (hadRecentInput || window.pressed) continue;
      const moved = sources.map(({ node, previousRect, currentRect }) => `${name(node)} (${box(previousRect)} -> ${box(currentRect)})`);
      const headline = document.querySelector("h2")?.innerText;
      window.shifts.push(`${value.toFixed(4)} at «${headline}»: ${moved.join("; ")}`);
    }
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  // What has moved so far belongs to the time before; a busy browser tells of it late.
  window.press = (pressed) => {
    note(observer.takeRecords());
    window.pressed = pressed;
  };
}

/** Presses a button of the form with the mouse: what follows is the person's doing, as far as the browser can tell. */
async function click(name) {
  const button = await app.form.button(name);
  await app.page.evaluate(() => window.press(true));
  await button.click();
  await button.dispose();
}

/** What the press was for is there, and drawn: from now on everything that moves moves by itself. */
async function released() {
  await app.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)))));
  await app.page.evaluate(() => window.press(false));
}

describe("nothing moves by itself", () => {
  for (const [width, height] of [[320, 640], [768, 1024], [1280, 800], [1280, 1800]]) {
    test(`from loading to Active, ${width} × ${height}`, async () => {
      const id = await app.sandbox.organisation({ settings: { pendingMs: 1_500 } });
      await app.page.setViewport({ width, height });
      await app.page.evaluateOnNewDocument(watch);
      await app.sandbox.fault(id, { endpoint: "status", delayMs: 600 });
      // Longer than the browser takes a move for the person's doing.
      await app.sandbox.fault(id, { endpoint: "status", after: "exit", delayMs: 1_000 });
      await app.home(id);
      await app.sees({ state: "NotStarted" });
      await app.click("primary-action");
      await app.form.heading("Type of business");
      while ((await app.form.currentHeading()) !== "Review and submit") {
        const before = await app.form.currentHeading();
        await click("Fill with test data");
        await click("Continue");
        await until(`a step after «${before}»`, async () => {
          const now = await app.form.currentHeading();
          // None while one step takes the place of another.
          return now && now !== before;
        });
        await released();
        const { currentlyDue } = (await app.sandbox.read(id)).capabilities;
        await app.sees((seen) => [...seen.requirements].sort().join() === [...currentlyDue].sort().join());
      }
      await click("Agree and submit");
      await app.sees({ frame: false });
      await released();
      await app.sees({ turn: "stripe" });
      await app.sees({ state: "Active" });
      await new Promise((resolve) => setTimeout(resolve, 500));
      // Words of one line where two were, in the same box, are no move.
      const moves = (await app.page.evaluate(() => window.shifts)).filter((shift) => parseFloat(shift) >= 0.001);
      assert.deepEqual(moves, []);
    });
  }
});

test("nobody sees the form's place before what stands above it", async () => {
  const id = await app.sandbox.organisation({ scenario: "resume" });
  await app.page.setRequestInterception(true);
  // Longer than the component waits for it.
  app.page.on("request", (request) => setTimeout(() => request.continue(), request.url().includes("/sandbox/connect.js") ? 500 : 0));
  await app.page.evaluateOnNewDocument(() => {
    window.seen = { half: 0, whole: 0 };
    const shown = (selector) => document.querySelector(selector)?.getClientRects().length > 0;
    const look = () => {
      if (shown("[data-testid=onboarding-frame]")) window.seen[shown(".dolfin-turn") ? "whole" : "half"] += 1;
      requestAnimationFrame(look);
    };
    look();
  });
  await app.onboarding(id);
  await app.page.waitForFunction(() => window.seen.whole > 0, { timeout: 30_000 });
  assert.equal(await app.page.evaluate(() => window.seen.half), 0);
});
