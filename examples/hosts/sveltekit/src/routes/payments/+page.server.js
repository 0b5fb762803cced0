import { error } from "@sveltejs/kit";
import { organisations } from "#lib/server/sessions.js";

export function load({ cookies }) {
  const token = cookies.get("session");
  const [organisation] = organisations(token) ?? [];
  if (!organisation) error(401, "Please sign in.");
  return { organisation, token, publishableKey: process.env.STRIPE_PUBLISHABLE_KEY };
}
