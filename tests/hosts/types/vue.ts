// The tags in Vue's templates.

import type {} from "@dolfin/payment-onboarding/jsx/vue";
import type { GlobalComponents } from "vue";

type Props = InstanceType<GlobalComponents["dolfin-payment-onboarding"]>["$props"];

export const props: Props = { "organisation-id": "x", onDolfinReady: (event) => void event.detail.state };
// @ts-expect-error An id is text.
export const wrong: Props = { "organisation-id": 5 };
