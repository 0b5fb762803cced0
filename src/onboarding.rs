//! The Leptos components that hosts use.
//!
//! Each mount is one driver and one view, and both end with the component. Another organisation is another mount:
//! key the component by its id.

use crate::account::standing::Request;
use crate::api::Api;
use crate::config::{Brand, PublishableKey};
use crate::connect::{ConnectScript, FormOptions};
use crate::driver::{Ask, Driver, Mount, WatchControl};
use crate::flow::flow::FormPolicy;
use crate::view::{self, brand::branded, dom::El, sheet};
use crate::watched::{Live, fixed};
use crate::words::{FILES, Language, Messages, Words, files_in};
use leptos::{html, prelude::*};
use send_wrapper::SendWrapper;
use std::rc::Rc;
use uuid::Uuid;
use web_sys::{Element, HtmlElement};

/// Takes a person from nothing to an Active payment account: where things stand, and Stripe's form.
///
/// A fresh session is asked for each time the form opens: unless `opens` says otherwise, at each mount, beside the first
/// status read.
#[component]
pub fn PaymentAccountOnboarding(
    /// Whose account it is.
    organisation: Uuid,
    /// Stripe's `pk_…`, from the host's configuration: no endpoint of Dolfin's returns it.
    publishable_key: PublishableKey,
    /// How to reach Dolfin.
    api: Api,
    /// How Connect.js is loaded. Only a build with the feature `sandbox` can name another place than Stripe's.
    #[prop(optional)]
    script: ConnectScript,
    /// How Stripe's form looks and what it asks. A change of the look shows at once; the rest counts from the next
    /// opening.
    #[prop(optional, into)]
    form: Signal<FormOptions>,
    /// When Stripe's form opens: with the mount, or only when the person asks for it.
    #[prop(optional)]
    opens: FormPolicy,
    /// The language of the page and of Stripe's form, as a BCP 47 tag. The nearest of ours is taken, and English where
    /// there is none near. A change shows at once.
    #[prop(into, default = Signal::stored("en-GB".to_owned()))]
    locale: Signal<String>,
    /// Sentences of the host's own, in place of ours. One that cannot be used is named on the console.
    #[prop(optional, into)]
    messages: Signal<Messages>,
    /// Where the files of `src/words/locales` are served.
    #[prop(into, default = FILES.to_owned())]
    locale_files: String,
    /// Told Stripe's name of each step the person goes to. Stripe changes the names at will.
    #[prop(optional, into)]
    on_step: Option<UnsyncCallback<String>>,
    /// Told what only the host can do: sign the person in, enable payments, reset the integration, bring them to
    /// support. Answers whether it will; otherwise, and without a callback, a sentence says whom to turn to.
    #[prop(optional, into)]
    on_request: Option<UnsyncCallback<Request, bool>>,
    /// The organisation's logo and colour.
    #[prop(optional, into)]
    brand: Signal<Brand>,
    /// True once the person has signed out of the host: Stripe's session ends too, and this mount with it.
    #[prop(optional, into)]
    signed_out: Signal<bool>,
    /// Notified, the status is read at once: the host has heard of a change, by its webhook or push.
    #[prop(optional)]
    refresh: Option<Trigger>,
    /// While true, the status is not read, whoever asks; Stripe's form is not touched. Components of one page that
    /// show the same account share their reads: one that is paused silences all.
    #[prop(optional, into)]
    paused: Signal<bool>,
) -> impl IntoView {
    let words = Words::english();
    words.follow(Language {
        locale: live(locale),
        messages: live(messages),
        files: files_in(locale_files),
    });
    let component = onboarding(
        organisation,
        publishable_key,
        api,
        script,
        StripeForm {
            opens,
            options: live(form),
            locale: live(locale),
            on_step: on_step.map(|on_step| -> Rc<dyn Fn(String)> {
                Rc::new(move |step| _ = on_step.try_run(step))
            }),
            on_request: on_request.map(|on_request| -> Ask {
                Rc::new(move |request| on_request.try_run(request) == Some(true))
            }),
            signed_out: live(signed_out),
        },
        words,
        WatchControl {
            refresh: refresh.map(heard),
            paused: live(paused),
        },
    );
    stand(branded(component, live(brand)))
}

