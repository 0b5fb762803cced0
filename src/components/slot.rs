//! The places that a host fills its own way.
//!
//! Decides which places there are, and what stands in each: what a Leptos host gave for it, else ours. Ours stands in a
//! `<slot>` of the place's name, so that a custom element's host fills the same place from the light DOM, by the
//! browser's own means; anywhere else such a slot is nothing but its content.

#[cfg(feature = "leptos")]
use crate::reactive::effect::on_cleanup;
use crate::reactive::element::El;
#[cfg(feature = "leptos")]
use crate::reactive::element::el;
#[cfg(feature = "leptos")]
use leptos::prelude::IntoView;
use onboarding_core::account::problem::ProblemKind;
use onboarding_core::onboarding::environment::Unsupported;
use std::rc::Rc;

/// A place in a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Above everything.
    Header,
    /// Below everything.
    Footer,
    /// Where things stand, in words, before anybody has begun.
    Empty,
    /// Where things stand, in words, in any other state.
    Situation,
    /// What else is to be said once the account is Active and nothing is due.
    Complete,
    /// The shape of a form, while Stripe's is on its way.
    Waiting,
    /// What is said of a failure. Its ways out stay.
    Problem(ProblemKind),
    /// What is said of something that would keep Stripe's form from working. Its ways out stay.
    Unsupported(Unsupported),
}

impl Slot {
    /// The name of a custom element's slot for it.
    pub(super) fn name(self) -> String {
        let (kind, name) = match self {
            Slot::Header => ("", "header"),
            Slot::Footer => ("", "footer"),
            Slot::Empty => ("", "empty"),
            Slot::Situation => ("", "situation"),
            Slot::Complete => ("", "complete"),
            Slot::Waiting => ("", "waiting"),
            Slot::Problem(kind) => ("problem-", kind.name()),
            Slot::Unsupported(unsupported) => ("unsupported-", unsupported.name()),
        };
        [kind, name].concat()
    }
}

/// What a Leptos host says its own way.
///
/// ```ignore
/// let slots = Slots::default()
///     .with(Slot::Header, || view! { <h2>"Get paid"</h2> })
///     .with(Slot::Problem(ProblemKind::Forbidden), || view! { <p>"Only the owner can do this."</p> });
/// view! { <PaymentAccountOnboarding organisation publishable_key api slots /> }
/// ```
#[derive(Clone, Default)]
pub struct Slots(Option<Fill>);

type Fill = Rc<dyn Fn(Slot) -> Option<El>>;

#[cfg(feature = "leptos")]
impl Slots {
    /// Puts `content` into `slot`, anew each time that place appears. The last word for a place counts.
    pub fn with<V: IntoView + 'static>(
        self,
        slot: Slot,
        content: impl Fn() -> V + Clone + 'static,
    ) -> Self {
        Self(Some(Rc::new(move |asked| match asked == slot {
            true => own(content.clone()),
            false => self.fill(asked),
        })))
    }
}

impl Slots {
    /// What the host gave for `slot`, for as long as the current owner lives.
    pub(crate) fn fill(&self, slot: Slot) -> Option<El> {
        self.0.as_ref()?(slot)
    }
}

/// A host's view as an element of ours, taking no place of its own.
#[cfg(feature = "leptos")]
fn own<V: IntoView + 'static>(content: impl FnOnce() -> V + 'static) -> Option<El> {
    let place = el("div").class("dolfin-contents");
    let mounted = leptos::mount::mount_to(place.element()?.clone(), content);
    on_cleanup(move || drop(mounted));
    Some(place)
}
