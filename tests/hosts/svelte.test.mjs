// The Svelte page of the guide: it compiles, and a server prints nothing of the function that it attaches.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { compile } from "svelte/compiler";

const source = await readFile(new URL("../../examples/hosts/sveltekit/src/routes/payments/+page.svelte", import.meta.url), "utf8");

for (const generate of ["client", "server"]) {
  test(`it compiles without a warning for the ${generate}`, () => {
    const { js, warnings } = compile(source, { generate, filename: "+page.svelte" });
    assert.deepEqual(warnings.map(({ message }) => message), []);
    assert.equal(js.code.includes("tokenProvider"), generate === "client");
  });
}
