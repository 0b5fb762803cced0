// `import type {} from "@dolfin/payment-onboarding/jsx/react"` types the tags in React 19's JSX.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { PaymentAccountAttributes, PaymentAccountEventMap, PaymentAccountProperties, PaymentOnboardingElement, PaymentStatusElement } from "../index.js";

type Listeners = { [K in keyof PaymentAccountEventMap as `on${K}`]?: (event: PaymentAccountEventMap[K]) => void };
type Props<E> = DetailedHTMLProps<HTMLAttributes<E>, E> & PaymentAccountAttributes & Partial<PaymentAccountProperties> & Listeners;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "dolfin-payment-onboarding": Props<PaymentOnboardingElement>;
      "dolfin-payment-status": Props<PaymentStatusElement>;
    }
  }
}
