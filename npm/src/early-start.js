// Sends the first requests of a mount before the WebAssembly is there, and hands their answers to it.
//
// Decides which answer belongs to which request: it gives back a `fetch` that answers the module's first request to each
// endpoint with the one already under way; every other request goes the usual way. A session is asked for at most once.
// What the module has not asked for within half a minute, or when the mount has gone, is aborted.
//
// The module describes the same two requests in src/dolfin; a test compares what arrives.

import { bare } from "./own.js";

/** How long an answer waits for the module, in milliseconds. A session lives for minutes, a status is old sooner. */
const PATIENCE = 30_000;

const ORGANISATION = /^(?![0-]+$)[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const KEY = /^pk_\w{1,252}$/;
/** What `ApiBase` in the core takes. */
export const BASE = /^(https:\/\/(?=[^/])|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$)|\/(?!\/)|$)[^\s?#@\\"<>]*$/;

const text = (setting) => (typeof setting === "string" ? setting.trim() : "");

/**
 * Starts, or answers with nothing where that is not for us to do: in a tab out of sight, and where a setting cannot be
 * used, which the module says.
 *
 * @param {object} mount
 * @param {string} [mount.apiBase] what stands before `/organisations/…`
 * @param {string} [mount.organisationId] a UUID in its usual form
 * @param {string} [mount.publishableKey] needed by a mount with a form
 * @param {boolean} mount.withForm whether Stripe's form belongs to the mount
 * @param {boolean} mount.withSession whether it opens with the mount
 * @param {boolean} [mount.withStatus] whether the mount reads the status itself
 * @param {(headers: object) => Promise<void>} [mount.authorize] adds what stands in the place of cookies to a request's headers
 * @param {(request: Request) => Promise<Response>} [mount.send] sends a request in place of the page's `fetch`
 */
export function earlyStart({ apiBase, organisationId, publishableKey, withForm, withSession, withStatus = true, authorize, send }) {
  send ??= (request) => fetch(request);
  const id = text(organisationId).toLowerCase();
  const base = withoutSlash(apiBase);
  const isUsable = ORGANISATION.test(id) && BASE.test(base) && (!withForm || KEY.test(text(publishableKey)));
  if (!isUsable || document.visibilityState === "hidden") return undefined;

  const waiting = new Map();
  const begin = (method, endpoint) => {
    const url = new URL(`${base}/organisations/${id}/payment-account/${endpoint}`, location.href).href;
    const controller = new AbortController();
    const answer = ask(method, url, controller.signal, authorize, send);
    // Where it fails the module is told, once it asks.
    answer.catch(() => {});
    const key = method + url;
    waiting.set(key, { answer, controller });
    return key;
  };
  const stop = () => {
    clearTimeout(timer);
    waiting.forEach(({ controller }) => controller.abort());
    waiting.clear();
  };
  const hasSession = withSession && formWillOpen();
  // What somebody waits for longest leaves first.
  if (hasSession) begin("POST", "session");
  const status = withStatus && begin("GET", "status");
  const timer = setTimeout(stop, PATIENCE);
  return {
    hasSession,
    /** Whether the status is on its way or there, and still waits for the module to ask. */
    get hasStatus() {
      return waiting.has(status);
    },
    async fetch(request) {
      const key = request.method + request.url;
      const early = waiting.get(key);
      if (!early) return send(request);
      waiting.delete(key);
      return handOver(early, request);
    },
    stop,
  };
}

/** The answer for the module's own request, with whose end it ends. */
export function handOver({ answer, controller }, { signal }) {
  const abort = () => controller.abort();
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, bare({ once: true }));
  return answer;
}

/** How the module sends every request: past every cache, and a login redirect is seen, not followed. */
export const SENT = { cache: "no-store", redirect: "manual", referrerPolicy: "no-referrer" };
const ACCEPT = { accept: "application/json" };
/** A POST's. They make the browser ask the API first whether another site may send this with the person's cookies. */
export const JSON_HEADERS = { ...ACCEPT, "content-type": "application/json" };

async function ask(method, url, signal, authorize, send) {
  const headers = bare(method === "POST" ? JSON_HEADERS : ACCEPT);
  await authorize?.(headers);
  return send(new Request(url, bare({ ...SENT, method, headers, signal, credentials: authorize ? "omit" : "same-origin" })));
}

export const withoutSlash = (base) => text(base).replace(/\/+$/, "");

/**
 * Whether Stripe's form is sure to work in this browser. Only a hint: the module judges for good, and where this says
 * no, it asks for the session itself.
 */
const formWillOpen = () =>
  window.isSecureContext && !window.crossOriginIsolated && window === window.top && !IN_APP.test(navigator.userAgent);

/** Browsers that apps have built in; Safari itself says so. */
const IN_APP = /; wv\)|FBA[NV]\/|Instagram |LinkedInApp|Line\/|MicroMessenger|Snapchat|musical_ly|Bytedance|Twitter|Pinterest|GSA\/|iP(hone|ad)(?!.*Safari\/)/;
