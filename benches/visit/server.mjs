// Serves one page as a good static server would, and Dolfin's two endpoints with fixed answers.

import { createServer } from "node:http";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = { ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".wasm": "application/wasm" };
/** How long the service thinks, in milliseconds. */
const SERVICE = 20;
const STATUS = {
  organisationId: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
  provider: "Stripe",
  accountId: "acct_bench",
  status: "OnboardingInProgress",
  capabilities: {
    detailsSubmitted: true,
    chargesEnabled: false,
    payoutsEnabled: false,
    currentlyDue: ["business_profile.mcc", "business_profile.url", "external_account", "individual.dob.day", "individual.dob.month", "individual.dob.year", "individual.verification.document", "tos_acceptance.date"],
    pastDue: ["individual.verification.document"],
    disabledReason: "requirements.past_due",
  },
};

/**
 * Serves the files of `directory` at `at`, compressed by brotli 11 and kept by the browser but for the page itself.
 * `page` is served wherever there is no file; without one, the directory's `index.html`. Answers `{ origin, stop }`.
 */
export async function serve({ directory, at = "/", page }) {
  const files = new Map();
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const name = entry.isFile() && join(entry.parentPath ?? entry.path, entry.name).slice(directory.length + 1);
    // What no first visit asks for need not be compressed.
    if (name && TYPES[extname(name)] && !/^(locales|jsx|types)\//.test(name)) files.set(at + name, compressed(await readFile(join(directory, name)), extname(name)));
  }
  const html = page ? compressed(Buffer.from(page), ".html") : files.get(`${at}index.html`);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    const endpoint = /\/payment-account\/(session|status)$/.exec(pathname)?.[1];
    if (endpoint) return setTimeout(() => answer(response, endpoint), SERVICE);
    if (pathname === "/blank") return response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>");
    const file = files.get(pathname);
    if (!file && extname(pathname)) return response.writeHead(404).end();
    const cache = file ? "public, max-age=31536000, immutable" : "no-cache";
    response.writeHead(200, { "content-type": (file ?? html).type, "content-encoding": "br", "cache-control": cache }).end((file ?? html).body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => (server.close(), server.closeAllConnections());
  return { origin: `http://127.0.0.1:${server.address().port}`, stop };
}

const compressed = (body, ext) => ({
  type: TYPES[ext],
  body: brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } }),
});

function answer(response, endpoint) {
  const body = endpoint === "status" ? STATUS : { clientSecret: `accs_secret_${Math.random()}`, expiresAt: new Date(Date.now() + 600_000).toISOString() };
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" }).end(JSON.stringify(body));
}
