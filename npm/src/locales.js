// Where the file of each language is, for the module and for what is said without it; and which is nearest to a wanted one.

import { FILES } from "locale-files";
import { assetUrl } from "./asset-url.js";

/** The address of a language's file by its tag: in the host's `directory`, else with the package's other files. */
export function localeFileIn(directory) {
  if (directory) return (tag) => `${String(directory).replace(/\/$/, "")}/${tag}.json`;
  return (tag) => assetUrl(`locales/${tag}.json`, FILES[tag]());
}

/** The tag of the nearest language there is, as `core/src/text/locale.rs` decides it: both are held to one table. */
export function nearest(locale) {
  const [language, country] = locale.trim().toLowerCase().split(/[-_]/);
  const own = language.replace(/^n[no]$/, "nb");
  const near = ["en-GB", ...Object.keys(FILES)].filter((tag) => tag.split("-")[0] === own);
  return near.find((tag) => tag.slice(3).toLowerCase() === country) ?? near[0];
}

/** The sentences of the language nearest to `locale`, and its tag. Rejects where there are none, as for English. */
export async function sentences(locale, fileOf) {
  const lang = nearest(locale);
  if (!FILES[lang]) throw new RangeError(locale);
  return { lang, all: await (await fetch(fileOf(lang))).json() };
}
