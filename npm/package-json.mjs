// The package's `package.json`: its entries, and what it says of itself. No `repository`, `homepage` or `bugs`: whoever
// publishes it knows where those are.

/** For this `version`, with types for the templates of the frameworks in `jsx`. */
export function packageJson(version, jsx) {
  const entry = (name) => ({ types: `./${name}.d.ts`, default: `./${name}.js` });
  return {
    name: "@dolfin/payment-onboarding",
    version,
    description: "Stripe embedded onboarding for Dolfin payment accounts, as custom elements",
    keywords: ["dolfin", "stripe", "stripe-connect", "onboarding", "payments", "custom-elements", "web-components", "react"],
    license: "MIT",
    author: "Dolfin",
    type: "module",
    // For whoever builds with it or renders on a server; in a browser the README says what is needed.
    engines: { node: ">=20" },
    // Importing any of it does nothing.
    sideEffects: false,
    exports: {
      ".": entry("index"),
      "./status": entry("status"),
      "./headless": entry("headless"),
      "./react": entry("react"),
      "./testing": entry("testing"),
      // Each edition's WebAssembly, in a script and as a file.
      "./inline": entry("inline"),
      "./status-inline": entry("status-inline"),
      "./headless-inline": entry("headless-inline"),
      "./wasm": { types: "./wasm.d.ts", default: "./payment_account_bg.wasm" },
      "./status-wasm": { types: "./status-wasm.d.ts", default: "./payment_status_bg.wasm" },
      "./headless-wasm": { types: "./headless-wasm.d.ts", default: "./payment_headless_bg.wasm" },
      "./locales/*": "./locales/*",
      ...Object.fromEntries(jsx.map((name) => [`./jsx/${name}`, { types: `./jsx/${name}.d.ts` }])),
      "./custom-elements.json": "./custom-elements.json",
      "./integrity.json": "./integrity.json",
      "./script-inventory.json": "./script-inventory.json",
      "./package.json": "./package.json",
    },
    types: "./index.d.ts",
    customElements: "./custom-elements.json",
    peerDependencies: { react: ">=18" },
    peerDependenciesMeta: { react: { optional: true } },
    // A scoped package is private unless it says otherwise.
    publishConfig: { access: "public" },
  };
}
