// Server components: one places the component and passes texts alone.

import { PaymentAccountOnboarding } from "@dolfin/payment-onboarding/react";
import { Suspense } from "react";
import { organisations } from "../../lib/sessions";

export default function Page() {
  return (
    <Suspense fallback={<p>One moment…</p>}>
      <Payments />
    </Suspense>
  );
}

/** Reads cookies, so it is in `Suspense`. */
async function Payments() {
  const [organisation] = (await organisations()) ?? [];
  if (!organisation) return <p>Please sign in.</p>;
  return <PaymentAccountOnboarding organisationId={organisation} publishableKey={process.env.STRIPE_PUBLISHABLE_KEY ?? ""} apiBase="/api" />;
}
