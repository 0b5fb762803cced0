// `@dolfin/payment-onboarding/testing`: Dolfin and Stripe played in the page, so that a host can test its own page in
// every state and failure, offline. A player's `fetch` answers for Dolfin; `standIn` takes the place of Connect.js.

import { stepOf, stepsOf } from "./form-steps.js";
import { newCompany, scenarios as SCENARIOS } from "./scenarios.json";
import { ownMembers } from "./own.js";
import { install } from "stand-in";

/** Every scenario by name: what it is, and the document it starts from. */
export const scenarios = SCENARIOS;

const CODES = { Forbidden: [403, "Payment.Forbidden"], NotFound: [404, "Organisation.NotFound"], Conflict: [409], ProviderError: [502, "PaymentAccount.ProviderError"] };

/** One organisation's payment account, as Dolfin and Stripe would have it. */
export class Player {
  #document;
  #faults = [];
  #secrets = new Map();
  #keys = new Set();
  #verified;

  /** What was asked: `{ endpoint, method, url, status }`. */
  requests = [];

  /** Starts from a scenario's name, or from a document: `{ status, capabilities, settings, … }`. */
  constructor(start = "not-started") {
    const wanted = typeof start === "object" ? ownMembers(start, ["scenario"]).scenario : start;
    const scenario = SCENARIOS.find(({ name }) => name === wanted);
    if (typeof start === "string" && !scenario) throw new Error(`There is no scenario "${start}".`);
    const base = scenario ?? SCENARIOS.find(({ name }) => name === "not-started");
    this.#document = structuredClone(base.document);
    if (typeof start === "object") this.set(start);
    this.fetch = this.fetch.bind(this);
  }

