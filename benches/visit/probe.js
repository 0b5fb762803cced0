// Runs in the page before any script of its own, and watches from outside when the status and Stripe's element are there.
(() => {
  const seen = {};
  const waiting = [];
  const states = /^(NotStarted|OnboardingInProgress|Active|Restricted|Rejected|Disconnected)$/;
  const roots = [document];
  const look = () => {
    const panel = roots.map((root) => root.querySelector("[data-testid=payment-account-status]")).find(Boolean);
    if (states.test(panel?.dataset.state)) seen.status ??= performance.now();
    if (seen.session && seen.status && seen.mounted && seen.paint) waiting.splice(0).forEach((done) => requestAnimationFrame(() => setTimeout(done)));
  };
  const watch = (root) => new MutationObserver(look).observe(root, { subtree: true, childList: true, attributes: true });
  watch(document);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    roots.push(root);
    watch(root);
    return root;
  };
  const note = (name, entry) => {
    seen[name] ??= entry.startTime;
    look();
  };
  const observe = (type, use) => new PerformanceObserver((list) => list.getEntries().forEach(use)).observe({ type, buffered: true });
  observe("mark", (entry) => entry.name === "bench:mounted" && note("mounted", entry));
  observe("paint", (entry) => entry.name === "first-contentful-paint" && note("paint", entry));
  observe("resource", (entry) => entry.name.endsWith("/payment-account/session") && note("session", entry));
  /** Resolves with the times, in milliseconds since the navigation, when all of them are known and have been painted. */
  window.benchReady = () => new Promise((done) => (waiting.push(() => done(seen)), look()));
})();
