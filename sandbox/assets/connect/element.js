// The custom element: Stripe's setters, its events, and the life of one mount.

const TAG = "stripe-connect-account-onboarding";
const SETTERS = [
  "setFullTermsOfServiceUrl",
  "setRecipientTermsOfServiceUrl",
  "setPrivacyPolicyUrl",
  "setSkipTermsOfServiceCollection",
  "setCollectionOptions",
  "setOnExit",
  "setOnStepChange",
  "setOnLoadError",
  "setOnLoaderStart",
];

const style = new CSSStyleSheet();
style.replaceSync(STYLE);

class AccountOnboarding extends HTMLElement {
  #shadow = this.attachShadow({ mode: "closed" });
  #host = h("div", { class: "form" });
  #values = {};
  #instance;
  #life;
  #rendered = false;
  #exited = false;

  constructor() {
    super();
    this.#shadow.adoptedStyleSheets = [style];
  }

  /** Binds the element to an instance: called once by the npm wrapper, or by `create`. */
  setConnector(connect) {
    this.#instance = INSTANCES.get(connect);
    this.#start();
  }

  connectedCallback() {
    this.#start();
  }

  disconnectedCallback() {
    this.#stop();
  }

  /** Called through the setters below. */
  set(name, value) {
    // Stripe: collection options cannot be changed after the first render.
    if (name === "setCollectionOptions" && this.#rendered) return;
    this.#values[name] = value;
  }

  async #start() {
    if (this.#life || this.#exited || !this.isConnected || !this.#instance || this.#instance.ended) return;
    this.#life = new AbortController();
    this.#instance.components.add(this);
    const { signal } = this.#life;
    const { session } = this.#instance;
    // Setters reach the element just after it is bound; Stripe's frame takes its time too.
    await new Promise((resolve) => setTimeout(resolve));
    let shown = false;
    const load = () => {
      if (shown || signal.aborted) return;
      shown = true;
      this.#emit("setOnLoaderStart", { elementTagName: TAG });
      this.#draw(skeleton());
    };
    try {
      if (signal.aborted) return;
      const { loadError, exit } = await session.claim();
      if (signal.aborted) return;
      if (!loadError?.beforeLoader) load();
      if (loadError) throw new Failure(loadError.type, "Made to fail by the sandbox.");
      const due = await session.due(signal);
      if (signal.aborted) return;
      this.#form().begin(due, exit);
    } catch (failure) {
      if (signal.aborted) return;
      // A secret that was used or is too old fails in the form; one that never came fails before it.
      if (failure.type === "authentication_error" && failure.code) load();
      this.#failed(failure, shown);
    }
  }

  #stop() {
    this.#life?.abort();
    this.#life = undefined;
    this.#instance?.components.delete(this);
    this.#shadow.replaceChildren();
  }

  /** The instance was logged out: its components no longer render. */
  end() {
    this.#stop();
  }

  /** Takes the appearance of the instance, now and at every update. */
  applyAppearance() {
    for (const name of [...this.#host.style]) this.#host.style.removeProperty(name);
    for (const [name, value] of Object.entries(this.#instance.appearance?.variables ?? {})) {
      this.#host.style.setProperty(`--${name}`, String(value));
    }
  }

  #draw(...nodes) {
    this.#host.replaceChildren(...nodes);
    if (!this.#host.isConnected) this.#shadow.replaceChildren(this.#host);
    this.applyAppearance();
  }

  #form() {
    this.#rendered = true;
    this.#draw();
    const values = this.#values;
    const requirements = { ...values.setCollectionOptions?.requirements };
    // The deprecated setter says the same as excluding the terms.
    if (values.setSkipTermsOfServiceCollection && !requirements.only) {
      requirements.exclude = [...(requirements.exclude ?? []), "tos_acceptance.*"];
    }
    const options = {
      requirements,
      termsUrl: values.setFullTermsOfServiceUrl ?? "https://stripe.com/connect-account/legal/full",
      privacyUrl: values.setPrivacyPolicyUrl ?? "https://stripe.com/privacy",
    };
    return new Form({
      host: this.#host,
      session: this.#instance.session,
      options,
      report: {
        step: (step) => this.#emit("setOnStepChange", { step }),
        exit: () => this.#exit(),
        failed: (failure) => this.#failed(failure, true),
      },
    });
  }

  #exit() {
    if (this.#exited) return;
    this.#exited = true;
    this.#emit("setOnExit");
  }

  #failed({ type, message }, shown) {
    // Before onLoaderStart the error is the host's to draw.
    if (shown) {
      this.#draw(banner([]), h("div", { class: "failed", role: "alert" },
        h("h2", {}, "This form could not be loaded"), h("p", { class: "lead" }, message)));
    }
    this.#emit("setOnLoadError", { error: { type, message }, elementTagName: TAG });
  }

  #emit(setter, ...payload) {
    try {
      this.#values[setter]?.(...payload);
    } catch (error) {
      // The host's mistake is the host's to see, and must not end the form.
      reportError(error);
    }
  }
}

// The npm wrapper hides each public setter behind its own and calls the InternalOnly one; without the wrapper the
// public one is called directly.
for (const name of SETTERS) {
  const set = function (value) {
    this.set(name, value);
  };
  Object.defineProperty(AccountOnboarding.prototype, name, { value: set, writable: true, configurable: true });
  Object.defineProperty(AccountOnboarding.prototype, `${name}InternalOnly`, { value: set });
}

function skeleton() {
  return h("div", { class: "skeleton", role: "status" }, h("span", { class: "visually-hidden" }, "Loading the form"),
    ["short", "title", "box", "box", "button"].map((shape) => h("i", { class: shape })));
}
