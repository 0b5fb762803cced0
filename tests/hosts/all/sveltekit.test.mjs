// SvelteKit on Node: its development server and its build, rendered on the server and hydrated, with the proxy as a route.

import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { NEARLY_DONE, testbed, visit } from "../support/testbed.mjs";
import { project } from "./support/project.mjs";
import { BACK, comesLeavesAndFinishes } from "../support/visits.mjs";

/** What a stranger asks of the proxy is refused. */
const STATUS = `api/organisations/${randomUUID()}/payment-account/status`;

let all, sveltekit;
before(async () => {
  all = await testbed();
  sveltekit = await project("sveltekit");
});
after(() => all?.stop());

for (const [edition, command] of [["the development server", "vite dev --host localhost --port {port} --strictPort"], ["the build", "node build"]]) {
  describe(edition, () => {
    const id = randomUUID();
    let web;
    before(async () => {
      const env = {
        DOLFIN_API: all.sandbox.url, DOLFIN_API_KEY: "dol_sveltekit", STRIPE_PUBLISHABLE_KEY: "pk_test_sveltekit",
        SESSIONS: JSON.stringify({ ann: [id] }), HOST: "localhost",
      };
      if (edition === "the build") await sveltekit.run("vite build");
      web = await sveltekit.serve(command, { env, routes: ["payments", STATUS] });
    });
    after(() => web?.stop());

    test("goes from the form to Active, and tells Svelte", async () => {
      await all.sandbox.control("PUT", `organisations/${id}`, NEARLY_DONE);
      const host = await visit(all, web, "payments", { session: "ann", isApart: true });
      await comesLeavesAndFinishes(all, host, id, { away: "a[href='/']", back: ["a[href='/payments']", BACK] });
      await host.close();
    });
  });
}
