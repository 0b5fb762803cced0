import { organisations } from "../../lib/sessions";
import { Reported } from "./reported";

export default async function Page() {
  const [organisation] = (await organisations()) ?? [];
  if (!organisation) return <p>Please sign in.</p>;
  return <Reported organisation={organisation} publishableKey={process.env.STRIPE_PUBLISHABLE_KEY ?? ""} />;
}
