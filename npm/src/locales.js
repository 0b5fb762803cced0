// Where the file of each language is, for the module and for what is said without it. Written out one by one in the made module, so that bundlers see them.

import { FILES } from "locale-files";
import { assetUrl } from "./asset-url.js";

/** The address of a language's file by its tag: in the host's `directory`, else with the package's other files. */
export function localeFileIn(directory) {
  if (directory) return (tag) => `${String(directory).replace(/\/$/, "")}/${tag}.json`;
  return (tag) => (Object.hasOwn(FILES, tag) ? assetUrl(`locales/${tag}.json`, FILES[tag]()) : undefined);
}

/** The sentences of the language nearest to `locale`, and its tag. Rejects where there are none, as for English. */
export async function sentences(locale, fileOf) {
  const language = locale.split("-")[0].toLowerCase();
  const lang = Object.keys(FILES).find((tag) => tag.split("-")[0] === language);
  if (!lang) throw new RangeError(locale);
  return { lang, all: await (await fetch(fileOf(lang))).json() };
}
