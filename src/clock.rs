//! The page's clock, and waiting by it and for the next frame.
//!
//! Limits: a wait is as exact as the browser's timers, and longer in a tab out of sight.

use futures_channel::oneshot;
use gloo_timers::future::TimeoutFuture;
use std::time::Duration;
use wasm_bindgen::{JsCast, prelude::Closure};

/// Time since the page began, on the clock that never goes back.
pub(crate) fn now() -> Duration {
    let ms = web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |clock| clock.now());
    Duration::from_micros((ms * 1000.0) as u64)
}

/// A moment of the page's clock as the person's own clock, which may be wrong, has it.
pub(crate) fn date(at: Duration) -> js_sys::Date {
    let ago = now().saturating_sub(at).as_secs_f64() * 1000.0;
    js_sys::Date::new(&(js_sys::Date::now() - ago).into())
}

/// Comes back after `wait`; after 49 days at the latest.
pub(crate) async fn sleep(wait: Duration) {
    TimeoutFuture::new(u32::try_from(wait.as_millis()).unwrap_or(u32::MAX)).await;
}

/// Runs `run` once the page is about to be drawn; in a tab out of sight, when it is seen again.
pub(crate) fn request_animation_frame(run: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let run = Closure::once_into_js(run);
        // Fails only for what is no function.
        _ = window.request_animation_frame(run.unchecked_ref());
    }
}

/// Comes back after the next frame has been painted.
pub(crate) async fn painted() {
    let (drawing, drawn) = oneshot::channel();
    request_animation_frame(move || _ = drawing.send(()));
    // A page without frames has nothing to wait for.
    _ = drawn.await;
    TimeoutFuture::new(0).await;
}
