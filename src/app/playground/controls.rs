//! The playground's controls: one for each setting, and what happens next in the state that is shown.

use super::fake_mount::FakeMount;
use super::settings::Settings;
use super::state;
use crate::reactive::effect::Effect;
use crate::reactive::element::{El, el};
use crate::runtime::handle::MountHandle;
use onboarding_core::onboarding::events::Event;
use onboarding_core::text::Locale;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

/// What can be set beside the language, and to what; the first is what an absent one means.
const CONTROLS: &[(&str, &str, &[&str])] = &[
    ("theme", "Theme", &["auto", "light", "dark"]),
    ("dir", "Direction", &["auto", "ltr", "rtl"]),
    ("width", "Width", &["auto", "320", "480", "768", "1024"]),
    ("text", "Text, %", &["100", "150", "200"]),
    (
        "brand",
        "Brand",
        &[
            "none", "#635bff", "#0a7f5a", "#ffd60a", "#ff4d00", "#111111", "#ffffff",
        ],
    ),
    ("business", "Business", &["company", "individual"]),
    ("view", "Part", &["onboarding", "status"]),
];

/// Failures and states that the next read may be answered with, beside those that have a name on the page.
const ANSWERS: &[&str] = &["resume-further", "many-but-one"];

/// All settings, as a form that changes the page in place.
pub(super) fn controls(settings: Settings) -> El {
    let states: Vec<_> = state::all()
        .map(|state| (state.name, state.title))
        .collect();
    let every = [("", "All, side by side")];
    let form = el("form").class("playground-controls").child(select(
        "state",
        "State",
        &[&every, &states[..]].concat(),
        settings,
    ));
    let onward: Vec<_> = states.iter().map(|(name, _)| *name).collect();
    let back = onward.iter().copied().rev().collect();
    let steps = el("div")
        .class("playground-steps")
        .child(step("Previous", back, settings))
        .child(step("Next", onward, settings));
    let languages: Vec<_> = Locale::all()
        .map(|locale| (locale.tag(), locale.tag()))
        .collect();
    let form = form
        .child(steps)
        .child(select("locale", "Language", &languages, settings));
    let form = CONTROLS.iter().fold(form, |form, (name, label, values)| {
        let options: Vec<_> = values.iter().map(|value| (*value, *value)).collect();
        form.child(select(name, label, &options, settings))
    });
    el("header")
        .child(el("h1").child("Playground"))
        .child(form.on("submit", |event| event.prevent_default()))
}

/// One setting. It follows the address, too.
fn select(
    name: &'static str,
    label: &str,
    options: &[(&'static str, &'static str)],
    settings: Settings,
) -> El {
    let first = options.first().map_or("", |(value, _)| *value);
    let select = options
        .iter()
        .fold(el("select").attr("name", name), |select, (value, label)| {
            select.child(el("option").attr("value", *value).child(*label))
        })
        .on("change", move |event| {
            let value = chosen(event).filter(|value| value != first);
            settings.set(name, &value.unwrap_or_default());
        });
    if let Some(shown) = select.element().and_then(JsCast::dyn_ref).cloned() {
        let shown: HtmlSelectElement = shown;
        Effect::new(move || match settings.get(name).as_str() {
            "" => shown.set_value(first),
            value => shown.set_value(value),
        });
    }
    el("label").child(label).child(select)
}

/// Goes to the state that comes next in `order`, round and round.
fn step(label: &str, order: Vec<&'static str>, settings: Settings) -> El {
    el("button")
        .attr("type", "button")
        .child(label)
        .on("click", move |_| {
            let shown = settings.get("state");
            let after = order.iter().skip_while(|name| **name != shown).skip(1);
            let next = after.chain(&order).next();
            settings.set("state", next.copied().unwrap_or_default());
        })
}

/// What happens next in a state: what the next read is answered with, and a host that asks for one.
pub(super) fn next(own: &'static str, stage: &Rc<FakeMount>) -> El {
    let titled = state::all().map(|state| (state.name, state.title));
    let untitled = ANSWERS.iter().map(|name| (*name, *name));
    let answers = [("", "as it is")].into_iter().chain(titled).chain(untitled);
    let answering = Rc::clone(stage);
    let select = answers
        .fold(
            el("select").attr("name", "answer"),
            |select, (value, label)| select.child(el("option").attr("value", value).child(label)),
        )
        .on("change", move |event| {
            let name = chosen(event).filter(|name| !name.is_empty());
            answering.answer_next(name.as_deref().unwrap_or(own));
        });
    let listener = Rc::clone(stage);
    let heard = el("button")
        .attr("type", "button")
        .attr("data-testid", "heard")
        .child("The host has heard of a change")
        .on("click", move |_| listener.tell(Event::RefreshRequested));
    el("div")
        .class("playground-controls playground-next")
        .child(
            el("label")
                .child("The next read is answered as in")
                .child(select),
        )
        .child(heard)
}

fn chosen(event: &web_sys::Event) -> Option<String> {
    let select: HtmlSelectElement = event.target()?.dyn_into().ok()?;
    Some(select.value())
}
