//! Page events: visibility, focus, freezing, network.
//!
//! Nothing here keeps a page from the back/forward cache: there is no `unload` listener.

use gloo_events::EventListener;
use onboarding_core::status::query::Event;
use std::rc::Rc;
use web_sys::{EventTarget, VisibilityState};

/// An event of the page by its name, and what it tells the query.
type Heard = (&'static str, fn() -> Option<Event>);

/// Whether the tab is in front.
pub(super) fn is_visible() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| document.visibility_state() != VisibilityState::Hidden)
}

/// Calls `seen` each time that the tab comes to the front, until the listener is dropped.
pub(super) fn when_visible(seen: impl Fn() + 'static) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    let listener = EventListener::new(&document, "visibilitychange", move |_| {
        if is_visible() {
            seen();
        }
    });
    Some(listener)
}

/// Reports what the page is like where that is not as it should be, and from now on what becomes of it, until the
/// listeners are dropped. What the browser says of the network may be wrong.
pub(super) fn listen(report: Rc<dyn Fn(Event)>) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    if !is_visible() {
        report(Event::BecameHidden);
    }
    if !window.navigator().on_line() {
        report(Event::WentOffline);
    }
    let on_window: [Heard; 5] = [
        ("focus", || Some(Event::Focused)),
        ("pagehide", || Some(Event::Froze)),
        ("pageshow", is_seen),
        ("online", || Some(Event::WentOnline)),
        ("offline", || Some(Event::WentOffline)),
    ];
    let on_document: [Heard; 3] = [
        ("visibilitychange", || {
            is_seen().or(Some(Event::BecameHidden))
        }),
        ("freeze", || Some(Event::Froze)),
        ("resume", is_seen),
    ];
    let listen = |target: &EventTarget, (name, event): Heard| {
        let report = Rc::clone(&report);
        EventListener::new(target, name, move |_| {
            if let Some(event) = event() {
                report(event);
            }
        })
    };
    let mut listeners = Vec::new();
    if let Some(document) = window.document() {
        listeners.extend(on_document.map(|heard| listen(&document, heard)));
    }
    listeners.extend(on_window.map(|heard| listen(&window, heard)));
    listeners
}

/// Told where the tab is in front: a page may also run again, or be shown again, behind another.
fn is_seen() -> Option<Event> {
    is_visible().then_some(Event::BecameVisible)
}