  /** The account as it stands. */
  get document() {
    return structuredClone(this.#document);
  }

  /** Changes the account: objects member by member, everything else whole. */
  set(patch) {
    merge(this.#document, structuredClone(patch));
  }

  /**
   * Lets the next answers of an endpoint (`session` or `status`) fail: with a `status` and `body`, or without any answer
   * where there is no `status`. `delayMs` lets any answer wait.
   */
  fail(endpoint, options) {
    const fault = ownMembers(options, ["times", "status", "body", "delayMs"]);
    for (let time = 0; time < (fault.times ?? 1); time += 1) this.#faults.push({ endpoint, fault });
  }

  /** Dolfin, for `element.fetch` or `createPaymentAccount({ fetch })`. */
  async fetch(request) {
    const { pathname } = new URL(request.url);
    const endpoint = /\/payment-account\/(session|status)$/.exec(pathname)?.[1];
    const asked = { endpoint, method: request.method, url: request.url, status: undefined };
    this.requests.push(asked);
    const at = this.#faults.findIndex((planned) => planned.endpoint === endpoint);
    const fault = at < 0 ? undefined : this.#faults.splice(at, 1)[0].fault;
    if (fault?.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    if (fault && fault.status === undefined && !fault.delayMs) throw new TypeError("Made to fail by the player.");
    const answer = fault?.status === undefined ? this.#answer(endpoint, request) : json(fault.status, fault.body ?? {});
    asked.status = answer.status;
    return answer;
  }

  #answer(endpoint, request) {
    const { settings } = this.#document;
    const given = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
    if (settings.token && (!given || (settings.token !== "*" && settings.token !== given))) return problem(401);
    const [status, code] = CODES[settings.refusal] ?? [];
    if (status === 403 || status === 404) return problem(status, code);
    if (endpoint === "status") {
      const { status, provider, accountId, capabilities } = this.#document;
      const organisationId = /organisations\/([^/]+)/.exec(request.url)?.[1];
      return json(200, { organisationId, provider, accountId, status, capabilities, enabledAt: null });
    }
    if (endpoint !== "session") return problem(404);
    if (status) return problem(status, code);
    if (this.#document.status === "Disconnected") return problem(409, "PaymentAccount.Disconnected");
    if (!this.#document.accountId) return problem(409, "PaymentAccount.NotEnabled");
    if (this.#document.status === "NotStarted") {
      this.set({ status: "OnboardingInProgress", capabilities: { ...NOTHING, currentlyDue: [...newCompany] } });
    }
    const secret = `accs_secret__${crypto.randomUUID()}`;
    this.#secrets.set(secret, Date.now() + settings.secretLifetimeMs);
    return json(200, { clientSecret: secret, expiresAt: new Date(Date.now() + settings.secretLifetimeMs).toISOString() });
  }

  /** Stripe, as the stand-in asks it. */
  async stripe(url, { method, headers, body }) {
    const path = new URL(url).pathname.replace("/stripe/", "");
    const sent = body ? JSON.parse(body) : {};
    if (path === "account_sessions/claim") return this.#claim(sent);
    const key = headers.authorization?.replace("Bearer ", "");
    if (!this.#keys.has(key)) return refusal(401, "authentication_error", "session_unknown");
    if (path === "logout") return this.#keys.delete(key), new Response(null, { status: 204 });
    const due = this.#document.capabilities;
    const [, step] = /^onboarding\/steps\/(.+)$/.exec(path) ?? [];
    if (method === "POST" && step && due) {
      const rest = (codes) => codes.filter((code) => !(sent.codes.includes(code) && stepOf(code) === step));
      this.set({ capabilities: { currentlyDue: rest(due.currentlyDue), pastDue: rest(due.pastDue) } });
    }
    if (path === "onboarding/submit" && !this.#submit(sent.excluded)) return refusal(400, "invalid_request_error", "onboarding_incomplete");
    const owed = this.#document.capabilities?.currentlyDue ?? [];
    return json(200, { steps: stepsOf(owed), beyondTheForm: owed.filter((code) => !stepOf(code)).length, submitted: this.#verified !== undefined });
  }

  #claim({ clientSecret }) {
    const expires = this.#secrets.get(clientSecret);
    if (expires === undefined) return refusal(401, "authentication_error", "session_unknown");
    if (expires === null) return refusal(401, "authentication_error", "secret_used");
    if (expires < Date.now()) return refusal(401, "authentication_error", "session_expired");
    this.#secrets.set(clientSecret, null);
    const key = crypto.randomUUID();
    this.#keys.add(key);
    return json(200, { key, loadError: this.#document.settings.loadError });
  }

  #submit(excluded) {
    const due = this.#document.capabilities;
    if (!due || due.currentlyDue.some((code) => stepOf(code) && !excluded.includes(code))) return false;
    this.set({ capabilities: { detailsSubmitted: true, disabledReason: "requirements.pending_verification" } });
    clearTimeout(this.#verified);
    this.#verified = setTimeout(() => this.#verify(), this.#document.settings.pendingMs);
    return true;
  }

  #verify() {
    this.#verified = undefined;
    const { outcome } = this.#document.settings;
    const photo = ["representative.verification.document"];
    const on = outcome === "Active" && this.#document.capabilities.currentlyDue.length === 0;
    const status = on ? "Active" : outcome === "Active" ? "Restricted" : outcome;
    const disabledReason = on ? null : status === "Rejected" ? "rejected.other" : "requirements.past_due";
    this.set({ status, capabilities: { chargesEnabled: on, payoutsEnabled: on, disabledReason } });
    if (outcome === "Restricted") this.set({ capabilities: { currentlyDue: photo, pastDue: photo } });
  }
}

const NOTHING = { chargesEnabled: false, payoutsEnabled: false, detailsSubmitted: false, currentlyDue: [], pastDue: [], disabledReason: null };

/** Puts the stand-in in the place of Connect.js: `window.StripeConnect`. What the form asks, `player` answers. */
export function standIn(player) {
  install((url, options) => player.stripe(url, options));
}

function merge(document, patch) {
  for (const [name, change] of Object.entries(patch)) {
    const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
    if (isObject(document[name]) && isObject(change)) merge(document[name], change);
    else document[name] = change;
  }
}

function json(status, body) {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
}

function problem(status, title) {
  return json(status, { type: "about:blank", title, status });
}

function refusal(status, type, code) {
  return json(status, { error: { type, code, message: "Refused by the player." } });
}
