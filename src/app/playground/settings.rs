//! What the address sets. Whoever reads it follows it: another address changes the page in place, without a reload.

use crate::reactive::effect::on_cleanup;
use crate::reactive::signal::RwSignal;
use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

/// The address's query.
#[derive(Clone, Copy)]
pub(super) struct Settings(RwSignal<String>);

impl Settings {
    pub(super) fn of_address() -> Self {
        let settings = Self(RwSignal::new_local(query()));
        if let Some(window) = web_sys::window() {
            // Back, forth, and a test that sets the address.
            let changed = move |_: &web_sys::Event| settings.0.set(query());
            let listener = EventListener::new(&window, "popstate", changed);
            on_cleanup(move || drop(listener));
        }
        settings
    }

    /// The value of a setting, empty where it is not set.
    pub(super) fn get(self, name: &str) -> String {
        let value = self.0.with(|query| params(query)?.get(name));
        value.unwrap_or_default()
    }

    /// The address with one setting otherwise; an empty value takes it out.
    pub(super) fn address(self, name: &str, value: &str) -> String {
        let query = self.0.with(|query| {
            let params = params(query)?;
            match value {
                "" => params.delete(name),
                value => params.set(name, value),
            }
            Some(String::from(params.to_string()))
        });
        ["/playground?", &query.unwrap_or_default()].concat()
    }

    /// Goes to that address.
    pub(super) fn set(self, name: &str, value: &str) {
        let address = self.address(name, value);
        let history = web_sys::window().and_then(|window| window.history().ok());
        if let Some(history) = history {
            // A page that may not have another address keeps the one it has, and what it shows.
            _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
        }
        self.0.set(query());
    }
}

fn query() -> String {
    let query = web_sys::window().and_then(|window| window.location().search().ok());
    query.unwrap_or_default()
}

fn params(query: &str) -> Option<UrlSearchParams> {
    UrlSearchParams::new_with_str(query).ok()
}
