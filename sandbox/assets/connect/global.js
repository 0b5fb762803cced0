// The global protocol: `window.StripeConnect.init`, and the page's own `onLoad`.

/** What the opaque `connect` of each instance stands for. */
const INSTANCES = new WeakMap();

function init(params) {
  const instance = {
    session: new Session(params),
    appearance: params.appearance,
    components: new Set(),
    ended: false,
  };
  const connect = Object.freeze({});
  INSTANCES.set(connect, instance);
  return {
    connect,
    create(name) {
      const element = document.createElement(`stripe-connect-${name}`);
      if (!element.setConnector) throw new Error(`The stand-in has no ${name}; only account-onboarding.`);
      element.setConnector(connect);
      return element;
    },
    update({ appearance } = {}) {
      if (!appearance) return;
      instance.appearance = appearance;
      for (const component of instance.components) component.applyAppearance();
    },
    async logout() {
      instance.ended = true;
      for (const component of [...instance.components]) component.end();
      await instance.session.end();
    },
  };
}

// Two tags, or a page that loads a second copy, must not define the element twice.
if (!customElements.get(TAG)) customElements.define(TAG, AccountOnboarding);

// The page may have left `onLoad` there before; everything of its own is kept.
window.StripeConnect = Object.assign(window.StripeConnect ?? {}, { init });
window.StripeConnect.onLoad?.();
