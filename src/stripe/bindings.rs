//! Connect.js as it stands in JavaScript: the page's global, an instance, and the element with its setters.
//!
//! Decides nothing. Everything is declared with `catch`, accessors included: a page may have put anything in the place
//! of what is Stripe's, and a method that is absent throws when it is called.
//!
//! What Stripe documents for pages without npm comes first. What stands below [the line](self#private) is private to
//! Stripe's npm package (`@stripe/connect-js` 3.4.6) and may change without notice: it is used only where the
//! documented way is absent, or tells Stripe which protocol is spoken.
//!
//! Documented: <https://docs.stripe.com/connect/get-started-connect-embedded-components>, "without frontend npm
//! packages".
//!
//! # Private
//!
//! `optimizedLoading`, `metaOptions` and its members, `connect`, `setConnector`, and every setter that ends in
//! `InternalOnly`.

use js_sys::{Function, Object};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::{Element, Window};

/// The element, as Connect.js defines it, and the name by which `create` knows it.
pub(super) const TAG: &str = "stripe-connect-account-onboarding";
pub(super) const COMPONENT: &str = "account-onboarding";

type Result<T> = std::result::Result<T, JsValue>;

#[wasm_bindgen]
extern "C" {
    /// The window, as far as it has Stripe's global.
    #[wasm_bindgen(extends = Window)]
    pub(super) type Page;
    #[wasm_bindgen(method, getter, catch, js_name = StripeConnect)]
    pub(super) fn stripe_connect(this: &Page) -> Result<JsValue>;
    #[wasm_bindgen(method, setter, catch, js_name = StripeConnect)]
    pub(super) fn set_stripe_connect(this: &Page, value: &JsValue) -> Result<()>;

    /// `window.StripeConnect`.
    #[derive(Clone)]
    pub(super) type Global;
    #[wasm_bindgen(method, getter, catch, js_name = init)]
    pub(super) fn get_init(this: &Global) -> Result<JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn init(this: &Global, params: &Params) -> Result<JsValue>;

    /// What `init` takes.
    #[wasm_bindgen(extends = Object)]
    pub(super) type Params;
    #[wasm_bindgen(method, setter, catch, js_name = fetchClientSecret)]
    pub(super) fn set_fetch_client_secret(this: &Params, function: &Function) -> Result<()>;

    /// What `init` returns.
    pub(super) type Instance;
    #[wasm_bindgen(method, catch)]
    pub(super) fn create(this: &Instance, component: &str) -> Result<JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn update(this: &Instance, changes: &JsValue) -> Result<()>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn logout(this: &Instance) -> Result<JsValue>;

    /// `<stripe-connect-account-onboarding>`.
    #[wasm_bindgen(extends = Element)]
    pub(super) type Onboarding;
    #[wasm_bindgen(method, catch, js_name = setFullTermsOfServiceUrl)]
    fn set_full_terms(this: &Onboarding, value: &JsValue) -> Result<()>;
    #[wasm_bindgen(method, catch, js_name = setRecipientTermsOfServiceUrl)]
    fn set_recipient_terms(this: &Onboarding, value: &JsValue) -> Result<()>;
    #[wasm_bindgen(method, catch, js_name = setPrivacyPolicyUrl)]
    fn set_privacy_policy(this: &Onboarding, value: &JsValue) -> Result<()>;
    #[wasm_bindgen(method, catch, js_name = setSkipTermsOfServiceCollection)]
    fn set_skip_terms(this: &Onboarding, value: &JsValue) -> Result<()>;
    #[wasm_bindgen(method, catch, js_name = setCollectionOptions)]
    fn set_collection_options(this: &Onboarding, value: &JsValue) -> Result<()>;
    #[wasm_bindgen(method, catch, js_name = setOnExit)]
    fn set_on_exit(this: &Onboarding, value: &JsValue) -> Result<()>;
    #[wasm_bindgen(method, catch, js_name = setOnStepChange)]
    fn set_on_step_change(this: &Onboarding, value: &JsValue) -> Result<()>;
    #[wasm_bindgen(method, catch, js_name = setOnLoadError)]
    fn set_on_load_error(this: &Onboarding, value: &JsValue) -> Result<()>;
    #[wasm_bindgen(method, catch, js_name = setOnLoaderStart)]
    fn set_on_loader_start(this: &Onboarding, value: &JsValue) -> Result<()>;
}

