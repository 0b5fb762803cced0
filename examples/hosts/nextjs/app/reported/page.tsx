import { Suspense } from "react";
import { organisations } from "../../lib/sessions";
import { Reported } from "./reported";

export default function Page() {
  return (
    <Suspense fallback={<p>One moment…</p>}>
      <Payments />
    </Suspense>
  );
}

async function Payments() {
  const [organisation] = (await organisations()) ?? [];
  if (!organisation) return <p>Please sign in.</p>;
  return <Reported organisation={organisation} publishableKey={process.env.STRIPE_PUBLISHABLE_KEY ?? ""} />;
}
