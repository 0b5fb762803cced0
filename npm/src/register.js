// Makes elements known to the page. Decides what happens where another copy of the package was first: it stays.

import { setDefaults } from "./defaults.js";
import { setWasmSource } from "./load-wasm.js";

/** Makes the elements of `tags` known, each by its name, with the `options` of `register`. On a server it does nothing. */
export function registerTags(tags, options) {
  if (typeof customElements === "undefined") return;
  setWasmSource(options);
  setDefaults(options);
  for (const [tag, element] of Object.entries(tags)) {
    const known = customElements.get(tag);
    if (!known) {
      element.isBeingDefined = true;
      customElements.define(tag, element);
      element.isBeingDefined = false;
    } else if (known !== element) {
      console.warn(`<${tag}> is already defined, by version ${known.version ?? "unknown"}; version ${element.version} leaves it alone.`);
    }
  }
}
