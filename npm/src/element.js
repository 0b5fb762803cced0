// The two custom elements: settings in, events out. Decides when an element has a mount, and which change of a setting is
// another one; what is shown and asked is the mount's.

import { accountOf } from "./account.js";
import { logError, logFailure } from "./console.js";
import { onDefaultsChange } from "./defaults.js";
import { componentError, eventsBetween, hostError } from "./events.js";
import { fallback, hostSheet, placeholder, slot } from "./fallback.js";
import { keepForms, removeForms } from "./light-form.js";
import { startLoading } from "./load-wasm.js";
import { localeFileIn, sentences } from "./locales.js";
import { startMetrics } from "./metrics.js";
import { Mount } from "./mount.js";
import { DATA, FUNCTIONS, SOURCE, TEXTS } from "./names.js";
import { bare } from "./own.js";
import { Readiness } from "./readiness.js";
import { ReflectingElement, settingChanged, valuesOf } from "./reflection.js";
import { settingsOf } from "./settings.js";
import { isSupported } from "./support.js";

/** Another value of one of these is another mount: nothing of one organisation outlives it. */
const IDENTITY = ["organisationId", "publishableKey", "apiBase", "form"];

const TAKEN_OUT = "Stripe's form was taken out of the element and is put back. Keep what morphs the page out of it: see the guide, \"Turbo, htmx, LiveView, Livewire\".";

class DolfinElement extends ReflectingElement {
  /** While `register` makes the class known: who becomes an element then was in the page before. */
  static isBeingDefined = false;

  #isSupported = isSupported();
  #isUpgrade = this.constructor.isBeingDefined;
  #container;
  #isPresent = false;
  #readiness = new Readiness(() => this.#update());
  #forgetDefaults;
  #leaveForms;
  #metrics;
  #leavePage = () => this.#metrics?.gone();
  #isQueued = false;
  #mount;
  #identity;
  #hasSignedOut = false;
  #snapshot = null;
  #startedAt;
  #reported = new Set();

