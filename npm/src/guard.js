// What happens when the WebAssembly traps, by a panic or otherwise. Its memory is then half changed, and whatever it did
// next it would do with that. So after the first trap no call reaches it any more, and a listener is told. One instance
// serves all elements of a page, and only a reload brings another: what the old one gave out still points into it.
//
// Limit: only a trap counts. Where a function of the page throws through the WebAssembly, the caller gets the error.

let trap;
let listener = () => {};

/** The trap that has ended it, if one has. */
export const trapped = () => trap;

/** Calls `called` with the trap, once, in a microtask. There is one listener. */
export function onTrap(called) {
  listener = called;
}

/** The exports of an instance, of which none does anything any more after a trap. */
export function guarded(exports) {
  const guard = (call) => (...given) => {
    if (trap) return undefined;
    try {
      return call(...given);
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      trap = error;
      queueMicrotask(() => listener(error));
      return undefined;
    }
  };
  const parts = Object.entries(exports).map(([name, part]) => [name, typeof part === "function" ? guard(part) : part]);
  return Object.fromEntries(parts);
}
