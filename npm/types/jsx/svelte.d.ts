// `import type {} from "@dolfin/payment-onboarding/jsx/svelte"` types the tags in Svelte's templates.
import type { HTMLAttributes } from "svelte/elements";
import type { PaymentAccountAttributes, PaymentAccountEventMap, PaymentAccountProperties, PaymentOnboardingElement, PaymentStatusElement } from "../index.js";

type Listeners = { [K in keyof PaymentAccountEventMap as `on${K}`]?: (event: PaymentAccountEventMap[K]) => void };
type Props<E extends EventTarget> = HTMLAttributes<E> & PaymentAccountAttributes & Partial<PaymentAccountProperties> & Listeners;

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "dolfin-payment-onboarding": Props<PaymentOnboardingElement>;
    "dolfin-payment-status": Props<PaymentStatusElement>;
  }
}
