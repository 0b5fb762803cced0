/**
 * The address of the WebAssembly, where a bundler is told to make one of the file: `…/wasm?url` in Vite, `asset/resource`
 * in webpack. For `register({ wasm })`.
 */
declare const url: string;
export default url;
