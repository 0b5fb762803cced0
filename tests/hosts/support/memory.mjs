// The memory of the component's WebAssembly, which a page has no other way to.

/** Runs in the page before anything: puts it into `window.memory`. */
export function keepMemory() {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await real.apply(WebAssembly, given);
      const exports = Object.values((made.instance ?? made).exports);
      window.memory = exports.find((part) => part instanceof WebAssembly.Memory);
      return made;
    };
  }
}
