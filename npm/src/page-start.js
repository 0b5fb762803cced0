// The early start of the standalone page: inlined into `index.html`, so that the first requests leave with the HTML.
//
// Decides from the address and the page's configuration whether there is anything to ask; what is wrong with either is
// for the module to say, and nothing leaves then; nor where the page has found the browser too old. A code to sign in with
// is exchanged, and nothing else is begun: what may be asked for is not known before.

import { codeIn, earlyExchange } from "./early-exchange.js";
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
const apiBase = setting("apiBase", "api-base");
const code = codeIn(location);
const begin = () => (code ? earlyExchange(apiBase, code) : earlyStart({
  organisationId,
  apiBase,
  publishableKey: setting("publishableKey", "stripe-publishable-key"),
  // The key is asked for on both pages.
  withForm: true,
  withSession: Boolean(form),
}));
const start = window.isOld ? undefined : begin();
window.__dolfinEarlyStart = start;
// STAND_IN is true in the build for the sandbox alone: what is shipped knows one address.
if (start?.hasSession) loadConnect((STAND_IN && setting("connectScript", "connect-script")) || CONNECT);

function loadConnect(src) {
  try {
    const tag = Object.assign(document.createElement("script"), { fetchPriority: "high" });
    // A page with Trusted Types takes the address from a policy that it has named.
    const policy = window.trustedTypes?.createPolicy("dolfin-early-start", { createScriptURL: () => src });
    tag.src = policy ? policy.createScriptURL("") : src;
    document.head.append(tag);
  } catch {
    // One that has not named it: the module has a policy of its own, and tries again.
  }
}
