// The languages there are, and their sentences.

import { readFileSync, readdirSync } from "node:fs";

const FOLDER = new URL("../../../core/src/text/locales/", import.meta.url);

/** Every language, British English first. */
export function locales() {
  const others = readdirSync(FOLDER).map((file) => file.replace(".json", "")).filter((tag) => tag !== "en-GB");
  return ["en-GB", ...others.sort()];
}

/** The sentences of each language, by name; what American English leaves out is British. */
export function sentences() {
  const read = (tag) => JSON.parse(readFileSync(new URL(`${tag}.json`, FOLDER), "utf8"));
  const english = read("en-GB");
  return Object.fromEntries(locales().map((tag) => [tag, tag === "en-US" ? { ...english, ...read(tag) } : read(tag)]));
}
