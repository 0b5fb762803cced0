//! Reads off the page what its surroundings are; [`onboarding::environment`](onboarding_core::onboarding::environment) judges them.

use js_sys::Reflect;
use onboarding_core::onboarding::environment::{self, Environment, Unsupported};

/// What will keep Stripe's form from working here, if anything will.
pub(crate) fn unsupported() -> Option<Unsupported> {
    let window = web_sys::window()?;
    // A browser too old to know the property tells nothing by lacking it.
    let says = |name: &str| Reflect::get(&window, &name.into()).ok()?.as_bool();
    // Null in a page that is not framed, and across origins.
    let frame = window.frame_element().ok().flatten();
    environment::unsupported(Environment {
        is_secure: says("isSecureContext").unwrap_or(true),
        is_isolated: says("crossOriginIsolated").unwrap_or(false),
        frame_sandbox: frame
            .and_then(|frame| frame.get_attribute("sandbox"))
            .as_deref(),
        user_agent: &window.navigator().user_agent().unwrap_or_default(),
    })
}
