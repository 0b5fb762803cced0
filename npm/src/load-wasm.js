// Where the WebAssembly comes from, and that it is loaded once.

import { assetUrl } from "./asset-url.js";
import { ownMembers } from "./own.js";
import init from "./wasm/payment_account.js";

/** What `register` or `preload` was told that it is, or where. */
let source;
let loading;

/** Takes `wasm` of the options of `register` and `preload`: where the WebAssembly is, or what it is. */
export function setWasmSource(options) {
  const { wasm } = ownMembers(options, ["wasm"]);
  if (wasm !== undefined) source = wasm;
}

/** Resolves when the WebAssembly is there. A failure stays until it is forgotten. */
export function loadWasm() {
  return (loading ??= init({ module_or_path: source ?? assetUrl(new URL("./payment_account_bg.wasm", import.meta.url)) }));
}

/** Loads what will soon be needed. Whoever needs it hears of a failure. */
export function startLoading() {
  loadWasm().catch(() => {});
}

/** Lets the next load try again. */
export function forgetFailure(failed) {
  if (loading === failed) loading = undefined;
}

/** Loads ahead of need. Answers whether it is there; never throws. */
export async function preload(options) {
  if (typeof WebAssembly === "undefined" || typeof document === "undefined") return false;
  setWasmSource(options);
  const loading = loadWasm();
  return loading.then(() => true, () => (forgetFailure(loading), false));
}
