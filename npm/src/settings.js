// The settings of a mount: what a host has set, checked for its kind, with the host's functions wrapped. Decides which
// settings are ignored; one without which nothing can be done is for the WebAssembly to refuse.

import { askToken, send } from "./host-functions.js";

/** What a setting must be, where it is set at all; an attribute is always a text. */
const KINDS = {
  tokenProvider: "a function",
  headers: "a function, an object or an array",
  fetch: "a function",
  messages: "an object",
  appearance: "an object",
  fonts: "an array",
  collectionOptions: "an object",
  fullTermsOfServiceUrl: "a string",
  recipientTermsOfServiceUrl: "a string",
  privacyPolicyUrl: "a string",
};
const FORMS = ["at-once", "on-request"];

/**
 * The plain settings as they are, and `token` and `fetch` made of the functions of `host`. These are looked up at each
 * call, so that a new one counts from the next request. `report(kind, message)` hears what is wrong with a setting now,
 * and with a function later. Neither argument inherits anything, and the answer does not.
 */
export function settingsOf(host, plain, report) {
  const settings = Object.assign(Object.create(null), plain);
  for (const [name, kind] of Object.entries(KINDS)) {
    const given = host[name];
    const fits = given == null || kind.includes(Array.isArray(given) ? "array" : typeof given);
    if (!fits) report("config", `${name} must be ${kind}; it is ignored.`);
  }
  if (plain.form != null && !FORMS.includes(plain.form)) report("config", `form must be ${FORMS.join(" or ")}; it is ignored.`);
  if (typeof host.tokenProvider === "function") settings.token = () => askToken(host, report);
  if (host.headers || typeof host.fetch === "function") settings.fetch = (request) => send(host, request, report);
  return settings;
}
