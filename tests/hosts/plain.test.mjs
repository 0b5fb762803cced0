// A page without any tool: one script element and one tag.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { NEARLY_DONE, PACKAGE, house, journey, sees, visit } from "./support/house.mjs";
import { files } from "./support/package.mjs";

let all;
let web;

before(async () => {
  all = await house();
  const body = await readFile(new URL("plain/index.html", import.meta.url));
  web = await all.web({ files: { "/": { body }, ...(await files(PACKAGE)) } });
});
after(() => all?.stop());

test("a plain page takes a person to Active", async () => {
  const id = await all.sandbox.organisation(NEARLY_DONE);
  const host = await visit(all, web, `?organisation=${id}`);
  await sees(host.page, { state: "OnboardingInProgress", frame: true });
  await journey(all, host, id);
  const told = await host.page.evaluate(() => window.told);
  console.log(told);
  assert.deepEqual(host.heard, []);
  await host.close();
});
