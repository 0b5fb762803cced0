//! The keyboard's focus: whether it is lost, and who gets it.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement};

/// Gives it to an element. What cannot take the focus leaves it where the browser put it.
pub(super) fn give(element: &HtmlElement) {
    _ = element.focus();
}

/// Whether nothing of the page has it.
pub(super) fn is_lost() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| {
        let body = document.body().map(Into::into);
        let focused = document.active_element();
        focused.is_none() || focused == body
    })
}

/// Gives it to what was pressed, where the press did not: Safari gives a button none, and of a button that leaves the
/// page without it nobody takes it over.
pub(super) fn give_to_pressed(press: &Event) {
    if is_lost()
        && let Some(pressed) = press.current_target()
        && let Some(pressed) = pressed.dyn_ref()
    {
        give(pressed);
    }
}
