// Lets a page live through hours in seconds, on Chromium's own virtual clock: timers, `Date` and `performance.now()`
// go by it. Nothing of the page is replaced.
//
// Chromium holds this clock while a request is under way, but not while the answer's body is on its way to the
// script. So the clock goes in steps far shorter than any time-out of ours, and between two of them it stands still
// until nothing is under way: a request costs no time, however busy the machine is.

import { until } from "../support/browser.mjs";

const STEP = 1_000;

/** A page's time from now on: it passes only when told to. */
export class VirtualTime {
  static async of(page) {
    const time = new VirtualTime();
    time.page = page;
    time.pending = new Set();
    page.on("request", (request) => time.pending.add(request));
    for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => time.pending.delete(request));
    time.devtools = await page.createCDPSession();
    await time.passRegardless(1);
    return time;
  }

  /** Lets so many milliseconds pass in the page, in steps of at most `step`. */
  async pass(ms, { step = STEP } = {}) {
    for (let left = ms; left > 0; left -= step) {
      await this.#leap("pauseIfNetworkFetchesPending", Math.min(left, step));
      await until("the answers", () => this.pending.size === 0, { within: 30_000 });
    }
  }

  /** The same, whatever is under way: for a request that is never answered. */
  passRegardless(ms) {
    return this.#leap("advance", ms);
  }

  /** Lets time pass until `test` answers something true, at most so long. */
  async passUntil(what, test, { within, step = 250 }) {
    for (let passed = 0; passed <= within; passed += step) {
      const answer = await test();
      if (answer) return answer;
      await this.pass(step);
    }
    throw new Error(`${what}: not within ${within} ms of the page's time`);
  }

  async #leap(policy, budget) {
    const over = new Promise((resolve) => this.devtools.once("Emulation.virtualTimeBudgetExpired", resolve));
    const maxVirtualTimeTaskStarvationCount = 1_000_000;
    await this.devtools.send("Emulation.setVirtualTimePolicy", { policy, budget, maxVirtualTimeTaskStarvationCount });
    await over;
    // What has arrived is worked in.
    await this.page.evaluate(() => {});
  }
}
