// How a visit goes, in numbers of milliseconds: what a host's monitoring wants to know. Decides what is counted from where
// to where, and what is leaving Stripe's form half-way. Names no person and no account, and holds no text of the API's.

const UNKNOWN = ["loading", "error", "signed-out"];

/**
 * Counts from now. `take(before, now)` hears of each snapshot (`before` is absent at first), and `gone()` that the person
 * has gone from the page or the component; `tell({ name, value, reason })` is told what comes of it.
 */
export function startMetrics(tell) {
  const since = (then) => Math.round(performance.now() - then);
  const startedAt = performance.now();
  let openedAt = startedAt;
  let shownAt;
  let stayed;
  const told = (name, value, reason = null) => tell({ name, value, reason });
  return {
    take(before, now) {
      const [was, is] = [before?.form ?? "closed", now.form];
      if (UNKNOWN.includes(before?.state ?? "loading") && !UNKNOWN.includes(now.state)) told("status-known", since(startedAt));
      if (was !== is) {
        if (is === "loading" && before) openedAt = performance.now();
        if (is === "shown") told("form-shown", since(openedAt));
        if (is === "failed") told("form-obstructed", since(openedAt), now.formProblem?.kind);
        if (is === "unsupported") told("form-obstructed", 0, now.unsupported);
        stayed = is === "left" && shownAt !== undefined ? since(shownAt) : undefined;
        shownAt = is === "shown" ? performance.now() : undefined;
      }
      if (stayed === undefined || !now.settled) return;
      told(now.turn === "you" ? "form-abandoned" : "form-finished", stayed);
      stayed = undefined;
    },
    gone() {
      if (shownAt !== undefined) told("form-abandoned", since(shownAt));
    },
  };
}
