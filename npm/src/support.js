// Whether this document can show the component at all. jsdom, in which many hosts run their unit tests, and browsers older
// than Safari 16.4, Chrome 111 and Firefox 113 cannot: there an element stays what it is without us, and shows what the host
// wrote into it. Those are the first with constructed style sheets, color-mix() and all else that style/ must have.
//
// Without WebAssembly a browser can still show a notice with a way out, so that is not asked here.

let hasTold = false;

/** Whether it can. Tells the developer the first time that it cannot. */
export function isSupported() {
  const isThere = "adoptedStyleSheets" in Document.prototype && globalThis.CSS?.supports("color", "color-mix(in srgb,red,red)")
    && typeof globalThis.CSSStyleSheet?.prototype.replaceSync === "function";
  if (!isThere && !hasTold) {
    hasTold = true;
    console.warn("The dolfin elements do nothing here: there are no constructed style sheets or no color-mix(). In unit tests that is as it should be.");
  }
  return isThere;
}
