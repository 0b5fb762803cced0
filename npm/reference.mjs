// The one list of attributes, properties, events, slots, parts, tokens and errors. `custom-elements.json`, the
// elements' types and the tables of the README are made of it, so none of them can say anything else.
// usage: node npm/reference.mjs writes the tables into npm/README.md.

import { readFile, writeFile } from "node:fs/promises";

const text = "string | null";

/** `[name, property, type, what it is]` */
const ATTRIBUTES = [
  ["organisation-id", "organisationId", text, "The UUID of the Dolfin organisation whose account it is. Another value is another mount, with a new session."],
  ["publishable-key", "publishableKey", text, "Stripe's `pk_…`, from the host's own configuration. Only the onboarding element needs it."],
  ["api-base", "apiBase", text, "Where Dolfin's API is: a path of this site or an `https:` address. Absent: the root of this site."],
  ["locale", "locale", text, "The language, a BCP 47 tag; the nearest there is is taken. Absent: `en-GB`. A change shows at once."],
  ["locale-files", "localeFiles", text, "Where the package's `locales` directory is served. Absent: beside the package's own module."],
  ["logo-url", "logoUrl", text, "The organisation's logo, shown above: a path of this site or an `https:` address. A change shows at once."],
  ["primary-colour", "primaryColour", text, "The organisation's colour, the accent: any CSS colour; readable shades are made of it. A change shows at once."],
  ["form", "form", '"at-once" | "on-request" | null', "When Stripe's form opens: with the mount, or only when the person asks for it. Absent: `at-once`."],
  ["person", "person", text, "Who is signed in, in any way that differs from person to person; never sent. Tabs of the same person share one poller."],
  ["business-type", "businessType", text, "Stripe's `business_type`, where the host knows it: a person (`individual`) is told to have other things at hand before the start than a company."],
  ["events", "events", text, "The only events to dispatch, by name without `dolfin-`, separated by spaces. Empty: none. Absent: all."],
  ["paused", "paused", "boolean", "Asks nothing while it is there."],
];

const PROPERTIES = [
  ["tokenProvider", "TokenProvider | null | undefined", "Asked for the person's bearer token at each request, once more after a 401. Without it, the site's cookies are sent."],
  ["headers", "HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | null | undefined", "Further headers for each request to Dolfin, such as `x-dolfin-organisation-id`."],
  ["fetch", "((request: Request) => Promise<Response>) | null | undefined", "Sends each request to Dolfin in place of the browser's `fetch`."],
  ["messages", "Record<string, string> | null | undefined", "Your own sentences in place of ours, by the names in `locales/en-GB.json`. One that cannot be used is named on the console. A change shows at once."],
  ["appearance", "Appearance | null | undefined", "How Stripe's form looks, in Stripe's terms. What is not set follows the tokens below. A change shows at once."],
  ["fonts", "FontSource[] | null | undefined", "Fonts for inside Stripe's form, in Stripe's terms."],
  ["collectionOptions", "CollectionOptions | null | undefined", "What Stripe's form asks, in Stripe's terms."],
  ["fullTermsOfServiceUrl", "string | null | undefined", "Your terms of service, for Stripe's form."],
  ["recipientTermsOfServiceUrl", "string | null | undefined", "Your terms for recipients of payments, for Stripe's form."],
  ["privacyPolicyUrl", "string | null | undefined", "Your privacy policy, for Stripe's form."],
];

const READ_ONLY = [["snapshot", "Snapshot | null", "What is known now; null before anything is."]];

const METHODS = [
  ["refresh", "Reads the status now: the host has heard of a change."],
  ["open", "Opens Stripe's form."],
  ["signOut", "Ends Stripe's session and the mount: the person has left the host."],
];

/** `[name, detail, stable, what it tells]` */
const EVENTS = [
  ["ready", "ReadyDetail", true, "The account is shown for the first time, or why it cannot be."],
  ["statuschange", "StatusChangeDetail", true, "The account's state changed, or whose turn it is."],
  ["exit", "ExitDetail", true, "The person left Stripe's form. Leaving is not completing: `state` says where things stand."],
  ["error", "ErrorDetail", true, "Something went wrong; the person has been told."],
  ["request", "RequestDetail", true, "The person wants what only the host can do. Call `preventDefault()` if you see to it; otherwise a sentence says whom to turn to."],
  ["step", "StepDetail", false, "The person went to another step of Stripe's form. Stripe changes the names at will."],
];

