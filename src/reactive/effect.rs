//! What runs again when something it read has changed, and what runs at the end.
//!
//! Both end with the reactive owner they were begun under.

use reactive_graph::{
    effect::RenderEffect,
    graph::{Subscriber, ToAnySubscriber},
};
use send_wrapper::SendWrapper;

/// An effect. It runs once within the call that makes it, as Leptos' `RenderEffect` does, so that an element is whole
/// before it is put into the page; then after every task in which something it read has changed.
///
/// When it ends it unsubscribes from what it has read. A source keeps a note of each subscriber until it changes next,
/// which the catalogue of sentences hardly ever does: mount by mount it would fill up with subscribers that are gone.
pub(crate) struct Effect(RenderEffect<()>);

impl Effect {
    /// Runs `run`, and again whenever something it read has changed, until the current owner ends. Without an owner it
    /// runs once.
    #[expect(clippy::new_ret_no_self, reason = "Leptos' name; the owner holds it")]
    pub(crate) fn new(run: impl FnMut() + 'static) {
        Self::new_boxed(Box::new(run));
    }

    // Boxed, so that the machinery of an effect is compiled once.
    fn new_boxed(mut run: Box<dyn FnMut()>) {
        let effect = Self(RenderEffect::new(move |_: Option<()>| run()));
        on_cleanup(move || drop(effect));
    }
}

impl Drop for Effect {
    fn drop(&mut self) {
        let subscriber = self.0.to_any_subscriber();
        subscriber.clear_sources(&subscriber);
    }
}

/// Runs `run` when the current owner ends. Without an owner nothing lasts: `run` and what it holds are dropped.
pub(crate) fn on_cleanup(run: impl FnOnce() + 'static) {
    on_cleanup_boxed(Box::new(run));
}

fn on_cleanup_boxed(run: Box<dyn FnOnce()>) {
    let run = SendWrapper::new(run);
    reactive_graph::owner::on_cleanup(move || run.take()());
}
