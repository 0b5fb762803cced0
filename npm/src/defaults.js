// What `register` was told for every element and account of the page: where Dolfin's API is, and how requests to it are
// made. So a page that swaps its body, and with it the elements, sets its functions once.
//
// The functions are for that one API. An element of another origin gets none of them: whoever can write a tag into the
// page, but no script, must not have a token sent to an address of their own.

import { FUNCTIONS } from "./names.js";
import { ownMembers } from "./own.js";

let defaults = Object.create(null);
const listeners = new Set();

/** Takes in those of the options of `register` that are given; the others stay. */
export function setDefaults(options) {
  const given = ownMembers(options, ["apiBase", ...FUNCTIONS]);
  if (Object.keys(given).length === 0) return;
  defaults = Object.assign(Object.create(null), defaults, given);
  for (const listener of [...listeners]) listener();
}

/** Calls `listener` when the defaults change, until the answer is called. */
export function onDefaultsChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where Dolfin's API is, for whoever does not say. */
export const defaultApiBase = () => defaults.apiBase;

/** The default function or headers by this name, for requests to `apiBase`. */
export function defaultFunction(name, apiBase) {
  return isForOrigin(apiBase) ? defaults[name] : undefined;
}

/** Whether there are functions for all, but not for requests to `apiBase`. */
export function isLeftOut(apiBase) {
  return FUNCTIONS.some((name) => defaults[name] != null) && !isForOrigin(apiBase);
}

function isForOrigin(apiBase) {
  try {
    // The page's `<base>` counts for the request, and not for what the host meant.
    return new URL(apiBase || "", document.baseURI).origin === new URL(defaults.apiBase || "", location.href).origin;
  } catch {
    return false;
  }
}
