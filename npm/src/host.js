// The host's own functions, called so that none of them can break the component, or the component the page.

/** How long a host's function may take. A request has ten seconds in all. */
const PATIENCE = 8_000;

/** What a setting must be, where it is set at all; an attribute is always a text. */
const SHAPES = {
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
 * The settings for one mount: the plain ones as they are, and `token` and `fetch` built of the host's functions,
 * which are looked up at each call, so that a new one counts from the next request. `report(kind, message)` hears
 * what a function did wrong.
 */
export function settingsOf(host, plain, report) {
  const settings = Object.assign(Object.create(null), plain);
  for (const [name, shape] of Object.entries(SHAPES)) {
    const given = host[name];
    const fits = given == null || shape.includes(Array.isArray(given) ? "array" : typeof given);
    if (!fits) report("config", `${name} must be ${shape}; it is ignored.`);
  }
  if (plain.form != null && !FORMS.includes(plain.form)) report("config", `form must be ${FORMS.join(" or ")}; it is ignored.`);
  if (typeof host.tokenProvider === "function") settings.token = () => token(host, report);
  if (host.headers || typeof host.fetch === "function") settings.fetch = (request) => send(host, request, report);
  return settings;
}

async function token(host, report) {
  try {
    const answer = await inTime(host.tokenProvider());
    if (answer == null || answer === "") return undefined;
    if (typeof answer === "string") return answer;
    report("token", `tokenProvider must answer with a text or null, not with a ${typeof answer}.`);
  } catch (error) {
    report("token", `tokenProvider failed (${named(error)}); the request goes without a token.`);
  }
  return undefined;
}

async function send(host, request, report) {
  for (const [name, value] of await headers(host, report)) {
    // A key for servers has no business in a browser, wherever it comes from.
    if (/api-?key/i.test(name)) report("config", "An API key must not be sent from a browser; the header is left out.");
    else request.headers.set(name, value);
  }
  if (typeof host.fetch !== "function") return fetch(request);
  try {
    const answer = await host.fetch.call(undefined, request);
    if (answer instanceof Response) return answer;
    report("fetch", "fetch must answer with a Response.");
  } catch (error) {
    if (!request.signal.aborted) report("fetch", `The host's fetch failed (${named(error)}).`);
  }
  // As `fetch` itself does where there is no answer.
  throw new TypeError("no answer");
}

async function headers(host, report) {
  try {
    const own = host.headers;
    const given = typeof own === "function" ? await inTime(own()) : typeof own === "object" && own;
    return [...new Headers(given || {})];
  } catch (error) {
    report("headers", `headers failed (${named(error)}); the request goes without them.`);
    return [];
  }
}

function inTime(promise) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new DOMException("", "TimeoutError")), PATIENCE)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** What kind of error it was, and nothing of what it says: that may hold a secret of the host's. */
function named(error) {
  return error instanceof Error || error instanceof DOMException ? error.name : typeof error;
}
