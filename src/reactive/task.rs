//! Work that ends with its owner.
//!
//! The one place that starts asynchronous work. Dropping a [`Task`] drops its future, and with it every timer,
//! request and closure the future holds; there is no flag to set and none to check. What is [kept](keep) or
//! [watched](watch) ends with the reactive owner it was begun under.

use futures_util::future::{AbortHandle, Abortable};
use js_sys::Promise;
use reactive_graph::{
    effect::RenderEffect,
    graph::{Subscriber, ToAnySubscriber},
    owner::StoredValue,
};
use std::{
    any::Any,
    future::Future,
    pin::Pin,
    rc::{Rc, Weak},
    task::{Context, Waker},
};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;

/// A running piece of work. Dropping it ends the work.
#[must_use = "the work ends when this is dropped"]
pub(crate) struct Task {
    handle: AbortHandle,
    running: Weak<()>,
}

impl Task {
    /// Starts `work` at once: up to its first wait it runs within this call, so that a request leaves before a
    /// view is built. The rest runs on the page's microtask queue.
    pub(crate) fn start(work: impl Future<Output = ()> + 'static) -> Self {
        Self::start_boxed(Box::pin(work))
    }

    // Not generic: the machinery around a future is larger than most of ours are.
    fn start_boxed(work: Pin<Box<dyn Future<Output = ()>>>) -> Self {
        let (handle, registration) = AbortHandle::new_pair();
        let held = Rc::new(());
        let running = Rc::downgrade(&held);
        let mut work = Box::pin(async move {
            // An abort is the owner going away, which nobody is left to hear of.
            _ = Abortable::new(work, registration).await;
            drop(held);
        });
        // Nothing can be missed for want of a waker: the queue polls again right after.
        let mut nobody = Context::from_waker(Waker::noop());
        if work.as_mut().poll(&mut nobody).is_pending() {
            wasm_bindgen_futures::spawn_local(work);
        }
        Self { handle, running }
    }

    /// Whether the work has ended.
    pub(crate) fn is_over(&self) -> bool {
        self.running.strong_count() == 0
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.handle.abort();
    }
}

/// Lets what else was begun in this task come first. What follows runs in the same task, before anything is painted.
pub(crate) async fn turn() {
    // Resolved: there is nothing to fail.
    _ = JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await;
}

/// A promise of what `work` comes to. Nobody can call it off.
pub(crate) fn promise(work: Pin<Box<dyn Future<Output = JsValue>>>) -> Promise {
    wasm_bindgen_futures::future_to_promise(async move { Ok(work.await) })
}

/// Runs `run` now, and again whenever something it read has changed. Boxed, so that the machinery of an effect is
/// compiled once.
pub(crate) fn watch(mut run: Box<dyn FnMut()>) {
    keep(Watch(RenderEffect::new(move |_: Option<()>| run())));
}

/// An effect that leaves no note of itself. What an effect has read keeps a note of it until it changes, which the
/// wording in force never does; mount by mount it would fill up with the notes of effects that are gone.
struct Watch(RenderEffect<()>);

impl Drop for Watch {
    fn drop(&mut self) {
        let reader = self.0.to_any_subscriber();
        reader.clear_sources(&reader);
    }
}

/// Runs `run` once the page is about to be drawn.
pub(crate) fn next_frame(run: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let run = Closure::once_into_js(run);
        // Fails only for what is no function.
        _ = window.request_animation_frame(run.unchecked_ref());
    }
}

/// Holds `value` until the current owner ends.
pub(crate) fn keep(value: impl Any) {
    let value: Box<dyn Any> = Box::new(value);
    StoredValue::new_local(value);
}
