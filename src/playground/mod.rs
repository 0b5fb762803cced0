//! The playground: every state of the component, one at a time or side by side. In the sandbox build alone.
//!
//! What is set stands in the address, so that every picture has a link:
//! `/playground?state=under-review&theme=dark&dir=rtl&width=320`. Without a state all of them stand side by side.
//! `view=status` shows the part without a form, `bare=1` leaves the controls away, `brand=#635bff` sets the host's
//! colour, `logo=/logo.svg` its logo, `text=200` the size of its text in per cent.

mod imitation;
mod state;

use crate::config::{Brand, BusinessType};
use crate::flow::flow::{Event, FormPolicy};
use crate::onboarding::stand;
use crate::view::dom::{El, el};
use crate::view::{self, Stage, brand::branded};
use crate::watched::fixed;
use crate::words::{FILES, Language, Words, files_in};
use imitation::Imitation;
use leptos::prelude::*;
use state::State;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlSelectElement, UrlSearchParams};

/// What can be set, and to what; the first is what an absent one means.
const CONTROLS: &[(&str, &[&str])] = &[
    ("theme", &["auto", "light", "dark"]),
    (
        "locale",
        &["en-GB", "ar", "de-DE", "es-ES", "fr-FR", "nl-NL", "pl-PL"],
    ),
    ("dir", &["", "ltr", "rtl"]),
    ("width", &["", "320", "480", "768", "1024"]),
    ("text", &["100", "150", "200"]),
    (
        "brand",
        &[
            "", "#635bff", "#0a7f5a", "#ffd60a", "#ff4d00", "#111111", "#ffffff",
        ],
    ),
    ("business", &["", "individual"]),
    ("view", &["onboarding", "status"]),
];

/// Failures and states that the next read may be answered with.
const ANSWERS: &[&str] = &[
    "error",
    "offline",
    "signed-out",
    "forbidden",
    "not-found",
    "loading",
    "resume-further",
    "many-but-one",
];

/// Whether the address asks for the playground.
pub(crate) fn is_asked_for() -> bool {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok());
    path.as_deref() == Some("/playground")
}

/// The page.
pub(crate) fn page() -> impl IntoView {
    let settings = Settings::of_address();
    let shown = match state::all().find(|state| settings.get("state") == state.name) {
        Some(state) => one(&settings, &state),
        None => all(&settings),
    };
    let page = el("main")
        .class("playground")
        .child(el("style").text(include_str!("../../style/playground.css")));
    let page = match settings.get("bare").is_empty() {
        true => page.child(controls(&settings)),
        false => page.child(el("h1").class("dolfin-unseen").text("Playground")),
    };
    stand(page.child(shown))
}

/// What the address sets.
struct Settings(Option<UrlSearchParams>);

impl Settings {
    fn of_address() -> Self {
        let search = web_sys::window().and_then(|window| window.location().search().ok());
        Self(search.and_then(|search| UrlSearchParams::new_with_str(&search).ok()))
    }

    /// The value of a setting, empty where it is not set.
    fn get(&self, name: &str) -> String {
        let value = self.0.as_ref().and_then(|params| params.get(name));
        value.unwrap_or_default()
    }
}

/// A form whose every change is an address.
fn controls(settings: &Settings) -> El {
    let states: Vec<_> = state::all().map(|state| state.name).collect();
    let head = el("h1").text("Playground");
    let form = el("form")
        .class("playground-controls")
        .attr("action", "/playground")
        .child(select("state", &[&[""], &states[..]].concat(), settings));
    let form = CONTROLS.iter().fold(form, |form, (name, values)| {
        form.child(select(name, values, settings))
    });
    el("header").child(head).child(form)
}

fn select(name: &str, values: &[&str], settings: &Settings) -> El {
    let chosen = settings.get(name);
    let select = el("select").attr("name", name).on("change", |event| {
        let select = event.target().and_then(|target| target.dyn_into().ok());
        let form = select.and_then(|select: HtmlSelectElement| select.form());
        // A form that may not be sent leaves the page as it is.
        form.iter().for_each(|form| _ = form.submit());
    });
    let select = values.iter().fold(select, |select, value| {
        let label = if value.is_empty() { "—" } else { value };
        let option = el("option").attr("value", value).text(label);
        select.child(if *value == chosen {
            option.attr("selected", "")
        } else {
            option
        })
    });
    el("label").text(name).child(select)
}

