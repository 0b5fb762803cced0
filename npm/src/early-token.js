// The host's token for the early requests and for the module's, which are the same ones: it is asked once for each.

/** `authorize` and `token` for `earlyStart` and for the module, of the host's `token` function. */
export function earlyToken(token) {
  const asked = [];
  return {
    async authorize(headers) {
      const bearer = Promise.resolve(token());
      asked.push(bearer);
      const known = await bearer;
      if (known) headers.authorization = `Bearer ${known}`;
    },
    /** That of the early requests first. */
    token: () => asked.shift() ?? token(),
  };
}
