import { paymentAccountProxy } from "../../../../lib/proxy.mjs";
import { mayActFor } from "../../../../lib/sessions";

function answer(request: Request) {
  const { DOLFIN_API: api = "https://api.dolfinai.co", DOLFIN_API_KEY: key = "" } = process.env;
  return paymentAccountProxy(request, { api, key, mayActFor });
}

export { answer as GET, answer as POST };
