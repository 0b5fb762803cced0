// One mount of the component: WebAssembly loaded when first needed, and a handle that outlives nothing.

import { assetUrl } from "./asset-url.js";
import { onTrap, trapped } from "./guard.js";
import init, { PaymentAccount } from "./wasm/payment_account.js";

let loading;

/**
 * Loads the WebAssembly, once. `wasm` is where it is or what it is; by default the file beside this module. A load
 * that failed is forgotten, so that the next one can succeed.
 */
export function load(wasm) {
  loading ??= init({ module_or_path: wasm ?? assetUrl(new URL("./payment_account_bg.wasm", import.meta.url)) }).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Where `register` and `preload` were told that the WebAssembly is. */
let place;

/** Loads ahead of need. Answers whether it is there; never throws. */
export async function preload({ wasm = place } = {}) {
  if (typeof WebAssembly === "undefined" || typeof document === "undefined") return false;
  return load((place = wasm)).then(() => true, () => false);
}

export function loadFrom(wasm) {
  if (wasm !== undefined) place = wasm;
}

/** All that have not ended: what befalls the WebAssembly befalls every one. */
const mounts = new Set();

onTrap((error) => {
  for (const mount of [...mounts]) mount.break("crashed", error);
});

/**
 * Starts at once and ends with `end`. `hear` is told `change`, `step`, `request` and, at most once and as the last,
 * `broken`: `config` and the setting that cannot be used, or `load` or `crashed` and what was thrown.
 */
export class Mount {
  #handle;
  #settings;
  #hear;
  #paused = false;
  #ended = false;

  constructor(settings, { into, withForm, hear }) {
    this.#settings = settings;
    this.#hear = hear;
    mounts.add(this);
    const tell = (what, detail) => (this.#ended ? false : hear(what, detail));
    const begin = () => {
      if (this.#ended) return;
      if (trapped()) return this.break("crashed", trapped());
      this.#handle = new PaymentAccount({ ...this.#settings, tell }, into, withForm);
      if (this.#paused) this.#handle.pause(true);
    };
    // A text names the setting that cannot be used; anything else kept WebAssembly from running.
    load(place).then(begin).catch((error) => this.break(typeof error === "string" ? "config" : "load", error));
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
  break(kind, cause) {
    if (this.#ended) return;
    this.end();
    this.#hear("broken", { kind, cause });
  }

  /** Everything is let go. Not within the call: it may come from inside the mount itself. */
  end() {
    this.#ended = true;
    mounts.delete(this);
    const handle = this.#handle;
    this.#handle = undefined;
    if (handle) queueMicrotask(() => handle.free());
  }
}
