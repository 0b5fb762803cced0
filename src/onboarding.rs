//! The Leptos components that hosts use.
//!
//! Each mount is one driver and one view, and both end with the component. Another organisation is another mount:
//! key the component by its id.

use crate::api::Api;
use crate::config::PublishableKey;
use crate::connect::ScriptUrl;
use crate::driver::{Driver, Mount};
use crate::flow::flow::FormPolicy;
use crate::view::{
    self,
    dom::{El, stand},
};
use crate::words::Words;
use leptos::prelude::*;
use uuid::Uuid;

/// Takes a person from nothing to an Active payment account: where things stand, and Stripe's form.
///
/// A fresh session is asked for at each mount, beside the first status read.
#[component]
pub fn PaymentAccountOnboarding(
    /// Whose account it is.
    organisation: Uuid,
    /// Stripe's `pk_…`, from the host's configuration: no endpoint of Dolfin's returns it.
    publishable_key: PublishableKey,
    /// How to reach Dolfin.
    api: Api,
    /// Where Connect.js comes from. Only a build with the feature `sandbox` can name another place than Stripe's.
    #[prop(optional)]
    script: ScriptUrl,
    /// The language of Stripe's form, as a BCP 47 tag.
    #[prop(into, default = "en-GB".into())]
    locale: String,
) -> impl IntoView {
    stand(onboarding(
        organisation,
        publishable_key,
        api,
        script,
        locale,
    ))
}

/// The same as an element, where a reactive owner is at hand and no Leptos view is wanted.
pub(crate) fn onboarding(
    organisation: Uuid,
    publishable_key: PublishableKey,
    api: Api,
    script: ScriptUrl,
    locale: String,
) -> El {
    let is_test = publishable_key.is_test();
    let driver = Driver::start(Mount {
        organisation,
        key: Some(publishable_key),
        api,
        script,
        form: FormPolicy::AtOnce,
        locale,
    });
    view::onboarding(driver, is_test, Words)
}

/// Shows where a payment account stands, without Stripe's form.
#[component]
pub fn PaymentAccountStatus(
    /// Whose account it is.
    organisation: Uuid,
    /// How to reach Dolfin.
    api: Api,
    /// Called when the person wants the form, which is somewhere else.
    #[prop(optional, into)]
    on_open: Option<UnsyncCallback<()>>,
) -> impl IntoView {
    stand(status(organisation, api, on_open))
}

/// The same as an element.
pub(crate) fn status(organisation: Uuid, api: Api, on_open: Option<UnsyncCallback<()>>) -> El {
    let driver = Driver::start(Mount {
        organisation,
        key: None,
        api,
        script: ScriptUrl::default(),
        form: FormPolicy::Never,
        locale: String::new(),
    });
    view::status(driver, on_open, Words)
}
