// The account without our interface and without Stripe's form: a WebAssembly that has neither.

export { createPaymentAccount } from "./account.js";
export { preload } from "./load-wasm.js";
