// One person's visit to the payment account page, recorded, on Chromium's virtual clock: the same every time.
//
// Chance is fixed, the first answers come in a fixed order, and between two acts nothing is under way.

import { until } from "../support/browser.mjs";
import { VirtualTime } from "../watch/time.mjs";
import { Recorder } from "./recorder.mjs";

const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
/** The component reads the status this soon after anything happened, and writes down what it learns. */
const SOON = 5 * SECOND;

export class Visit {
  recorder = new Recorder();

  /** A visit of the app; nothing is opened yet. */
  constructor(app) {
    this.app = app;
  }

  /**
   * Opens a new tab about `id` by `go`, and waits until it is `ready`. The status is answered first, then the session,
   * then Stripe's script.
   */
  async opens(title, id, go, ready) {
    const { app, recorder } = this;
    await recorder.step(title);
    // Where time has gone by the test's will, it goes by nothing else any more.
    await app.turnToNewTab();
    await app.page.evaluateOnNewDocument(() => (Math.random = () => 0.5));
    await recorder.watch(app.page);
    await app.sandbox.fault(id, { endpoint: "session", delayMs: 300 });
    await app.sandbox.faultForAll({ endpoint: "script", delayMs: 900 });
    await go();
    await ready();
    this.time = await VirtualTime.of(this.app.page);
    await this.time.pass(SOON);
  }

  /** Does `act`, and lets time pass until `done` is true of what is seen, and then until all is quiet. */
  async does(title, act, done = () => true, { within = MINUTE, rest = SOON } = {}) {
    await this.recorder.step(title);
    await act();
    await this.time.passUntil(title, async () => {
      const seen = await this.app.see();
      return seen && done(seen);
    }, { within });
    await this.time.pass(rest);
  }

  /** Presses a button of the component by its hook, without waiting for a frame to be drawn. */
  press(hook) {
    return this.app.page.$eval(`[data-testid=${hook}]`, (button) => button.click());
  }

  /** Answers the step of Stripe's form that is open, and waits for the next one. */
  async answers() {
    const { form } = this.app;
    const heading = await form.currentHeading();
    await form.press("Fill with test data");
    await form.press("Continue");
    const isNext = async () => ![undefined, heading].includes(await form.currentHeading());
    await this.time.passUntil(`a step after «${heading}»`, isNext, { within: MINUTE });
    return form.currentHeading();
  }

  /** Waits for Stripe's form to be drawn, while time passes. */
  formIsDrawn() {
    return this.time.passUntil("the form", async () => await this.app.form.currentHeading(), { within: MINUTE });
  }

  /** The sandbox has taken something in. */
  known(what, test) {
    return until(what, test, { within: 10 * SECOND });
  }
}
