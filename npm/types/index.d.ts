import type { ErrorKind, FormSettings, PaymentAccountEventMap, PaymentAccountOptions } from "./elements.js";

export * from "./elements.js";

/** Asked for the person's bearer token. `null` says that nobody is signed in. */
export type TokenProvider = () => string | null | Promise<string | null>;

/** Stripe's `business_type`. */
export type BusinessType = "individual" | "company" | "non_profit" | "government_entity";

/** Whose turn it is. */
export type Turn = "you" | "stripe" | "administrator" | "host" | "support" | "nobody" | "unknown";

/** `loading` and `error` before anything is known, `signed-out` at the end; else Dolfin's, which may grow. */
export type AccountState =
  | "loading"
  | "error"
  | "signed-out"
  | "NotStarted"
  | "OnboardingInProgress"
  | "Active"
  | "Restricted"
  | "Rejected"
  | "Disconnected"
  | (string & {});

/** Something that went wrong. */
export interface Problem {
  readonly kind: ErrorKind;
  /** Whether trying again can help. */
  readonly canRetry: boolean;
  /** The HTTP status, where there was one. */
  readonly http: number | null;
  /** What support needs to find the request. */
  readonly reference: string | null;
}

/** One question Stripe asks. */
export interface Requirement {
  /** In words, in the language in force. */
  readonly label: string;
  readonly isPastDue: boolean;
  /** Whether Stripe's form can be opened for it alone: `collectionOptions: { requirements: { only: codes } }`. */
  readonly canBeOpenedAlone: boolean;
  /** Stripe's codes for it. */
  readonly codes: readonly string[];
}

/** Whose answer is asked for. */
export type Subject =
  | "business"
  | "individual"
  | "representative"
  | "owner"
  | "director"
  | "executive"
  | "authoriser"
  | "guardian"
  | "person"
  | "some-person"
  | "bank-account"
  | "documents"
  | "agreements"
  | "extra-checks"
  | "other";

/** Questions with the same subject; a subject has at most two groups, of which one is overdue. */
export interface RequirementGroup {
  readonly subject: Subject;
  /** The heading, in the language in force: of a `person` it has the number. */
  readonly label: string;
  readonly isPastDue: boolean;
  readonly requirements: readonly Requirement[];
}

/** What a person can do. What each wants of you is in the guide, "Without our interface". */
export type ActionName =
  | "start"
  | "continue"
  | "provide-overdue"
  | "provide"
  | "appeal"
  | "update-details"
  | "check-now"
  | "retry"
  | "sign-in"
  | "enable"
  | "reset"
  | "contact-support";

/** One thing to do. */
export interface Action {
  readonly name: ActionName;
  /** What stands on its button, in the language in force. */
  readonly label: string;
  /** The one next thing to do; else a quieter alternative. */
  readonly isPrimary: boolean;
}

/** One thing that was different from one answer to the next. */
export type ChangeName =
  | "rejected"
  | "disconnected"
  | "payments-off"
  | "payouts-off"
  | "overdue"
  | "active"
  | "payments-on"
  | "payouts-on"
  | "submitted"
  | "asked-again"
  | "asked"
  | "answered"
  | "left"
  | "nothing-left"
  | "other";

/** What one answer had to tell. */
export interface Activity {
  /** When that answer was asked for, in milliseconds as `performance.now()` counts them. */
  readonly at: number;
  /** In words, in the language in force. */
  readonly text: string;
  /** The most important first. */
  readonly changes: readonly ChangeName[];
}

/** What keeps Stripe's form from working here; an `insecure` page cannot be overridden. */
export type Unsupported = "insecure" | "no-popups" | "sandboxed" | "in-app" | "isolated";

/** How far Stripe's form is. */
export type FormState = "closed" | "loading" | "shown" | "left" | "failed" | "unsupported";

