"use client";
// A client component: it passes functions, too.

import { PaymentAccountOnboarding } from "@dolfin/payment-onboarding/react";
import { useState } from "react";

export function Reported({ organisation, publishableKey }: { organisation: string; publishableKey: string }) {
  const [state, setState] = useState<string>();
  return (
    <>
      <p id="state">{state}</p>
      <PaymentAccountOnboarding
        organisationId={organisation}
        publishableKey={publishableKey}
        apiBase="/api"
        headers={() => ({ "x-request-of": organisation })}
        onReady={({ state }) => setState(state)}
        onStatusChange={({ state }) => setState(state)}
      />
    </>
  );
}
