/** The WebAssembly, for `register({ wasm })` or `preload({ wasm })` where no file can be served beside the script. */
export const wasm: Uint8Array;
