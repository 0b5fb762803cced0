//! Asynchronous work that ends when it is dropped.
//!
//! The one place that starts it. Dropping a [`Task`] drops its future, and with it every timer, request and closure the
//! future holds; there is no flag to set and none to check. What is to last as long as a view is dropped by
//! [`on_cleanup`](super::effect::on_cleanup).

use futures_util::future::{AbortHandle, Abortable};
use js_sys::Promise;
use std::{
    future::Future,
    pin::Pin,
    task::{Context, Waker},
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// A running piece of work. Dropping it ends the work.
#[must_use = "the work ends when this is dropped"]
pub(crate) struct Task {
    handle: AbortHandle,
}

impl Task {
    /// Starts `work` at once: up to its first `await` it runs within this call, so that a request leaves before a view
    /// is built. The rest runs on the page's microtask queue.
    pub(crate) fn start(work: impl Future<Output = ()> + 'static) -> Self {
        Self::start_boxed(Box::pin(work))
    }

    // Not generic: the machinery around a future is larger than most of ours are.
    fn start_boxed(work: Pin<Box<dyn Future<Output = ()>>>) -> Self {
        let (handle, registration) = AbortHandle::new_pair();
        let mut work = Box::pin(async move {
            // An abort is the owner going away, which nobody is left to hear of.
            _ = Abortable::new(work, registration).await;
        });
        // A wake-up that is lost does no harm: the work is polled again right after, from the microtask queue.
        let mut noop = Context::from_waker(Waker::noop());
        if work.as_mut().poll(&mut noop).is_pending() {
            wasm_bindgen_futures::spawn_local(work);
        }
        Self { handle }
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.handle.abort();
    }
}

/// Comes back in another microtask of the same task, before anything is painted.
pub(crate) async fn yield_microtask() {
    // Resolved: there is nothing to fail.
    _ = JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await;
}

/// A promise of what `work` comes to. Nobody can call it off.
pub(crate) fn into_promise(work: Pin<Box<dyn Future<Output = JsValue>>>) -> Promise {
    wasm_bindgen_futures::future_to_promise(async move { Ok(work.await) })
}
