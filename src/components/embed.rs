//! The Leptos components that hosts use.
//!
//! Each mount is one runner and one view, and both end with the component. Another organisation is another mount:
//! key the component by its id.

use crate::components::brand::branded;
use crate::components::callbacks::Callbacks;
use crate::components::hook::PaymentAccount;
use crate::components::slot::Slots;
use crate::components::view_options::{HeadingLevel, ViewOptions};
use crate::components::{style_sheet, view};
use crate::console;
use crate::dolfin::Api;
use crate::reactive::element::{El, el};
use crate::reactive::signal::Getter;
use crate::runtime::{
    handle::MountHandle,
    mount::{Mount, PollControl, RequestHandler},
    mount_runner::MountRunner,
};
use crate::stripe::{loader::ConnectScript, options::FormOptions};
use crate::translator::{FILES, Language, Translator, files_in};
use leptos::{html, prelude::*};
use onboarding_core::account::{diff::Change, problem::Problem, situation::Assessment};
use onboarding_core::config::{Brand, BusinessType, PublishableKey};
use onboarding_core::onboarding::host_request::HostRequest;
use onboarding_core::onboarding::machine::FormPolicy;
use onboarding_core::text::Messages;
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
    /// Whose account it is. Needed, as `api` is, where there is no `account`.
    #[prop(optional)]
    organisation: Option<Uuid>,
    /// Stripe's `pk_…`, from the host's configuration: no endpoint of Dolfin's returns it.
    publishable_key: PublishableKey,
    /// How to reach Dolfin.
    #[prop(optional)]
    api: Option<Api>,
    /// An account that other components have, too: all that are given the same one share one status query. It is read
    /// at the start; its organisation and API count, and not the two above.
    #[prop(optional)]
    account: Option<PaymentAccount>,
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
    /// Where the files of `core/src/text/locales` are served.
    #[prop(into, default = FILES.to_owned())]
    locale_files: String,
    /// Told Stripe's name of each step the person goes to. Stripe changes the names at will.
    #[prop(optional, into)]
    on_step: Option<UnsyncCallback<String>>,
    /// Told what only the host can do: sign the person in, enable payments, reset the integration, bring them to
    /// support. Answers whether it will; otherwise, and without a callback, a sentence says whom to turn to.
    #[prop(optional, into)]
    on_request: Option<UnsyncCallback<HostRequest, bool>>,
    /// Told where the account stands, or why that cannot be had, once it is known for the first time.
    #[prop(optional, into)]
    on_ready: Option<UnsyncCallback<Assessment>>,
    /// Told each thing that is different from one reading of the account to the next, the most important first.
    #[prop(optional, into)]
    on_change: Option<UnsyncCallback<Change>>,
    /// Told that the person has left Stripe's form, done or not: `on_change` says what came of it.
    #[prop(optional, into)]
    on_exit: Option<UnsyncCallback<()>>,
    /// Told what went wrong, with the account or with Stripe's form. The person has read it already.
    #[prop(optional, into)]
    on_error: Option<UnsyncCallback<Problem>>,
    /// What the host says its own way.
    #[prop(optional)]
    slots: Slots,
    /// What kind of business it is, where the host knows: it decides what a person is told to have at hand.
    #[prop(optional)]
    business: BusinessType,
    /// The organisation's logo and colour.
    #[prop(optional, into)]
    brand: Signal<Brand>,
    /// The level of the component's topmost heading, from 1 to 6; those below it follow.
    #[prop(default = 2)]
    heading_level: u8,
    /// True once the person has signed out of the host: Stripe's session ends too, and this mount with it.
    #[prop(optional, into)]
    signed_out: Signal<bool>,
    /// Notified, the status is read at once: the host has heard of a change, by its webhook or push.
    #[prop(optional)]
    refresh: Option<Trigger>,
    /// While true, the status is not read, whoever asks; Stripe's form is not touched.
    #[prop(optional, into)]
    paused: Signal<bool>,
) -> impl IntoView {
    let Some(mount) = mount_of(account, organisation, api) else {
        return attach(nothing());
    };
    let mount = Mount {
        key: Some(publishable_key),
        script,
        form: opens,
        options: getter(form),
        locale: getter(locale),
        on_step: on_step.map(|on_step| -> Rc<dyn Fn(String)> {
            Rc::new(move |step| _ = on_step.try_run(step))
        }),
        on_request: on_request.map(request_handler),
        poll: poll_control(refresh, paused),
        signed_out: getter(signed_out),
        business,
        ..mount
    };
    let translator = translator(locale, messages, locale_files);
    let options = ViewOptions {
        is_test: mount.key.as_ref().is_some_and(|key| key.is_test()),
        heading_level: HeadingLevel::new(heading_level),
        ..ViewOptions::default()
    };
    let runner = MountRunner::start(mount);
    let callbacks = Callbacks {
        ready: on_ready,
        change: on_change,
        exit: on_exit,
        error: on_error,
    };
    callbacks.follow(runner.state());
    let component = view::onboarding(runner, slots, options, translator);
    attach(branded(component, getter(brand)))
}

