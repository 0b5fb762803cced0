// What axe-core finds, and what sticks out sideways, in states of the playground: each state once, by turns light and dark,
// 320 and 1280 px wide, in three languages. tests/e2e/axe.test.mjs takes all of them, in Chromium.
//
// WebKit's and Firefox's windows are never as narrow as a phone, so the narrow looks are taken in a frame.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AXE, check } from "../../e2e/app/access.mjs";
import { App } from "../support/app.mjs";
import { Visitor, until } from "../support/visitor.mjs";

const LOCALES = ["en-GB", "ar", "de-DE"];
const FRAME = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A narrow frame</title><body style="margin:0">
<iframe title="narrow" style="border:0;width:320px;height:800px" src="/playground?state=loading&amp;bare=1"></iframe>`;

let app;
let web;
let visitor;
before(async () => {
  app = await App.start();
  web = await app.web();
  visitor = await Visitor.arrive();
});
after(async () => {
  await visitor?.leave();
  await app?.stop();
});

async function states() {
  await visitor.go(web, "playground?state=loading");
  const names = "return [...document.querySelectorAll('select[name=state] option')].map(({ value }) => value).filter(Boolean)";
  return until("the states", async () => {
    const found = await visitor.run(names);
    return found.length > 40 && found;
  });
}

for (const [turn, width] of [320, 1280].entries()) {
  test(`${width} px`, async (told) => {
    const half = (await states()).filter((_state, place) => place % 2 === turn);
    if (width === 320) {
      await visitor.run("document.open(); document.write(arguments[0]); document.close()", FRAME);
      await until("the frame", () => visitor.run("return frames[0]?.document.querySelector('[data-testid=payment-account-status]') !== null"));
      await visitor.driver.switchTo().frame(0);
    }
    await visitor.run(AXE);
    const found = [];
    for (const [place, state] of half.entries()) {
      const locale = LOCALES[place % LOCALES.length];
      const theme = place % 4 < 2 ? "light" : "dark";
      const query = new URLSearchParams({ state, bare: "1", theme, locale });
      await visitor.run("history.replaceState(null, '', '/playground?' + arguments[0]); dispatchEvent(new PopStateEvent('popstate'))", String(query));
      await until(state, () => visitor.run("return document.querySelector(`[data-testid=payment-account-status][lang='${arguments[0]}']`) !== null", locale));
      const { violations, overflow } = await visitor.driver.executeAsyncScript(`
        const done = arguments[0];
        requestAnimationFrame(() => requestAnimationFrame(() => (${check})().then(done, (error) => done({ violations: [String(error)], overflow: 0 }))));`);
      if (violations.length > 0 || overflow > 0) found.push({ state, theme, locale, violations, overflow });
    }
    told.diagnostic(`${half.length} looks`);
    assert.deepEqual(found, []);
    await visitor.driver.switchTo().defaultContent();
  });
}
