// Where the files of this package are that are not scripts: the WebAssembly and the languages.
//
// They lie beside this module. Vite up to 7 is the exception: its development server copies the scripts of a dependency
// into `<cacheDir>/deps`, somewhere in `node_modules`, and leaves the other files where they were.

/** The address of the file at `url`, which is `new URL("./…", import.meta.url)`. */
export const assetUrl = ({ href }) => href.replace("/.vite/deps/", "/@dolfin/payment-onboarding/");
