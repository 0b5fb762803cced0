//! What the npm package is made of: one class for JavaScript.
//!
//! The custom elements themselves are JavaScript (`npm/src/element.js`), because wasm-bindgen cannot make a class that
//! extends `HTMLElement`. This is all they need of WebAssembly: mount into a node, change what may change, end. It
//! decides nothing, and knows neither attributes nor events; what it reports goes through one function of its host.

mod settings;
mod snapshot;

use crate::components::brand::branded;
use crate::components::slot::Slots;
use crate::components::view_options::ViewOptions;
use crate::components::waiting::wait_for_answer;
use crate::components::{form, style_sheet, view};
use crate::js_value::own;
use crate::reactive::element::El;
use crate::reactive::signal::{RwSignal, getter};
use crate::runtime::{
    handle::MountHandle,
    mount::Mount,
    mount_runner::{HAS_FORM, MountRunner},
    query_runner::QueryRunner,
};
use crate::stripe::options::FormOptions;
use crate::translator::{Language, Translator};
use any_spawner::Executor;
use js_sys::Function;
use onboarding_core::config::{Brand, ConfigError};
use onboarding_core::onboarding::host_request::HostRequest;
use onboarding_core::onboarding::{events::Event, machine::FormPolicy};
use onboarding_core::text::Messages;
use reactive_graph::{effect::Effect, owner::Owner};
use settings::Settings;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{Element, HtmlElement};

/// Whether this build has an interface of its own.
const HAS_VIEW: bool = cfg!(feature = "view");

/// One mount. Freeing it ends everything it started and takes its view away.
#[wasm_bindgen]
pub struct PaymentAccount {
    owner: Owner,
    runner: Rc<MountRunner>,
    options: RwSignal<FormOptions>,
    locale: RwSignal<String>,
    messages: RwSignal<Messages>,
    brand: RwSignal<Brand>,
    view: Option<Element>,
}

#[wasm_bindgen]
impl PaymentAccount {
    /// Starts a mount with what `settings` says. With a `place` its view stands there, without one it is headless.
    /// Stripe's form belongs to a mount `with_form`; where the settings say `bare`, that is all that stands there, and it
    /// opens at once.
    ///
    /// `settings.tell(name, detail)` is called with `change` and a snapshot, `step` and Stripe's name for it, and
    /// `request` and its name; the last answers whether the host sees to it.
    ///
    /// # Errors
    ///
    /// The name of the setting that cannot be used. Nothing has been sent then.
    #[wasm_bindgen(constructor)]
    pub fn new(
        settings: &JsValue,
        place: Option<HtmlElement>,
        with_form: bool,
    ) -> Result<PaymentAccount, JsValue> {
        Self::start(settings, place, with_form, None)
    }

    /// Starts a further mount, as the constructor does, that shares the status query of this one. What its settings say
    /// of the account and of the way to it is what those of this one say.
    ///
    /// # Errors
    ///
    /// As for the constructor.
    pub fn share(
        &self,
        settings: &JsValue,
        place: Option<HtmlElement>,
        with_form: bool,
    ) -> Result<PaymentAccount, JsValue> {
        Self::start(settings, place, with_form, Some(self.runner.query()))
    }

    /// Takes in what of the settings may change while it runs: `locale`, `messages`, `logoUrl`, `primaryColour`,
    /// `appearance` and the form's options.
    pub fn update(&self, settings: &JsValue) {
        let (locale, options) = (settings::locale(settings), settings::form_options(settings));
        if self.locale.with_untracked(|old| *old != locale) {
            self.locale.set(locale);
        }
        let messages = settings::messages(settings);
        if self.messages.with_untracked(|old| *old != messages) {
            self.messages.set(messages);
        }
        let brand = settings::brand(settings);
        if self.brand.with_untracked(|old| *old != brand) {
            self.brand.set(brand);
        }
        if self.options.with_untracked(|old| *old != options) {
            self.options.set(options);
        }
    }

    /// Reads the status now: the host has heard of a change.
    pub fn refresh(&self) {
        self.runner.refresh();
    }

    /// Reads the status now: the person asks, and waits for it.
    pub fn check(&self) {
        self.runner.tell(Event::CheckRequested);
    }

    /// Opens Stripe's form, where it belongs to this mount: where it was refused, only if it is to be opened `anyway`.
    pub fn open(&self, anyway: bool) {
        self.runner.tell(match anyway {
            true => Event::OverrideRequested,
            false => Event::FormRequested,
        });
    }

    /// Asks nothing while paused.
    pub fn pause(&self, is_paused: bool) {
        self.runner.pause(is_paused);
    }

    /// Ends Stripe's session and this mount's work: the person has left the host.
    #[wasm_bindgen(js_name = signOut)]
    pub fn sign_out(&self) {
        self.runner.tell(Event::SignedOut);
    }
}

