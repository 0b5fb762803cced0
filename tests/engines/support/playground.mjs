// The playground, in a frame of any size: WebKit's and Firefox's windows are never as narrow as a phone.

import { until } from "./visitor.mjs";

/** Of the browser's window: the frame may be larger, and what is not seen costs nothing to paint. */
export const SMALL = { width: 500, height: 400 };

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>The playground in a frame</title><body style="margin:0">
<iframe title="playground" style="border:0" src="/playground?state=loading&amp;bare=1"></iframe>`;

/** Runs in the page: to a state in place, until its words are there and what it draws is drawn. */
const TURN = `
  const [query, locale, done] = arguments;
  const frame = (next) => requestAnimationFrame(next);
  history.replaceState(null, "", "/playground?" + query);
  dispatchEvent(new PopStateEvent("popstate"));
  const drawn = () => document.querySelector("[data-testid=payment-account-status]")?.lang === locale ? frame(() => done()) : frame(drawn);
  // One frame for what happens next in the state, one for what it draws.
  frame(drawn);`;

export class Playground {
  /** Opens it; from now on the visitor's driver is in the frame. */
  static async open(visitor, web, size = { width: 1280 }) {
    const playground = Object.assign(new Playground(), { visitor, driver: visitor.driver });
    await visitor.go(web, "playground?state=loading");
    playground.states = await until("the states", async () => {
      const found = await visitor.run("return [...document.querySelectorAll('select[name=state] option')].map(({ value }) => value).filter(Boolean)");
      return found.length > 40 && found;
    });
    await visitor.run("document.open(); document.write(arguments[0]); document.close()", PAGE);
    await until("the frame", () => visitor.run("return frames[0]?.document.querySelector('[data-testid=payment-account-status]') !== null"));
    await visitor.driver.switchTo().frame(0);
    await playground.resize(size);
    return playground;
  }

  /** The frame's size, in CSS px. */
  resize({ width, height = 800 }) {
    return this.visitor.run("Object.assign(frameElement.style, { width: arguments[0] + 'px', height: arguments[1] + 'px' })", width, height);
  }

  turn(state, { locale = "en-GB", ...settings } = {}) {
    return this.driver.executeAsyncScript(TURN, String(new URLSearchParams({ state, bare: "1", locale, ...settings })), locale);
  }

  /** What a function answers that runs in the page; it may promise it. */
  async ask(asked, ...given) {
    const { failed, answer } = await this.driver.executeAsyncScript(`
      const done = arguments[arguments.length - 1];
      Promise.resolve().then(() => (${asked})(...arguments[0])).then((answer) => done({ answer }), (error) => done({ failed: String(error) }));`, given);
    if (failed) throw new Error(failed);
    return answer;
  }
}
