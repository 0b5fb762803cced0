// What the developer of the host page reads in the console. Never a value that a host has set: it may be a secret.

const SENTENCES = {
  "organisation-id": "organisation-id must be the UUID of a Dolfin organisation.",
  "publishable-key-missing": "publishable-key is missing; it is Stripe's pk_… from your own configuration.",
  "publishable-key-secret": "publishable-key holds a secret key. Take it out of the page and revoke it.",
  "publishable-key": "publishable-key must be Stripe's pk_….",
  "api-base": "api-base must be a path of this site or an https: address.",
  account: "account must be what createPaymentAccount() has made here, and nobody has signed out of.",
};

export function logError(source, message, ...more) {
  console.error(`${source}: ${message}`, ...more);
}

/** Why a mount has failed: `kind` and `cause` as `Mount` reports them. */
export function logFailure(source, { kind, cause }) {
  if (kind === "config") logError(source, SENTENCES[cause] ?? "A setting cannot be used.");
  else if (kind === "load") logError(source, "The WebAssembly could not run.", cause);
  else logError(source, "The component has failed; only a reload of the page brings it back.", cause);
}
