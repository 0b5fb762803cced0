// Turbo and htmx themselves: pages that are swapped in, and restored from what these keep of them.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { files } from "./support/package.mjs";
import { NEARLY_DONE, PACKAGE, testbed, visit } from "./support/testbed.mjs";
import { BACK, comesLeavesAndFinishes } from "./support/visits.mjs";

const example = (path) => readFile(new URL(`../../examples/hosts/${path}`, import.meta.url), "utf8");
const library = (path) => readFile(createRequire(import.meta.url).resolve(path), "utf8");

const HOSTS = [
  ["Turbo 8", "turbo", "@hotwired/turbo/dist/turbo.es2017-esm.js"],
  ["htmx 4", "htmx", "htmx.org/dist/htmx.js"],
  ["htmx 2", "htmx", "htmx-2/dist/htmx.js"],
];

let all;
before(async () => (all = await testbed()));
after(() => all?.stop());

for (const [name, directory, file] of HOSTS) {
  test(`${name}: one session a visit, by a link and by the way back, and to Active`, async () => {
    const id = await all.sandbox.organisation({ ...NEARLY_DONE, settings: { ...NEARLY_DONE.settings, token: "a-token" } });
    const script = async (body) => ({ type: "text/javascript", body: await body });
    const web = await all.web({
      files: {
        "/": { body: await example(`${directory}/index.html`) },
        "/payments": { body: (await example(`${directory}/payments.html`)).replace("ORGANISATION", id) },
        "/main.js": await script(example(`${directory}/main.js`)),
        [`/${directory}.js`]: await script(library(file)),
        ...(await files(PACKAGE, "/dolfin/")),
      },
    });
    const host = await visit(all, web, "payments");
    await comesLeavesAndFinishes(all, host, id, { away: "a[href='/']", back: ["a[href='/payments']", BACK] });
    await host.close();
  });
}
