// Puts a page out of sight and back, as a person does who changes tabs. (Playwright pins a page to the front; raw CDP
// does not.)

import { until } from "../support/browser.mjs";

/** Another tab in front of `page`, which is then hidden. Answers that tab. */
export async function cover(page) {
  const other = await page.browserContext().newPage();
  await other.bringToFront();
  await until("a hidden page", () => page.evaluate(() => document.visibilityState === "hidden"), { within: 15_000 });
  return other;
}

/** `page` in front again. */
export async function uncover(page) {
  await page.bringToFront();
  await until("a page in sight", () => page.evaluate(() => document.visibilityState === "visible"), { within: 15_000 });
}

/** How often anything but the age has changed in `page` since the first call: attributes, text, nodes. */
export function mutations(page) {
  return page.evaluate(() => {
    if (window.mutations === undefined) {
      window.mutations = 0;
      const isAge = ({ target }) => (target.nodeType === Node.TEXT_NODE ? target.parentElement : target)?.closest("time[data-testid=freshness]");
      const observer = new MutationObserver((records) => (window.mutations += records.filter((record) => !isAge(record)).length));
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    }
    return window.mutations;
  });
}
