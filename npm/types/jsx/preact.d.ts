// `import type {} from "@dolfin/payment-onboarding/jsx/preact"` types the tags in Preact's JSX.
import type { JSX } from "preact";
import type { PaymentAccountAttributes, PaymentAccountEventMap, PaymentAccountProperties, PaymentOnboardingElement, PaymentStatusElement } from "../index.js";

type Listeners = { [K in keyof PaymentAccountEventMap as `on${K}`]?: (event: PaymentAccountEventMap[K]) => void };
type Props<E extends EventTarget> = Omit<JSX.HTMLAttributes<E>, keyof PaymentAccountProperties> & PaymentAccountAttributes & Partial<PaymentAccountProperties> & Listeners;

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "dolfin-payment-onboarding": Props<PaymentOnboardingElement>;
      "dolfin-payment-status": Props<PaymentStatusElement>;
    }
  }
}
