// Next.js, App Router: its development server and its build, each with the component from a server component and from a
// client component, and the route handler between it and Dolfin. With Cache Components, as new projects have it: Next.js
// hides a page that the person leaves, and keeps it.

import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { NEARLY_DONE, testbed, visit } from "../support/testbed.mjs";
import { project } from "./support/project.mjs";
import { BACK, comesLeavesAndFinishes } from "../support/visits.mjs";

/** What a stranger asks of the proxy is refused. */
const STATUS = `api/organisations/${randomUUID()}/payment-account/status`;

let all, nextjs;
before(async () => {
  all = await testbed();
  nextjs = await project("nextjs");
});
after(() => all?.stop());

for (const [edition, command] of [["the development server", "next dev -H localhost -p {port}"], ["the build", "next start -H localhost -p {port}"]]) {
  describe(edition, () => {
    const people = { ann: randomUUID(), bob: randomUUID() };
    let web;
    before(async () => {
      const env = {
        DOLFIN_API: all.sandbox.url, DOLFIN_API_KEY: "dol_nextjs", STRIPE_PUBLISHABLE_KEY: "pk_test_nextjs",
        SESSIONS: JSON.stringify({ ann: [people.ann], bob: [people.bob] }),
      };
      if (edition === "the build") await nextjs.run("next build", env);
      web = await nextjs.serve(command, { env, routes: ["payments", "reported", STATUS] });
    });
    after(() => web?.stop());

    test("a server component places it", async () => {
      await all.sandbox.control("PUT", `organisations/${people.ann}`, NEARLY_DONE);
      const host = await visit(all, web, "payments", { session: "ann", isApart: true });
      await comesLeavesAndFinishes(all, host, people.ann, { away: "a[href='/']", back: ["a[href='/payments']", BACK], isTold: false, isKept: true });
      await host.close();
    });

    test("a client component gives it functions, and is told", async () => {
      await all.sandbox.control("PUT", `organisations/${people.bob}`, NEARLY_DONE);
      const host = await visit(all, web, "reported", { session: "bob", isApart: true });
      await comesLeavesAndFinishes(all, host, people.bob, { away: "a[href='/']", back: ["a[href='/reported']", BACK], isKept: true });
      await host.close();
    });
  });
}
