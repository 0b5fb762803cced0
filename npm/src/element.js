// The two custom elements. Attributes and properties in, events out; everything else is the mount's.

import { fallback, slot } from "./fallback.js";
import { eventsBetween } from "./events.js";
import { settingsOf } from "./settings.js";
import { localeFileIn } from "./locales.js";
import { Mount } from "./mount.js";
import { bare } from "./own.js";
import { DATA, FLAGS, FUNCTIONS, PROPERTIES, TEXTS } from "./names.js";
import { logError, logFailure } from "./console.js";

/** Another value of one of these is another mount: nothing of one organisation outlives it. */
const IDENTITY = ["organisationId", "publishableKey", "apiBase", "form"];

// On a server there is nothing to extend, and nothing is ever made.
const Base = globalThis.HTMLElement ?? class {};

class DolfinElement extends Base {
  static observedAttributes = [...Object.keys(TEXTS), ...Object.keys(FLAGS)];

  #values = Object.create(null);
  #place;
  #mount;
  #identity;
  #snapshot = null;
  #began;
  #queued = false;
  #reported = new Set();

  constructor() {
    super();
    // First what an old browser lacks: without a shadow root it goes on showing what the host wrote into the element.
    const sheets = [hostSheet()];
    const root = this.attachShadow(bare({ mode: "open" }));
    root.adoptedStyleSheets = sheets;
    this.#place = document.createElement("div");
    root.append(slot("header"), this.#place, slot("footer"));
  }

  connectedCallback() {
    // What was set before this class was known hides the accessors; it is taken in and the way made free.
    for (const name of PROPERTIES) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    this.#change();
  }

  disconnectedCallback() {
    // Moving is leaving and coming back within the task; only who is still gone afterwards has left.
    setTimeout(() => {
      if (!this.isConnected) this.#end();
    });
  }

  // `moveBefore` is no leaving at all.
  connectedMoveCallback() {}

  attributeChangedCallback(_name, before, now) {
    if (before !== now) this.#change();
  }

  /** What is known now; null before anything is. */
  get snapshot() {
    return this.#snapshot;
  }

  get paused() {
    return this.hasAttribute("paused");
  }

  set paused(paused) {
    this.toggleAttribute("paused", Boolean(paused));
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
    this.#mount?.signOut();
  }

  static {
    const accessor = (name, get, set) =>
      Object.defineProperty(this.prototype, name, bare({ configurable: true, enumerable: true, get, set }));
    for (const [attribute, property] of Object.entries(TEXTS)) {
      accessor(property, function () {
        return this.getAttribute(attribute);
      }, function (value) {
        if (value == null) this.removeAttribute(attribute);
        else this.setAttribute(attribute, String(value));
      });
    }
    for (const property of [...DATA, ...FUNCTIONS]) {
      accessor(property, function () {
        return this.#values[property];
      }, function (value) {
        if (Object.is(this.#values[property], value)) return;
        this.#values[property] = value;
        this.#change();
      });
    }
  }

  /** Several changes in one task are one change. */
  #change() {
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      if (this.isConnected) this.#follow();
    });
  }

  #follow() {
    const plain = Object.create(null);
    for (const name of Object.values(TEXTS)) plain[name] = this[name] ?? undefined;
    for (const name of DATA) plain[name] = this.#values[name];
    plain.nonce = this.nonce || undefined;
    plain.localeFile = localeFileIn(plain.localeFiles);
    const settings = settingsOf(this.#values, plain, (kind, message) => this.#report(kind, message));
    const identity = JSON.stringify([...IDENTITY.map((name) => plain[name]), !settings.token, !settings.fetch]);
    if (this.#mount && identity === this.#identity) {
      this.#mount.update(settings);
    } else {
      this.#end();
      this.#identity = identity;
      this.#began = performance.now();
      this.#mount = new Mount(settings, this.#place, this.constructor.withForm, (what, detail) => this.#hear(what, detail));
    }
    this.#mount.pause(this.paused);
  }

  #end() {
    this.#mount?.end();
    this.#mount = undefined;
    this.#snapshot = null;
    this.#reported.clear();
    this.#place.replaceChildren();
  }

  /** Whether the host sees to it, where that is asked. */
  #hear(what, detail) {
    switch (what) {
      case "change": {
        const before = this.#snapshot ?? undefined;
        this.#snapshot = Object.freeze(detail);
        for (const [name, told] of eventsBetween(before, detail)) this.#emit(name, told);
        return true;
      }
      case "step":
        return this.#emit("step", { step: detail });
      case "request":
        return this.#request(detail);
      default:
        return this.#broken(detail);
    }
  }

  /** Whoever prevents the default of a request sees to it; else the person is told whom to turn to. */
  #request(request) {
    return !this.#emit("request", { request });
  }

  #emit(name, detail) {
    const wanted = this.events;
    if (wanted != null && !wanted.split(/\s+/).includes(name)) return true;
    const elapsed = Math.round(performance.now() - this.#began);
    return this.dispatchEvent(new CustomEvent(`dolfin-${name}`, {
      bubbles: true,
      composed: true,
      cancelable: name === "request",
      detail: Object.freeze({ ...detail, elapsed }),
    }));
  }

  /** Tells the developer once what a function of the host's did wrong. */
  #report(kind, message) {
    if (this.#reported.has(message)) return;
    this.#reported.add(message);
    logError(this.localName, message);
    this.#emit("error", { kind, source: "host", severity: "warning", http: null, reference: null });
  }

  /** The component cannot run, or has failed: something small stands in for it. */
  #broken(failure) {
    const { kind, cause } = failure;
    logFailure(this.localName, failure);
    this.#snapshot = null;
    // Nobody is left to hear what Stripe's form has to say.
    for (const form of this.querySelectorAll(":scope > [slot^=dolfin-form-]")) form.remove();
    this.#place.replaceChildren(fallback(kind, {
      again: () => (this.#end(), this.#change()),
      request: (request) => this.#request(request),
    }));
    this.#emit("error", {
      kind,
      source: "component",
      severity: "error",
      http: null,
      reference: null,
      ...(kind === "config" && { setting: cause }),
    });
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

let sheet;

function hostSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(
      ":host{display:block}:host([hidden]){display:none}" +
        "[part=fallback]{font:1rem/1.5 var(--dolfin-font,system-ui,sans-serif);padding:24px;border:1px solid #8886;border-radius:var(--dolfin-radius,12px)}" +
        "[part=fallback] *{margin:0}[part=fallback] button{font:inherit;padding:8px 16px;margin:16px 8px 0 0}",
    );
  }
  return sheet;
}
