/** The account without our interface, with a WebAssembly that has nothing of it, nor of Stripe's form. */
export { createPaymentAccount, preload } from "./index.js";
export type * from "./index.js";
