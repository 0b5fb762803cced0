// The settings of a mount: what a host has set, checked for its kind, with the host's functions wrapped. Decides which
// settings are ignored; one without which nothing can be done is for the WebAssembly to refuse.

import { defaultApiBase, defaultFunction, isLeftOut } from "./defaults.js";
import { askToken, send } from "./host-functions.js";
import { FUNCTIONS } from "./names.js";
import { bare } from "./own.js";

/** What a setting must be, where it is set at all; an attribute is always a text. */
const KINDS = {
  tokenProvider: "a function",
  headers: "a function, an object or an array",
  fetch: "a function",
  messages: "an object",
  appearance: "an object",
  fonts: "an array",
  collectionOptions: "an object",
  displayOptions: "an object",
  fullTermsOfServiceUrl: "a string",
  recipientTermsOfServiceUrl: "a string",
  privacyPolicyUrl: "a string",
  skipTermsOfServiceCollection: "a boolean",
};
const FORMS = ["at-once", "on-request"];

/**
 * The `plain` settings as they are, and `token` and `fetch` made of the functions in `values` and of those of `register`.
 * These are looked up at each call, so that a new one counts from the next request. `values` has the data too, to be
 * checked. `report(kind, message)` hears what is wrong with a setting now, and with a function later. Neither argument
 * inherits anything, and the answer does not.
 */
export function settingsOf(values, plain, report) {
  const settings = Object.assign(Object.create(null), plain);
  settings.apiBase ??= defaultApiBase();
  const host = functionsFor(values, settings.apiBase);
  for (const [name, kind] of Object.entries(KINDS)) {
    const value = FUNCTIONS.includes(name) ? host[name] : values[name];
    const fits = value == null || kind.includes(Array.isArray(value) ? "array" : typeof value);
    if (!fits) report("config", `${name} must be ${kind}; it is ignored.`);
  }
  if (plain.form != null && !FORMS.includes(plain.form)) report("config", `form must be ${FORMS.join(" or ")}; it is ignored.`);
  if (isLeftOut(settings.apiBase) && !FUNCTIONS.some((name) => values[name])) {
    report("config", "api-base is of another origin than the apiBase of register(), whose functions are not used for it.");
  }
  if (typeof host.tokenProvider === "function") settings.token = () => askToken(host, report);
  if (host.headers || typeof host.fetch === "function") settings.fetch = (request) => send(host, request, report);
  return settings;
}

/** The functions in `values`, and where there is none that of `register`. */
function functionsFor(values, apiBase) {
  const host = Object.create(null);
  for (const name of FUNCTIONS) {
    Object.defineProperty(host, name, bare({ get: () => values[name] ?? defaultFunction(name, apiBase) }));
  }
  return host;
}
