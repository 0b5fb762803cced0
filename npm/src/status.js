// The status alone, for pages without Stripe's form: a WebAssembly that knows nothing of that.

import { PaymentStatusElement } from "./element.js";
import { registerTags } from "./register.js";

export { createPaymentAccount } from "./account.js";
export { preload } from "./load-wasm.js";
export { PaymentStatusElement };

/** Makes `<dolfin-payment-status>` known to the page, with the same options as the main entry's. */
export function register(options) {
  registerTags({ "dolfin-payment-status": PaymentStatusElement }, options);
}
