// Where the files beside this module are. Vite's development server copies a dependency's scripts together, into
// `node_modules/.vite/deps`, and leaves its other files behind; anywhere else they are where the module is.

/** The address of a file that lies beside the package's modules, as `new URL("./…", import.meta.url)` gives it. */
export const beside = ({ href }) => href.replace("/.vite/deps/", "/@dolfin/payment-onboarding/");
