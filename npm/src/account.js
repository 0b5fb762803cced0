// The account without our interface: snapshots for a host that draws its own. Decides when there is a mount behind it:
// while anybody is subscribed.

import { logError, logFailure } from "./console.js";
import { settingsOf } from "./settings.js";
import { localeFileIn } from "./locales.js";
import { Mount } from "./mount.js";
import { ACCOUNT_OPTIONS, FUNCTIONS } from "./names.js";
import { ownMembers } from "./own.js";

const LOADING = Object.freeze({
  state: "loading", turn: "unknown", tone: "neutral", settled: true, headline: null, explanation: null, progress: null,
  detailsSubmitted: null, chargesEnabled: null, payoutsEnabled: null, requirements: Object.freeze([]),
  form: "closed", problem: null, formProblem: null, freshness: "live", checking: false, checkedAt: null,
});
const NAME = "createPaymentAccount";

/**
 * Watches an organisation's payment account while anybody is subscribed. Nothing is asked before the first
 * subscriber, and nothing after the last has left.
 */
export function createPaymentAccount(options) {
  const host = ownMembers(options, ACCOUNT_OPTIONS);
  const subscribers = new Set();
  let snapshot = LOADING;
  let mount;
  let isPaused = false;

  const notify = (subscriber) => {
    try {
      subscriber(snapshot);
    } catch (error) {
      // The page hears of it as of any error of its own; the others are still notified.
      reportError(error);
    }
  };
  const publish = (next) => {
    snapshot = Object.freeze(next);
    for (const subscriber of [...subscribers]) notify(subscriber);
  };
  const report = (what, detail) => {
    if (what === "change") publish(detail);
    if (what !== "failed") return false;
    logFailure(NAME, detail);
    publish({ ...LOADING, state: "error", problem: { kind: detail.kind, canRetry: detail.kind === "load", http: null, reference: null } });
    return false;
  };
  const begin = () => {
    const plain = ownMembers(host, ACCOUNT_OPTIONS.filter((name) => !FUNCTIONS.includes(name)));
    plain.localeFile = localeFileIn(host.localeFiles);
    return new Mount(settingsOf(host, plain, (_kind, message) => logError(NAME, message)), undefined, false, isPaused, report);
  };

  const pause = (paused) => {
    isPaused = paused;
    mount?.pause(paused);
  };

  return {
    get snapshot() {
      return snapshot;
    },
    /** Calls `subscriber` now and at each change; answers the function that ends it. */
    subscribe(subscriber) {
      if (typeof subscriber !== "function") throw new TypeError("subscribe takes a function");
      const own = (next) => subscriber(next);
      subscribers.add(own);
      // On a server there is nobody to show it to.
      if (typeof document !== "undefined") mount ??= begin();
      notify(own);
      return () => {
        subscribers.delete(own);
        if (subscribers.size > 0) return;
        mount?.end();
        mount = undefined;
        snapshot = LOADING;
      };
    },
    refresh: () => mount?.refresh(),
    pause: () => pause(true),
    resume: () => pause(false),
  };
}
