// What one Connect instance may do at the sandbox: claim its secret, then act with the key it got for it.
// The secret and the key stay in private fields: never in the page, the console or storage.

const BASE = new URL(".", document.currentScript.src);

/** Leaving the form must not wait longer than this for the sandbox, in milliseconds: a busy one may take seconds. */
const LONGEST_GOODBYE = 4_000;

/** A failure with one of Stripe's `EmbeddedErrorType`s. */
class Failure extends Error {
  constructor(type, message, code) {
    super(message);
    this.type = type;
    this.code = code;
  }

  /** Nothing but a new session helps. */
  get endsTheForm() {
    return this.type === "authentication_error" || this.type === "account_session_create_error";
  }
}

class Session {
  #publishableKey;
  #fetchClientSecret;
  #eager;
  #claimed;
  #key;

  constructor({ publishableKey, fetchClientSecret, metaOptions }) {
    this.#publishableKey = publishableKey;
    this.#fetchClientSecret = fetchClientSecret;
    this.#eager = metaOptions?.eagerClientSecretPromise;
    // A rejection is told by onLoadError when a component needs the secret, not by the console before.
    Promise.resolve(this.#eager).catch(() => {});
  }

  /** Claims the secret once for all components of the instance; answers how the form is to behave. */
  claim() {
    this.#claimed ??= this.#claim().catch((failure) => {
      this.#claimed = undefined;
      throw failure;
    });
    return this.#claimed;
  }

  async #claim() {
    const clientSecret = await this.#secret();
    const claim = { clientSecret, publishableKey: this.#publishableKey };
    const { key, loadError, exit } = await ask("POST", "stripe/account_sessions/claim", { body: claim });
    this.#key = key;
    return { loadError, exit };
  }

  async #secret() {
    const eager = this.#eager;
    this.#eager = undefined;
    let secret;
    try {
      secret = await (eager ?? this.#fetchClientSecret());
    } catch {
      // Whatever the host threw is the host's to know.
    }
    if (typeof secret === "string" && secret !== "") return secret;
    throw new Failure("account_session_create_error", "fetchClientSecret did not return a client secret.");
  }

  /** The steps still due. */
  due(signal) {
    return this.#ask("GET", "stripe/onboarding", { signal });
  }

  /** Settles the codes of a step; answers the steps still due. */
  complete(step, codes) {
    return this.#ask("POST", `stripe/onboarding/steps/${step}`, { body: { codes } });
  }

  /** Hands everything in, but for the codes the form was told not to ask. */
  submit(excluded) {
    return this.#ask("POST", "stripe/onboarding/submit", { body: { excluded } });
  }

  /** Says that the form is left, so that faults that wait for it are there before the host asks for anything. */
  async left() {
    const signal = AbortSignal.timeout(LONGEST_GOODBYE);
    await ask("POST", "stripe/onboarding/exit", { key: this.#key, signal }).catch(() => {});
  }

  /** Ends the session; failing to reach the sandbox changes nothing for the page. */
  async end() {
    const key = this.#key;
    this.#key = undefined;
    if (key) await ask("POST", "stripe/logout", { key }).catch(() => {});
  }

  async #ask(method, path, options) {
    const key = this.#key;
    try {
      return await ask(method, path, { ...options, key });
    } catch (failure) {
      if (failure.code !== "session_expired") throw failure;
      // Stripe's promise: on a long-lived page fetchClientSecret is called again when the session expires.
      if (this.#key === key) this.#claimed = undefined;
      await this.claim();
      return ask(method, path, { ...options, key: this.#key });
    }
  }
}

async function ask(method, path, { body, key, signal }) {
  const headers = { "content-type": "application/json" };
  if (key) headers.authorization = `Bearer ${key}`;
  const sent = body && JSON.stringify(body);
  let response;
  let answer;
  try {
    response = await fetch(new URL(path, BASE), { method, headers, body: sent, signal, cache: "no-store" });
    answer = response.status === 204 ? {} : await response.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Failure("api_connection_error", "The sandbox could not be reached.");
  }
  if (response.ok) return answer;
  if (response.status === 429) throw new Failure("rate_limit_error", "Too many requests.");
  const { type = "api_error", message = "Something went wrong.", code } = answer.error ?? {};
  throw new Failure(type, message, code);
}
