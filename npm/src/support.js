// Whether this document can show the component at all. jsdom, in which many hosts run their unit tests, and browsers
// from before 2023 cannot: there an element stays what it is without us, and shows what the host wrote into it.
//
// Without WebAssembly a browser can still show a notice with a way out, so that is not asked here.

let hasTold = false;

/** Whether it can. Tells the developer the first time that it cannot. */
export function isSupported() {
  const isThere = "adoptedStyleSheets" in Document.prototype && typeof globalThis.CSSStyleSheet?.prototype.replaceSync === "function";
  if (!isThere && !hasTold) {
    hasTold = true;
    console.warn("The dolfin elements do nothing here: there are no constructed style sheets. In unit tests that is as it should be.");
  }
  return isThere;
}
