// Empty pages, on which a test puts elements as it pleases.

import { PACKAGE, testbed, until, visit } from "./testbed.mjs";
import { files } from "./package.mjs";

const PAGE = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>An empty page</title>
<link rel="icon" href="data:,"></head><body><main></main></body></html>`;

/** The package twice, as two copies on one page, and a page without anything. */
export async function emptyPages() {
  const all = await testbed();
  const logo = { body: '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="28"/>', type: "image/svg+xml" };
  const copy = await files(PACKAGE, "/copy/");
  const other = copy["/copy/index.js"];
  // Another version, as far as it says of itself.
  copy["/copy/other.js"] = { ...other, body: other.body.toString().replaceAll('"0.1.0"', '"9.9.9"') };
  const found = { "/": { body: PAGE }, "/logo.svg": logo, ...(await files(PACKAGE)), ...copy };
  /** The same page, sent with other headers. */
  const webWith = (headers) => all.web({ headers, files: found });
  return { ...all, web: await webWith({}), webWith };
}

/** A page with the elements registered, unless `register` says not to. */
export async function open(all, { register = true, prepare, web = all.web } = {}) {
  const host = await visit(all, web, "", { prepare });
  await host.page.evaluate(async (register) => {
    window.lib = await import("/package/index.js");
    if (register) window.lib.register();
    window.make = (settings, tag = "dolfin-payment-onboarding") => {
      const element = Object.assign(document.createElement(tag), { publishableKey: "pk_test_x", apiBase: "/api" }, settings);
      document.querySelector("main").append(element);
      return element;
    };
  }, register);
  const told = (name) => host.page.evaluate((name) => window.told.filter((event) => !name || event.name === name), name);
  return {
    ...host,
    told,
    make: (settings, tag) => host.page.evaluate((settings, tag) => void window.make(settings, tag), settings, tag),
    tells: (name, fits = () => true) =>
      until(`the event ${name}`, async () => (await told(name)).find(fits), { within: 20_000 }),
    /** The first node with this hook in any of the elements' shadow roots. */
    hook: (name) => until(name, () => host.page.$(`main > * >>> [data-testid=${name}]`), { within: 20_000 }),
  };
}
