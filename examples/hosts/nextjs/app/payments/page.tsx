// A server component: it places the component and passes texts alone.

import { PaymentAccountOnboarding } from "@dolfin/payment-onboarding/react";
import { organisations } from "../../lib/sessions";

export default async function Page() {
  const [organisation] = (await organisations()) ?? [];
  if (!organisation) return <p>Please sign in.</p>;
  return <PaymentAccountOnboarding organisationId={organisation} publishableKey={process.env.STRIPE_PUBLISHABLE_KEY ?? ""} apiBase="/api" />;
}
