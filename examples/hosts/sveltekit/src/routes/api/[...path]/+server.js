import { paymentAccountProxy } from "#lib/server/proxy.mjs";
import { mayActFor } from "#lib/server/sessions.js";

function answer({ request }) {
  const { DOLFIN_API: api = "https://api.dolfinai.co", DOLFIN_API_KEY: key = "" } = process.env;
  return paymentAccountProxy(request, { api, key, mayActFor });
}

export { answer as GET, answer as POST };
