/** @jsxImportSource preact */
// The tags in Preact's JSX.

import type {} from "@dolfin/payment-onboarding/jsx/preact";

export const tags = (
  <dolfin-payment-onboarding organisation-id="x" headers={() => ({ a: "b" })} ondolfin-exit={(event) => void event.detail.settled} />
);
// @ts-expect-error Not one of the two.
export const wrong = <dolfin-payment-onboarding form="never" />;
