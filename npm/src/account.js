// The account without our interface: snapshots for a host that draws its own, and one status query for the elements that
// are given it. Decides when there is a mount behind it: while anybody is subscribed, a host or an element's mount.

import { logError, logFailure } from "./console.js";
import { settingsOf } from "./settings.js";
import { localeFileIn } from "./locales.js";
import { startMetrics } from "./metrics.js";
import { Mount } from "./mount.js";
import { ACCOUNT_OPTIONS, FUNCTIONS } from "./names.js";
import { bare, ownMembers } from "./own.js";

const NONE = Object.freeze([]);
const LOADING = Object.freeze({
  state: "loading", turn: "unknown", tone: "neutral", settled: true, headline: null, explanation: null, progress: null,
  detailsSubmitted: null, chargesEnabled: null, payoutsEnabled: null, provider: null,
  actions: NONE, requirements: NONE, groups: NONE, moreRequirements: 0, activity: NONE,
  form: "closed", unsupported: null, problem: null, formProblem: null, freshness: "live", checking: false, checkedAt: null,
});
const NAME = "createPaymentAccount";

/** What the elements and their mounts need of each account that was made here. */
const internals = new WeakMap();
const FOREIGN = bare({ isOver: true });
let newest = 0;

/**
 * Of what a host has set as `account`: its `id`, the `host`'s options, whether it `isPaused` or `isOver`, its `mount` while
 * there is one, and two methods. Nothing for nothing; what was not made here is over.
 */
export const accountOf = (given) => (given == null ? undefined : internals.get(given) ?? FOREIGN);

/**
 * Watches an organisation's payment account while anybody is subscribed or an element has it. Nothing is asked before the
 * first, and nothing after the last has left.
 */
export function createPaymentAccount(options) {
  const host = ownMembers(options, ACCOUNT_OPTIONS);
  const { onMetric } = ownMembers(options, ["onMetric"]);
  const subscribers = new Set();
  let metrics;
  let snapshot = LOADING;
  const own = { id: ++newest, host, isPaused: false, isOver: false, mount: undefined };

  const notify = (subscriber, told = snapshot) => {
    try {
      subscriber(told);
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
    if (what === "change") {
      metrics.take(snapshot, detail);
      publish(detail);
    }
    if (what !== "failed") return false;
    // Whoever comes next tries again.
    own.mount = undefined;
    logFailure(NAME, detail);
    publish({ ...LOADING, state: "error", problem: { kind: detail.kind, canRetry: detail.kind === "load", http: null, reference: null } });
    return false;
  };
  const count = () => (metrics = startMetrics((metric) => typeof onMetric === "function" && notify(onMetric, Object.freeze(metric))));
  const begin = () => {
    count();
    const plain = ownMembers(host, ACCOUNT_OPTIONS.filter((name) => !FUNCTIONS.includes(name)));
    plain.localeFile = localeFileIn(host.localeFiles);
    return new Mount(settingsOf(host, plain, (_kind, message) => logError(NAME, message)), undefined, false, own.isPaused, report);
  };

  const pause = (paused) => {
    if (paused === own.isPaused) return;
    own.isPaused = paused;
    if (!own.mount) return;
    // A pause is no waiting.
    count();
    own.mount.pause(paused);
  };

  const account = {
    get snapshot() {
      return snapshot;
    },
    /** Calls `subscriber` now and at each change; answers the function that ends it. */
    subscribe(subscriber) {
      if (typeof subscriber !== "function") throw new TypeError("subscribe takes a function");
      const one = (next) => subscriber(next);
      subscribers.add(one);
      // On a server there is nobody to show it to.
      if (typeof document !== "undefined" && !own.isOver) own.mount ??= begin();
      notify(one);
      return () => {
        subscribers.delete(one);
        if (subscribers.size > 0) return;
        own.mount?.end();
        own.mount = undefined;
        if (!own.isOver) snapshot = LOADING;
      };
    },
    refresh: () => own.mount?.refresh(),
    check: () => own.mount?.check(),
    pause: () => pause(true),
    resume: () => pause(false),
    /** The person has left the host: nothing is asked any more, here or in any element that has it. */
    signOut() {
      if (own.isOver) return;
      own.isOver = true;
      own.mount?.signOut();
      publish({ ...LOADING, state: "signed-out", turn: "nobody" });
    },
  };
  const { subscribe, signOut } = account;
  internals.set(account, Object.assign(own, { subscribe, signOut }));
  return account;
}