/// Shows where a payment account stands, without Stripe's form.
#[component]
pub fn PaymentAccountStatus(
    /// Whose account it is. Needed, as `api` is, where there is no `account`.
    #[prop(optional)]
    organisation: Option<Uuid>,
    /// How to reach Dolfin.
    #[prop(optional)]
    api: Option<Api>,
    /// An account that other components have, too: all that are given the same one share one status query. It is read
    /// at the start; its organisation and API count, and not the two above.
    #[prop(optional)]
    account: Option<PaymentAccount>,
    /// Called when the person wants the form, which is somewhere else. Without it, `on_request` is asked to open it.
    #[prop(optional, into)]
    on_open: Option<UnsyncCallback<()>>,
    /// Told what only the host can do, as on [`PaymentAccountOnboarding`].
    #[prop(optional, into)]
    on_request: Option<UnsyncCallback<HostRequest, bool>>,
    /// Told where the account stands, or why that cannot be had, once it is known for the first time.
    #[prop(optional, into)]
    on_ready: Option<UnsyncCallback<Assessment>>,
    /// Told each thing that is different from one reading of the account to the next, the most important first.
    #[prop(optional, into)]
    on_change: Option<UnsyncCallback<Change>>,
    /// Told what went wrong, as on [`PaymentAccountOnboarding`].
    #[prop(optional, into)]
    on_error: Option<UnsyncCallback<Problem>>,
    /// What the host says its own way.
    #[prop(optional)]
    slots: Slots,
    /// The language of the page, as a BCP 47 tag. The nearest of ours is taken, and English where there is none near. A
    /// change shows at once.
    #[prop(into, default = Signal::stored("en-GB".to_owned()))]
    locale: Signal<String>,
    /// Sentences of the host's own, in place of ours. One that cannot be used is named on the console.
    #[prop(optional, into)]
    messages: Signal<Messages>,
    /// Where the files of `core/src/text/locales` are served.
    #[prop(into, default = FILES.to_owned())]
    locale_files: String,
    /// What kind of business it is, where the host knows: it decides what a person is told to have at hand.
    #[prop(optional)]
    business: BusinessType,
    /// The organisation's logo and colour.
    #[prop(optional, into)]
    brand: Signal<Brand>,
    /// The level of the component's topmost heading, from 1 to 6; those below it follow.
    #[prop(default = 2)]
    heading_level: u8,
    /// Notified, the status is read at once: the host has heard of a change, by its webhook or push.
    #[prop(optional)]
    refresh: Option<Trigger>,
    /// While true, the status is not read, whoever asks.
    #[prop(optional, into)]
    paused: Signal<bool>,
) -> impl IntoView {
    let Some(mount) = mount_of(account, organisation, api) else {
        return attach(nothing());
    };
    let mount = Mount {
        on_request: on_request.map(request_handler),
        poll: poll_control(refresh, paused),
        business,
        ..mount
    };
    let on_open =
        on_open.map(|on_open| -> Rc<dyn Fn()> { Rc::new(move || _ = on_open.try_run(())) });
    let translator = translator(locale, messages, locale_files);
    let options = ViewOptions {
        heading_level: HeadingLevel::new(heading_level),
        ..ViewOptions::default()
    };
    let runner = MountRunner::start(mount);
    let callbacks = Callbacks {
        ready: on_ready,
        change: on_change,
        error: on_error,
        ..Callbacks::default()
    };
    callbacks.follow(runner.state());
    let component = view::status(runner, slots, on_open, options, translator);
    attach(branded(component, getter(brand)))
}

/// The mount of whatever account the host has given.
fn mount_of(
    account: Option<PaymentAccount>,
    organisation: Option<Uuid>,
    api: Option<Api>,
) -> Option<Mount> {
    match account {
        // One that has ended is not made up for by another way to it.
        Some(account) => account.share(),
        None => Some(Mount::new(organisation?, api?)),
    }
}

/// Stands in for a component that was told of no account.
fn nothing() -> El {
    console::warn("dolfin: a component needs organisation and api, or an account that is in use.");
    el("div")
}

/// Our sentences, in the host's language and with its own over them.
fn translator(locale: Signal<String>, messages: Signal<Messages>, files: String) -> Translator {
    let translator = Translator::english();
    translator.follow(Language {
        locale: getter(locale),
        messages: getter(messages),
        files: files_in(files),
    });
    translator
}

/// A host's callback for what only it can do.
fn request_handler(on_request: UnsyncCallback<HostRequest, bool>) -> RequestHandler {
    Rc::new(move |request| on_request.try_run(request) == Some(true))
}

/// A host's trigger and pause.
fn poll_control(refresh: Option<Trigger>, paused: Signal<bool>) -> PollControl {
    PollControl {
        refresh: refresh.map(|trigger| -> Getter<()> { Rc::new(move || trigger.track()) }),
        paused: getter(paused),
    }
}

/// What a host's signal says. A signal may end before the component does: from then on it says what is the default of
/// its type, as if the host had never set it.
fn getter<T: Clone + Default + Send + Sync + 'static>(signal: Signal<T>) -> Getter<T> {
    Rc::new(move || signal.try_get().unwrap_or_default())
}

/// Brings an element into a Leptos view, in a `<div>` of its own, and our style sheet into the page.
pub(crate) fn attach(el: El) -> impl IntoView {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        style_sheet::adopt(&document);
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
