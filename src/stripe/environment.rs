//! Reads what this browser and page allow; [`onboarding_core::onboarding::environment`] decides what of it matters.
//!
//! Everything is looked up with care: a browser too old to know a property tells nothing by lacking it.

use js_sys::Array;
use onboarding_core::onboarding::environment::{self, Environment, Unsupported};
use wasm_bindgen::{
    JsCast,
    prelude::{JsValue, wasm_bindgen},
};
use web_sys::{Document, Element, Window};

#[wasm_bindgen]
extern "C" {
    // web-sys has these as if no browser lacked them.
    #[wasm_bindgen(extends = Window)]
    type Page;
    #[wasm_bindgen(method, getter, catch, js_name = isSecureContext)]
    fn is_secure(this: &Page) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch, js_name = crossOriginIsolated)]
    fn is_isolated(this: &Page) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn origin(this: &Page) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch, js_name = frameElement)]
    fn frame(this: &Page) -> Result<JsValue, JsValue>;

    // https://wicg.github.io/ua-client-hints/, of Chromium alone.
    type Hints;
    #[wasm_bindgen(method, getter, catch, js_name = userAgentData)]
    fn data(this: &Hints) -> Result<Hints, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn brands(this: &Hints) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn brand(this: &Hints) -> Result<JsValue, JsValue>;

    // https://www.w3.org/TR/permissions-policy/#introspection, of Chromium alone.
    #[wasm_bindgen(extends = Document)]
    type Ruled;
    #[wasm_bindgen(method, getter, catch, js_name = featurePolicy)]
    fn policy(this: &Ruled) -> Result<Policy, JsValue>;
    type Policy;
    #[wasm_bindgen(method, catch, js_name = allowsFeature)]
    fn allows(this: &Policy, feature: &str) -> Result<JsValue, JsValue>;
}

/// What will keep Stripe's form from working here, if anything will.
pub(crate) fn unsupported() -> Option<Unsupported> {
    let window = web_sys::window()?;
    let page: &Page = window.unchecked_ref();
    let origin = page.origin().ok().and_then(|origin| origin.as_string());
    let is_served = window
        .location()
        .protocol()
        .is_ok_and(|protocol| protocol.starts_with("http"));
    environment::unsupported(Environment {
        is_secure: page.is_secure().ok().and_then(|is| is.as_bool()) != Some(false),
        is_isolated: page.is_isolated().ok().and_then(|is| is.as_bool()) == Some(true),
        is_without_origin: is_served && origin.as_deref() == Some("null"),
        sandboxes: &sandboxes(&window),
        user_agent: &window.navigator().user_agent().unwrap_or_default(),
        brands: &brands(&window),
    })
}

/// Whether it is certain that this page may not use the camera, which some people need in Stripe's form to show a
/// document or themselves.
pub(crate) fn is_camera_forbidden() -> bool {
    let allowed = || {
        let document = web_sys::window()?.document()?;
        let policy = document.unchecked_ref::<Ruled>().policy().ok()?;
        policy.allows("camera").ok()?.as_bool()
    };
    allowed() == Some(false)
}

/// `sandbox` of each frame around the page, as far outwards as its origin goes.
fn sandboxes(window: &Window) -> Vec<String> {
    let mut sandboxes = Vec::new();
    let mut inner = window.clone();
    // Null in the outermost page, and where the parent is another site.
    while let Some(frame) = frame_of(&inner) {
        sandboxes.extend(frame.get_attribute("sandbox"));
        match inner.parent() {
            Ok(Some(outer)) => inner = outer,
            _ => break,
        }
    }
    sandboxes
}

fn frame_of(window: &Window) -> Option<Element> {
    let frame = window.unchecked_ref::<Page>().frame().ok()?;
    // Of another realm, where `instanceof` does not hold.
    frame.is_object().then(|| frame.unchecked_into())
}

fn brands(window: &Window) -> Vec<String> {
    let navigator = window.navigator();
    let hints: &Hints = navigator.unchecked_ref();
    let brands = || hints.data().ok()?.brands().ok()?.dyn_into::<Array>().ok();
    let name = |brand: JsValue| brand.unchecked_into::<Hints>().brand().ok()?.as_string();
    brands().map_or_else(Vec::new, |brands| brands.iter().filter_map(name).collect())
}
