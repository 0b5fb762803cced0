//! Leptos' signals, memos and stored values, compiled once; and what a host may say otherwise at any time.
//!
//! The names and the rules are Leptos', of which these are made. Leptos' own bring the machinery of the reactive graph
//! along for each type that they hold: the app weighs 5.3 KB more with them, the element 5.5 (brotli, of 107.3 and 99.4). Here
//! the graph holds one type, `Rc<dyn Any>`, and a handle knows which it is.
//!
//! Handles are `Copy` and end with the owner they were made under. What has ended panics when it is read, as it does in
//! Leptos; the `try_` methods answer `None`.

use reactive_graph::{computed, owner, prelude::*, signal};
use send_wrapper::SendWrapper;
use std::{any::Any, marker::PhantomData, process, rc::Rc};

/// A value as the graph holds it.
type Shared = SendWrapper<Rc<dyn Any>>;

/// Makes a value of what it was before; `None` where it is still the same.
type Make = dyn Fn(Option<&Shared>) -> Option<Shared>;

/// A value that is set by us.
pub(crate) struct RwSignal<T>(signal::RwSignal<Shared>, PhantomData<fn() -> T>);

/// A value that follows from others, and is the same until it differs.
pub(crate) struct Memo<T>(computed::Memo<Shared>, PhantomData<fn() -> T>);

/// A value that the owner holds. Nobody waits for it to change.
pub(crate) struct StoredValue<T>(owner::StoredValue<Shared>, PhantomData<fn() -> T>);

/// What a host says and may say otherwise at any time: whoever calls it in an effect follows it.
pub(crate) type Getter<T> = Rc<dyn Fn() -> T>;

impl<T: 'static> RwSignal<T> {
    /// A signal that begins with `value`.
    pub(crate) fn new_local(value: T) -> Self {
        Self(signal::RwSignal::new(shared(value)), PhantomData)
    }

    /// Reads it; whoever does so follows it.
    pub(crate) fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        read(cast(&self.0.get()))
    }

    /// Reads it as it is now, without following it.
    pub(crate) fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        read(cast(&self.0.get_untracked()))
    }

    /// The same, or `None` where it has ended.
    pub(crate) fn try_with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> Option<U> {
        let value = self.0.try_get_untracked()?;
        Some(read(cast(&value)))
    }

    /// A copy of it; whoever reads it follows it.
    pub(crate) fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// Follows it without reading it.
    pub(crate) fn track(self) {
        self.0.track();
    }

    /// Sets it, and wakes whoever follows it. One that has ended has nobody to wake.
    pub(crate) fn set(self, value: T) {
        _ = self.0.try_set(shared(value));
    }
}

impl<T: PartialEq + 'static> Memo<T> {
    /// What `make` says of the values it reads and of what it said before.
    pub(crate) fn new(make: impl Fn(Option<&T>) -> T + 'static) -> Self {
        let make = move |old: Option<&Shared>| {
            let old = old.map(cast);
            let new = make(old);
            (old != Some(&new)).then(|| shared(new))
        };
        Self(memo(Box::new(make)), PhantomData)
    }
}

impl<T: 'static> Memo<T> {
    /// Reads it; whoever does so follows it.
    pub(crate) fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        read(cast(&self.0.get()))
    }

    /// Reads it as it is now, without following it.
    pub(crate) fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        read(cast(&self.0.get_untracked()))
    }

    /// A copy of it; whoever reads it follows it.
    pub(crate) fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }
}

impl<T: 'static> StoredValue<T> {
    /// Hands `value` to the current owner.
    pub(crate) fn new_local(value: T) -> Self {
        Self(owner::StoredValue::new(shared(value)), PhantomData)
    }

    /// Reads it.
    pub(crate) fn with_value<U>(self, read: impl FnOnce(&T) -> U) -> U {
        read(cast(&self.0.get_value()))
    }

    /// A copy of it, or `None` where it has ended.
    pub(crate) fn try_get_value(self) -> Option<T>
    where
        T: Clone,
    {
        let value = self.0.try_get_value()?;
        Some(cast::<T>(&value).clone())
    }
}

macro_rules! copy {
    ($($handle:ident)*) => { $(
        impl<T> Clone for $handle<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $handle<T> {}
    )* };
}
copy!(RwSignal Memo StoredValue);

/// What never changes.
pub(crate) fn fixed<T: Clone + 'static>(value: T) -> Getter<T> {
    Rc::new(move || value.clone())
}

/// What a signal says, for who is not to set it. It must not be called after the signal's owner has ended.
#[cfg(any(feature = "app", feature = "headless"))]
pub(crate) fn getter<T: Clone + 'static>(signal: RwSignal<T>) -> Getter<T> {
    Rc::new(move || signal.get())
}

fn shared(value: impl Any) -> Shared {
    SendWrapper::new(Rc::new(value))
}

// Once for each type instead of once for each read. A handle reads what was put in by one of its own type.
#[inline(never)]
fn cast<T: 'static>(value: &Shared) -> &T {
    value.downcast_ref().unwrap_or_else(|| process::abort())
}

fn memo(make: Box<Make>) -> computed::Memo<Shared> {
    let make = SendWrapper::new(make);
    computed::Memo::new_owning(move |old: Option<Shared>| match (make(old.as_ref()), old) {
        (None, Some(old)) => (old, false),
        (new, _) => (new.unwrap_or_else(|| shared(())), true),
    })
}
