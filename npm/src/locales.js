// Where each language's file is. Written out one by one in the made module, so that bundlers see them.

import { FILES } from "locale-files";

/** The address of a language's file; nothing where there is none. */
export function localeFile(tag) {
  return FILES[tag]?.().href;
}
