//! Leptos' own signals, for values that stay in this thread; and what a host may say otherwise at any time.
//!
//! The types are `reactive_graph`'s. Values live in local storage, because they hold nodes, closures and `Rc`s; one
//! kind of storage for all is also one kind of code for all.

use reactive_graph::owner::LocalStorage;
use reactive_graph::prelude::Get;
use std::rc::Rc;

/// A value that is set by us. `RwSignal::new_local` makes one.
pub(crate) type RwSignal<T> = reactive_graph::signal::RwSignal<T, LocalStorage>;

/// A value that is held by the owner, and never waited for.
pub(crate) type StoredValue<T> = reactive_graph::owner::StoredValue<T, LocalStorage>;

/// What a host says and may say otherwise at any time: whoever calls it in an effect follows it.
pub(crate) type Getter<T> = Rc<dyn Fn() -> T>;

/// What never changes.
pub(crate) fn fixed<T: Clone + 'static>(value: T) -> Getter<T> {
    Rc::new(move || value.clone())
}

/// What a signal says, for who is not to set it. It must not be called after the signal's owner has ended.
#[cfg(any(feature = "app", feature = "element"))]
pub(crate) fn getter<T: Clone + 'static>(signal: RwSignal<T>) -> Getter<T> {
    Rc::new(move || signal.get())
}