/// What of Stripe's form a host sets, and may change while it is open.
pub(crate) struct StripeForm {
    pub(crate) opens: FormPolicy,
    pub(crate) options: Live<FormOptions>,
    pub(crate) locale: Live<String>,
    pub(crate) on_step: Option<Rc<dyn Fn(String)>>,
    pub(crate) on_request: Option<Ask>,
    pub(crate) signed_out: Live<bool>,
}

impl Default for StripeForm {
    fn default() -> Self {
        Self {
            opens: FormPolicy::default(),
            options: fixed(FormOptions::default()),
            locale: fixed("en-GB".to_owned()),
            on_step: None,
            on_request: None,
            signed_out: fixed(false),
        }
    }
}

/// The same as an element, where a reactive owner is at hand and no Leptos view is wanted.
pub(crate) fn onboarding(
    organisation: Uuid,
    publishable_key: PublishableKey,
    api: Api,
    script: ConnectScript,
    stripe: StripeForm,
    words: Words,
    watch: WatchControl,
) -> El {
    let StripeForm {
        opens,
        options,
        locale,
        on_step,
        on_request,
        signed_out,
    } = stripe;
    let is_test = publishable_key.is_test();
    let mount = Mount {
        organisation,
        key: Some(publishable_key),
        api,
        script,
        form: opens,
        options,
        locale,
        on_step,
        on_request,
        watch,
    };
    view::onboarding(Driver::follow(mount, signed_out), is_test, words)
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
    /// The language of the page, as a BCP 47 tag. The nearest of ours is taken, and English where there is none near. A
    /// change shows at once.
    #[prop(into, default = Signal::stored("en-GB".to_owned()))]
    locale: Signal<String>,
    /// Sentences of the host's own, in place of ours. One that cannot be used is named on the console.
    #[prop(optional, into)]
    messages: Signal<Messages>,
    /// Where the files of `src/words/locales` are served.
    #[prop(into, default = FILES.to_owned())]
    locale_files: String,
    /// The organisation's logo and colour.
    #[prop(optional, into)]
    brand: Signal<Brand>,
    /// Notified, the status is read at once: the host has heard of a change, by its webhook or push.
    #[prop(optional)]
    refresh: Option<Trigger>,
    /// While true, the status is not read, whoever asks. Components of one page that show the same account share
    /// their reads: one that is paused silences all.
    #[prop(optional, into)]
    paused: Signal<bool>,
) -> impl IntoView {
    let words = Words::english();
    words.follow(Language {
        locale: live(locale),
        messages: live(messages),
        files: files_in(locale_files),
    });
    let watch = WatchControl {
        refresh: refresh.map(heard),
        paused: live(paused),
    };
    let component = status(
        organisation,
        api,
        on_open.map(|on_open| -> Rc<dyn Fn()> { Rc::new(move || _ = on_open.try_run(())) }),
        words,
        watch,
    );
    stand(branded(component, live(brand)))
}

/// The same as an element.
pub(crate) fn status(
    organisation: Uuid,
    api: Api,
    on_open: Option<Rc<dyn Fn()>>,
    words: Words,
    watch: WatchControl,
) -> El {
    let driver = Driver::start(Mount::without_form(organisation, api, watch));
    view::status(driver, on_open, words)
}

/// What a host's signal says; once it has ended, what it would say by default.
fn live<T: Clone + Default + Send + Sync + 'static>(signal: Signal<T>) -> Live<T> {
    Rc::new(move || signal.try_get().unwrap_or_default())
}

/// A host's trigger, as what is read to follow it.
fn heard(trigger: Trigger) -> Live<()> {
    Rc::new(move || trigger.track())
}

/// Brings an element into a Leptos view, in a `<div>` of its own, and the page's sheet along.
pub(crate) fn stand(el: El) -> impl IntoView {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        sheet::adopt(&document);
    }
    html::div().directive(
        |host: Element, el: SendWrapper<Option<HtmlElement>>| {
            if let Some(element) = &*el {
                // A router keeps the host and asks again for another page: what stood there goes.
                host.replace_children_with_node_1(element);
            }
        },
        SendWrapper::new(el.element().cloned()),
    )
}
