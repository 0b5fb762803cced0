//! Every situation, problem and form state, mounted one at a time and looked at as a person, a screen reader and a host
//! do: by roles, names, hooks, and what is written to the page.
//!
//! What a state means is decided in the core and tested there; here it is taken from the state and compared with what
//! stands in the page.

mod actions;
#[cfg(feature = "leptos")]
mod callbacks;
mod documents;
mod form;
mod freshness;
mod host;
mod leaving;
mod mount;
mod news;
mod problems;
mod requirements;
#[cfg(feature = "leptos")]
mod shared;
mod situations;

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);
