//! A button that puts a text on the clipboard. Where the browser refuses, or has no clipboard because the page is not
//! secure, the text is shown, to be copied by hand.

use super::alert::button;
use super::localised::Localised;
use crate::reactive::element::{El, Text, el};
use crate::reactive::signal::RwSignal;
use crate::reactive::task::Task;
use crate::translator::Translator;
use js_sys::Promise;
use onboarding_core::text::Phrase;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    // Throws where `navigator.clipboard` is absent, which `web_sys` does not expect.
    #[wasm_bindgen(js_namespace = ["navigator", "clipboard"], js_name = writeText, catch)]
    fn write_text(text: &str) -> Result<Promise, JsValue>;
}

/// The button, and the answer to whoever pressed it: a live region that is there before it speaks.
pub(super) fn copy_button(
    translator: Translator,
    (rank, hook, label): (&str, &str, Phrase),
    text: impl Fn() -> Text + 'static,
) -> El {
    let text = Rc::new(text);
    let outcome = RwSignal::new_local(None);
    let copying = Cell::new(None);
    let wanted = Rc::clone(&text);
    let copy = move || {
        let text = wanted();
        copying.set(Some(Task::start(async move {
            outcome.set(Some(is_copied(&text).await));
        })));
    };
    let answer = move || {
        Some(match outcome.get()? {
            true => translator.phrase(Phrase::Copied),
            false => text(),
        })
    };
    el("div")
        .child(button(rank, hook, copy).phrase(translator, label))
        .child(
            el("p")
                .class("dolfin-copy-result")
                .attr("role", "status")
                .child(answer),
        )
}

async fn is_copied(text: &str) -> bool {
    match write_text(text) {
        Ok(copying) => JsFuture::from(copying).await.is_ok(),
        Err(_) => false,
    }
}
