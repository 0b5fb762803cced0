//! Parts of an element that come and go: what Leptos calls `<Show>` and `<For>`.
//!
//! Decides which nodes stay: what has the key it had keeps its node. Whatever was started for a part ends with it, and
//! where it had the focus, that goes to its [fallback](El::focus_fallback).

use super::effect::Effect;
use super::element::{El, comment};
use reactive_graph::{graph::untrack, owner::Owner};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{Comment, Element, HtmlElement, Node};

#[cfg(test)]
mod tests;

/// Reads the key, and hands what makes the content to its argument if the key is another one.
type Renew = dyn FnMut(&mut dyn FnMut(&dyn Fn() -> Option<El>));

/// For each of the new items, which of the children before it keeps, if any.
type Kept = dyn Fn() -> Vec<Option<usize>>;

impl El {
    /// Adds a place that holds `children` while `when` holds.
    pub(crate) fn show(
        self,
        when: impl Fn() -> bool + 'static,
        children: impl Fn() -> El + 'static,
    ) -> Self {
        self.show_keyed(when, move |when| when.then(&children))
    }

    /// Adds a place that holds what `children` makes of `key`, made anew only when the key is another one. What is not the
    /// first there has the attribute `data-new`.
    pub(crate) fn show_keyed<K: PartialEq + 'static>(
        self,
        key: impl Fn() -> K + 'static,
        children: impl Fn(&K) -> Option<El> + 'static,
    ) -> Self {
        let mut shown = None;
        self.place(Box::new(move |renew| {
            let key = key();
            if shown.as_ref() != Some(&key) {
                renew(&|| children(&key));
                shown = Some(key);
            }
        }))
    }

    // What of `show_keyed` does not depend on the key.
    fn place(self, mut renew: Box<Renew>) -> Self {
        let place = marker(&self);
        let outer = outer();
        let mut mounted: Option<MountedChild> = None;
        Effect::new(move || {
            renew(&mut |children| {
                // The old content goes before the new one is made: they may share what only one can have.
                let is_first = mounted.take().is_none();
                let new = MountedChild::build(outer(), children);
                if let Some(element) = new.element.as_ref().filter(|_| !is_first) {
                    // A name that an attribute can have.
                    _ = element.set_attribute("data-new", "");
                }
                new.insert_before(place.as_deref().map(AsRef::as_ref));
                mounted = Some(new);
            });
        });
        self
    }

    /// Keeps one child for each item, in their order. An item whose key was there before keeps its node, and with it
    /// what was built for the item of then: what of it may change is read by the child itself. Of items with the same
    /// key, the first keeps the first node.
    ///
    /// Growth is the square of the number of items: for lists of a hundred, not of thousands.
    pub(crate) fn for_each<T: 'static, K: PartialEq + 'static>(
        self,
        each: impl Fn() -> Vec<T> + 'static,
        key: impl Fn(&T) -> K + 'static,
        children: impl Fn(T) -> El + 'static,
    ) -> Self {
        let keys = RefCell::new(Vec::<Option<K>>::new());
        let items = Rc::new(RefCell::new(Vec::new()));
        let fresh = Rc::clone(&items);
        let kept = move || {
            let new = each();
            let new_keys: Vec<K> = new.iter().map(&key).collect();
            let mut old = keys.take();
            let kept = |key: &K| {
                let same = |old: &Option<K>| old.as_ref() == Some(key);
                let index = old.iter().position(same)?;
                old.get_mut(index)?.take().map(|_| index)
            };
            let kept = new_keys.iter().map(kept).collect();
            keys.replace(new_keys.into_iter().map(Some).collect());
            fresh.replace(new.into_iter().map(Some).collect());
            kept
        };
        let child = move |index: usize| {
            let item = items.borrow_mut().get_mut(index).and_then(Option::take);
            item.map(&children)
        };
        self.rows(Box::new(kept), Box::new(child))
    }

    // What of `for_each` does not depend on items and keys.
    fn rows(self, kept: Box<Kept>, child: Box<dyn Fn(usize) -> Option<El>>) -> Self {
        let end = marker(&self);
        let outer = outer();
        let mut rows: Vec<MountedChild> = Vec::new();
        Effect::new(move || {
            let kept = kept();
            let mut old: Vec<_> = std::mem::take(&mut rows).into_iter().map(Some).collect();
            let take = |index: Option<usize>| old.get_mut(index?)?.take();
            let kept: Vec<_> = kept.into_iter().map(take).collect();
            // What is gone goes before anything new is made.
            drop(old);
            let build = |index| MountedChild::build(outer(), &|| child(index));
            let rows_now = kept.into_iter().enumerate();
            rows = rows_now
                .map(|(index, kept)| kept.unwrap_or_else(|| build(index)))
                .collect();
            let mut next = end.clone().map(Node::from);
            for row in rows.iter().rev() {
                row.insert_before(next.as_ref());
                next = row.node().cloned().or(next);
            }
        });
        self
    }
}

fn marker(around: &El) -> Option<Comment> {
    let marker = comment();
    around.append(marker.as_ref());
    marker
}

/// The owner in force now, for as long as somebody else keeps it. What an owner keeps must not keep the owner: it
/// would never end.
fn outer() -> impl Fn() -> Option<Owner> {
    let owner = Owner::current().map(|owner| owner.downgrade());
    move || owner.as_ref()?.upgrade()
}

/// A child that comes and goes, with everything started for it.
struct MountedChild {
    owner: Owner,
    element: Option<Element>,
}

impl MountedChild {
    fn build(outer: Option<Owner>, children: &dyn Fn() -> Option<El>) -> Self {
        let owner = match outer {
            Some(outer) => outer.with(Owner::new),
            None => Owner::new(),
        };
        let element = owner.with(|| untrack(children));
        let element = element.map(|el| el.get().clone());
        Self { owner, element }
    }

    fn node(&self) -> Option<&Node> {
        self.element.as_deref()
    }

    /// Moves nothing that stands there already.
    fn insert_before(&self, next: Option<&Node>) {
        let (Some(node), Some(next)) = (self.node(), next) else {
            return;
        };
        if node.next_sibling().as_ref() != Some(next)
            && let Some(parent) = next.parent_node()
        {
            // `next` is a child of `parent` by the line above.
            _ = parent.insert_before(node, Some(next));
        }
    }
}

impl Drop for MountedChild {
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

/// Who takes the focus when `leaving` has it: the nearest [fallback](El::focus_fallback) around it.
fn fallback(leaving: &Element) -> Option<HtmlElement> {
    if !leaving.matches(":focus-within").unwrap_or_default() {
        return None;
    }
    let mut around = leaving.parent_element();
    loop {
        let element = around?;
        match element.query_selector("[data-focus-fallback]") {
            Ok(Some(fallback)) if !leaving.contains(Some(&fallback)) => {
                return fallback.dyn_into().ok();
            }
            _ => around = element.parent_element(),
        }
    }
}
