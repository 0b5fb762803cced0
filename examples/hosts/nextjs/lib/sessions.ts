// Who is signed in, and which organisations they may act for. Here from the environment, elsewhere a database.

import { cookies } from "next/headers";

const sessions = new Map<string, string[]>(Object.entries(JSON.parse(process.env.SESSIONS ?? "{}")));

/** Nothing where nobody is signed in. */
export async function organisations() {
  return sessions.get((await cookies()).get("session")?.value ?? "");
}

export async function mayActFor(_request: Request, organisationId: string) {
  return (await organisations())?.includes(organisationId.toLowerCase());
}
