// Stands in for Stripe's script in the bench: as little as @stripe/connect-js 3.4 and our own bridge need. An element
// asks for its secret once it is in the page, and draws a box when it has it.
(() => {
  const NAMES = ["OnExit", "OnStepChange", "OnLoadError", "OnLoaderStart", "CollectionOptions", "FullTermsOfServiceUrl", "RecipientTermsOfServiceUrl", "PrivacyPolicyUrl", "SkipTermsOfServiceCollection"];
  class Form extends HTMLElement {
    setConnector(connect) {
      this.secret = connect;
      this.connectedCallback();
    }
    async connectedCallback() {
      if (!this.secret || !this.isConnected || this.hasBegun) return;
      this.hasBegun = true;
      await this.secret();
      this.append(document.createElement("p"));
      performance.mark("bench:mounted");
      this.OnLoaderStart?.({ elementTagName: this.localName });
    }
  }
  for (const name of NAMES) {
    Form.prototype[`set${name}InternalOnly`] = Form.prototype[`set${name}`] = function (value) {
      this[name] = value;
    };
  }
  customElements.define("stripe-connect-account-onboarding", Form);
  const init = ({ fetchClientSecret, metaOptions }) => {
    const secret = metaOptions?.eagerClientSecretPromise ?? fetchClientSecret();
    const connect = () => secret;
    const create = () => {
      const form = document.createElement("stripe-connect-account-onboarding");
      form.setConnector(connect);
      return form;
    };
    return { connect, create, update() {}, logout: async () => {} };
  };
  window.StripeConnect = Object.assign(window.StripeConnect ?? {}, { init });
  window.StripeConnect.onLoad?.();
})();
