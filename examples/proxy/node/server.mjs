// The proxy on Node's own server, for a host whose people sign in with a session cookie.
//
// usage: DOLFIN_API=https://api.dolfinai.co DOLFIN_API_KEY=… node server.mjs [port]

import { createServer } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { paymentAccountProxy } from "./proxy.mjs";

const { DOLFIN_API: api, DOLFIN_API_KEY: key } = process.env;
if (!api || !key) throw new Error("DOLFIN_API and DOLFIN_API_KEY are not set");
// What this process starts later does not get it.
delete process.env.DOLFIN_API_KEY;

// ANCHOR: sessions
/** The host's own sessions, and the organisations each may act for. Here from the environment, elsewhere a database. */
const sessions = new Map(Object.entries(JSON.parse(process.env.SESSIONS ?? "{}")));

async function mayActFor(request, organisationId) {
  const [, session] = /(?:^|; )session=([^;]+)/.exec(request.headers.get("cookie") ?? "") ?? [];
  return sessions.get(session)?.includes(organisationId.toLowerCase());
}
// ANCHOR_END: sessions

const server = createServer(async (incoming, outgoing) => {
  const gone = new AbortController();
  outgoing.on("close", () => gone.abort());
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
  const request = new Request(new URL(incoming.url, "http://localhost"), { method: incoming.method, headers, signal: gone.signal });
  const answer = await paymentAccountProxy(request, { api, key, mayActFor });
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
  // A person who has gone needs no answer.
  await pipeline(answer.body ? Readable.fromWeb(answer.body) : Readable.from([]), outgoing).catch(() => {});
});
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`));