/// One state, and what the next read shall be answered with.
fn one(settings: &Settings, state: &State) -> El {
    let policy = policy(settings);
    let stage = Imitation::of(state, policy, business(settings));
    let component = component(settings, state, Rc::clone(&stage));
    let place = dressed(settings).child(component);
    let place = match settings.get("bare").is_empty() {
        true => place,
        false => return place,
    };
    let names: Vec<_> = state::all().map(|state| state.name).collect();
    let answers = [&["as it is"], ANSWERS, &names[..]].concat();
    let own = state.name;
    let next = answers
        .iter()
        .fold(el("select").attr("name", "answer"), |select, name| {
            select.child(el("option").attr("value", name).text(name))
        });
    let listener = Rc::clone(&stage);
    let heard = el("button")
        .attr("type", "button")
        .attr("data-testid", "heard")
        .text("The host has heard of a change")
        .on("click", move |_| listener.tell(Event::RefreshAsked));
    let next = next.on("change", move |event| {
        let select = event.target().and_then(|target| target.dyn_into().ok());
        let chosen = select.map(|select: HtmlSelectElement| select.value());
        let chosen = chosen.filter(|name| name != "as it is");
        stage.answer_next(chosen.as_deref().unwrap_or(own));
    });
    el("div")
        .child(
            el("label")
                .class("playground-next")
                .text("The next read is answered as in")
                .child(next),
        )
        .child(heard)
        .child(place)
}

/// Every state, each with a link to itself.
fn all(settings: &Settings) -> El {
    state::all().fold(el("div").class("playground-all"), |all, state| {
        let link = el("a")
            .attr("href", &["/playground?state=", state.name].concat())
            .text(state.title);
        let component = component(
            settings,
            &state,
            Imitation::of(&state, policy(settings), business(settings)),
        );
        all.child(
            el("section")
                .attr("id", state.name)
                .child(el("h2").child(link))
                .child(dressed(settings).child(component)),
        )
    })
}

fn policy(settings: &Settings) -> FormPolicy {
    match settings.get("view").as_str() {
        "status" => FormPolicy::Never,
        _ => FormPolicy::AtOnce,
    }
}

fn business(settings: &Settings) -> BusinessType {
    BusinessType::parse(&settings.get("business"))
}

fn component(settings: &Settings, state: &State, stage: Rc<Imitation>) -> El {
    let shown: Rc<dyn Stage> = stage.clone();
    let words = Words::english();
    words.follow(Language {
        locale: fixed(settings.get("locale")),
        messages: fixed(Vec::new()),
        files: files_in(FILES.to_owned()),
    });
    let component = match policy(settings) {
        FormPolicy::Never => view::status(shown, Some(Rc::new(|| {})), words),
        _ => view::onboarding(shown, true, words),
    };
    let brand = Brand {
        logo_url: settings.get("logo"),
        primary_colour: settings.get("brand"),
    };
    let component = branded(component, fixed(brand));
    let component = match settings.get("dir").as_str() {
        "" => component,
        dir => component.attr("dir", dir),
    };
    let then = state.then;
    // What happens next happens to somebody who has seen what was before.
    request_animation_frame(move || stage.play_on(then));
    component
}

/// The host's page around the component, as far as it matters.
fn dressed(settings: &Settings) -> El {
    let root = web_sys::window().and_then(|window| window.document()?.document_element());
    let style = [
        ("color-scheme", settings.get("theme").replace("auto", "")),
        ("font-size", percent(&settings.get("text"))),
    ];
    let root: Option<web_sys::HtmlElement> = root.and_then(|root| root.dyn_into().ok());
    for (name, value) in style.iter().filter(|(_, value)| !value.is_empty()) {
        // What CSS does not know the browser passes over.
        root.iter()
            .for_each(|root| _ = root.style().set_property(name, value));
    }
    let width = settings.get("width");
    el("div")
        .class("playground-place")
        .live_style("inline-size", move || match width.as_str() {
            "" => "".into(),
            width => [width, "px"].concat().into(),
        })
}

fn percent(text: &str) -> String {
    match text {
        "" => String::new(),
        text => [text, "%"].concat(),
    }
}
