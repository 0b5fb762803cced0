// What a server sends with the built page: `headers.json`, exactly as the build has made it.

import { readFileSync } from "node:fs";
import { join } from "node:path";

export const shipped = (dist) => JSON.parse(readFileSync(join(dist, "headers.json"), "utf8"));

/** The same with Trusted Types enforced, as README says. */
export function withTrustedTypes(headers) {
  const policy = `${headers["content-security-policy"]}; require-trusted-types-for 'script'; trusted-types dolfin-connect dolfin-early-start`;
  return { ...headers, "content-security-policy": policy };
}
