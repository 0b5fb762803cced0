export default defineNuxtConfig({
  compatibilityDate: "2026-11-01",
  // ANCHOR: element
  vue: { compilerOptions: { isCustomElement: (tag) => tag.startsWith("dolfin-") } },
  // ANCHOR_END: element
  app: { head: { htmlAttrs: { lang: "en-GB" }, title: "A Nuxt app", link: [{ rel: "icon", href: "data:," }] } },
  devtools: { enabled: false },
});
