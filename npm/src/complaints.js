// What the developer of the host page is told, in the console. Never with a value: it may be a secret.

const SENTENCES = {
  "organisation-id": "organisation-id must be the UUID of a Dolfin organisation.",
  "publishable-key-missing": "publishable-key is missing; it is Stripe's pk_… from your own configuration.",
  "publishable-key-secret": "publishable-key holds a secret key. Take it out of the page and revoke it.",
  "publishable-key": "publishable-key must be Stripe's pk_….",
  "api-base": "api-base must be a path of this site or an https: address.",
};

export function sentenceFor(setting) {
  return SENTENCES[setting] ?? "A setting cannot be used.";
}

export function complain(who, message, cause) {
  console.error(...[`${who}: ${message}`, cause].filter((part) => part !== undefined));
}
