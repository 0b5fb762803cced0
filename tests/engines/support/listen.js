// Runs in every page of these tests before anything else. What the page complains of is kept in the tab, for WebKit's
// driver has no log, and only Chromium's can run a script before the page's.
(() => {
  const keep = (line) => {
    sessionStorage.heard = JSON.stringify([...JSON.parse(sessionStorage.heard ?? "[]"), line]);
  };
  for (const kind of ["error", "warn"]) {
    const real = console[kind];
    console[kind] = (...words) => {
      keep(`${kind}: ${words.join(" ")}`);
      real.apply(console, words);
    };
  }
  addEventListener("error", ({ message, target }) => keep(message ? `uncaught: ${message}` : `not loaded: ${target.src ?? target.href}`), true);
  addEventListener("unhandledrejection", ({ reason }) => keep(`unhandled: ${reason}`));
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) => keep(`violation: ${effectiveDirective} ${blockedURI} ${sample}`));
  // The stand-in hides its form as Stripe's frame does, and WebKit's driver does not look into what is closed.
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    return attachShadow.call(this, { ...options, mode: "open" });
  };
  window.restored = 0;
  addEventListener("pageshow", ({ persisted }) => persisted && (window.restored += 1));
  window.told = [];
  for (const name of ["ready", "statuschange", "step", "exit", "error", "request"]) {
    addEventListener(`dolfin-${name}`, ({ detail }) => window.told.push({ name, ...detail }));
  }
  addEventListener("TrunkApplicationStarted", ({ detail }) => {
    window.memory = Object.values(detail.wasm).find((part) => part instanceof WebAssembly.Memory);
  });
})();
