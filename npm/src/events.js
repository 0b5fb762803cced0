// Which events lead from one snapshot to the next. They carry no requirement code, no account id and no text of the API's.

import { bare } from "./own.js";

/** Before anything is known. */
const NOTHING = bare({ state: "loading", form: "closed", settled: true });
const OPEN = ["loading", "shown"];

/** The events between `before` (absent at first) and `now`, as `[name, detail]`. */
export function eventsBetween(before, now) {
  const events = [];
  const was = before ?? NOTHING;
  if (was.state === "loading" && now.state !== "loading") events.push(["ready", { state: now.state }]);
  const hasLeft = now.form === "left" && OPEN.includes(was.form);
  if (hasLeft) events.push(["exit", { settled: false }]);
  // What came of the form is told even where it is what was known before; until then nothing is judged.
  // An element without that form is told as well, where it shares the account.
  const afterExit = now.settled && (hasLeft || (!was.settled && was.form === now.form));
  const isOther = was.state !== now.state || was.turn !== now.turn;
  if (now.state !== "loading" && now.settled && (isOther || afterExit)) {
    const { state, turn, progress } = now;
    events.push(["statuschange", { state, turn, progress, previousState: was.state, afterExit }]);
  }
  if (isNew(was.problem, now.problem)) events.push(["error", errorDetail(now.problem, "status")]);
  // A problem of the whole account is reported once.
  if (isNew(was.formProblem, now.formProblem) && now.formProblem.kind !== now.problem?.kind) {
    events.push(["error", errorDetail(now.formProblem, "form")]);
  }
  return events;
}

function isNew(was, now) {
  return now != null && was?.kind !== now.kind;
}

/** The detail of an error in a setting or a function of the host's. */
export const hostError = (kind) => ({ kind, source: "host", severity: "warning", http: null, reference: null });

/** The detail of the error by which a mount has failed: `kind` and `cause` as `Mount` reports them. */
export const componentError = ({ kind, cause }) =>
  ({ ...hostError(kind), source: "component", severity: "error", ...(kind === "config" && { setting: cause }) });

function errorDetail({ kind, canRetry, http, reference }, source) {
  return { kind, source, severity: canRetry ? "warning" : "error", http, reference };
}
