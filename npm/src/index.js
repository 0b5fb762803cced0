// The package's main entry. Importing it does nothing; `register` makes the elements known.

import { PaymentOnboardingElement, PaymentStatusElement } from "./element.js";
import { registerTags } from "./register.js";

export { createPaymentAccount } from "./account.js";
export { preload } from "./load-wasm.js";
export { mountForm } from "./mount-form.js";
export { PaymentOnboardingElement, PaymentStatusElement };

/**
 * Makes `<dolfin-payment-onboarding>` and `<dolfin-payment-status>` known to the page. `assets` and `wasm` say where the
 * package's files are; `apiBase`, `tokenProvider`, `headers` and `fetch` are for every element that has none of its own.
 * On a server it does nothing. Where another copy of the package was first, that one stays.
 */
export function register(options) {
  registerTags({ "dolfin-payment-onboarding": PaymentOnboardingElement, "dolfin-payment-status": PaymentStatusElement }, options);
}
