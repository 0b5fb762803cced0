// The attributes and properties of the elements, and what counts where the two differ.
//
// Whoever writes an attribute has the last word. Whoever takes one away may be a morph that knows nothing of what was set
// by property, so a text that was set by property counts on until a property or an attribute says otherwise.

import { logError } from "./console.js";
import { DATA, FLAGS, FUNCTIONS, OBJECTS, PROPERTIES, TEXTS } from "./names.js";
import { bare } from "./own.js";

/** The name of the method that is called at each change of a setting. */
export const settingChanged = Symbol();

const valuesByElement = new WeakMap();

/** What was set by property: text, data and functions. */
export const valuesOf = (element) => valuesByElement.get(element);

// On a server there is nothing to extend, and nothing is ever made.
const Base = globalThis.HTMLElement ?? class {};

export class ReflectingElement extends Base {
  static observedAttributes = [...Object.keys(TEXTS), ...Object.keys(FLAGS)];

  /** Whether `token-required` stands there because of us. */
  #hasAnnounced = false;

  constructor() {
    super();
    valuesByElement.set(this, Object.create(null));
  }

  connectedCallback() {
    // What was set before this class was known hides the accessors; it is taken in and the way made free.
    for (const name of PROPERTIES) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  }

  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    const [property, values] = [Object.hasOwn(TEXTS, name) && TEXTS[name], valuesOf(this)];
    if (property && now !== null && now !== values[property]) delete values[property];
    if (!property && now === "false") logError(this.localName, `${name}="false" counts as set: take the attribute away.`);
    this[settingChanged]();
  }

  static {
    const accessor = (name, get, set) =>
      Object.defineProperty(this.prototype, name, bare({ configurable: true, enumerable: true, get, set }));
    for (const [attribute, property] of Object.entries(TEXTS)) {
      accessor(property, function () {
        return this.getAttribute(attribute) ?? valuesOf(this)[property] ?? null;
      }, function (value) {
        valuesOf(this)[property] = value == null ? undefined : String(value);
        if (value == null) this.removeAttribute(attribute);
        else this.setAttribute(attribute, value);
        this[settingChanged]();
      });
    }
    for (const [attribute, property] of Object.entries(FLAGS)) {
      accessor(property, function () {
        return this.hasAttribute(attribute);
      }, function (value) {
        this.toggleAttribute(attribute, Boolean(value));
      });
    }
    for (const property of [...OBJECTS, ...DATA, ...FUNCTIONS]) {
      accessor(property, function () {
        return valuesOf(this)[property];
      }, function (value) {
        if (Object.is(valuesOf(this)[property], value)) return;
        valuesOf(this)[property] = value;
        this.#announce();
        this[settingChanged]();
      });
    }
  }

  /** A copy of the element has its attributes and not its functions: it must not begin without them. */
  #announce() {
    const { account, tokenProvider, headers, fetch } = valuesOf(this);
    const has = account != null || [tokenProvider, fetch].some((given) => typeof given === "function") || ["function", "object"].includes(typeof (headers ?? 0));
    if (has && !this.tokenRequired) this.tokenRequired = this.#hasAnnounced = true;
    else if (!has && this.#hasAnnounced) this.tokenRequired = this.#hasAnnounced = false;
  }
}
