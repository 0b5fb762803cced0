// What is alive in a page, for tests of what a component leaves behind.

/** Runs in the page before anything: puts WebAssembly's memory into `window.memory`, once there is one. */
export function keepMemory() {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await real.apply(WebAssembly, given);
      const parts = Object.values((made.instance ?? made).exports);
      // Whatever the build calls it.
      window.memory = parts.find((part) => part instanceof WebAssembly.Memory);
      return made;
    };
  }
}

/** How much of each is alive once everything that can be collected has been; `wasm` in bytes of memory taken. */
export async function alive(page) {
  const cdp = await page.createCDPSession();
  for (let round = 0; round < 4; round += 1) {
    await cdp.send("HeapProfiler.collectGarbage");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { nodes, jsEventListeners: listeners } = await cdp.send("Memory.getDOMCounters");
  const count = async (prototype) => {
    const { result } = await cdp.send("Runtime.evaluate", { expression: prototype });
    const { objects } = await cdp.send("Runtime.queryObjects", { prototypeObjectId: result.objectId, objectGroup: "alive" });
    const { result: length } = await cdp.send("Runtime.callFunctionOn", {
      objectId: objects.objectId, functionDeclaration: "function () { return this.length; }", returnByValue: true,
    });
    return length.value;
  };
  const found = {
    nodes,
    listeners,
    functions: await count("Function.prototype"),
    promises: await count("Promise.prototype"),
    wasm: await page.evaluate(() => window.memory.buffer.byteLength),
  };
  await cdp.send("Runtime.releaseObjectGroup", { objectGroup: "alive" });
  await cdp.detach();
  return found;
}

/** By how much each has grown. */
export function growth(before, after) {
  return Object.fromEntries(Object.keys(before).map((what) => [what, after[what] - before[what]]));
}
