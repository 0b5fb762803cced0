// The host's own functions, called so that none of them can break the component, and the component cannot break the
// page. Decides what becomes of a request whose function throws, takes too long or answers with the wrong thing.

/** How long a host's function may take, in milliseconds. A request has ten seconds in all. */
const TIME_LIMIT = 8_000;

/** The token for a request; nothing where there is none. `report(kind, message)` hears what the function did wrong. */
export async function askToken(host, report) {
  try {
    const answer = await withinTime(host.tokenProvider());
    if (answer == null || answer === "") return undefined;
    if (typeof answer === "string") return answer;
    report("token", `tokenProvider must answer with a text or null, not with a ${typeof answer}.`);
  } catch (error) {
    report("token", `tokenProvider failed (${errorName(error)}); the request goes without a token.`);
  }
  return undefined;
}

/** Sends a request with the host's `headers`, and by its `fetch` where it has one. */
export async function send(host, request, report) {
  for (const [name, value] of await askHeaders(host, report)) {
    // A key for servers has no business in a browser, wherever it comes from.
    if (/api[-_]?key/i.test(name)) report("config", "An API key must not be sent from a browser; the header is left out.");
    else request.headers.set(name, value);
  }
  if (typeof host.fetch !== "function") return fetch(request);
  try {
    const answer = await host.fetch.call(undefined, request);
    if (!(answer instanceof Response)) report("fetch", "fetch must answer with a Response.");
    else if (answer.bodyUsed || answer.body?.locked) report("fetch", "fetch answered with a Response that has been read; read a clone() of it.");
    else return answer;
  } catch (error) {
    if (!request.signal.aborted) report("fetch", `The host's fetch failed (${errorName(error)}).`);
  }
  // As `fetch` itself does where there is no answer.
  throw new TypeError("no answer");
}

async function askHeaders(host, report) {
  try {
    const own = host.headers;
    const given = typeof own === "function" ? await withinTime(own()) : typeof own === "object" && own;
    return [...new Headers(given || {})];
  } catch (error) {
    report("headers", `headers failed (${errorName(error)}); the request goes without them.`);
    return [];
  }
}

function withinTime(promise) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new DOMException("", "TimeoutError")), TIME_LIMIT)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** What kind of error it was, and nothing of what it says: that may hold a secret of the host's. */
function errorName(error) {
  return error instanceof Error || error instanceof DOMException ? error.name : typeof error;
}
