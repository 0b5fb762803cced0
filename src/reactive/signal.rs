//! Values that wake whoever has read them.
//!
//! The same as Leptos' own signals and memos, of which they are made, but compiled once: `RwSignal` and `Memo` bring
//! the whole of the reactive graph along for each type they hold, which a dozen types made a seventh of what a browser
//! downloads. Here the graph holds one type, and only the look at a value knows which it is. Handles are `Copy` and end
//! with the reactive owner they were made under; what has ended reads as a default, as nobody is left to see it.

use reactive_graph::{computed, prelude::*, signal::RwSignal};
use send_wrapper::SendWrapper;
use std::{any::Any, marker::PhantomData, rc::Rc};

/// A value as the graph holds it.
type Shared = SendWrapper<Rc<dyn Any>>;

/// Makes a value of what it was before; `None` where it is still the same.
type Make = dyn Fn(Option<&Shared>) -> Option<Shared>;

/// A value that is set by us.
pub(crate) struct Signal<T>(RwSignal<Shared>, PhantomData<fn() -> T>);

/// A value that follows from others, and is the same until it differs.
pub(crate) struct Memo<T>(computed::Memo<Shared>, PhantomData<fn() -> T>);

/// What a host says and may say otherwise at any time: read where it is to be followed.
pub(crate) type Getter<T> = Rc<dyn Fn() -> T>;

impl<T: 'static> Signal<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(RwSignal::new(shared(value)), PhantomData)
    }

    /// Reads it; whoever does so follows it.
    pub(crate) fn with<U: Default>(self, look: impl FnOnce(&T) -> U) -> U {
        seen(self.0.try_get(), look)
    }

    /// Reads it as it is now.
    pub(crate) fn peek<U: Default>(self, look: impl FnOnce(&T) -> U) -> U {
        seen(self.0.try_get_untracked(), look)
    }

    pub(crate) fn get(self) -> T
    where
        T: Clone + Default,
    {
        self.with(T::clone)
    }

    /// The same for who is not to set it.
    #[cfg(any(feature = "app", feature = "element"))]
    pub(crate) fn live(self) -> Getter<T>
    where
        T: Clone + Default,
    {
        Rc::new(move || self.get())
    }

    /// Sets it, and wakes who follows it.
    pub(crate) fn set(self, value: T) {
        // Where it has ended, nobody is left to be told.
        _ = self.0.try_set(shared(value));
    }
}

impl<T: PartialEq + 'static> Memo<T> {
    /// What `make` says of the values it reads.
    pub(crate) fn new(make: impl Fn() -> T + 'static) -> Self {
        let make = move |old: Option<&Shared>| {
            let new = make();
            let same = old.and_then(cast) == Some(&new);
            (!same).then(|| shared(new))
        };
        Self(memo(Box::new(make)), PhantomData)
    }
}

impl<T: 'static> Memo<T> {
    /// Reads it; whoever does so follows it.
    pub(crate) fn with<U: Default>(self, look: impl FnOnce(&T) -> U) -> U {
        seen(self.0.try_get(), look)
    }

    /// Reads it as it is now.
    pub(crate) fn peek<U: Default>(self, look: impl FnOnce(&T) -> U) -> U {
        seen(self.0.try_get_untracked(), look)
    }

    pub(crate) fn get(self) -> T
    where
        T: Clone + Default,
    {
        self.with(T::clone)
    }
}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

/// What never changes.
pub(crate) fn fixed<T: Clone + 'static>(value: T) -> Getter<T> {
    Rc::new(move || value.clone())
}

fn shared(value: impl Any) -> Shared {
    SendWrapper::new(Rc::new(value))
}

fn seen<T: 'static, U: Default>(value: Option<Shared>, look: impl FnOnce(&T) -> U) -> U {
    value.as_ref().and_then(cast).map_or_else(U::default, look)
}

// Once for each type instead of once for each look.
#[inline(never)]
fn cast<T: 'static>(value: &Shared) -> Option<&T> {
    value.downcast_ref()
}

fn memo(make: Box<Make>) -> computed::Memo<Shared> {
    let make = SendWrapper::new(make);
    computed::Memo::new_owning(move |old: Option<Shared>| match (make(old.as_ref()), old) {
        (None, Some(old)) => (old, false),
        (new, _) => (new.unwrap_or_else(|| shared(())), true),
    })
}
