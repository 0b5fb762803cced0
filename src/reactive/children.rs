//! Parts of the page that come and go: one for a key, or a row for each of many.
//!
//! Decides which nodes stay: what has the key it had keeps its node. Whatever was started for a part ends with it, and
//! where it had the focus, that goes to who [inherits](El::inherits_focus) it.

use super::element::{El, text_node};
use crate::reactive::task::watch;
use reactive_graph::{graph::untrack, owner::Owner};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

/// Looks at what is to be shown, and hands on what makes it where it is not shown yet.
type Look = dyn FnMut(&mut dyn FnMut(&dyn Fn() -> Option<El>));

impl El {
    /// Adds a place that holds what `content` makes of `key`, made anew only when the key is another.
    pub(crate) fn show<K: PartialEq + 'static>(
        self,
        key: impl Fn() -> K + 'static,
        content: impl Fn(&K) -> Option<El> + 'static,
    ) -> Self {
        let mut shown = None;
        self.place(Box::new(move |renew| {
            let key = key();
            if shown.as_ref() != Some(&key) {
                renew(&|| content(&key));
                shown = Some(key);
            }
        }))
    }

    // What of `swap` does not depend on the key.
    fn place(self, mut look: Box<Look>) -> Self {
        let place = text_node("");
        self.append(place.as_ref());
        let outer = outer();
        let mut held: Option<Held> = None;
        watch(Box::new(move || {
            look(&mut |content| {
                // The old content goes before the new one is made: they may share what only one can have.
                drop(held.take());
                let new = Held::under(outer(), content);
                new.insert_before(place.as_ref().map(AsRef::as_ref));
                held = Some(new);
            });
        }));
        self
    }

    /// Keeps one child for each key, in the order of the keys. A key that stays in its order keeps its node.
    pub(crate) fn for_each<K: PartialEq + Clone + 'static>(
        self,
        keys: impl Fn() -> Vec<K> + 'static,
        row: impl Fn(K) -> El + 'static,
    ) -> Self {
        let shown = Rc::new(RefCell::new(Vec::new()));
        let newest = Rc::clone(&shown);
        let kept = move || {
            let keys = keys();
            let old = newest.replace(Vec::new());
            let mut old = old.iter();
            let kept = |key| {
                let gone = old.clone().position(|old| old == key)?;
                old.nth(gone);
                Some(gone)
            };
            let kept = keys.iter().map(kept).collect();
            newest.replace(keys);
            kept
        };
        let row = move |index: usize| {
            let key = shown.borrow().get(index).cloned();
            key.map(&row)
        };
        self.rows(Box::new(kept), Box::new(row))
    }

    // What of `each` does not depend on the key. For each of the new keys `kept` says how many children go before the
    // one it keeps, if it keeps one.
    fn rows(
        self,
        kept: Box<dyn Fn() -> Vec<Option<usize>>>,
        row: Box<dyn Fn(usize) -> Option<El>>,
    ) -> Self {
        let end = text_node("");
        self.append(end.as_ref());
        let outer = outer();
        let mut rows: Vec<Held> = Vec::new();
        watch(Box::new(move || {
            let mut old = std::mem::take(&mut rows).into_iter();
            for (index, kept) in kept().into_iter().enumerate() {
                old.by_ref().take(kept.unwrap_or_default()).for_each(drop);
                let held = kept.and_then(|_| old.next()).unwrap_or_else(|| {
                    let new = Held::under(outer(), &|| row(index));
                    let next = old.as_slice().first().and_then(Held::node);
                    new.insert_before(next.or(end.as_ref().map(AsRef::as_ref)));
                    new
                });
                rows.push(held);
            }
        }));
        self
    }
}

/// The owner in force now, for as long as somebody else keeps it. What an owner keeps must not keep the owner: it
/// would never end.
fn outer() -> impl Fn() -> Option<Owner> {
    let owner = Owner::current().map(|owner| owner.downgrade());
    move || owner.as_ref()?.upgrade()
}

/// A part of the page that comes and goes, with everything started for it.
struct Held {
    owner: Owner,
    element: Option<Element>,
}

impl Held {
    fn under(outer: Option<Owner>, build: &dyn Fn() -> Option<El>) -> Self {
        let owner = match outer {
            Some(outer) => outer.with(Owner::new),
            None => Owner::new(),
        };
        let element = owner.with(|| untrack(build));
        let element = element.and_then(|el| el.get().cloned());
        Self { owner, element }
    }

    fn node(&self) -> Option<&Node> {
        self.element.as_deref()
    }

    fn insert_before(&self, place: Option<&Node>) {
        if let (Some(element), Some(parent)) = (self.node(), place.and_then(Node::parent_node)) {
            // `place` is a child of `parent` by the line above.
            _ = parent.insert_before(element, place);
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(element) = &self.element {
            let fallback = fallback(element);
            element.remove();
            if let Some(fallback) = fallback {
                // What cannot take the focus leaves it where the browser put it.
                _ = fallback.focus();
            }
        }
        self.owner.cleanup();
    }
}

/// Who takes the focus when `leaving` has it: the nearest element that [inherits it](El::inherits_focus).
fn fallback(leaving: &Element) -> Option<HtmlElement> {
    if !leaving.matches(":focus-within").unwrap_or_default() {
        return None;
    }
    let mut around = leaving.parent_element();
    loop {
        let element = around?;
        match element.query_selector("[data-inherits-focus]") {
            Ok(Some(fallback)) if !leaving.contains(Some(&fallback)) => {
                return fallback.dyn_into().ok();
            }
            _ => around = element.parent_element(),
        }
    }
}
