// Where the WebAssembly comes from, and that it is loaded once.
//
// A bundler that copies no files answers for the WebAssembly with an error or with the page. Then the copy that the
// package carries in a script is taken, which every bundler finds: it is larger, but it is there.

import { assetUrl, setAssets } from "./asset-url.js";
import { ownMembers } from "./own.js";
import init from "./wasm/payment_account.js";

const NAME = "payment_account_bg.wasm";

/** What `register` or `preload` was told that it is, or where. */
let source;
let loading;
let isLoading = false;

/** Takes `wasm` and `assets` of the options of `register` and `preload`: what the WebAssembly is, or where. */
export function setWasmSource(options) {
  setAssets(options);
  const { wasm } = ownMembers(options, ["wasm"]);
  if (wasm !== undefined) source = wasm;
}

/** Resolves when the WebAssembly is there. A failure stays until it is forgotten. */
export function loadWasm() {
  return (loading ??= load());
}

async function load() {
  isLoading = true;
  try {
    return await init({ module_or_path: await find() });
  } finally {
    isLoading = false;
  }
}

/** Whether it is on its way. */
export const isWasmLoading = () => isLoading;

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

async function find() {
  const url = source ?? assetUrl(NAME, new URL("./payment_account_bg.wasm", import.meta.url));
  if (typeof url !== "string" && !(url instanceof URL)) return url;
  const response = await fetch(url);
  if (response.ok && !response.headers.get("content-type")?.startsWith("text/html")) return response;
  console.warn(`dolfin: ${url} is not the WebAssembly. Say where the files of @dolfin/payment-onboarding are served: register({ assets }).`);
  return (await import("./inline.js")).wasm;
}
