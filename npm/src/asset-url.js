// Where the files of this package are that are not scripts: the WebAssembly and the languages.
//
// They lie beside this module, and webpack, Vite and their like see to it that they do. Two tools do not: Vite up to 7,
// whose development server copies the scripts of a dependency into `<cacheDir>/deps` and leaves the other files where they
// were; and esbuild, and so Angular, which copies nothing. For those a host can say where it serves the files.

import { ownMembers } from "./own.js";

let directory;

/** Takes `assets` of the options of `register` and `preload`: where this package's files are served. */
export function setAssets(options) {
  const { assets } = ownMembers(options, ["assets"]);
  if (assets !== undefined) directory = String(assets).replace(/\/$/, "");
}

/** The address of the file `name`, which is at `url` where the host has not said where it is. */
export function assetUrl(name, url) {
  if (directory !== undefined) return `${directory}/${name}`;
  return url.href.replace(/(\/node_modules)\/.+\/deps\/(?=[^/]+$|locales\/)/, "$1/@dolfin/payment-onboarding/");
}
