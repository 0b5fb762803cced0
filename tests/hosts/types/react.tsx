// The tags in React 19's JSX, and the wrapper.

import type {} from "@dolfin/payment-onboarding/jsx/react";
import { createPaymentAccount } from "@dolfin/payment-onboarding";
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
const account = createPaymentAccount({ organisationId: "x" });
export const shared = [
  <PaymentAccountStatus account={account} />,
  <PaymentAccountOnboarding account={account} publishableKey="pk_test_x" />,
  <PaymentAccountStatus account={account} organisationId="x" />,
  <PaymentAccountStatus account={null} organisationId="x" />,
  <dolfin-payment-status account={account} />,
];
// @ts-expect-error Nobody's account.
export const nobodys = <PaymentAccountStatus />;
// @ts-expect-error Nor is that one's.
export const none = <PaymentAccountStatus account={null} />;
// @ts-expect-error Not an account.
export const imitated = <PaymentAccountStatus account={{ organisationId: "x" }} />;
// @ts-expect-error Goes nowhere, so it is no prop.
export const foreign = <PaymentAccountStatus organisationId="x" dangerouslySetInnerHTML={{ __html: "" }} />;
// @ts-expect-error The form needs a key.
export const keyless = <PaymentAccountOnboarding organisationId="x" />;
// @ts-expect-error Not one of the two.
export const wrong = <dolfin-payment-status form="never" />;
