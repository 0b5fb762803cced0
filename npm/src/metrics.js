// How a visit goes, in numbers of milliseconds: what a host's monitoring wants to know. Decides what is counted from where
// to where, and what is leaving Stripe's form half-way. Names no person and no account, and holds no text of the API's.

import { bare } from "./own.js";

const UNKNOWN = ["loading", "error", "signed-out"];
/** The actions that ask for something in Stripe's form. */
const ASKING = /^(start|continue|provide|appeal)/;

/**
 * Counts from now, or from when the page comes into sight. `take(before, now)` hears of each snapshot (`before` is absent
 * at first), and `gone()` that the person has gone from the page or the component; `tell({ name, value, reason })` is told
 * what comes of it. Of an account that `isShared` somebody else tells when it is known.
 */
export function startMetrics(tell, isShared) {
  // What came before the page was in sight took nobody any time.
  const since = (then = performance.now()) => Math.round(performance.now() - then);
  let startedAt;
  let openedAt;
  let shownAt;
  let stayed;
  const told = (name, value, reason = null) => tell({ name, value, reason });
  const start = () => {
    if (document.hidden) document.addEventListener("visibilitychange", start, bare({ once: true }));
    else openedAt = startedAt = performance.now();
  };
  start();
  return {
    take(before, now) {
      const [was, is] = [before?.form ?? "closed", now.form];
      if (!isShared && UNKNOWN.includes(before?.state ?? "loading") && !UNKNOWN.includes(now.state)) told("status-known", since(startedAt));
      if (was !== is) {
        if (is === "loading" && before) openedAt = performance.now();
        if (is === "shown") told("form-shown", since(openedAt));
        if (is === "failed") told("form-obstructed", since(openedAt), now.formProblem?.kind);
        if (is === "unsupported") told("form-obstructed", 0, now.unsupported);
        stayed = is === "left" && shownAt !== undefined ? since(shownAt) : undefined;
        shownAt = is === "shown" ? performance.now() : undefined;
      }
      if (stayed === undefined || !now.settled || now.turn === "unknown") return;
      told(now.actions.some(({ name }) => ASKING.test(name)) ? "form-abandoned" : "form-finished", stayed);
      stayed = undefined;
    },
    gone() {
      if (shownAt !== undefined) told("form-abandoned", since(shownAt));
    },
  };
}
