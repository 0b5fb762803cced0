import { paymentAccountProxy } from "../../utils/proxy.mjs";

export default defineEventHandler((event) => {
  const { DOLFIN_API: api = "https://api.dolfinai.co", DOLFIN_API_KEY: key = "" } = process.env;
  return paymentAccountProxy(toWebRequest(event), { api, key, mayActFor });
});
