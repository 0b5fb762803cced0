//! The playground: every state of the component, one at a time or side by side. In the sandbox build alone.
//!
//! What is set stands in the address, so that every picture has a link:
//! `/playground?state=under-review&theme=dark&dir=rtl&width=320`. Without a state all of them stand side by side.
//! `view=status` shows the part without a form, `bare=1` leaves the controls away, `brand=#635bff` sets the host's
//! colour, `logo=/logo.svg` its logo, `text=200` the size of its text in per cent. Every control changes the page in
//! place, and so does another address; only another state or part is made anew.

mod controls;
mod document;
mod fake_mount;
mod settings;
mod state;

use crate::components::brand::branded;
use crate::components::embed::attach;
use crate::components::slot::Slots;
use crate::components::view;
use crate::components::view_options::ViewOptions;
use crate::reactive::effect::Effect;
use crate::reactive::element::{El, el};
use crate::reactive::signal::{Memo, fixed};
use crate::runtime::handle::MountHandle;
use crate::translator::{FILES, Language, Translator, files_in};
use fake_mount::FakeMount;
use leptos::prelude::*;
use onboarding_core::config::{Brand, BusinessType};
use onboarding_core::onboarding::machine::FormPolicy;
use settings::Settings;
use state::State;
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// Whether the address asks for the playground.
pub(crate) fn is_asked_for() -> bool {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok());
    path.as_deref() == Some("/playground")
}

/// The page.
pub(crate) fn page() -> impl IntoView {
    let settings = Settings::of_address();
    dress(settings);
    let is_bare = move || !settings.get("bare").is_empty();
    let page = el("main")
        .class("playground")
        .child(el("style").child(include_str!("../../../style/playground.css")))
        .show_keyed(is_bare, move |is_bare| {
            Some(match is_bare {
                true => el("h1").class("dolfin-visually-hidden").child("Playground"),
                false => controls::controls(settings),
            })
        })
        .show_keyed(
            move || {
                (
                    settings.get("state"),
                    settings.get("view"),
                    settings.get("business"),
                    is_bare(),
                )
            },
            move |(name, _, _, is_bare)| {
                let state = state::all().find(|state| state.name == *name);
                Some(match state {
                    Some(state) => one(settings, &state, *is_bare),
                    None => all(settings),
                })
            },
        );
    attach(page)
}

/// One state, and what happens next in it.
fn one(settings: Settings, state: &State, is_bare: bool) -> El {
    let stage = FakeMount::of(state, policy(settings), business(settings));
    let next = (!is_bare).then(|| controls::next(state.name, &stage));
    el("div")
        .child(next)
        .child(place(settings).child(component(settings, state, stage)))
}

/// Every state, each with a link to itself.
fn all(settings: Settings) -> El {
    state::all().fold(el("div").class("playground-all"), |all, state| {
        let name = state.name;
        let link = el("a")
            .attr("href", move || settings.address("state", name))
            .child(state.title);
        let stage = FakeMount::of(&state, policy(settings), business(settings));
        let component = component(settings, &state, stage);
        all.child(
            el("section")
                .attr("id", name)
                .child(el("h2").child(link))
                .child(place(settings).child(component)),
        )
    })
}

fn business(settings: Settings) -> BusinessType {
    BusinessType::parse(&settings.get("business"))
}

fn policy(settings: Settings) -> FormPolicy {
    match settings.get("view").as_str() {
        "status" => FormPolicy::Never,
        _ => FormPolicy::AtOnce,
    }
}

fn component(settings: Settings, state: &State, stage: Rc<FakeMount>) -> El {
    let shown: Rc<dyn MountHandle> = stage.clone();
    let locale = Memo::new(move |_| settings.get("locale"));
    let translator = Translator::english();
    translator.follow(Language {
        locale: Rc::new(move || locale.get()),
        messages: fixed(Vec::new()),
        files: files_in(FILES.to_owned()),
    });
    let with_form = policy(settings) != FormPolicy::Never;
    let options = ViewOptions {
        is_test: with_form,
        ..ViewOptions::default()
    };
    let component = match policy(settings) {
        FormPolicy::Never => view::status(
            shown,
            Slots::default(),
            Some(Rc::new(|| {})),
            options,
            translator,
        ),
        _ => view::onboarding(shown, Slots::default(), options, translator),
    };
    let brand = Memo::new(move |_| Brand {
        logo_url: settings.get("logo"),
        primary_colour: settings.get("brand"),
    });
    let component = branded(component, Rc::new(move || brand.get()));
    if let Some(root) = component.element().cloned() {
        // After the component, which sets the language's own direction whenever another language comes.
        Effect::new(move || {
            let own = translator.locale().direction();
            let direction = match settings.get("dir") {
                forced if forced.is_empty() => own.to_owned(),
                forced => forced,
            };
            root.set_dir(&direction);
        });
    }
    let then = state.then;
    // What happens next happens to somebody who has seen what was before.
    request_animation_frame(move || stage.play_on(then));
    component
}

/// The host's page around the components, as far as it matters.
fn dress(settings: Settings) {
    let root = web_sys::window().and_then(|window| window.document()?.document_element());
    let Some(root) = root.and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return;
    };
    Effect::new(move || {
        let text = settings.get("text");
        let style = [
            ("color-scheme", settings.get("theme")),
            ("font-size", [&text, "%"].concat()),
        ];
        for (name, value) in style {
            // Set to nothing, it is the page's own again; what CSS does not know leaves it so.
            _ = root.style().remove_property(name);
            _ = root.style().set_property(name, &value);
        }
    });
}

/// A place of the width that is set.
fn place(settings: Settings) -> El {
    el("div")
        .class("playground-place")
        .style("inline-size", move || match settings.get("width") {
            width if width.is_empty() => String::new(),
            width => [&width, "px"].concat(),
        })
}
