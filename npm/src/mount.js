// One mount: a `PaymentAccount` of the WebAssembly from its first request to its end. Decides when it is made, that
// nothing it reports is heard after its end, and that its end gives back everything.

import { onTrap, trapped } from "./guard.js";
import { loadWasm } from "./load-wasm.js";
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
  #settings;
  #report;
  #paused = false;
  #ended = false;

  /** With a `container` its view stands there, without one there is none. Stripe's form belongs to one `withForm`. */
  constructor(settings, container, withForm, report) {
    this.#settings = settings;
    this.#report = report;
    mounts.add(this);
    // An ordinary object, as the WebAssembly wants it, of which that reads only its own members.
    const tell = (what, detail) => (this.#ended ? false : report(what, detail));
    const begin = () => {
      if (this.#ended) return;
      if (trapped()) return this.fail("crashed", trapped());
      this.#handle = new PaymentAccount({ ...this.#settings, tell }, container, withForm);
      if (this.#paused) this.#handle.pause(true);
    };
    // A text names the setting that cannot be used; anything else kept WebAssembly from running.
    loadWasm().then(begin).catch((error) => this.fail(typeof error === "string" ? "config" : "load", error));
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
  }

  refresh() {
    this.#handle?.refresh();
  }

  open() {
    this.#handle?.open();
  }

  signOut() {
    // Before anything has begun, nothing is to begin.
    if (this.#handle) this.#handle.signOut();
    else this.end();
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
    mounts.delete(this);
    const handle = this.#handle;
    this.#handle = undefined;
    if (handle) queueMicrotask(() => handle.free());
  }
}
