// What each attribute, property, method, event and error is. The names are those of `src/names.js`: one that is missing
// here, or is here alone, ends the build.

import { DATA, EVENTS as EVENT_PROPS, FLAGS, FUNCTIONS, OBJECTS, TEXTS } from "../src/names.js";

/** The descriptions in the order of `names`: `[name, ...description]`. */
function described(names, descriptions) {
  const differing = [...names.filter((name) => !Object.hasOwn(descriptions, name)), ...Object.keys(descriptions).filter((name) => !names.includes(name))];
  if (differing.length > 0) throw new Error(`npm/src/names.js and npm/reference/descriptions.mjs disagree about ${differing.join(", ")}`);
  return names.map((name) => [name, ...descriptions[name]]);
}

const text = "string | null";

const ATTRIBUTE_PROPERTIES = { ...TEXTS, ...FLAGS };

/** `[attribute, property, type, what it is]` */
export const ATTRIBUTES = described(Object.keys(ATTRIBUTE_PROPERTIES), {
  "organisation-id": [text, "The UUID of the Dolfin organisation whose account it is. Another value is another mount, with a new session."],
  "publishable-key": [text, "Stripe's `pk_…`, from the host's own configuration. Only the onboarding element needs it."],
  "api-base": [text, "Where Dolfin's API is: a path of this site or an `https:` address. Absent: the `apiBase` of `register()`, else the root of this site."],
  locale: [text, "The language, a BCP 47 tag; the nearest there is is taken. Absent: `en-GB`. A change shows at once."],
  "locale-files": [text, "Where the package's `locales` directory is served. Absent: beside the package's own module."],
  "logo-url": [text, "The organisation's logo, shown above: a path of this site or an `https:` address. A change shows at once."],
  "primary-colour": [text, "The organisation's colour, the accent: any CSS colour; readable shades are made of it. A change shows at once."],
  form: ['"at-once" | "on-request" | null', "When Stripe's form opens: with the mount, or only when the person asks for it. Absent: `at-once`."],
  "business-type": ["BusinessType | null", "Stripe's `business_type`, where the host knows it: a person (`individual`) is told to have other things at hand before the start than a company."],
  "heading-level": [text, "The level of the topmost heading, from 1 to 6 (2 without it); those below it follow. Read when the element begins."],
  events: [text, "The only events to dispatch, by name without `dolfin-`, separated by spaces. Empty: none. Absent: all."],
  paused: ["boolean", "Asks nothing while it is there, not even at the start. It is there or not: `paused=\"false\"` pauses."],
  "token-required": ["boolean", "Begins only when there is an `account`, or a `tokenProvider`, `headers` or `fetch`, of its own or of `register()`. Write it where a script sets them after the element is in the page. An element that has one of its own sets it by itself, so that a copy of it waits."],
}).map(([name, ...rest]) => [name, ATTRIBUTE_PROPERTIES[name], ...rest]);

/** `[property, type, what it is]` */
export const PROPERTIES = described([...OBJECTS, ...FUNCTIONS, ...DATA], {
  account: ["PaymentAccount | null | undefined", "What `createPaymentAccount()` has made. Elements that have the same one share its status query, each with its own form and session. Its organisation, `apiBase` and functions count, and none of the element's own. Another one, or none any more, is another mount."],
  tokenProvider: ["TokenProvider | null | undefined", "Asked for the person's bearer token at each request, once more after a 401. Without it, the site's cookies are sent."],
  headers: ["HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | null | undefined", "Further headers for each request to Dolfin, such as `x-dolfin-organisation-id`."],
  fetch: ["((request: Request) => Promise<Response>) | null | undefined", "Sends each request to Dolfin in place of the browser's `fetch`."],
  messages: ["Record<string, string> | null | undefined", "Your own sentences in place of ours, by the names in `locales/en-GB.json`. One that cannot be used is named on the console. A change shows at once."],
  appearance: ["Appearance | null | undefined", "How Stripe's form looks, in Stripe's terms. What is not set follows the tokens below; a variable that Stripe does not know is named on the console. A change shows at once."],
  fonts: ["FontSource[] | null | undefined", "Fonts for inside Stripe's form, in Stripe's terms."],
  collectionOptions: ["CollectionOptions | null | undefined", "What Stripe's form asks, in Stripe's terms."],
  displayOptions: ["DisplayOptions | null | undefined", "What else Stripe's form shows, in Stripe's terms. A change shows at once."],
  fullTermsOfServiceUrl: ["string | null | undefined", "Your terms of service, for Stripe's form."],
  recipientTermsOfServiceUrl: ["string | null | undefined", "Your terms for recipients of payments, for Stripe's form."],
  privacyPolicyUrl: ["string | null | undefined", "Your privacy policy, for Stripe's form."],
  skipTermsOfServiceCollection: ["boolean | null | undefined", "Leaves Stripe's terms of service out. Stripe has deprecated it: exclude `tos_acceptance.*` in `collectionOptions`."],
});