const PARTS = [
  ["dolfin", "The whole, in its language and direction."],
  ["card", "Each card; also a `form` or `requirements` part."],
  ["logo", "The organisation's logo, where there is one."],
  ["layout", "The cards, one below the other or side by side; `status` is around the first."],
  ["situation", "Where things stand: `turn`, `headline`, `explanation`, `progress`; `message` is around the headline and the explanation, `situation-head` and `actions` are the rows of whose turn it is and of what can be done, `wait` how long it may take, `note` what a press is answered."],
  ["turn", "Whose turn it is."],
  ["headline", "Where things stand, in one line."],
  ["explanation", "What it means."],
  ["progress", "The measure: `bar`, `bar-done`, `progress-label`."],
  ["button", "Every button and link that looks like one; `data-rank` says how much it weighs."],
  ["test-mode", "The mark of a test account."],
  ["capabilities", "What is on: a `capability` each, with a `capability-state`."],
  ["freshness", "When the status was last read."],
  ["foot", "The last line of the first card: `activity`, what has happened in the visit, and `support`, each copied text answered in a `copy-result`."],
  ["notice", "Around a notice of a passing failure."],
  ["alert", "A notice: `alert-text`, `alert-title`, `alert-actions`, `reference`."],
  ["form", "The card around Stripe's form."],
  ["form-body", "Around the frame and what stands in it while it waits."],
  ["frame", "The frame in which Stripe's element is shown; its computed look is Stripe's."],
  ["waiting", "The shape of a form, until Stripe draws one: a `waiting-field` of two `skeleton`s each, and a `form-hint`."],
  ["form-only", "Says that the form asks for one question alone."],
  ["requirements", "What Stripe needs: a `heading`, `groups`, each a `group` with a `group-head`, a `group-title`, `questions` and a `question` each, and how many `more` there are. The list of what happened is one too."],
  ["tag", "How urgent a group is."],
  ["icon", "Every drawing."],
  ["fallback", "What stands in where the component cannot run."],
  ["fallback-text", "What it says."],
  ["fallback-answer", "What a request nobody took is answered with."],
  ["retry", "Its button to try again, or to reload the page."],
  ["hosted-link", "Its button to go on at Stripe."],
];

const TOKENS = [
  ["--dolfin-accent", "The brand's colour: buttons as it is, links and progress in a shade that can be read.", "#0a6480 / #63c7e3"],
  ["--dolfin-on-accent", "The text on it.", "white or black, whichever has 4.5:1"],
  ["--dolfin-surface", "Cards.", "#ffffff / #151d23"],
  ["--dolfin-sunken", "Quiet areas.", "#f3f6f8 / #0f161b"],
  ["--dolfin-text", "Text.", "near black / near white"],
  ["--dolfin-muted", "Secondary text.", "a grey of 4.5:1"],
  ["--dolfin-line", "Borders.", "a light grey / a dark one"],
  ["--dolfin-success", "The tone of what is on.", "a green"],
  ["--dolfin-warning", "The tone of what should be done.", "an amber"],
  ["--dolfin-danger", "The tone of what is off or over.", "a red"],
  ["--dolfin-pending", "The tone of waiting.", "a blue"],
  ["--dolfin-radius", "Corners.", "12px"],
  ["--dolfin-spacing", "The unit of space.", "8px"],
  ["--dolfin-density", "A factor on it.", "1"],
  ["--dolfin-font", "The typeface.", "the system's"],
  ["--dolfin-font-size", "The size of text.", "1rem"],
  ["--dolfin-color-scheme", "`light` or `dark`, where it is not to follow the page.", "the page's"],
];

/** `kind` of the error event and of a snapshot's problem, and what helps. */
const ERRORS = [
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
  ["form-unavailable", "Stripe's form did not open."],
  ["session-not-taken", "Stripe did not take the session."],
  ["crashed", "The component itself failed, and every other on the page with it; only a reload brings it back."],
  ["config", "A setting cannot be used; the console says which. Nothing was sent."],
  ["load", "The WebAssembly could not be loaded or started."],
  ["token", "`tokenProvider` threw, took too long, or answered with something else than a text."],
  ["headers", "`headers` threw, took too long, or answered with something else than headers."],
  ["fetch", "The host's `fetch` threw or answered with something else than a `Response`."],
];


