export default defineEventHandler((event) => {
  const token = getCookie(event, "session");
  const [organisation] = organisations(token) ?? [];
  if (!organisation) throw createError({ statusCode: 401 });
  return { organisation, token, publishableKey: process.env.STRIPE_PUBLISHABLE_KEY };
});