/** `[property, type, what it is]` */
export const READ_ONLY = [["snapshot", "Snapshot | null", "What is known now; null before anything is."]];

/** `[name, what it does]` */
export const METHODS = [
  ["refresh", "Reads the status now: the host has heard of a change."],
  ["open", "Opens Stripe's form."],
  ["signOut", "Ends Stripe's session and the mount: the person has left the host. With an `account`, that ends too, and with it every element that has it."],
];

/** `[name, type of the detail, whether a host can rely on it, what it says, React prop]` */
export const EVENTS = described(Object.keys(EVENT_PROPS), {
  ready: ["ReadyDetail", true, "The account is shown for the first time, or why it cannot be."],
  statuschange: ["StatusChangeDetail", true, "The account's state changed, or whose turn it is; or what came of Stripe's form is known now that the person has left it (`afterExit`)."],
  exit: ["ExitDetail", true, "The person left Stripe's form. Leaving is not completing: what came of it is told by `dolfin-statuschange`, with `afterExit`, as soon as it is known."],
  error: ["ErrorDetail", true, "Something went wrong; the person has been told."],
  request: ["RequestDetail", true, "The person wants what only the host can do. Call `preventDefault()` if you see to it; otherwise a sentence says whom to turn to."],
  metric: ["MetricDetail", true, "How the visit goes, in milliseconds, for your monitoring. The names are in the guide; of an element that has gone it is dispatched on the document."],
  step: ["StepDetail", false, "The person went to another step of Stripe's form. Stripe changes the names at will."],
}).map((event) => [...event, EVENT_PROPS[event[0]]]);

/** `kind` of the error event and of a snapshot's problem: `[kind, what it is]` */
export const ERRORS = [
  ["signed-out", "The person's session with the host has ended: sign them in (401)."],
  ["forbidden", "They may not configure payments: an administrator can (403)."],
  ["not-found", "There is no such organisation for them (404)."],
  ["not-enabled", "Payments must be enabled first (409)."],
  ["disconnected", "The integration must be reset first (409)."],
  ["conflict", "A conflict whose reason is not known yet (409)."],
  ["provider-fault", "Stripe failed (502)."],
  ["busy", "Too many requests (429)."],
  ["service-fault", "The service fails (5xx)."],
  ["slow", "No answer in time."],
  ["refused", "The service refuses the request (another 4xx)."],
  ["offline", "The browser is offline."],
  ["unreachable", "No answer at all: network, CORS, DNS, or a policy of the page."],
  ["intercepted", "Something other than Dolfin answered: a captive portal, a proxy."],
  ["garbled", "The answer makes no sense."],
  ["form-blocked", "Connect.js could not be loaded: a blocker, a policy of the page, the network."],
  ["consent-needed", "A consent tool of the page holds Connect.js back: the person has to agree."],
  ["form-unavailable", "Stripe's form did not open."],
  ["session-not-taken", "Stripe did not take the session."],
  ["authentication-failed", "Stripe could not check who the person is: its window was blocked or closed, as a rule."],
  ["form-silent", "Stripe's form has drawn nothing for 20 seconds. It is shown if it comes after all."],
  ["misconfigured", "A setting cannot be used in a request, such as a token that cannot stand in a header. Nothing was sent."],
  ["crashed", "The component itself failed, and every other on the page with it; only a reload brings it back."],
  ["config", "A setting cannot be used; the console says which. Nothing was sent."],
  ["load", "The WebAssembly could not be loaded or started."],
  ["token", "`tokenProvider` threw, took too long, or answered with something else than a text."],
  ["headers", "`headers` threw, took too long, or answered with something else than headers."],
  ["morph", "Something in the page took Stripe's form out of the element. It is put back and begins again."],
  ["fetch", "The host's `fetch` threw or answered with something else than a `Response`."],
];

/** `[class, tag, what it is]` */
export const ELEMENTS = [
  ["PaymentOnboardingElement", "dolfin-payment-onboarding", "Takes a person from nothing to an Active payment account: where things stand, and Stripe's form."],
  ["PaymentStatusElement", "dolfin-payment-status", "Shows where a payment account stands, without Stripe's form. Asks for the form by the request `open`."],
];
