//! A bookkeeping app that lets its customers get paid: the overview shows how the account stands in its own words, a
//! page of its own holds the form. Serve it with `trunk serve` beside the sandbox.

#[cfg(target_family = "wasm")]
mod app;

fn main() {
    #[cfg(target_family = "wasm")]
    leptos::mount::mount_to_body(app::App);
}
