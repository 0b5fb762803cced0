//! A button that puts a text on the clipboard; where the browser refuses, the text is shown to be copied by hand.

use super::localised::Localised;
use super::notice::button;
use crate::reactive::element::{El, Text, el};
use crate::reactive::signal::RwSignal;
use crate::reactive::task::Task;
use crate::translator::Translator;
use onboarding_core::text::Phrase;
use reactive_graph::prelude::*;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen_futures::JsFuture;

/// The button, with the answer to whoever pressed it.
pub(super) fn copy(
    translator: Translator,
    (rank, hook, label): (&str, &str, Phrase),
    text: impl Fn() -> Text + 'static,
) -> El {
    let outcome = RwSignal::new_local(None);
    let copying = Cell::new(None);
    let text: Rc<dyn Fn() -> Text> = Rc::new(text);
    let wanted = Rc::clone(&text);
    let copy = move || {
        let text = wanted();
        copying.set(Some(Task::start(async move {
            outcome.set(Some(copied(&text).await.is_some()));
        })));
    };
    el("div")
        .child(button(rank, hook, copy).phrase(translator, label))
        .show_keyed(
            move || outcome.get(),
            move |outcome| {
                let answer = el("p").class("dolfin-copied").attr("role", "status");
                Some(match outcome.as_ref()? {
                    true => answer.phrase(translator, Phrase::Copied),
                    false => answer.child(&*text()),
                })
            },
        )
}

async fn copied(text: &str) -> Option<()> {
    let clipboard = web_sys::window()?.navigator().clipboard();
    JsFuture::from(clipboard.write_text(text)).await.ok()?;
    Some(())
}
