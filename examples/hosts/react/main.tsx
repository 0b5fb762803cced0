// A React 19 app in StrictMode: the component comes and goes, is told of a change, and reports.

import { StrictMode, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import type { PaymentOnboardingElement } from "@dolfin/payment-onboarding";
import { PaymentAccountOnboarding } from "@dolfin/payment-onboarding/react";

const organisation = new URLSearchParams(location.search).get("organisation") ?? "";

function App() {
  const [shown, setShown] = useState(true);
  const [state, setState] = useState("nothing yet");
  const element = useRef<PaymentOnboardingElement>(null);
  return (
    <main>
      <h1>Get paid</h1>
      <button id="toggle" onClick={() => setShown(!shown)}>{shown ? "Hide" : "Show"}</button>
      <button id="refresh" onClick={() => element.current?.refresh()}>Refresh</button>
      <p id="state">{state}</p>
      {shown && (
        <PaymentAccountOnboarding
          ref={element}
          organisationId={organisation}
          publishableKey="pk_test_react"
          apiBase="/api"
          onReady={({ state }) => setState(state)}
          onStatusChange={({ state }) => setState(state)}
        />
      )}
    </main>
  );
}

const root = document.getElementById("root");
if (root) createRoot(root).render(<StrictMode><App /></StrictMode>);