// Private to Stripe's npm package, all of it.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(method, setter, catch, js_name = optimizedLoading)]
    pub(super) fn set_optimized_loading(this: &Global, value: bool) -> Result<()>;

    #[wasm_bindgen(method, setter, catch, js_name = metaOptions)]
    pub(super) fn set_meta_options(this: &Params, value: &MetaOptions) -> Result<()>;

    /// Which protocol is spoken, and the secret that is under way already.
    #[wasm_bindgen(extends = Object)]
    pub(super) type MetaOptions;
    #[wasm_bindgen(method, setter, catch, js_name = eagerClientSecretPromise)]
    pub(super) fn set_eager_client_secret(this: &MetaOptions, promise: &JsValue) -> Result<()>;
    #[wasm_bindgen(method, setter, catch, js_name = sdk)]
    pub(super) fn set_sdk(this: &MetaOptions, value: bool) -> Result<()>;
    #[wasm_bindgen(method, setter, catch, js_name = sdkOptions)]
    pub(super) fn set_sdk_options(this: &MetaOptions, value: &JsValue) -> Result<()>;

    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn connect(this: &Instance) -> Result<JsValue>;
    #[wasm_bindgen(method, catch, js_name = setConnector)]
    pub(super) fn set_connector(this: &Onboarding, connector: &JsValue) -> Result<()>;

    #[wasm_bindgen(method, catch, js_name = setFullTermsOfServiceUrlInternalOnly)]
    fn set_full_terms_privately(this: &Onboarding, value: &JsValue) -> Result<()>;
    #[wasm_bindgen(method, catch, js_name = setRecipientTermsOfServiceUrlInternalOnly)]
    fn set_recipient_terms_privately(this: &Onboarding, value: &JsValue) -> Result<()>;
    #[wasm_bindgen(method, catch, js_name = setPrivacyPolicyUrlInternalOnly)]
    fn set_privacy_policy_privately(this: &Onboarding, value: &JsValue) -> Result<()>;
    #[wasm_bindgen(method, catch, js_name = setSkipTermsOfServiceCollectionInternalOnly)]
    fn set_skip_terms_privately(this: &Onboarding, value: &JsValue) -> Result<()>;
    #[wasm_bindgen(method, catch, js_name = setCollectionOptionsInternalOnly)]
    fn set_collection_options_privately(this: &Onboarding, value: &JsValue) -> Result<()>;
    #[wasm_bindgen(method, catch, js_name = setOnExitInternalOnly)]
    fn set_on_exit_privately(this: &Onboarding, value: &JsValue) -> Result<()>;
    #[wasm_bindgen(method, catch, js_name = setOnStepChangeInternalOnly)]
    fn set_on_step_change_privately(this: &Onboarding, value: &JsValue) -> Result<()>;
    #[wasm_bindgen(method, catch, js_name = setOnLoadErrorInternalOnly)]
    fn set_on_load_error_privately(this: &Onboarding, value: &JsValue) -> Result<()>;
    #[wasm_bindgen(method, catch, js_name = setOnLoaderStartInternalOnly)]
    fn set_on_loader_start_privately(this: &Onboarding, value: &JsValue) -> Result<()>;
}

type Set = fn(&Onboarding, &JsValue) -> Result<()>;

/// One setting of the element: the documented setter, and the private one that does the same.
pub(super) struct Setter(Set, Set);

impl Setter {
    /// Sets it by whichever of the two the element has.
    ///
    /// # Errors
    ///
    /// What was thrown where it has neither, or where both threw.
    pub(super) fn set(&self, element: &Onboarding, value: &JsValue) -> Result<()> {
        let Setter(documented, private) = self;
        documented(element, value).or_else(|_| private(element, value))
    }
}

pub(super) const FULL_TERMS: Setter = Setter(
    Onboarding::set_full_terms,
    Onboarding::set_full_terms_privately,
);
pub(super) const RECIPIENT_TERMS: Setter = Setter(
    Onboarding::set_recipient_terms,
    Onboarding::set_recipient_terms_privately,
);
pub(super) const PRIVACY_POLICY: Setter = Setter(
    Onboarding::set_privacy_policy,
    Onboarding::set_privacy_policy_privately,
);
pub(super) const SKIP_TERMS: Setter = Setter(
    Onboarding::set_skip_terms,
    Onboarding::set_skip_terms_privately,
);
pub(super) const COLLECTION_OPTIONS: Setter = Setter(
    Onboarding::set_collection_options,
    Onboarding::set_collection_options_privately,
);
pub(super) const ON_EXIT: Setter =
    Setter(Onboarding::set_on_exit, Onboarding::set_on_exit_privately);
pub(super) const ON_STEP_CHANGE: Setter = Setter(
    Onboarding::set_on_step_change,
    Onboarding::set_on_step_change_privately,
);
pub(super) const ON_LOAD_ERROR: Setter = Setter(
    Onboarding::set_on_load_error,
    Onboarding::set_on_load_error_privately,
);
pub(super) const ON_LOADER_START: Setter = Setter(
    Onboarding::set_on_loader_start,
    Onboarding::set_on_loader_start_privately,
);
