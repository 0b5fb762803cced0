// The package's own JavaScript in jsdom, around a stub of the WebAssembly, with a clock that only the test moves. For
// what that JavaScript decides by itself: when it begins, which mount is which, what it reads.

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { JSDOM, VirtualConsole } from "jsdom";
import { localeFiles } from "../../../npm/locale-files.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { build } = await import(createRequire(here("../../e2e/")).resolve("esbuild"));

/** Stands in for what wasm-bindgen makes: `window.accounts` are the mounts, each with what was called on it. */
const WASM = `
  export default (from) => window.init(from);
  export class PaymentAccount {
    constructor(settings, container, withForm) {
      Object.assign(this, { settings, container, withForm, calls: [] });
      window.accounts.push(this);
      // Its view takes the place of what stood in for it.
      if (!settings.bare) container?.replaceChildren();
      window.onAccount?.(this);
    }
    share(...given) { return Object.assign(new PaymentAccount(...given), { sharesWith: this }); }
    update(settings) { this.calls.push("update"); this.settings = settings; }
    pause(is) { this.calls.push("pause " + is); }
    refresh() { this.calls.push("refresh"); }
    check() { this.calls.push("check"); }
    open(anyway) { this.calls.push("open " + anyway); }
    signOut() { this.calls.push("signOut"); }
    free() { this.calls.push("free"); }
  }`;
const MADE = {
  "./wasm/payment_account.js": WASM,
  "./inline.js": "export const wasm = 'the WebAssembly in the script';",
  "locale-files": localeFiles,
};

/** A module of the package, or the text of one in `tests/hosts`, as a script that leaves its exports in `window.lib`. */
export async function script(module = "index.js", options = {}) {
  const entry = module.endsWith(".js")
    ? { entryPoints: [here(`../../../npm/src/${module}`)] }
    : { stdin: { contents: module, resolveDir: here("..") } };
  const made = {
    name: "made",
    setup(esbuild) {
      esbuild.onResolve({ filter: /^\.\/wasm\/|^\.\/inline\.js$|^locale-files$/ }, ({ path }) => ({ path, namespace: "made" }));
      esbuild.onLoad({ filter: /.*/, namespace: "made" }, ({ path }) => ({ contents: MADE[path] }));
      esbuild.onResolve({ filter: /^@dolfin\/payment-onboarding$/ }, () => ({ path: here("../../../npm/src/index.js") }));
    },
  };
  const { outputFiles } = await build({
    ...entry,
    bundle: true,
    write: false,
    format: "iife",
    globalName: "lib",
    define: { __VERSION__: '"0.0.0"', "import.meta.url": '"https://page.example/package/index.js"' },
    nodePaths: [here("../node_modules")],
    plugins: [made],
    ...options,
  });
  return outputFiles[0].text;
}

const index = await script();

/**
 * A page. `canShow` gives jsdom the style sheets it lacks. `console` collects what is written to it, `advance(ms)` moves
 * the clock, and `settle()` lets everything happen that needs no clock.
 */
export async function stubbedPage({ canShow = true, html = "", source = index, prepare } = {}) {
  const virtualConsole = new VirtualConsole();
  const console = [];
  for (const level of ["error", "warn"]) virtualConsole.on(level, (...told) => console.push(`${level}: ${told.join(" ")}`));
  virtualConsole.on("jsdomError", (error) => console.push(`uncaught: ${error.message}`));
  const { window } = new JSDOM(`<!doctype html><body>${html}`, { url: "https://page.example/payments", runScripts: "outside-only", pretendToBeVisual: true, virtualConsole });
  const clock = fakeClock(window);
  Object.assign(window, { accounts: [], Headers, Response, Request, init: async () => ({}), fetch: async () => new Response("", { headers: { "content-type": "application/wasm" } }) });
  if (canShow) {
    window.CSSStyleSheet.prototype.replaceSync = () => {};
    window.Document.prototype.adoptedStyleSheets = [];
    window.CSS = { supports: () => true };
  }
  prepare?.(window);
  window.eval(source);
  const page = {
    window,
    document: window.document,
    lib: window.eval("lib"),
    accounts: window.accounts,
    console,
    ...clock,
    /** Puts an element into the page, with what can be set on it. */
    add(settings = {}, tag = "dolfin-payment-onboarding") {
      const element = window.document.createElement(tag);
      window.document.body.append(Object.assign(element, settings));
      return element;
    },
  };
  await page.settle();
  return page;
}

/** Timers and frames that run when the test says so. */
function fakeClock(window) {
  let now = 0;
  let last = 0;
  const waiting = new Map();
  const start = (act, delay = 0) => (waiting.set(++last, { act, at: now + delay }), last);
  const stop = (id) => void waiting.delete(id);
  Object.assign(window, {
    setTimeout: start,
    clearTimeout: stop,
    requestAnimationFrame: (act) => start(act, 16),
    cancelAnimationFrame: stop,
  });
  Object.defineProperty(window, "performance", { value: { now: () => now } });
  const settle = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  return {
    settle,
    waiting: () => waiting.size,
    async advance(ms) {
      await settle();
      const end = now + ms;
      for (;;) {
        const [id, next] = [...waiting].filter(([, { at }]) => at <= end).sort(([, one], [, two]) => one.at - two.at)[0] ?? [];
        if (!next) break;
        waiting.delete(id);
        now = next.at;
        next.act(now);
        await settle();
      }
      now = end;
    },
  };
}