/** What of these a person is told; the others are the developer's to hear of. */
const TOLD = ERRORS.map(([kind]) => kind).filter((kind) => !["token", "headers", "fetch"].includes(kind));

const SLOTS = [
  ["header", "Above everything."],
  ["footer", "Below everything."],
  ["empty", "Where things stand, in words, before anybody has begun."],
  ["situation", "Where things stand, in words, in any other state."],
  ["complete", "What else is to be said once the account is Active and nothing is due."],
  ["waiting", "While Stripe's form is on its way; in place of the shape of a form."],
  ...TOLD.map((kind) => [`problem-${kind}`, `What is said of the error \`${kind}\`. Its ways out stay.`]),
  ["unsupported-insecure", "What is said on a page without TLS. Its ways out stay."],
  ["unsupported-no-popups", "What is said in a frame that may open no windows."],
  ["unsupported-in-app", "What is said in an app's built-in browser."],
  ["unsupported-isolated", "What is said on a cross-origin isolated page."],
];


const ELEMENTS = [
  ["PaymentOnboardingElement", "dolfin-payment-onboarding", "Takes a person from nothing to an Active payment account: where things stand, and Stripe's form."],
  ["PaymentStatusElement", "dolfin-payment-status", "Shows where a payment account stands, without Stripe's form. Asks for the form by the request `open`."],
];

/** The tokens, for whoever compares them with the style sheets. */
export const tokens = TOKENS.map(([name]) => name);

/** `custom-elements.json`, schema 1.0.0. */
export function manifest() {
  const declaration = ([name, tagName, description]) => ({
    kind: "class",
    customElement: true,
    name,
    tagName,
    description,
    superclass: { name: "HTMLElement" },
    attributes: ATTRIBUTES.map(([name, fieldName, text, description]) => ({ name, fieldName, type: { text }, description })),
    members: [
      ...ATTRIBUTES.map(([attribute, name, text, description]) => ({ kind: "field", name, attribute, reflects: true, type: { text }, description })),
      ...PROPERTIES.map(([name, text, description]) => ({ kind: "field", name, type: { text }, description })),
      ...READ_ONLY.map(([name, text, description]) => ({ kind: "field", name, readonly: true, type: { text }, description })),
      ...METHODS.map(([name, description]) => ({ kind: "method", name, return: { type: { text: "void" } }, description })),
    ],
    events: EVENTS.map(([name, detail, stable, description]) => ({
      name: `dolfin-${name}`,
      type: { text: `CustomEvent<${detail}>` },
      description: stable ? description : `${description} Informational: do not rely on it.`,
    })),
    slots: SLOTS.map(([name, description]) => ({ name, description })),
    cssParts: PARTS.map(([name, description]) => ({ name, description })),
    cssProperties: TOKENS.map(([name, description, fallback]) => ({ name, description, default: fallback })),
  });
  const exported = ([name, tagName]) => [
    { kind: "js", name, declaration: { name, module: "index.js" } },
    { kind: "custom-element-definition", name: tagName, declaration: { name, module: "index.js" } },
  ];
  return {
    schemaVersion: "1.0.0",
    modules: [{ kind: "javascript-module", path: "index.js", declarations: ELEMENTS.map(declaration), exports: ELEMENTS.flatMap(exported) }],
  };
}

