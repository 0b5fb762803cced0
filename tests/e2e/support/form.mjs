// Drives the stand-in's form the way a screen reader sees it: its shadow root is closed to the page, as Stripe's
// frame is, so nothing here works through the DOM.

import { until } from "./browser.mjs";

export class StandInForm {
  constructor(page) {
    this.page = page;
  }

  /** The button of this name, once it is there. */
  button(name) {
    return this.page.waitForSelector(`::-p-aria([name="${name}"][role="button"])`, { timeout: 5_000 });
  }

  async press(name) {
    const button = await this.button(name);
    await button.evaluate((node) => node.click());
    await button.dispose();
  }

  /** Waits for the heading of a step. */
  async heading(name) {
    const heading = await this.page.waitForSelector(`::-p-aria([name="${name}"][role="heading"])`, { timeout: 5_000 });
    await heading.dispose();
  }

  /** The name of the first heading in the form, or nothing before it is drawn. */
  async currentHeading() {
    const element = await this.page.$(">>> stripe-connect-account-onboarding");
    if (!element) return undefined;
    const tree = await this.page.accessibility.snapshot({ root: element, interestingOnly: false });
    await element.dispose();
    return find(tree, (node) => node.role === "heading")?.name;
  }

  /** Fills the step that is shown with test data and goes on; answers the next step's heading. */
  async completeStep() {
    const before = await this.currentHeading();
    await this.press("Fill with test data");
    await this.press("Continue");
    return until(`a step after «${before}»`, async () => {
      const now = await this.currentHeading();
      return now && now !== before ? now : undefined;
    });
  }

  /** Goes through every step to the review. */
  async completeToReview() {
    await until("the first step", () => this.currentHeading());
    while ((await this.currentHeading()) !== "Review and submit") await this.completeStep();
  }

  /** Goes through everything and hands it in. */
  async completeAll() {
    await this.completeToReview();
    await this.press("Agree and submit");
    await this.heading("Thank you");
  }
}

function find(node, fits) {
  if (!node) return undefined;
  if (fits(node)) return node;
  for (const child of node.children ?? []) {
    const found = find(child, fits);
    if (found) return found;
  }
  return undefined;
}
