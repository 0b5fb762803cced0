// One mount: a `PaymentAccount` of the WebAssembly from its first request to its end. Decides when it is made, that
// nothing it reports is heard after its end, and that its end gives back everything.

import { earlyStart } from "./early-start.js";
import { earlyToken } from "./early-token.js";
import { onTrap, trapped } from "./guard.js";
import { forgetFailure, isWasmLoading, loadWasm } from "./load-wasm.js";
import { bare } from "./own.js";
import { PaymentAccount } from "./wasm/payment_account.js";

/** All that have not ended: a trap of the WebAssembly ends every one. */
const mounts = new Set();

onTrap((error) => {
  for (const mount of [...mounts]) mount.fail("crashed", error);
});

/**
 * Begins as soon as the WebAssembly is there, and ends with `end`. `report` is called with `change` and a snapshot,
 * `step` and its name, `request` and its name, and, at most once and as the last, `failed`: `{ kind: "config", cause }`
 * with the setting that cannot be used, or `{ kind: "load" | "crashed", cause }` with what was thrown.
 */
export class Mount {
  #handle;
  #early;
  #token;
  #isStarting = false;
  #settings;
  #container;
  #withForm;
  #report;
  #paused;
  #ended = false;
  #leaveAccount;

  /**
   * With a `container` its view stands there, without one there is none. Stripe's form belongs to one `withForm`. One
   * that is `paused` sends nothing and loads nothing before it goes on. One whose settings have an `account` (as
   * `accountOf` answers it) shares the status query of that, begins after it, and signs out together with it.
   */
  constructor(settings, container, withForm, paused, report) {
    this.#settings = settings;
    this.#container = container;
    this.#withForm = withForm;
    this.#paused = paused;
    this.#report = report;
    mounts.add(this);
    this.#start();
  }

  /** Takes in what may change while it runs. */
  update(settings) {
    this.#settings = settings;
    this.#handle?.update({ ...settings });
  }

  pause(paused) {
    if (paused === this.#paused) return;
    this.#paused = paused;
    this.#handle?.pause(paused);
    this.#start();
  }

  refresh() {
    this.#handle?.refresh();
  }

  check() {
    this.#handle?.check();
  }

  /** Opens Stripe's form; `anyway`, where it was refused. */
  open(anyway = false) {
    this.#handle?.open(anyway);
  }

  /** The `PaymentAccount`, once it has begun: another mount may share it. */
  get handle() {
    return this.#handle;
  }

  signOut() {
    // Before anything has begun, nothing is to begin.
    if (this.#handle) this.#handle.signOut();
    else this.end();
    this.#settings.account?.signOut();
  }

  /** Nothing can come of it any more. */
  fail(kind, cause) {
    if (this.#ended) return;
    this.end();
    this.#report("failed", { kind, cause });
  }

  /** Gives everything back. Not within the call: it may come from inside the mount itself. */
  end() {
    this.#ended = true;
    this.#early?.stop();
    this.#leaveAccount?.();
    mounts.delete(this);
    release(this.#handle);
    this.#handle = undefined;
  }

  #start() {
    const { account } = this.#settings;
    if (this.#isStarting || this.#handle || this.#paused || this.#ended) return;
    if (account?.isOver) return this.fail("config", "account");
    this.#isStarting = true;
    const loading = loadWasm();
    // An account that nobody had before begins here, and so before this mount. It tells when it has begun or is over.
    this.#leaveAccount ??= account?.subscribe(({ state }) => {
      if (state === "signed-out") this.signOut();
      else this.#start();
    });
    this.#startEarly();
    const settled = () => (this.#isStarting = false);
    loading.then(() => (settled(), this.#begin())).catch((error) => {
      settled();
      forgetFailure(loading);
      // A text names the setting that cannot be used; anything else kept WebAssembly from running.
      this.fail(typeof error === "string" ? "config" : "load", error);
    });
  }

  /** The first requests need nothing of the WebAssembly, and leave while it is on its way. */
  #startEarly() {
    const { organisationId, publishableKey, apiBase, form, token, fetch: send, nonce, account } = this.#settings;
    if (this.#early || !isWasmLoading() || account?.isPaused) return;
    const withForm = this.#withForm;
    const withSession = withForm && form !== "on-request";
    const withStatus = !account;
    const asked = token && earlyToken(token);
    this.#token = asked?.token;
    this.#early = earlyStart(bare({ organisationId, publishableKey, apiBase, authorize: asked?.authorize, send, withForm, withSession, withStatus }));
    if (this.#early?.hasSession) preloadConnect(nonce);
  }

  /** What takes the place of the host's functions: the answers that are under way come first. */
  #functions() {
    if (!this.#early) return undefined;
    const { fetch, hasStatus } = this.#early;
    return { fetch, isUnderWay: hasStatus, ...(this.#token && { token: this.#token }) };
  }

  #begin() {
    const settings = this.#settings;
    const shared = settings.account?.mount?.handle;
    if (this.#ended || this.#paused || (settings.account?.isPaused && !shared)) return;
    if (trapped()) return this.fail("crashed", trapped());
    const tell = (what, detail) => (this.#ended ? false : this.#report(what, detail));
    // An ordinary object, as the WebAssembly wants it, of which that reads only its own members.
    const given = [{ ...settings, ...this.#functions(), tell }, this.#container, this.#withForm];
    const handle = shared ? shared.share(...given) : new PaymentAccount(...given);
    // What the host was told within the constructor may have made it end the mount, pause it or change a setting.
    if (this.#ended) return release(handle);
    this.#handle = handle;
    if (this.#settings !== settings) handle.update({ ...this.#settings });
    if (this.#paused) handle.pause(true);
  }
}

/** The script that the module will ask for. */
function preloadConnect(nonce) {
  const href = "https://connect-js.stripe.com/v1.0/connect.js";
  if (window.StripeConnect || document.querySelector(`[href="${href}"],[src="${href}"]`)) return;
  const link = Object.assign(document.createElement("link"), { rel: "preload", as: "script", fetchPriority: "high" });
  link.nonce = nonce ?? document.querySelector("script[nonce]")?.nonce ?? "";
  link.href = href;
  document.head.append(link);
}

function release(handle) {
  if (handle) queueMicrotask(() => handle.free());
}
