// The types that are made of the reference: those of the elements and of `createPaymentAccount` (`elements.d.ts`), and
// those of the React components (`react.d.ts`). `types/` holds the others.

import { ACCOUNT_OPTIONS, FORM_OPTIONS, HTML_PROPS } from "../src/names.js";
import { ATTRIBUTES, ELEMENTS, ERRORS, EVENTS, METHODS, PROPERTIES, READ_ONLY } from "./descriptions.mjs";

const MADE = "// Made by `cargo xtask package`; edit npm/reference.";
const doc = (text, indent = "  ") => `${indent}/** ${text} */`;
const bare = (type) => type.replace(" | null | undefined", "").replace(" | null", "");

/** `elements.d.ts` */
export function elementTypes() {
  const ofEvents = EVENTS.map(([name, detail, , what]) => `${doc(what)}\n  "dolfin-${name}": CustomEvent<${detail}>;`);
  const byProperty = [...ATTRIBUTES.map(([, ...property]) => property), ...PROPERTIES];
  const required = ["organisationId", "publishableKey"];
  const options = (names) => names.map((name) => {
    const [, type, what] = byProperty.find(([property]) => property === name);
    return `${doc(what)}\n  ${required.includes(name) ? `${name}: string` : `${name}?: ${bare(type)} | undefined`};`;
  });
  const members = byProperty.map(([name, type, what]) => `${doc(what)}\n  ${name}: ${type};`);
  const attributes = ATTRIBUTES.map(([name, , type, what]) => `${doc(what)}\n  ${JSON.stringify(name)}?: ${bare(type)} | undefined;`);
  return [
    MADE,
    `import type {
  Appearance, BusinessType, CollectionOptions, DisplayOptions, ErrorDetail, ExitDetail, FontSource, MetricDetail, PaymentAccount, ReadyDetail, RequestDetail,
  Snapshot, StatusChangeDetail, StepDetail, TokenProvider,
} from "./index.js";`,
    "",
    doc("What the `error` event and a snapshot's problem can be.", ""),
    `export type ErrorKind =\n${ERRORS.map(([kind, what]) => `${doc(what)}\n  | ${JSON.stringify(kind)}`).join("\n")};`,
    "",
    block("The events of both elements.", "PaymentAccountEventMap", ofEvents),
    block("What can be set on both elements, by property.", "PaymentAccountProperties", members),
    block("What can be set on both elements, by attribute.", "PaymentAccountAttributes", attributes),
    block("What `createPaymentAccount` takes.", "PaymentAccountOptions", options(ACCOUNT_OPTIONS)),
    block("What `mountForm` takes as data.", "FormSettings", options(FORM_OPTIONS.filter((name) => name !== "nonce"))),
    ...ELEMENTS.map(elementType),
    "declare global {",
    "  interface HTMLElementTagNameMap {",
    ...ELEMENTS.map(([name, tag]) => `    ${JSON.stringify(tag)}: ${name};`),
    "  }",
    "}",
    "",
  ].join("\n");
}

function block(what, name, lines) {
  return [doc(what, ""), `export interface ${name} {`, ...lines, "}", ""].join("\n");
}

function elementType([name, tag, what]) {
  const listen = (method, options) => ["PaymentAccountEventMap", "HTMLElementEventMap"].map((map) =>
    `  ${method}<K extends keyof ${map}>(type: K, listener: (this: ${name}, event: ${map}[K]) => void, options?: boolean | ${options}): void;`)
    .concat(`  ${method}(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | ${options}): void;`);
  return [
    doc(`\`<${tag}>\`: ${what}`, ""),
    `export interface ${name} extends HTMLElement, PaymentAccountProperties {`,
    ...READ_ONLY.map(([name, type, what]) => `${doc(what)}\n  readonly ${name}: ${type};`),
    ...METHODS.map(([name, what]) => `${doc(what)}\n  ${name}(): void;`),
    ...listen("addEventListener", "AddEventListenerOptions"),
    ...listen("removeEventListener", "EventListenerOptions"),
    "}",
    `export declare const ${name}: { new (): ${name}; readonly prototype: ${name}; readonly version: string };`,
    "",
  ].join("\n");
}

/** `react.d.ts` */
export function reactTypes() {
  const callbacks = EVENTS.map(([name, detail, , what, prop]) => {
    const isRequest = name === "request";
    const said = isRequest ? "The person wants what only the host can do. A callback sees to it, unless it answers `false`." : what;
    return `${doc(said)}\n  ${prop}?(detail: ${detail}, event: PaymentAccountEventMap["dolfin-${name}"]): ${isRequest ? "boolean | " : ""}void;`;
  });
  const details = EVENTS.map(([, detail]) => detail);
  return `${MADE}
import type { AriaAttributes, ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from "react";
import type {
  ${details.join(", ")},
  PaymentAccount, PaymentAccountEventMap, PaymentAccountProperties, PaymentOnboardingElement, PaymentStatusElement,
} from "./index.js";

/** What goes onto the element as on any other of React's, besides \`aria-…\` and \`data-…\`. */
type HtmlProps = Pick<HTMLAttributes<HTMLElement>, ${HTML_PROPS.map((name) => JSON.stringify(name)).join(" | ")}>;

type ElementProps = { [Name in keyof PaymentAccountProperties]?: PaymentAccountProperties[Name] | undefined };

interface CommonProps extends ElementProps, HtmlProps, AriaAttributes {
${callbacks.join("\n")}
}

/** Whose account it is: an organisation's, or one that other components have as well. */
type Source = { organisationId: string } | { account: PaymentAccount };

/** What both components take. */
export type PaymentAccountProps = CommonProps & Source;

export type PaymentAccountOnboardingProps = PaymentAccountProps & {
  /** Stripe's \`pk_…\`, from the host's own configuration. */
  publishableKey: string;
};

/** The ref is the element: \`ref.current?.refresh()\`. */
export const PaymentAccountOnboarding: ForwardRefExoticComponent<
  PaymentAccountOnboardingProps & RefAttributes<PaymentOnboardingElement>
>;
export const PaymentAccountStatus: ForwardRefExoticComponent<PaymentAccountProps & RefAttributes<PaymentStatusElement>>;
`;
}
