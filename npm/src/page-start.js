// The early start of the standalone page: inlined into `index.html`, so that the first requests leave with the HTML.
//
// Decides from the address and the page's configuration whether there is anything to ask; what is wrong with either is
// for the module to say, and nothing leaves then. A code to sign in with is the module's to exchange: it goes first.

import { earlyStart } from "./early-start.js";

const CONNECT = "https://connect-js.stripe.com/v1.0/connect.js";
const ROUTE = /^\/organisations\/([^/]+)(\/payment-account)?\/?$/;

const config = window.__PAYMENTS_CONFIG__;
const setting = (name, meta) => {
  const own = config && Object.hasOwn(config, name) ? config[name] : undefined;
  return typeof own === "string" ? own : (document.querySelector(`meta[name="${meta}"]`)?.content ?? "");
};

// The path at which the app is served, as in `src/app/router.rs`.
const base = new URL(document.querySelector("base")?.href || "/", location.href).pathname.replace(/\/$/, "");
const path = location.pathname;
const [, organisationId, form] = (path.startsWith(base) && ROUTE.exec(path.slice(base.length))) || [];
if (!/[?#&]code=/.test(location.search + location.hash)) {
  const start = earlyStart({
    organisationId,
    apiBase: setting("apiBase", "api-base"),
    publishableKey: setting("publishableKey", "stripe-publishable-key"),
    // The key is asked for on both pages.
    withForm: true,
    withSession: Boolean(form),
  });
  window.__dolfinEarlyStart = start;
  if (start?.hasSession) loadConnect(setting("connectScript", "connect-script") || CONNECT);
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
