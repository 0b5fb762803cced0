/** `<dolfin-payment-status>` alone, with a smaller WebAssembly. It has nothing of Stripe's form. */
export { createPaymentAccount, preload, register, PaymentStatusElement } from "./index.js";
export type * from "./index.js";