/** What is known at one moment. `null` is "not known", never "no". */
export interface Snapshot {
  readonly state: AccountState;
  readonly turn: Turn;
  readonly tone: "neutral" | "pending" | "warning" | "danger" | "success";
  /**
   * False from the moment the person leaves Stripe's form until what came of it is known. Until then nothing is judged:
   * the turn is `unknown`, the progress `null`, and the facts are as they were before.
   */
  readonly settled: boolean;
  /** What the person is told, in the language in force. */
  readonly headline: string | null;
  readonly explanation: string | null;
  /** From 0 to 100; 100 only when payments and payouts are known to be on. */
  readonly progress: number | null;
  readonly detailsSubmitted: boolean | null;
  readonly chargesEnabled: boolean | null;
  readonly payoutsEnabled: boolean | null;
  /** Who handles the payments; `null` also before anybody does. */
  readonly provider: "stripe" | "manual" | "yapily" | "other" | null;
  /** What the person can do, the primary one first; at most two. */
  readonly actions: readonly Action[];
  /** The overdue first. */
  readonly requirements: readonly Requirement[];
  /** The same by whose answer is asked for, in the order of Stripe's form, the overdue first. */
  readonly groups: readonly RequirementGroup[];
  /** How many more are due than these: at most a hundred are listed. */
  readonly moreRequirements: number;
  /** What has happened since the first answer, the newest last. */
  readonly activity: readonly Activity[];
  readonly form: FormState;
  /** Why the form is `unsupported`. */
  readonly unsupported: Unsupported | null;
  /** Why the newest status is not known. What is shown stays. */
  readonly problem: Problem | null;
  /** Why Stripe's form could not be had. */
  readonly formProblem: Problem | null;
  readonly freshness: "live" | "stale" | "offline" | "resting";
  /** Whether somebody who asked is waiting for an answer. */
  readonly checking: boolean;
  /** When the answer shown was asked for, in milliseconds as `performance.now()` counts them. */
  readonly checkedAt: number | null;
}

/** In every event's detail. */
export interface Timed {
  /** Milliseconds since the mount. */
  readonly elapsed: number;
}

export interface ReadyDetail extends Timed {
  readonly state: AccountState;
}

export interface StatusChangeDetail extends Timed {
  readonly state: AccountState;
  readonly previousState: AccountState;
  readonly turn: Turn;
  readonly progress: number | null;
  /** Whether it is what came of Stripe's form after the person left it; told even where nothing is different. */
  readonly afterExit: boolean;
}

export interface ExitDetail extends Timed {
  /** What came of it is not known yet. */
  readonly settled: false;
}

export interface StepDetail extends Timed {
  readonly step: string;
}

export interface RequestDetail extends Timed {
  /** What the person wants of the host. */
  readonly request: "sign-in" | "enable" | "reset" | "support" | "hosted-link" | "open";
}

export interface ErrorDetail extends Timed {
  readonly kind: ErrorKind;
  /** What it is about: the status, Stripe's form, a function of the host's, or the component itself. */
  readonly source: "status" | "form" | "host" | "component";
  /** A warning may pass by itself or by trying again. */
  readonly severity: "warning" | "error";
  readonly http: number | null;
  /** What the person can quote to support. */
  readonly reference: string | null;
  /** Which setting cannot be used, where that is the error. */
  readonly setting?: string;
}

/** What is counted. Another one may come; these keep their meaning. */
export type MetricName =
  /**
   * From the start, or from when it is no longer paused and in sight, to the first answer about the account. Of a shared
   * account only that tells it.
   */
  | "status-known"
  /** From when Stripe's form was opened until Stripe has drawn something of it. */
  | "form-shown"
  /** From when it was opened until it failed, also after it had worked, or 0 where it would not work here and was not opened: `reason` says why. */
  | "form-obstructed"
  /** How long it was shown to a person who left it with something still to do in it, or who left the page or the component. */
  | "form-abandoned"
  /** How long it was shown to a person who left it with nothing to do in it for now. */
  | "form-finished";

/** One number. */
export interface Metric {
  readonly name: MetricName;
  /** In milliseconds. */
  readonly value: number;
  readonly reason: Unsupported | ErrorKind | null;
}

export interface MetricDetail extends Timed, Metric {}

/** Stripe's `appearance`: <https://docs.stripe.com/connect/embedded-appearance-options>. */
export interface Appearance {
  overlays?: "dialog" | "drawer";
  variables?: Record<string, string | number>;
}

/** Stripe's `collectionOptions`. */
export interface CollectionOptions {
  fields?: "currently_due" | "eventually_due";
  futureRequirements?: "omit" | "include";
  requirements?: { only: string[] } | { exclude: string[] };
}

/** Stripe's `CssFontSource` or `CustomFontSource`. */
export type FontSource =
  | { cssSrc: string }
  | {
      family: string;
      src: string;
      style?: "normal" | "italic" | "oblique";
      weight?: string;
      display?: "auto" | "block" | "fallback" | "optional" | "swap";
      unicodeRange?: string;
    };

