// The module `locale-files`, which the package's own JavaScript imports: where the file of each language is. Written out
// one by one, so that bundlers see them.

import { readdirSync } from "node:fs";

/** The names of the files, as they stand in `core/src/text/locales` and in the package. */
export const locales = readdirSync(new URL("../core/src/text/locales", import.meta.url)).sort();

// British English is compiled in; its file is there for the names of its sentences.
const loaded = locales.filter((file) => file !== "en-GB.json");

/** The source of the module. */
export const localeFiles = `export const FILES = {${loaded.map((file) =>
  `${JSON.stringify(file.replace(".json", ""))}: () => new URL("./locales/${file}", import.meta.url)`)}};`;
