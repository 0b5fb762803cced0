// The same job as somebody would write it today, for `cargo xtask bench visit` to measure ours against: a session for
// Stripe's form, and the account's status beside it, with React, Stripe's own React package, TanStack Query and React
// Router. It says less than ours and watches by a fixed rhythm; what it shows carries the hooks that the bench looks for.

import { loadConnectAndInitialize } from "@stripe/connect-js";
import { ConnectAccountOnboarding, ConnectComponentsProvider } from "@stripe/react-connect-js";
import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter, NavLink, Outlet, Route, Routes, useParams } from "react-router";

const CAPABILITIES = [
  ["detailsSubmitted", "Business details"],
  ["chargesEnabled", "Card payments"],
  ["payoutsEnabled", "Payouts"],
];
const HEADLINES = {
  NotStarted: "Set up your payment account",
  OnboardingInProgress: "Stripe needs more information",
  Active: "You can be paid",
  Restricted: "Stripe has restricted your account",
  Rejected: "Stripe has declined your account",
  Disconnected: "Your payment account is disconnected",
};
const WORDS = { dob: "Date of birth", mcc: "Line of business", url: "Website", iban: "Bank account" };

async function ask(id, endpoint, init) {
  const response = await fetch(`/api/organisations/${id}/payment-account/${endpoint}`, { cache: "no-store", ...init });
  if (response.ok) return response.json();
  throw Object.assign(new Error(response.statusText || "The service did not answer."), { status: response.status });
}

function useStatus(id) {
  return useQuery({
    queryKey: ["status", id],
    queryFn: ({ signal }) => ask(id, "status", { signal }),
    refetchInterval: ({ state }) => (state.data?.status === "Active" ? false : 3_000),
  });
}

/** `individual.dob.day` as somebody would say it. */
function question(code) {
  const word = code.split(".").findLast((part) => WORDS[part]) ?? code.split(".").at(-1);
  return WORDS[word] ?? word.replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase());
}

function Status({ id }) {
  const { data, error, refetch } = useStatus(id);
  const state = data?.status ?? (error ? "error" : "loading");
  return (
    <section className="card" data-testid="payment-account-status" data-state={state}>
      {error && <Alert error={error} retry={refetch} />}
      {data ? <Account account={data} /> : !error && <div className="skeleton" />}
    </section>
  );
}

function Account({ account: { status, capabilities } }) {
  const done = CAPABILITIES.filter(([name]) => capabilities[name]).length;
  const overdue = capabilities.pastDue ?? [];
  const due = (capabilities.currentlyDue ?? []).filter((code) => !overdue.includes(code));
  return (
    <>
      <h2>{HEADLINES[status] ?? "We do not know how your account stands"}</h2>
      <div className="bar" role="progressbar" aria-label="Progress" aria-valuemin={0} aria-valuemax={3} aria-valuenow={done}>
        <div style={{ inlineSize: `${(done / 3) * 100}%` }} />
      </div>
      <ul>
        {CAPABILITIES.map(([name, label]) => (
          <li key={name} data-testid="capability" data-capability={name} data-enabled={capabilities[name] ?? "unknown"}>
            <span>{label}</span>
            <span>{capabilities[name] ? "On" : "Not yet"}</span>
          </li>
        ))}
      </ul>
      <Questions title="Overdue" codes={overdue} className="overdue" />
      <Questions title="Needed now" codes={due} />
    </>
  );
}

function Questions({ title, codes, className }) {
  if (codes.length === 0) return null;
  return (
    <>
      <h3 className={className}>{title}</h3>
      <ul>
        {codes.map((code) => (
          <li key={code} data-testid="requirement" data-code={code}>
            {question(code)}
          </li>
        ))}
      </ul>
    </>
  );
}

function Alert({ error, retry }) {
  return (
    <div role="alert" data-testid="alert" data-status={error.status ?? 0}>
      <p>{error.message}</p>
      <button type="button" data-testid="retry" onClick={() => retry()}>
        Try again
      </button>
    </div>
  );
}

function Form({ id }) {
  const queries = useQueryClient();
  const [error, setError] = useState(null);
  const [instance] = useState(() =>
    loadConnectAndInitialize({
      publishableKey: "pk_test_bench",
      appearance: { variables: { colorPrimary: "#0a6480" } },
      fetchClientSecret: () => ask(id, "session", { method: "POST" }).then(({ clientSecret }) => clientSecret),
    }),
  );
  return (
    <section className="card" data-testid="onboarding-frame">
      {error && <p role="alert">{error}</p>}
      <ConnectComponentsProvider connectInstance={instance}>
        <ConnectAccountOnboarding
          onExit={() => queries.invalidateQueries({ queryKey: ["status", id] })}
          onLoadError={({ error }) => setError(error.message)}
        />
      </ConnectComponentsProvider>
    </section>
  );
}

function Page() {
  const { id } = useParams();
  return (
    <>
      <header>
        <nav>
          <NavLink to={`/organisations/${id}`} end data-nav="home">Overview</NavLink>
          <NavLink to={`/organisations/${id}/payment-account`} data-nav="onboarding">Payment account</NavLink>
        </nav>
      </header>
      <main>
        <h1>Payments</h1>
        <Outlet />
      </main>
    </>
  );
}

function Onboarding() {
  const { id } = useParams();
  return (
    <>
      <Status id={id} />
      <Form key={id} id={id} />
    </>
  );
}

createRoot(document.getElementById("root")).render(
  <QueryClientProvider client={new QueryClient()}>
    <BrowserRouter>
      <Routes>
        <Route path="organisations/:id" element={<Page />}>
          <Route index element={<p>Set up your payment account to be paid by card.</p>} />
          <Route path="payment-account" element={<Onboarding />} />
        </Route>
      </Routes>
    </BrowserRouter>
  </QueryClientProvider>,
);
