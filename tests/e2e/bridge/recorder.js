// A connect.js that does nothing but write down what is asked of it, in `window.trace`.

(() => {
  const note = (line) => window.trace.push(line);
  const kind = (value) => (value instanceof Promise ? "Promise" : typeof value === "object" ? JSON.stringify(value) : String(value));
  const NAMES = ["FullTermsOfServiceUrl", "RecipientTermsOfServiceUrl", "PrivacyPolicyUrl", "SkipTermsOfServiceCollection",
    "CollectionOptions", "OnExit", "OnStepChange", "OnLoadError", "OnLoaderStart"];
  window.elements = [];
  window.inits = [];

  class Recorded extends HTMLElement {
    constructor() {
      super();
      this.given = {};
      window.elements.push(this);
      note("construct");
    }
    connectedCallback() {
      note("connected");
      this.start();
    }
    disconnectedCallback() {
      note("disconnected");
    }
    setConnector(connector) {
      const owner = window.inits.findIndex(({ instance }) => instance.connect === connector);
      note(`setConnector of instance ${owner + 1}`);
      this.bound = true;
      this.start();
    }
    start() {
      if (!this.bound || !this.isConnected || this.started) return;
      this.started = true;
      setTimeout(() => this.given.OnLoaderStart?.({ elementTagName: this.localName }));
    }
  }
  for (const name of NAMES) {
    if (window.without?.includes(name)) continue;
    Recorded.prototype[`set${name}InternalOnly`] = function (value) {
      this.given[name] = value;
      note(`set${name} ${typeof value === "function" ? "function" : JSON.stringify(value)}`);
    };
  }

  function init(params) {
    const { metaOptions, ...rest } = params;
    const meta = Object.entries(metaOptions ?? {}).map(([name, value]) => `${name}=${kind(value)}`);
    note(`init ${Object.keys(params)} | ${meta} | optimizedLoading=${window.StripeConnect.optimizedLoading}`);
    if (window.initThrows) throw new Error("init");
    const instance = {
      connect: {},
      update: (changes) => note(`update ${Object.keys(changes)}`),
      logout: async () => note("logout"),
    };
    window.inits.push({ params, instance });
    return instance;
  }

  if (!customElements.get("stripe-connect-account-onboarding")) customElements.define("stripe-connect-account-onboarding", Recorded);
  window.StripeConnect = Object.assign(window.StripeConnect instanceof Element ? {} : window.StripeConnect ?? {}, { init });
  window.StripeConnect.onLoad?.();
})();
