// On the server: a fresh nonce for each answer, in the page and in its policy, wherever NONCE stands in them.

import { randomBytes } from "node:crypto";

export function freshNonce(html, policy) {
  const nonce = randomBytes(16).toString("base64");
  return { body: html.replaceAll("NONCE", nonce), headers: { "content-security-policy": policy.replaceAll("NONCE", nonce) } };
}
