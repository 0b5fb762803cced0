// A person in front of a page: what they see of the component, and what they do, by keys and clicks that the browser
// trusts. The component may stand in a shadow root or in none.

import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PATIENCE, openEngine, until } from "./engine.mjs";

const { Key } = createRequire(new URL("../../e2e/", import.meta.url))("selenium-webdriver");
export { Key };

export const LISTEN = `<script>${await readFile(new URL("./listen.js", import.meta.url), "utf8")}</script>`;

/** Runs in the page. */
const FIND = `
  const roots = [document, ...[...document.querySelectorAll("*")].map((node) => node.shadowRoot).filter(Boolean)];
  const find = (selector) => roots.map((root) => root.querySelector(selector)).find(Boolean) ?? null;
  const words = (node) => node?.innerText.trim().replace(/\\s+/g, " ") ?? null;
  const form = find("stripe-connect-account-onboarding")?.shadowRoot;
`;
const SEE = `${FIND}
  const panel = find("[data-testid=payment-account-status]");
  if (!panel) return null;
  const alert = [...panel.querySelectorAll("[data-testid=alert]")].map((node) => node.dataset.status);
  return {
    state: panel.dataset.state, turn: panel.dataset.turn, busy: panel.getAttribute("aria-busy") === "true", alert: alert[0] ?? null,
    headline: words(panel.querySelector("h2")), progress: panel.querySelector("[role=progressbar]")?.getAttribute("aria-valuenow") ?? null,
    frame: Boolean(panel.querySelector("[data-testid=onboarding-frame]")), formMounted: Boolean(form), lang: panel.lang,
    path: location.pathname, text: words(document.body),
  };`;
const HEADING = `${FIND} return words(form?.querySelector("h1, h2, h3"));`;
const BUTTON = `${FIND} return [...(form?.querySelectorAll("button") ?? [])].find((button) => button.textContent.trim() === arguments[0]) ?? null;`;
/** What has the focus, in whatever root it is, as a person would name it. */
const FOCUS = `
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  if (!node || node === document.body) return { name: "" };
  const style = getComputedStyle(node);
  return {
    name: (node.getAttribute("aria-label") ?? (node.labels?.[0] ?? node).innerText ?? "").trim().split("\\n")[0],
    is: node.dataset.testid ?? node.className,
    ring: node.matches(":focus-visible") && (style.outlineStyle !== "none" || style.boxShadow !== "none"),
  };`;

export class Visitor {
  static async arrive(options) {
    const visitor = new Visitor();
    const { driver, stop } = await openEngine(options);
    Object.assign(visitor, { driver, leave: stop });
    return visitor;
  }

  go(web, path = "") { return this.driver.get(new URL(path, web.url).href); }
  run(script, ...given) { return this.driver.executeScript(script, ...given); }
  see() { return this.run(SEE); }
  focus() { return this.run(FOCUS); }

  /** Waits until what is seen has these members, or passes this test. */
  async sees(wanted) {
    const fits = typeof wanted === "function" ? wanted : (seen) => Object.entries(wanted).every(([name, value]) => seen[name] === value);
    let seen;
    await until("the page", async () => (seen = await this.see()) && fits(seen)).catch(({ message }) => {
      assert.fail(`the page never showed ${typeof wanted === "function" ? wanted : JSON.stringify(wanted)}, but ${JSON.stringify(seen) ?? message}`);
    });
    return seen;
  }

  /** Clicks what carries this test id. */
  click(hook) {
    return this.clickOn(`[data-testid="${hook}"]`);
  }

  async clickOn(selector) {
    const node = await until(selector, () => this.run(`${FIND} return find(arguments[0]);`, selector));
    await node.click();
  }

  heading() { return this.run(HEADING); }
  atStep(name) { return until(`the step «${name}»`, async () => (await this.heading()) === name); }

  /** Presses a button of Stripe's form. */
  async press(name) {
    const button = await until(`the button «${name}»`, () => this.run(BUTTON, name));
    await button.click();
  }

  /** Fills the step that is shown with test data, and goes on. */
  async completeStep() {
    const before = await until("a step", () => this.heading());
    await this.press("Fill with test data");
    await this.press("Continue");
    await until(`a step after «${before}»`, async () => ![before, null].includes(await this.heading()));
  }

  async completeToReview() {
    await until("the first step", () => this.heading());
    while ((await this.heading()) !== "Review and submit") await this.completeStep();
  }

  async type(...keys) {
    await this.driver.actions().sendKeys(...keys).perform();
  }

  /** Goes on with Tab until something of this name has the focus, which must then be seen. */
  async tabTo(name) {
    const met = [];
    for (let count = 0; count < 60; count += 1) {
      await this.type(Key.TAB);
      const focus = await this.focus();
      met.push(focus.name);
      if (focus.name !== name) continue;
      assert.ok(focus.ring, `the focus on «${name}» cannot be seen`);
      return;
    }
    assert.fail(`«${name}» is not reached: ${met.join(" | ")}`);
  }

  /** What the page has complained of since the tab was opened or this was asked, but for what browsers say themselves. */
  async complaints() {
    const heard = JSON.parse(await this.run("const heard = sessionStorage.heard ?? '[]'; delete sessionStorage.heard; return heard;"));
    return heard.filter((line) => !/^error: Failed to load resource|favicon/.test(line));
  }

  /** A picture into the directory that `PICTURES` names, if it does. */
  async picture(name) {
    if (!process.env.PICTURES) return;
    await mkdir(process.env.PICTURES, { recursive: true });
    await writeFile(`${process.env.PICTURES}/${name}.png`, Buffer.from(await this.driver.takeScreenshot(), "base64"));
  }
}
export { PATIENCE, until };
