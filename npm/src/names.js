// Every attribute, property and event of the two elements, by name. The elements, the React component and, with a
// description for each name, the reference (`npm/reference`) and so the types are made of these lists.

/** Attributes that hold text, each with the property that reflects it. */
export const TEXTS = {
  "organisation-id": "organisationId",
  "publishable-key": "publishableKey",
  "api-base": "apiBase",
  locale: "locale",
  "locale-files": "localeFiles",
  "logo-url": "logoUrl",
  "primary-colour": "primaryColour",
  form: "form",
  "business-type": "businessType",
  "heading-level": "headingLevel",
  events: "events",
};

/** Attributes that are there or not, each with the property that reflects it. */
export const FLAGS = { paused: "paused", "token-required": "tokenRequired" };

/** Properties that hold data, each in the shape that Stripe gives it. */
export const DATA = [
  "messages", "appearance", "fonts", "collectionOptions",
  "displayOptions", "fullTermsOfServiceUrl", "recipientTermsOfServiceUrl", "privacyPolicyUrl",
  "skipTermsOfServiceCollection",
];

/** Properties that say how requests to Dolfin are made. */
export const FUNCTIONS = ["tokenProvider", "headers", "fetch"];

/** Properties that hold what another part of this package has made. */
export const OBJECTS = ["account"];

/** Every property that a host can set. */
export const PROPERTIES = [...Object.values(TEXTS), ...Object.values(FLAGS), ...OBJECTS, ...DATA, ...FUNCTIONS];

/** Whose account it is, and the way to it. An element that is given an account takes these from there. */
export const SOURCE = ["organisationId", "apiBase", ...FUNCTIONS];

/** What `createPaymentAccount` takes. */
export const ACCOUNT_OPTIONS = [...SOURCE, "locale", "messages", "localeFiles"];

/** What `mountForm` takes as data. The account has the rest. */
export const FORM_OPTIONS = ["publishableKey", "locale", "nonce", ...DATA.filter((name) => name !== "messages")];

/** Every event, without the `dolfin-` before its name, and the React prop that listens to it. */
export const EVENTS = {
  ready: "onReady",
  statuschange: "onStatusChange",
  step: "onStep",
  exit: "onExit",
  error: "onError",
  request: "onRequest",
  metric: "onMetric",
};

/** The ordinary props that the React component puts on the element itself, besides `aria-…` and `data-…`. */
export const HTML_PROPS = [
  "id", "className", "style", "slot", "hidden", "lang", "dir", "title", "role", "tabIndex", "translate", "nonce", "children",
];
