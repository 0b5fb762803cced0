// Stripe's form in an element of the host's, for a host that draws everything else itself.
//
// Decides when the form's mount begins: not within the call. Who mounts, unmounts and mounts again in one task, as React
// does in StrictMode, has one session. What has ended says so, and does nothing.

import { accountOf } from "./account.js";
import { logError, logFailure } from "./console.js";
import { componentError, eventsBetween, hostError } from "./events.js";
import { localeFileIn } from "./locales.js";
import { startMetrics } from "./metrics.js";
import { Mount } from "./mount.js";
import { ACCOUNT_OPTIONS, EVENTS, FORM_OPTIONS, FUNCTIONS } from "./names.js";
import { bare, ownMembers } from "./own.js";
import { settingsOf } from "./settings.js";

const NAME = "mountForm";
const CALLBACKS = ["onChange", "onLoad", "onExit", "onStep", "onError", "onMetric"];

/** The newest form of each element: another one takes its place. */
const forms = new WeakMap();

/**
 * Mounts Stripe's form for what `createPaymentAccount` has made, in place of one that this has mounted there before.
 * Answers its handle; what can be read of that is how far the form is, and whether it is over.
 */
export function mountForm(account, element, options) {
  let given;
  const take = (options) => (given = ownMembers(options, [...FORM_OPTIONS, ...CALLBACKS]));
  let isOver = typeof document === "undefined";
  let mount;
  let snapshot;
  let metrics;
  const startedAt = performance.now();
  const told = new Set();

  /** The mount's end takes the form away; after a trap, nothing does. */
  const clear = () => {
    for (const form of element.querySelectorAll(":scope > .dolfin")) form.remove();
  };
  const leavePage = () => metrics?.gone();
  const end = () => {
    isOver = true;
    removeEventListener("pagehide", leavePage);
    mount?.end();
    clear();
  };
  const call = (name, detail) => {
    if (typeof given[name] !== "function") return;
    try {
      given[name](detail);
    } catch (error) {
      reportError(error);
    }
  };
  /** Each may have made it end, and then nothing more is told. */
  const tell = (name, detail) => isOver || call(name, detail);
  const timed = (detail) => Object.freeze({ ...detail, elapsed: Math.round(performance.now() - startedAt) });
  const complain = (kind, message) => {
    if (isOver || told.has(message)) return;
    told.add(message);
    logError(NAME, message);
    call("onError", timed(hostError(kind)));
  };
  const settings = () => {
    const own = accountOf(account ?? {});
    const values = bare(given);
    const plain = ownMembers(own?.host, ACCOUNT_OPTIONS.filter((name) => !FUNCTIONS.includes(name)));
    Object.assign(values, ownMembers(own?.host, FUNCTIONS));
    for (const name of FORM_OPTIONS) plain[name] = given[name] ?? plain[name];
    return settingsOf(values, Object.assign(plain, { account: own, localeFile: localeFileIn(plain.localeFiles), form: "on-request", bare: true }), complain);
  };
  const report = (what, detail) => {
    if (what === "failed") {
      end();
      logFailure(NAME, detail);
      call("onError", timed(componentError(detail)));
    } else if (what === "step") {
      tell("onStep", timed({ step: detail }));
    } else if (what === "change") {
      const before = snapshot;
      snapshot = Object.freeze(detail);
      metrics.take(before, detail);
      if (detail.form === "shown" && before?.form !== "shown") tell("onLoad", timed({}));
      for (const [name, of] of eventsBetween(before, detail)) if (CALLBACKS.includes(EVENTS[name])) tell(EVENTS[name], timed(of));
      tell("onChange", snapshot);
      if (detail.state === "signed-out") handle.unmount();
    }
    return false;
  };

  take(options);
  const handle = Object.freeze({
    get form() {
      return handle.isOver || !snapshot ? "closed" : snapshot.form;
    },
    get isOver() {
      return isOver || !!accountOf(account)?.isOver;
    },
    /** Opens it again; `anyway`, where it is unsupported. Answers whether there is anything to open. */
    open: (anyway) => (handle.isOver || mount?.open(anyway), !handle.isOver),
    /** Other options: those that may change do so at once, the others count from the next opening. Answers as `open` does. */
    update(options) {
      if (handle.isOver) return false;
      take(options);
      mount?.update(settings());
      return !isOver;
    },
    unmount() {
      if (isOver) return;
      end();
      metrics?.gone();
    },
  });
  if (isOver) return handle;
  if (!(element instanceof Element)) throw new TypeError("mountForm takes an element");
  const older = forms.get(element);
  forms.set(element, handle);
  older?.unmount();
  queueMicrotask(() => {
    const own = isOver || settings();
    if (isOver) return;
    // A copy in a page cache is dead.
    clear();
    metrics = startMetrics((metric) => call("onMetric", timed(metric)), true);
    addEventListener("pagehide", leavePage);
    mount = new Mount(own, element, true, false, report);
  });
  return handle;
}
