// Sends the first requests of a mount before the WebAssembly is there, and hands their answers to it.
//
// Decides which answer belongs to which request: it gives back a `fetch` that answers the module's first request to each
// endpoint with the one already under way; every other request goes the usual way. A session is asked for at most once.
// What the module has not asked for within half a minute, or when the mount has gone, is aborted.
//
// The module describes the same two requests in src/dolfin; a test compares what arrives.

/** How long an answer waits for the module, in milliseconds. A session lives for minutes, a status is old sooner. */
const PATIENCE = 30_000;

const ORGANISATION = /^(?!0{8}-0000-0000-0000-0{12}$)[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const KEY = /^pk_\w{1,252}$/;
/** What `ApiBase` in the core takes. */
export const BASE = /^(https:\/\/(?=[^/])|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$)|\/(?!\/)|$)[^\s?#@\\"<>]*$/;

/**
 * Starts, or answers with nothing where that is not for us to do: in a tab out of sight, and where a setting cannot be
 * used, which the module says.
 *
 * @param {object} mount
 * @param {string} [mount.apiBase] what stands before `/organisations/…`
 * @param {string} [mount.organisationId] a UUID in its usual form
 * @param {string} [mount.publishableKey] Stripe's
 * @param {boolean} mount.withSession whether Stripe's form opens with the mount
 */
export function earlyStart({ apiBase, organisationId, publishableKey, withSession }) {
  const id = (organisationId ?? "").trim().toLowerCase();
  const base = withoutSlash(apiBase);
  const isUsable = ORGANISATION.test(id) && BASE.test(base) && KEY.test((publishableKey ?? "").trim());
  if (!isUsable || document.visibilityState === "hidden") return undefined;

  const waiting = new Map();
  const begin = (method, endpoint, headers) => {
    const url = new URL(`${base}/organisations/${id}/payment-account/${endpoint}`, location.href).href;
    const controller = new AbortController();
    const request = new Request(url, { ...SENT, method, headers, signal: controller.signal });
    const answer = fetch(request);
    // Where it fails the module is told, once it asks.
    answer.catch(() => {});
    waiting.set(`${method} ${url}`, { answer, controller });
  };
  const stop = () => {
    waiting.forEach(({ controller }) => controller.abort());
    waiting.clear();
  };
  const hasSession = withSession && formWillOpen();
  // What somebody waits for longest leaves first.
  if (hasSession) begin("POST", "session", JSON_HEADERS);
  begin("GET", "status", ACCEPT);
  setTimeout(stop, PATIENCE);
  return {
    hasSession,
    async fetch(request) {
      const key = `${request.method} ${request.url}`;
      const early = waiting.get(key);
      if (!early) return fetch(request);
      waiting.delete(key);
      const abort = () => early.controller.abort();
      if (request.signal.aborted) abort();
      request.signal.addEventListener("abort", abort, { once: true });
      return early.answer;
    },
  };
}

/** How the module sends every request: past every cache, and a login redirect is seen, not followed. */
export const SENT = { cache: "no-store", redirect: "manual", referrerPolicy: "no-referrer" };
const ACCEPT = { accept: "application/json" };
/** A POST's. They make the browser ask the API first whether another site may send this with the person's cookies. */
export const JSON_HEADERS = { ...ACCEPT, "content-type": "application/json" };

export const withoutSlash = (base) => (base ?? "").trim().replace(/\/+$/, "");

/**
 * Whether Stripe's form is sure to work in this browser. Only a hint: the module judges for good, and where this says
 * no, it asks for the session itself.
 */
const formWillOpen = () =>
  window.isSecureContext && !window.crossOriginIsolated && window === window.top && !IN_APP.test(navigator.userAgent) && !isWebView(navigator.userAgent);

const IN_APP = /; wv\)|FBA[NV]\/|Instagram |LinkedInApp|Line\/|MicroMessenger|Snapchat|musical_ly|Bytedance|Twitter|Pinterest|GSA\//;
const isWebView = (agent) => /iPhone|iPad/.test(agent) && !agent.includes("Safari/");
