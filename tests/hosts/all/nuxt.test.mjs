// Nuxt: its development server and its build, rendered on the server and hydrated, with the proxy as a route.

import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { NEARLY_DONE, testbed, visit } from "../support/testbed.mjs";
import { project } from "./support/project.mjs";
import { BACK, comesLeavesAndFinishes } from "../support/visits.mjs";

/** What a stranger asks of the proxy is refused. */
const STATUS = `api/organisations/${randomUUID()}/payment-account/status`;

let all, nuxt;
before(async () => {
  all = await testbed();
  nuxt = await project("nuxt");
});
after(() => all?.stop());

for (const [edition, command] of [["the development server", "nuxt dev --host localhost --port {port} --no-fork"], ["the build", "node .output/server/index.mjs"]]) {
  describe(edition, () => {
    const id = randomUUID();
    let web;
    before(async () => {
      const env = {
        DOLFIN_API: all.sandbox.url, DOLFIN_API_KEY: "dol_nuxt", STRIPE_PUBLISHABLE_KEY: "pk_test_nuxt",
        SESSIONS: JSON.stringify({ ann: [id] }), HOST: "localhost",
      };
      if (edition === "the build") await nuxt.run("nuxt build");
      web = await nuxt.serve(command, { env, routes: ["payments", STATUS] });
    });
    after(() => web?.stop());

    test("goes from the form to Active, and tells Vue", async () => {
      await all.sandbox.control("PUT", `organisations/${id}`, NEARLY_DONE);
      const host = await visit(all, web, "payments", { session: "ann", isApart: true });
      await comesLeavesAndFinishes(all, host, id, { away: "a[href='/']", back: ["a[href='/payments']", BACK] });
      await host.close();
    });
  });
}
