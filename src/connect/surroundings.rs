//! Reads off the page what its surroundings are; [`flow::obstacle`](crate::flow::obstacle) judges them.

use crate::flow::obstacle::{self, Obstacle, Surroundings};
use js_sys::Reflect;

/// What will keep Stripe's form from working here, if anything will.
pub(crate) fn obstacle() -> Option<Obstacle> {
    let window = web_sys::window()?;
    // A browser too old to know the property tells nothing by lacking it.
    let says = |name: &str| Reflect::get(&window, &name.into()).ok()?.as_bool();
    // Null in a page that is not framed, and across origins.
    let frame = window.frame_element().ok().flatten();
    obstacle::obstacle(Surroundings {
        is_secure: says("isSecureContext").unwrap_or(true),
        is_isolated: says("crossOriginIsolated").unwrap_or(false),
        frame_sandbox: frame
            .and_then(|frame| frame.get_attribute("sandbox"))
            .as_deref(),
        user_agent: &window.navigator().user_agent().unwrap_or_default(),
    })
}