  constructor() {
    super();
    if (!this.#isSupported) return;
    this.#container = document.createElement("div");
    this.#container.append(placeholder());
    const root = this.attachShadow(bare({ mode: "open" }));
    root.adoptedStyleSheets = [hostSheet()];
    root.append(slot("header"), this.#container, slot("footer"));
  }

  connectedCallback() {
    super.connectedCallback();
    if (!this.#isSupported || this.#isPresent) return;
    this.#isPresent = true;
    this.#startedAt = performance.now();
    removeForms(this);
    this.#forgetDefaults = onDefaultsChange(() => this[settingChanged]());
    this.#leaveForms = keepForms(this, () => this.#report("morph", TAKEN_OUT));
    addEventListener("pagehide", this.#leavePage);
    this.#readiness.start(this.#isUpgrade);
    this.#isUpgrade = false;
    this[settingChanged]();
  }

  disconnectedCallback() {
    if (!this.#isPresent) return;
    // Moving is leaving and coming back within the task; only who is still gone afterwards has left.
    setTimeout(() => {
      if (this.isConnected || !this.#isPresent) return;
      this.#isPresent = false;
      this.#forgetDefaults();
      this.#leaveForms();
      removeEventListener("pagehide", this.#leavePage);
      this.#readiness.stop();
      this.#endMount();
      this.#identity = undefined;
      this.#hasSignedOut = false;
    });
  }

  // `moveBefore` is no leaving at all.
  connectedMoveCallback() {}

  /** What is known now; null before anything is. */
  get snapshot() {
    return this.#snapshot;
  }

  /** Reads the status now: the host has heard of a change. */
  refresh() {
    this.#mount?.refresh();
  }

  /** Opens Stripe's form, or takes up what it asks. */
  open() {
    this.#mount?.open();
  }

  /** The person has left the host: Stripe's session ends, and this mount with it. */
  signOut() {
    this.#hasSignedOut = true;
    (this.#mount ?? accountOf(this.account))?.signOut?.();
  }

  /** Several changes in one task are one change. */
  [settingChanged]() {
    if (this.#isQueued) return;
    this.#isQueued = true;
    queueMicrotask(() => {
      this.#isQueued = false;
      this.#update();
    });
  }

  #update() {
    if (!this.#isPresent || !this.isConnected) return;
    if (!this.#readiness.isSettled) {
      if (!this.paused) startLoading();
      return;
    }
    const settings = this.#settings();
    const identity = JSON.stringify([...IDENTITY.map((name) => settings[name]), !settings.token, !settings.fetch, settings.account?.id, !settings.account]);
    if (identity !== this.#identity) {
      if (this.#identity !== undefined) this.#hasSignedOut = false;
      this.#endMount();
      this.#identity = identity;
    }
    if (this.#mount) {
      this.#mount.update(settings);
      this.#mount.pause(this.paused);
    } else if (!this.#hasSignedOut && this.#isReady(settings)) {
      this.#begin(settings);
    }
    if (this.#mount && !this.paused) this.#metrics ??= startMetrics((metric) => this.#emit("metric", metric), settings.account);
  }

  #settings() {
    const account = accountOf(this.account);
    const values = account ? bare(valuesOf(this)) : valuesOf(this);
    const plain = Object.create(null);
    for (const name of Object.values(TEXTS)) plain[name] = this[name] ?? undefined;
    for (const name of DATA) plain[name] = values[name];
    for (const name of account?.host ? SOURCE : []) {
      const theirs = account.host[name];
      if (this[name] != null && this[name] !== theirs) this.#report("config", `${name} is the account's; the element's own is ignored.`);
      (FUNCTIONS.includes(name) ? values : plain)[name] = theirs;
    }
    plain.account = account;
    plain.nonce = this.nonce || undefined;
    plain.localeFile = localeFileIn(plain.localeFiles);
    return settingsOf(values, plain, (kind, message) => this.#report(kind, message));
  }

  #isReady({ organisationId, publishableKey, token, fetch, account }) {
    if (this.tokenRequired && !account && !token && !fetch) {
      this.#readiness.isReady("function");
      if (this.#readiness.isOverdue) this.#report("config", "it waits, for there is token-required and no account, tokenProvider, headers or fetch.");
      return false;
    }
    const isComplete = organisationId && (publishableKey || !this.constructor.withForm);
    return this.#readiness.isReady(isComplete ? undefined : "setting");
  }

  #begin(settings) {
    removeForms(this);
    this.#startedAt = performance.now();
    const { withForm } = this.constructor;
    this.#mount = new Mount(settings, this.#container, withForm, this.paused, (what, detail) => this.#onReport(what, detail));
  }

  #endMount() {
    // What is wrong with the settings of the first mount has been told before there is one.
    if (this.#mount) this.#reported.clear();
    this.#leavePage();
    this.#metrics = undefined;
    this.#mount?.end();
    this.#mount = undefined;
    this.#snapshot = null;
    this.#container.replaceChildren(placeholder());
  }

  /** What the mount reports. Answers whether the host sees to it, where that is asked. */
  #onReport(what, detail) {
    switch (what) {
      case "change": {
        const before = this.#snapshot ?? undefined;
        this.#snapshot = Object.freeze(detail);
        for (const [name, of] of eventsBetween(before, detail)) this.#emit(name, of);
        this.#metrics?.take(before, detail);
        return true;
      }
      case "step":
        return this.#emit("step", { step: detail });
      case "request":
        return this.#request(detail);
      case "failed":
        return this.#fail(detail);
    }
  }

  /** Whoever prevents the default of a request sees to it; else the person is told whom to turn to. */
  #request(request) {
    return !this.#emit("request", { request });
  }

  #emit(name, detail) {
    const wanted = this.events;
    if (wanted != null && !wanted.split(/\s+/).includes(name)) return true;
    const elapsed = Math.round(performance.now() - this.#startedAt);
    // Of one that has gone, only the page can hear.
    return (this.isConnected ? this : document).dispatchEvent(new CustomEvent(`dolfin-${name}`, {
      bubbles: true,
      composed: true,
      cancelable: name === "request",
      detail: Object.freeze({ ...detail, elapsed }),
    }));
  }

  /** Tells the developer once what is wrong with a setting or a function of the host's. */
  #report(kind, message) {
    if (this.#reported.has(message)) return;
    this.#reported.add(message);
    logError(this.localName, message);
    this.#emit("error", hostError(kind));
  }

  /** The component cannot run, or has failed: a notice stands in for it. */
  #fail(failure) {
    const { kind, cause } = failure;
    logFailure(this.localName, failure);
    this.#snapshot = null;
    this.#metrics = undefined;
    removeForms(this);
    this.#container.replaceChildren(fallback(kind, {
      again: () => (this.#endMount(), this[settingChanged]()),
      request: (request) => this.#request(request),
      words: () => sentences(this.locale ?? "", localeFileIn(this.localeFiles)),
    }));
    this.#emit("error", componentError(failure));
    return true;
  }
}

/** `<dolfin-payment-onboarding>`: the status and Stripe's form. */
export class PaymentOnboardingElement extends DolfinElement {
  static version = __VERSION__;
  static withForm = true;
}

/** `<dolfin-payment-status>`: the status alone. */
export class PaymentStatusElement extends DolfinElement {
  static version = __VERSION__;
  static withForm = false;
}
