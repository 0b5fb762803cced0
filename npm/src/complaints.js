// What the developer of the host page is told, in the console. Never with a value: it may be a secret.

const SENTENCES = {
  "organisation-id": "organisation-id must be the UUID of a Dolfin organisation.",
  "publishable-key-missing": "publishable-key is missing; it is Stripe's pk_… from your own configuration.",
  "publishable-key-secret": "publishable-key holds a secret key. Take it out of the page and revoke it.",
  "publishable-key": "publishable-key must be Stripe's pk_….",
  "api-base": "api-base must be a path of this site or an https: address.",
};

export function complain(who, message, ...more) {
  console.error(`${who}: ${message}`, ...more);
}

/** Why a mount is broken. */
export function complainOf(who, { kind, cause }) {
  if (kind === "config") complain(who, SENTENCES[cause] ?? "A setting cannot be used.");
  else complain(who, kind === "load" ? "The WebAssembly could not run." : "The component has failed; only a reload of the page brings it back.", cause);
}
