// Angular with its esbuild builder and no zone: its development server and its build, with inputs that are set after the
// element is in the page.

import { after, before, describe, test } from "node:test";
import { NEARLY_DONE, testbed, visit } from "../support/testbed.mjs";
import { project } from "./support/project.mjs";
import { BACK, comesLeavesAndFinishes } from "../support/visits.mjs";

let all, angular;
before(async () => {
  all = await testbed();
  angular = await project("angular");
});
after(() => all?.stop());

const servers = {
  "the development server": async () => angular.serve("ng serve --host localhost --port {port}", { env: { API: (await all.web({})).url } }),
  "the build": async () => {
    await angular.run("ng build");
    return all.web({ root: `${angular.root}/dist/browser` });
  },
};

for (const [edition, serve] of Object.entries(servers)) {
  describe(edition, () => {
    let web;
    before(async () => (web = await serve()));
    after(() => web?.stop());

    test("goes from the form to Active, and tells Angular", async () => {
      const id = await all.sandbox.organisation(NEARLY_DONE);
      const host = await visit(all, web, `payments/${id}`, { isApart: true });
      await comesLeavesAndFinishes(all, host, id, { away: "a[href='/']", back: [BACK] });
      await host.close();
    });
  });
}
