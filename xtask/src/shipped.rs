//! How the WebAssembly that visitors download is compiled.
//!
//! The std that comes with Rust contains every panic message, every place in the source that can panic, and what formats
//! them. Nobody reads that here: a browser shows a trap, and the guard of the npm package and the page of the app act on
//! the trap. So std is compiled from its source with panics that trap at once, which also leaves no path of the machine
//! that compiled it. It costs 20 s of building, once.
//!
//! Custom element, WebAssembly after brotli 11, Rust 1.95: 112.8 kB with the std that comes with Rust, 106.6 with this
//! one (`optimize_for_size`: 0.1 of it, and std without its backtraces). `-Zlocation-detail=none` and `-Zfmt-debug=none`
//! change nothing any more.
//!
//! These settings are unstable, hence for one Rust, which `tools` asks for. They hold for what is shipped, and for what is
//! tested in its place; a `trunk build` by hand and a host's own cargo use stable settings, with any Rust.

use xshell::Cmd;

/// The Rust whose unstable settings these are.
pub const RUST: &str = "1.95.";

const SETTINGS: [(&str, &str); 5] = [
    // Lets a stable compiler accept them.
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true"),
    ("CARGO_PROFILE_RELEASE_PANIC", "immediate-abort"),
];

/// Makes `command`, a release build by cargo or by Trunk, build as it is shipped.
pub fn as_shipped(command: Cmd<'_>) -> Cmd<'_> {
    command.envs(SETTINGS)
}
