// The account without our interface: snapshots for a host that draws its own.

import { logError, logFailure } from "./console.js";
import { settingsOf } from "./host.js";
import { localeFileIn } from "./locales.js";
import { Mount } from "./mount.js";

const LOADING = Object.freeze({
  state: "loading", turn: "unknown", tone: "neutral", headline: null, explanation: null, progress: null,
  detailsSubmitted: null, chargesEnabled: null, payoutsEnabled: null, requirements: Object.freeze([]),
  form: "closed", problem: null, formProblem: null, freshness: "live", checking: false, checkedAt: null,
});

/**
 * Watches an organisation's payment account while anybody is subscribed. Nothing is asked before the first
 * subscriber, and nothing after the last has left.
 */
export function createPaymentAccount(options) {
  const host = Object.assign(Object.create(null), options);
  const subscribers = new Set();
  let snapshot = LOADING;
  let mount;

  const tell = (subscriber) => {
    try {
      subscriber(snapshot);
    } catch (error) {
      // The page hears of it as of any error of its own; the others are still told.
      reportError(error);
    }
  };
  const publish = (next) => {
    snapshot = Object.freeze(next);
    for (const subscriber of [...subscribers]) tell(subscriber);
  };
  const report = (_kind, message) => logError("createPaymentAccount", message);
  const hear = (what, detail) => {
    if (what === "change") publish(detail);
    if (what !== "broken") return false;
    logFailure("createPaymentAccount", detail);
    publish({ ...LOADING, state: "error", problem: { kind: detail.kind, canRetry: detail.kind === "load", http: null, reference: null } });
    return false;
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
      mount ??= new Mount(settingsOf(host, { ...host, localeFile: localeFileIn(host.localeFiles) }, report), { withForm: false, hear });
      tell(own);
      return () => {
        subscribers.delete(own);
        if (subscribers.size > 0) return;
        mount?.end();
        mount = undefined;
        snapshot = LOADING;
      };
    },
    refresh: () => mount?.refresh(),
    pause: () => mount?.pause(true),
    resume: () => mount?.pause(false),
  };
}
