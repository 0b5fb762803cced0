// What a server sends with the built page: `headers.json`, exactly as the build has made it.

import { readFileSync } from "node:fs";
import { join } from "node:path";

export const shipped = (dist) => JSON.parse(readFileSync(join(dist, "headers.json"), "utf8"));

/** The same for a page whose API is on another site, as the guide says. */
export function withApiElsewhere(headers) {
  const policy = headers["content-security-policy"].replace("connect-src 'self'", "connect-src 'self' http://127.0.0.1:*");
  return { ...headers, "content-security-policy": policy };
}

/** The same with Trusted Types enforced, as the guide says. */
export function withTrustedTypes(headers) {
  const policy = `${headers["content-security-policy"]}; require-trusted-types-for 'script'; trusted-types dolfin-connect dolfin-early-start`;
  return { ...headers, "content-security-policy": policy };
}
