// Writes what the sandbox's scenarios are into npm/src/scenarios.json, for the player that hosts test with.
// usage: node npm/scenarios.mjs

import { writeFile } from "node:fs/promises";
import { startSandbox } from "../tests/e2e/support/sandbox.mjs";

const FILE = new URL("src/scenarios.json", import.meta.url);

/** What a form would ask of an organisation as it stands: codes by step. */
async function asked(sandbox, document) {
  const id = await sandbox.organisation({ ...document, settings: {} });
  const ask = async (method, path, { body, key } = {}) => {
    const headers = { "content-type": "application/json", ...(key && { authorization: `Bearer ${key}` }) };
    const response = await fetch(new URL(path, sandbox.url), { method, headers, body: body && JSON.stringify(body) });
    return response.ok ? response.json() : {};
  };
  const { clientSecret } = await ask("POST", `organisations/${id}/payment-account/session`);
  if (!clientSecret) return [];
  const { key } = await ask("POST", "stripe/account_sessions/claim", { body: { clientSecret, publishableKey: "pk_test_x" } });
  return (await ask("GET", "stripe/onboarding", { key })).steps ?? [];
}

/** The scenarios, what a new company owes, and the step of every code that the sandbox's form asks for. */
export async function scenarios() {
  const sandbox = await startSandbox();
  try {
    const steps = {};
    const found = [];
    for (const { name, title, description, organisation } of await sandbox.scenarios()) {
      const { status, provider, accountId, capabilities, settings } = await sandbox.read(organisation);
      const document = { status, provider, accountId, capabilities, settings };
      // Thousands of codes are for measuring, not for shipping.
      if (name !== "many") found.push({ name, title, description, document });
      for (const { step, codes } of await asked(sandbox, document)) for (const code of codes) steps[code] = step;
    }
    const newCompany = (await asked(sandbox, { scenario: "not-started" })).flatMap(({ codes }) => codes).sort();
    return { shipped: { scenarios: found, newCompany }, steps };
  } finally {
    await sandbox.stop();
  }
}

if (process.argv[1]?.endsWith("scenarios.mjs")) {
  await writeFile(FILE, `${JSON.stringify((await scenarios()).shipped, null, 1)}\n`);
}
