// WebAssembly that has trapped, by a panic or otherwise: whatever it did next, it would do with what the trap left half
// done. So the first trap closes every way into it, and whoever lives on it is told. One instance serves all elements of
// a page, and only another page can have another: what the old one gave out still points into it.
//
// Limit: only a trap counts. Where a function of the page throws through it, the error goes on to whoever called.

let trap;
let hear = () => {};

/** The trap that has ended it, if one has. */
export const trapped = () => trap;

/** Who is told of the trap, in a task of its own. */
export function onTrap(listener) {
  hear = listener;
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
      queueMicrotask(() => hear(error));
      return undefined;
    }
  };
  const parts = Object.entries(exports).map(([name, part]) => [name, typeof part === "function" ? guard(part) : part]);
  return Object.fromEntries(parts);
}
