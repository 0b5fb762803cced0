// A host's own server between its pages and Dolfin, in the fetch API: for Node, Deno, Bun, and route handlers of Next.js,
// Remix, SvelteKit, Astro or Hono.
//
// The API key may not be in a browser, so the page asks the host's server, and that asks Dolfin. Decides which requests
// go on: exactly two, from the host's own pages, for an organisation that the person may act for. Dolfin's answer is
// passed on as it came (the component reads its status, its problem and its `Retry-After`), its other headers are not.
//
// Limits: the person comes from `mayActFor`, which is the host's; the two requests have no body.

// ANCHOR: proxy
const ROUTE = /^\/api\/organisations\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\/payment-account\/(status|session)$/i;
const METHODS = { status: "GET", session: "POST" };
/** Longer than the component waits. */
const TIMEOUT_MS = 20_000;

/**
 * Answers a request of the component's.
 *
 * @param {Request} request
 * @param {object} host
 * @param {string} host.api where Dolfin is, such as `https://api.dolfinai.co`
 * @param {string} host.key the API key, from the server's environment
 * @param {(request: Request, organisationId: string) => Promise<boolean | undefined>} host.mayActFor whether whoever is
 *   signed in may act for the organisation; `undefined` where nobody is signed in
 * @returns {Promise<Response>}
 */
export async function paymentAccountProxy(request, { api, key, mayActFor }) {
  const [, organisationId, endpoint] = ROUTE.exec(new URL(request.url).pathname) ?? [];
  if (!endpoint) return problem(404, "Not Found");
  if (request.method !== METHODS[endpoint]) return problem(405, "Method Not Allowed", { allow: METHODS[endpoint] });
  // A page of another site sends the person's cookies, too.
  if (!["same-origin", null].includes(request.headers.get("sec-fetch-site"))) return problem(403, "Forbidden");
  const may = await mayActFor(request, organisationId);
  if (may === undefined) return problem(401, "Unauthorized");
  if (!may) return problem(403, "Payment.Forbidden");
  try {
    const answer = await fetch(new URL(`organisations/${organisationId}/payment-account/${endpoint}`, `${api.replace(/\/$/, "")}/`), {
      method: METHODS[endpoint],
      headers: { accept: "application/json", "x-dolfin-api-key": key, "x-dolfin-organisation-id": organisationId },
      redirect: "error",
      // The person has gone, or has waited long enough.
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    return new Response(answer.body, { status: answer.status, headers: passedOn(answer.headers) });
  } catch {
    return problem(502, "Bad Gateway");
  }
}
// ANCHOR_END: proxy

function passedOn(headers) {
  const passed = new Headers({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
  for (const name of ["content-type", "retry-after"]) {
    if (headers.has(name)) passed.set(name, headers.get(name));
  }
  return passed;
}

/** RFC 9457, as Dolfin answers. */
function problem(status, title, headers = {}) {
  const all = { ...headers, "content-type": "application/problem+json", "cache-control": "no-store" };
  return new Response(JSON.stringify({ title, status }), { status, headers: all });
}