/** The elements' own types: `elements.d.ts`. */
export function types() {
  const doc = (text) => `/** ${text} */`;
  const lines = [
    "// Made by `cargo xtask package`; edit npm/reference.mjs.",
    'import type {\n  Appearance, CollectionOptions, ErrorDetail, ExitDetail, FontSource, ReadyDetail, RequestDetail, Snapshot,\n  StatusChangeDetail, StepDetail, TokenProvider,\n} from "./index.js";',
    "",
    doc("What the `error` event and a snapshot's problem can be."),
    `export type ErrorKind =\n${ERRORS.map(([kind, what]) => `  ${doc(what)}\n  | ${JSON.stringify(kind)}`).join("\n")};`,
    "",
    doc("The events of both elements."),
    "export interface PaymentAccountEventMap {",
    ...EVENTS.map(([name, detail, , what]) => `  ${doc(what)}\n  "dolfin-${name}": CustomEvent<${detail}>;`),
    "}",
    "",
    doc("What can be set on both elements, by property."),
    "export interface PaymentAccountProperties {",
    ...ATTRIBUTES.map(([, name, type, what]) => `  ${doc(what)}\n  ${name}: ${type};`),
    ...PROPERTIES.map(([name, type, what]) => `  ${doc(what)}\n  ${name}: ${type};`),
    "}",
    "",
    doc("What can be set on both elements, by attribute."),
    "export interface PaymentAccountAttributes {",
    ...ATTRIBUTES.map(([name, , type, what]) => `  ${doc(what)}\n  ${JSON.stringify(name)}?: ${type.replace(" | null", "")} | undefined;`),
    "}",
    "",
  ];
  for (const [name, tag, what] of ELEMENTS) {
    lines.push(
      doc(`\`<${tag}>\`: ${what}`),
      `export interface ${name} extends HTMLElement, PaymentAccountProperties {`,
      ...READ_ONLY.map(([name, type, what]) => `  ${doc(what)}\n  readonly ${name}: ${type};`),
      ...METHODS.map(([name, what]) => `  ${doc(what)}\n  ${name}(): void;`),
      `  addEventListener<K extends keyof PaymentAccountEventMap>(type: K, listener: (this: ${name}, event: PaymentAccountEventMap[K]) => void, options?: boolean | AddEventListenerOptions): void;`,
      `  addEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: ${name}, event: HTMLElementEventMap[K]) => void, options?: boolean | AddEventListenerOptions): void;`,
      "  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;",
      `  removeEventListener<K extends keyof PaymentAccountEventMap>(type: K, listener: (this: ${name}, event: PaymentAccountEventMap[K]) => void, options?: boolean | EventListenerOptions): void;`,
      `  removeEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: ${name}, event: HTMLElementEventMap[K]) => void, options?: boolean | EventListenerOptions): void;`,
      "  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;",
      "}",
      `export declare const ${name}: { new (): ${name}; readonly prototype: ${name}; readonly version: string };`,
      "",
    );
  }
  lines.push(
    "declare global {",
    "  interface HTMLElementTagNameMap {",
    ...ELEMENTS.map(([name, tag]) => `    ${JSON.stringify(tag)}: ${name};`),
    "  }",
    "}",
    "",
  );
  return lines.join("\n");
}

/** The tables of the README. */
export function tables() {
  const table = (heads, rows) => [
    `| ${heads.join(" | ")} |`,
    `|${heads.map(() => "---").join("|")}|`,
    ...rows.map((row) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`),
  ].join("\n");
  const code = (text) => `\`${text}\``;
  return [
    "### Attributes, each with a property that reflects it",
    table(["attribute", "property", "what it is"], ATTRIBUTES.map(([name, property, , what]) => [code(name), code(property), what])),
    "### Properties",
    table(["property", "type", "what it is"], PROPERTIES.map(([name, type, what]) => [code(name), code(type.replace(" | null | undefined", "")), what])),
    `Read-only: ${READ_ONLY.map(([name, , what]) => `${code(name)}, ${what[0].toLowerCase()}${what.slice(1)}`).join(" ")} Methods: ${METHODS.map(([name, what]) => `${code(`${name}()`)} ${what[0].toLowerCase()}${what.slice(1, -1)}`).join("; ")}.`,
    "### Events",
    table(["event", "stable", "what it tells"], EVENTS.map(([name, , stable, what]) => [code(`dolfin-${name}`), stable ? "yes" : "informational", what])),
    "### Errors",
    table(["`kind`", "what it is"], ERRORS.map(([kind, what]) => [code(kind), what])),
    "### Slots",
    table(["slot", "what it is for"], SLOTS.map(([name, what]) => [code(name), what])),
    "### Parts",
    table(["part", "what it is"], PARTS.map(([name, what]) => [code(name), what])),
    "### Tokens",
    table(["property", "what it is", "fallback, light / dark"], TOKENS.map(([name, what, fallback]) => [code(name), what, code(fallback)])),
  ].join("\n\n");
}

if (process.argv[1]?.endsWith("reference.mjs")) {
  const file = new URL("README.md", import.meta.url);
  const [guide] = (await readFile(file, "utf8")).split("<!-- reference -->");
  await writeFile(file, `${guide}<!-- reference -->\n\n${tables()}\n`);
}
