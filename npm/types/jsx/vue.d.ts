// `import type {} from "@dolfin/payment-onboarding/jsx/vue"` types the tags in Vue's templates.
import type { DefineComponent } from "vue";
import type { PaymentAccountAttributes, PaymentAccountEventMap, PaymentAccountProperties } from "../index.js";

type Camel<S extends string> = S extends `${infer A}-${infer B}` ? `${A}${Capitalize<B>}` : S;
type Listeners = { [K in keyof PaymentAccountEventMap as `on${Capitalize<Camel<K>>}`]?: (event: PaymentAccountEventMap[K]) => void };
type Tag = DefineComponent<PaymentAccountAttributes & Partial<PaymentAccountProperties> & Listeners>;

declare module "vue" {
  interface GlobalComponents {
    "dolfin-payment-onboarding": Tag;
    "dolfin-payment-status": Tag;
  }
}
