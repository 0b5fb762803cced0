// Astro with its ClientRouter: its development server and its static build. A page that is swapped in makes a new element
// and runs no script again, so all functions are those of register().

import { after, before, describe, test } from "node:test";
import { NEARLY_DONE, testbed, visit } from "../support/testbed.mjs";
import { project } from "./support/project.mjs";
import { BACK, comesLeavesAndFinishes } from "../support/visits.mjs";

let all, astro;
before(async () => {
  all = await testbed();
  astro = await project("astro");
});
after(() => all?.stop());

for (const [edition, command] of [["the development server", "astro dev"], ["the build", "astro preview"]]) {
  describe(edition, () => {
    let web;
    before(async () => {
      const env = { API: (await all.web({})).url };
      if (edition === "the build") await astro.run("astro build", env);
      web = await astro.serve(`${command} --host localhost --port {port}`, { env, routes: ["payments"] });
    });
    after(() => web?.stop());

    test("goes from the form to Active, and tells the page", async () => {
      const id = await all.sandbox.organisation({ ...NEARLY_DONE, settings: { ...NEARLY_DONE.settings, token: "a-token" } });
      const host = await visit(all, web, `payments?organisation=${id}`, { isApart: true });
      await comesLeavesAndFinishes(all, host, id, { away: "a[href='/']", back: ["a[href='/payments']", BACK] });
      await host.close();
    });
  });
}
