// What happened between two snapshots, as events. Redacted: no code of Stripe's, no account, no text of the API's.

const OPEN = ["loading", "shown"];

/** The events that lead from `before` (absent at first) to `now`: `[name, detail]`. */
export function happenings(before, now) {
  const events = [];
  const was = before ?? { state: "loading", form: "closed" };
  if (was.state === "loading" && now.state !== "loading") events.push(["ready", { state: now.state }]);
  if (now.state !== "loading" && (was.state !== now.state || was.turn !== now.turn)) {
    const { state, turn, progress } = now;
    events.push(["statuschange", { state, turn, progress, previousState: was.state }]);
  }
  if (OPEN.includes(was.form) && now.form === "left") events.push(["exit", { state: now.state }]);
  if (isNew(was.problem, now.problem)) events.push(["error", failure(now.problem, "status")]);
  // A problem of the whole account is told once.
  if (isNew(was.formProblem, now.formProblem) && now.formProblem.kind !== now.problem?.kind) {
    events.push(["error", failure(now.formProblem, "form")]);
  }
  return events;
}

function isNew(was, now) {
  return now != null && was?.kind !== now.kind;
}

function failure({ kind, canRetry, http, reference }, source) {
  return { kind, source, severity: canRetry ? "warning" : "error", http, reference };
}
