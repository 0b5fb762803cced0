// When an element begins. A framework inserts an element first and sets it up afterwards: in the same task, in a
// microtask, or a task later; a page that swaps its body runs its scripts once the new one is there. An element that
// began at once would send its first requests with half of its settings.
//
// Decides only when. An element that was in the page before its class was known begins in the next task, for whoever
// calls `register` has set it up; any other after the next frame. What it lacks then is waited for: a setting for a
// while, a function that was announced for as long as it takes.

/** How long a setting may be missing before that is an error, in milliseconds. */
const SETTING_LIMIT = 1_000;
/** How long an announced function may be missing before the developer is told. */
const FUNCTION_LIMIT = 5_000;
/** A page that is not seen draws no frames. */
const FRAME_LIMIT = 50;

export class Readiness {
  #changed;
  #isSettled = false;
  #cancel = () => {};
  #lack;
  #timer;
  #isOverdue = false;

  /** `changed` is called when time alone has changed what `isReady` answers. */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Whether the element had its time to be set up. */
  get isSettled() {
    return this.#isSettled;
  }

  /** Whether what is missing has been missing for too long. */
  get isOverdue() {
    return this.#isOverdue;
  }

  /** The element has come into the page. */
  start(isUpgrade) {
    const settle = () => {
      this.#isSettled = true;
      this.#changed();
    };
    this.#cancel = isUpgrade ? inNextTask(settle) : afterNextFrame(settle);
  }

  /** Whether the element can begin, where it lacks nothing, a `setting` or a `function`. */
  isReady(lack) {
    if (!this.#isSettled) return false;
    if (lack !== this.#lack) {
      this.#wait(lack);
      this.#lack = lack;
    }
    return !lack || (lack === "setting" && this.#isOverdue);
  }

  /** The element has left the page. */
  stop() {
    this.#cancel();
    this.#isSettled = false;
    this.#wait(this.#lack = undefined);
  }

  #wait(lack) {
    clearTimeout(this.#timer);
    this.#isOverdue = false;
    if (!lack) return;
    const limit = lack === "setting" ? SETTING_LIMIT : FUNCTION_LIMIT;
    this.#timer = setTimeout(() => {
      this.#isOverdue = true;
      this.#changed();
    }, limit);
  }
}

function inNextTask(act) {
  const timer = setTimeout(act);
  return () => clearTimeout(timer);
}

function afterNextFrame(act) {
  let timer = setTimeout(() => {
    cancelAnimationFrame(frame);
    act();
  }, FRAME_LIMIT);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(act);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