impl PaymentAccount {
    fn start(
        settings: &JsValue,
        place: Option<HtmlElement>,
        with_form: bool,
        query: Option<Rc<QueryRunner>>,
    ) -> Result<Self, JsValue> {
        let read =
            Settings::read(settings, with_form).map_err(|error| JsValue::from_str(name(error)))?;
        // Fails where another mount has already done it.
        _ = Executor::init_wasm_bindgen();
        let owner = Owner::new();
        owner.with(|| Self::begin(read, settings, place.as_ref(), owner.clone(), query))
    }

    fn begin(
        read: Settings,
        settings: &JsValue,
        place: Option<&HtmlElement>,
        owner: Owner,
        query: Option<Rc<QueryRunner>>,
    ) -> Result<Self, JsValue> {
        let options = RwSignal::new_local(settings::form_options(settings));
        let locale = RwSignal::new_local(settings::locale(settings));
        let messages = RwSignal::new_local(settings::messages(settings));
        let brand = RwSignal::new_local(settings::brand(settings));
        let tell = Tell(own(settings, "tell").dyn_into().ok());
        let (step, request) = (tell.clone(), tell.clone());
        let ask = move |what: HostRequest| request.call("request", &what.name().into());
        let is_waiting = RwSignal::new_local(false);
        let view_options = ViewOptions {
            is_test: read.key.as_ref().is_some_and(|key| key.is_test()),
            heading_level: read.heading_level,
            is_waiting: Some(is_waiting),
        };
        let with_form = read.form != FormPolicy::Never;
        let mount = Mount {
            key: read.key,
            script: read.script,
            form: read.form,
            business: read.business,
            options: getter(options),
            locale: getter(locale),
            on_step: Some(Rc::new(move |name| {
                step.call("step", &name.into());
            })),
            on_request: Some(Rc::new(ask)),
            query,
            ..Mount::new(read.organisation, read.api)
        };
        let runner = MountRunner::start(mount);
        let translator = Translator::english();
        translator.follow(Language {
            locale: getter(locale),
            messages: getter(messages),
            files: settings::locale_files(settings),
        });
        let state = runner.state();
        if HAS_VIEW && own(settings, "isUnderWay").is_truthy() {
            wait_for_answer(state, is_waiting);
        }
        Effect::new(move |_| {
            let snapshot = state.with(|state| snapshot::of(state, translator));
            tell.call("change", &snapshot);
        });
        let view = place.filter(|_| HAS_VIEW).and_then(|place| {
            if HAS_FORM && with_form && own(settings, "bare").is_truthy() {
                let form = form::bare(&*runner);
                runner.tell(Event::FormRequested);
                return stand(branded(form, getter(brand)), place);
            }
            let view = match with_form {
                true if HAS_FORM => {
                    view::onboarding(runner.clone(), Slots::default(), view_options, translator)
                }
                _ => view::status(
                    runner.clone(),
                    Slots::default(),
                    None,
                    view_options,
                    translator,
                ),
            };
            let view = stand(branded(view, getter(brand)), place)?;
            take_the_place(view.clone(), is_waiting);
            Some(view)
        });
        Ok(Self {
            owner,
            runner,
            options,
            locale,
            messages,
            brand,
            view,
        })
    }
}

impl Drop for PaymentAccount {
    fn drop(&mut self) {
        if let Some(view) = &self.view {
            view.remove();
        }
        self.owner.cleanup();
    }
}

/// The host's ear. One that throws harms nobody.
#[derive(Clone)]
struct Tell(Option<Function>);

impl Tell {
    /// Whether the host sees to it.
    fn call(&self, what: &str, detail: &JsValue) -> bool {
        let called = |tell: &Function| tell.call2(&JsValue::UNDEFINED, &what.into(), detail).ok();
        let answer = self.0.as_ref().and_then(called);
        answer.is_some_and(|answer| answer.is_truthy())
    }
}

/// Puts the view into `place`, and gives its tree our sheet.
fn stand(view: El, place: &HtmlElement) -> Option<Element> {
    let view: Element = view.element()?.clone().into();
    place.append_child(&view).ok()?;
    style_sheet::adopt(AsRef::<JsValue>::as_ref(&place.get_root_node()));
    Some(view)
}

/// Once `view` is drawn, what stood in for it goes.
fn take_the_place(view: Element, is_waiting: RwSignal<bool>) {
    crate::reactive::effect::Effect::new(move || {
        if is_waiting.get() {
            return;
        }
        while let Some(before) = view.previous_element_sibling() {
            before.remove();
        }
    });
}

fn name(error: ConfigError) -> &'static str {
    match error {
        ConfigError::Organisation => "organisation-id",
        ConfigError::KeyMissing => "publishable-key-missing",
        ConfigError::KeySecret => "publishable-key-secret",
        ConfigError::KeyMalformed => "publishable-key",
        ConfigError::ApiBase => "api-base",
    }
}
