// Who is signed in, and which organisations they may act for. Here from the environment, elsewhere a database.

const sessions = new Map(Object.entries(JSON.parse(process.env.SESSIONS ?? "{}")));

/** Nothing where nobody is signed in. */
export const organisations = (token) => sessions.get(token);

/** The component sends the token that the page gives it. */
export async function mayActFor(request, organisationId) {
  const token = request.headers.get("authorization")?.replace(/^Bearer /, "");
  return organisations(token)?.includes(organisationId.toLowerCase());
}
