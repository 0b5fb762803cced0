// What others wrote of what is shipped: their licences, which ask to be shipped with it, and a CycloneDX list.
//
// Decides by Cargo's own graph what is in the WebAssembly: what the crate depends on there, without what only builds it
// (build scripts, procedural macros). The JavaScript beside it is ours, and what wasm-bindgen, listed too, has written.
// Cargo's graph is enough for both; cargo-about and cargo-cyclonedx take minutes to build.
//
// Limits: the standard library, compiled in too, is named and has no entry of its own in the lock file.

import { execFileSync } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const US = "dolfin-payment-onboarding";
const LICENCE = /^(licen[cs]e|copying|notice|unlicense)/i;

/** For a build with these of the crate's features: `{ notices, list }`, each the text of a file. */
export async function thirdParty(features) {
  const { packages, resolve } = JSON.parse(cargo("metadata", "--format-version", "1"));
  const shipped = inTree(features);
  const us = packages.find(({ name }) => name === US);
  const theirs = packages.filter((one) => one.source && shipped.has(label(one))).sort((one, other) => (label(one) < label(other) ? -1 : 1));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const list = listOf(us, theirs, nodes, await checksums());
  return { notices: await noticesOf(theirs), list: `${JSON.stringify(list, null, 2)}\n` };
}

function cargo(command, ...asked) {
  const options = { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 27, stdio: ["ignore", "pipe", "inherit"] };
  return execFileSync("cargo", [command, "--locked", ...asked], options);
}

/** Names and versions. */
function inTree(features) {
  const edges = ["--edges", "normal,no-proc-macro", "--target", "wasm32-unknown-unknown"];
  const tree = cargo("tree", "--package", US, "--no-default-features", "--features", features, ...edges, "--prefix", "none", "--format", "{p}");
  return new Set([...tree.matchAll(/^(\S+) v(\S+)/gm)].map(([, name, version]) => `${name} ${version}`));
}

const label = ({ name, version }) => `${name} ${version}`;
const purl = ({ name, version }) => `pkg:cargo/${name}@${version}`;

async function noticesOf(crates) {
  const byText = new Map();
  for (const crate of crates) {
    const text = await licenceOf(crate);
    byText.set(text, [...(byText.get(text) ?? []), `${label(crate)} (${crate.license ?? "see below"})`]);
  }
  const parts = [...byText].map(([text, names]) => `${names.join("\n")}\n\n${text}`);
  const head = `This software contains code of the Rust standard library (MIT OR Apache-2.0, https://www.rust-lang.org) and of the
following, each with its licence. Where more than one is offered, it is taken under MIT.`;
  return `${[head, ...parts].join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

/** The MIT text where there is one of its own, else every licence that comes with the crate, else what it says of itself. */
async function licenceOf({ manifest_path, authors, license }) {
  const directory = dirname(manifest_path);
  const files = (await readdir(directory)).filter((file) => LICENCE.test(file)).sort();
  const mit = files.filter((file) => /mit/i.test(file));
  const texts = await Promise.all((mit.length > 0 ? mit : files).map((file) => readFile(join(directory, file), "utf8").catch(() => "")));
  const text = texts.map((text) => text.replaceAll("\r\n", "\n").trim()).filter(Boolean).join("\n\n");
  if (text) return text;
  if (!/\bMIT\b/.test(license ?? "")) throw new Error(`${manifest_path} comes without a licence: ${license}`);
  // The same words but for whose they are.
  const [, words] = (await readFile(join(ROOT, "LICENSE"), "utf8")).split(/^Copyright.*$/m);
  return `Copyright (c) ${authors.join(", ") || "its authors"}\n\n${words.trim()}`;
}

/** Of each crate in the lock file, as its registry has published it. */
async function checksums() {
  const lock = await readFile(join(ROOT, "Cargo.lock"), "utf8");
  const entries = lock.matchAll(/name = "([^"]+)"\nversion = "([^"]+)"\nsource = "[^"]+"\nchecksum = "([^"]+)"/g);
  return new Map([...entries].map(([, name, version, checksum]) => [`${name} ${version}`, checksum]));
}

/** No serial number and no date: the same source gives the same list. */
function listOf(us, crates, nodes, checksums) {
  const ids = new Map([us, ...crates].map((one) => [one.id, purl(one)]));
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: { component: { type: "library", "bom-ref": purl(us), name: us.name, version: us.version, licenses: [{ expression: us.license }] } },
    components: crates.map((one) => ({
      type: "library",
      "bom-ref": purl(one),
      name: one.name,
      version: one.version,
      purl: purl(one),
      ...(checksums.has(label(one)) && { hashes: [{ alg: "SHA-256", content: checksums.get(label(one)) }] }),
      // SPDX no longer has the slash that old crates write.
      ...(one.license && { licenses: [{ expression: one.license.replaceAll("/", " OR ") }] }),
    })),
    dependencies: [...ids].map(([id, ref]) => ({ ref, dependsOn: nodes.get(id).deps.map(({ pkg }) => ids.get(pkg)).filter(Boolean).sort() })),
  };
}