/** Stripe's `displayOptions`. */
export interface DisplayOptions {
  showObjectIds?: boolean;
}

/** Where the WebAssembly is, or the WebAssembly itself. */
export type WasmSource = string | URL | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module;

/** Where the files of this package are that are not scripts. */
export interface AssetOptions {
  /**
   * Where the package's files are served: a path or an address, without which they are looked for beside the script.
   * Bundlers that copy no files, such as esbuild and Angular's, need it.
   */
  assets?: string | undefined;
  /** The WebAssembly alone, where it is not among the other files. */
  wasm?: WasmSource | undefined;
}

/** What every element and account of the page has where it has none of its own. */
export interface RegisterOptions extends AssetOptions {
  /**
   * Where Dolfin's API is. The functions are for requests to this origin alone: an element with an `api-base` of another
   * origin has none of them. Absent: this site.
   */
  apiBase?: string | undefined;
  tokenProvider?: TokenProvider | undefined;
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined;
  fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/**
 * Makes the two elements known to the page. Importing this package does nothing before that; on a server this does
 * nothing either. It may be called again: what it is told then replaces what it was told before, the rest stays.
 */
export function register(options?: RegisterOptions): void;

/** Loads the WebAssembly ahead of need. Answers whether it is there; never rejects. */
export function preload(options?: AssetOptions): Promise<boolean>;

/** An organisation's payment account for one person: without our interface, and for every element that is given it. */
export interface PaymentAccount {
  readonly snapshot: Snapshot;
  /** Calls `subscriber` now and at each change; answers the function that ends it. */
  subscribe(subscriber: (snapshot: Snapshot) => void): () => void;
  /** Reads the status now: the host has heard of a change. */
  refresh(): void;
  /** The same because the person asks: `checking` is true until it is answered, or cannot be. */
  check(): void;
  pause(): void;
  resume(): void;
  /**
   * The person has left the host: nothing is asked any more, and every element that has it ends. For whoever signs in
   * next, make another one.
   */
  signOut(): void;
}

/** Watches an account while anybody is subscribed, or an element has it as its `account`. */
export function createPaymentAccount(options: PaymentAccountOptions & {
  /** Told how long the first answer takes. */
  onMetric?: ((metric: Metric) => void) | undefined;
}): PaymentAccount;

/** What `mountForm` takes. */
export interface FormOptions extends FormSettings {
  /** For the tag of Stripe's script, where the page's policy wants one. */
  nonce?: string | undefined;
  /** Stripe has drawn something: a placeholder of your own can go. */
  onLoad?(detail: Timed): void;
  /** The person left the form. What came of it is not known before the account's `settled` is true again. */
  onExit?(detail: ExitDetail): void;
  /** The person went to another step. Stripe changes the names at will. */
  onStep?(detail: StepDetail): void;
  onError?(detail: ErrorDetail): void;
  onMetric?(detail: MetricDetail): void;
  /** At each change. Of the form it says `form`, `unsupported` and `formProblem`, which the account's own snapshots do not. */
  onChange?(snapshot: Snapshot): void;
}

/** Stripe's form in an element of the host's. */
export interface MountedForm {
  readonly form: FormState;
  /** Unmounted, failed, or the person has signed out: nothing comes of it any more. */
  readonly isOver: boolean;
  /**
   * Opens it again after it was left or has failed; with `anyway` although it is `unsupported`. Answers false once it is over.
   */
  open(anyway?: boolean): boolean;
  /**
   * Other options in place of all. The look and the callbacks count at once, the rest from the next opening; `publishableKey`
   * and `nonce` stay those of the mount. Answers false once it is over.
   */
  update(options: FormOptions): boolean;
  /** Takes the form out of the element. May be called again. */
  unmount(): void;
}

/**
 * Mounts Stripe's form into an element of yours, on a session of its own, and opens it. It begins after the current task's
 * code: mounted, unmounted and mounted again in one task is one session. Another one in the same element takes its place.
 */
export function mountForm(account: PaymentAccount, element: Element, options: FormOptions): MountedForm;

// The events bubble out of the elements, up to the window.
declare global {
  interface ElementEventMap extends PaymentAccountEventMap {}
  interface DocumentEventMap extends PaymentAccountEventMap {}
  interface WindowEventMap extends PaymentAccountEventMap {}
}
