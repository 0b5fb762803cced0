// The package as npm would publish it, before the eyes of the tools that look packages over.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { PACKAGE } from "./support/testbed.mjs";

const description = JSON.parse(await readFile(`${PACKAGE}package.json`, "utf8"));

test("publint has nothing to say, not even a suggestion", async () => {
  const { messages } = await publint({ pkgDir: PACKAGE, level: "suggestion", strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, description)), []);
});

test("the types of every entry are found, by Node's rules and by a bundler's", async () => {
  const tarball = execFileSync("tar", ["-cz", "--transform", "s,^\\.,package,", "-C", PACKAGE, "."], { maxBuffer: 1 << 26 });
  const { problems, entrypoints } = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)));
  for (const entry of ["./react", "./wasm", "./status-wasm", "./headless-inline"]) assert.ok(Object.hasOwn(entrypoints, entry), entry);
  // There are ES modules alone, which a CommonJS module has to import dynamically.
  assert.deepEqual(problems.filter(({ kind }) => kind !== "CJSResolvesToESM"), []);
});

test("every entry says where its types are, and everything it names is there", async () => {
  const targets = Object.values(description.exports).flatMap((entry) => (typeof entry === "string" ? [entry] : Object.values(entry)));
  for (const target of targets.filter((target) => !target.includes("*"))) await readFile(`${PACKAGE}${target}`);
  for (const [name, entry] of Object.entries(description.exports)) {
    if (!/json|\*/.test(name)) assert.ok(Object.hasOwn(entry, "types"), name);
  }
});
