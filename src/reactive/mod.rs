//! The element builder, and what it needs of Leptos' reactive graph.

mod children;
pub(crate) mod element;
pub(crate) mod signal;
pub(crate) mod task;
