// Where the file of each language is. Written out one by one in the made module, so that bundlers see them.

import { FILES } from "locale-files";
import { assetUrl } from "./asset-url.js";

/** The address of a language's file by its tag: in the host's `directory`, else with the package's other files. */
export function localeFileIn(directory) {
  if (directory) return (tag) => `${String(directory).replace(/\/$/, "")}/${tag}.json`;
  return (tag) => (Object.hasOwn(FILES, tag) ? assetUrl(`locales/${tag}.json`, FILES[tag]()) : undefined);
}
