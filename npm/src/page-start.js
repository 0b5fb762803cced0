// The early start of the standalone page: inlined into `index.html`, so that the first requests leave with the HTML.
//
// Decides from the address and the page's configuration whether there is anything to ask; what is wrong with either is
// for the module to say, and nothing leaves then. A code to sign in with is the module's to exchange: it goes first.

import { earlyStart, formWillOpen } from "./early-start.js";

const CONNECT = "https://connect-js.stripe.com/v1.0/connect.js";
const ROUTE = /^\/organisations\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(\/payment-account)?\/?$/i;
const KEY = /^\s*pk_\w{1,252}\s*$/;
const BASE = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$)|\/(?!\/)|$)[^\s?#@\\"<>]*$/;

const config = window.__PAYMENTS_CONFIG__;
const setting = (name, meta) => {
  const own = config && Object.hasOwn(config, name) ? config[name] : undefined;
  return typeof own === "string" ? own : (document.querySelector(`meta[name="${meta}"]`)?.content ?? "");
};

const [, organisationId, withForm] = ROUTE.exec(location.pathname) ?? [];
const apiBase = setting("apiBase", "api-base").trim().replace(/\/+$/, "");
const isConfigured = KEY.test(setting("publishableKey", "stripe-publishable-key")) && BASE.test(apiBase);
const isSigningIn = /[?#&]code=/.test(location.search + location.hash);

if (organisationId && isConfigured && !isSigningIn && document.visibilityState !== "hidden") {
  const withSession = Boolean(withForm) && formWillOpen();
  window.__dolfinEarlyStart = earlyStart({ apiBase, organisationId, withSession });
  if (withSession) loadConnect(setting("connectScript", "connect-script") || CONNECT);
}

function loadConnect(src) {
  try {
    const tag = Object.assign(document.createElement("script"), { async: true, fetchPriority: "high" });
    tag.src = src;
    document.head.append(tag);
  } catch {
    // A page with Trusted Types: the module has a policy of its own.
  }
}
