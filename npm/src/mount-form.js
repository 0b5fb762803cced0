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

  const call = (name, detail) => {
    if (typeof given[name] !== "function") return;
    try {
      given[name](detail);
    } catch (error) {
      reportError(error);
    }
  };
  const timed = (detail) => Object.freeze({ ...detail, elapsed: Math.round(performance.now() - startedAt) });
  const complain = (kind, message) => {
    if (told.has(message)) return;
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
      isOver = true;
      logFailure(NAME, detail);
      call("onError", timed(componentError(detail)));
    } else if (what === "step") {
      call("onStep", timed({ step: detail }));
    } else if (what === "change") {
      const before = snapshot;
      snapshot = Object.freeze(detail);
      if (detail.form === "shown" && before?.form !== "shown") call("onLoad", timed({}));
      for (const [name, of] of eventsBetween(before, detail)) if (CALLBACKS.includes(EVENTS[name])) call(EVENTS[name], timed(of));
      metrics.take(before, detail);
      call("onChange", snapshot);
      if (detail.state === "signed-out") handle.unmount();
    }
    return false;
  };

  take(options);
  const handle = Object.freeze({
    get form() {
      return isOver || !snapshot ? "closed" : snapshot.form;
    },
    get isOver() {
      return isOver;
    },
    /** Opens it again; `anyway`, where it is unsupported. Answers whether there is anything to open. */
    open: (anyway) => (isOver || mount?.open(anyway), !isOver),
    /** Other options: those that may change do so at once, the others count from the next opening. Answers as `open` does. */
    update(options) {
      if (isOver) return false;
      take(options);
      mount?.update(settings());
      return true;
    },
    unmount() {
      if (!isOver) metrics?.gone();
      isOver = true;
      mount?.end();
    },
  });
  if (isOver) return handle;
  if (!(element instanceof Element)) throw new TypeError("mountForm takes an element");
  forms.get(element)?.unmount();
  forms.set(element, handle);
  queueMicrotask(() => {
    if (isOver) return;
    // A copy in a page cache is dead.
    for (const form of element.querySelectorAll(":scope > .dolfin")) form.remove();
    // How long the status takes, the account tells.
    metrics = startMetrics((metric) => metric.name !== "status-known" && call("onMetric", timed(metric)));
    mount = new Mount(settings(), element, true, false, report);
  });
  return handle;
}
