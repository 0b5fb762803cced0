// The package's main entry. Importing it does nothing; `register` makes the elements known.

import { setDefaults } from "./defaults.js";
import { PaymentOnboardingElement, PaymentStatusElement } from "./element.js";
import { setWasmSource } from "./load-wasm.js";

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
  if (typeof customElements === "undefined") return;
  setWasmSource(options);
  setDefaults(options);
  const tags = { "dolfin-payment-onboarding": PaymentOnboardingElement, "dolfin-payment-status": PaymentStatusElement };
  for (const [tag, element] of Object.entries(tags)) {
    const known = customElements.get(tag);
    if (!known) {
      element.isBeingDefined = true;
      customElements.define(tag, element);
      element.isBeingDefined = false;
    } else if (known !== element) {
      console.warn(`<${tag}> is already defined, by version ${known.version ?? "unknown"}; version ${element.version} leaves it alone.`);
    }
  }
}
