// The tags in React 19's JSX, and the wrapper.

import type {} from "@dolfin/payment-onboarding/jsx/react";
import { PaymentAccountOnboarding, PaymentAccountStatus } from "@dolfin/payment-onboarding/react";

export const tags = (
  <dolfin-payment-onboarding
    organisation-id="x"
    publishable-key="pk_test_x"
    tokenProvider={async () => "token"}
    ondolfin-statuschange={(event) => void event.detail.progress}
  />
);
export const wrapped = <PaymentAccountStatus organisationId="x" onRequest={({ request }) => request === "open"} />;
export const dressed = (
  <PaymentAccountStatus
    organisationId="x"
    className="wide"
    style={{ color: "red", ["--dolfin-accent" as string]: "#063" }}
    lang="de" dir="rtl" title="Payments" slot="main" id="payments" hidden={false} tabIndex={0}
    aria-label="Payments" data-testid="payments" businessType="individual"
  />
);
// @ts-expect-error Goes nowhere, so it is no prop.
export const foreign = <PaymentAccountStatus organisationId="x" dangerouslySetInnerHTML={{ __html: "" }} />;
// @ts-expect-error The form needs a key.
export const keyless = <PaymentAccountOnboarding organisationId="x" />;
// @ts-expect-error Not one of the two.
export const wrong = <dolfin-payment-status form="never" />;
