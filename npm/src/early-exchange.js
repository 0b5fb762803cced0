// Exchanges the sign-in code in the page's address before the WebAssembly is there, and hands the answer to it.
//
// Decides what a code is, as src/app/sign_in/address.rs does; the module takes it out of the address, tries again where
// no answer comes, and alone reads what the answer says. The answer waits as long as the page: it cannot be had again.

import { BASE, JSON_HEADERS, SENT, handOver, withoutSlash } from "./early-start.js";

/** The code in the fragment, else in the query; an empty one is none. */
export const codeIn = ({ hash, search }) => new URLSearchParams(hash.slice(1)).get("code") ?? new URLSearchParams(search).get("code") ?? "";

/** Starts, or answers with nothing in a tab out of sight and for a base that cannot be used. */
export function earlyExchange(apiBase, code) {
  const base = withoutSlash(apiBase);
  if (!BASE.test(base) || document.visibilityState === "hidden") return undefined;

  const url = new URL(`${base}/auth/exchange`, location.href).href;
  const controller = new AbortController();
  const answer = fetch(
    new Request(url, {
      ...SENT,
      method: "POST",
      headers: JSON_HEADERS,
      body: JSON.stringify({ code }),
      signal: controller.signal,
      credentials: "omit",
    }),
  );
  // Where it fails the module is told, once it asks.
  answer.catch(() => {});
  let isTaken = false;
  return {
    async fetch(request) {
      if (request.url !== url || isTaken) return fetch(request);
      isTaken = true;
      return handOver({ answer, controller }, request);
    },
  };
}
