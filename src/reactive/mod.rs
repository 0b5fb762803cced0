//! Leptos' reactive graph with a small element builder in place of `view!`.
//!
//! # Why not `view!`
//!
//! Measured (brotli, whole app 113.1 KB): three of the fourteen views written in `view!` cost 26 KB, and 28 KB with
//! `erase_components`; an earlier and smaller tree weighed 36 KB more with all of its views in `view!`. Leptos' typed
//! views compile to code of their own for every element and every closure; here one function serves them all. And
//! `view!` puts static markup in through `innerHTML`, which a page with Trusted Types refuses. The signals, memos and
//! owners are Leptos' own.
//!
//! # For somebody who knows Leptos
//!
//! | Leptos | here |
//! |---|---|
//! | `html::p()` | [`el("p")`](element::el), [`svg("path")`](element::svg) |
//! | `.class("a b")` | [`.class("dolfin-a")`](element::El::class), which also sets `part="a"` for hosts of a shadow root |
//! | `.attr("title", value)` | [`.attr("title", value)`](element::El::attr): a text or a closure |
//! | `.style(("inline-size", value))` | [`.style("inline-size", value)`](element::El::style) |
//! | `.child(view)` | [`.child(view)`](element::El::child): a text, a closure that returns one, an element, or an `Option` of one |
//! | `.on(ev::click, f)` | [`.on("click", f)`](element::El::on) |
//! | `<Show when>` | [`.show(when, children)`](element::El::show); with more than two sides [`.show_keyed(key, children)`](element::El::show_keyed) |
//! | `<For each key children>` | [`.for_each(each, key, children)`](element::El::for_each) |
//! | `RwSignal`, `Memo`, `StoredValue` | the same |
//! | `Signal<T>` as a prop | [`Getter<T>`](signal::Getter) |
//! | `Effect::new(f)` | [`Effect::new(f)`](effect::Effect::new), which runs at once and unsubscribes when it ends |
//! | `on_cleanup(f)` | [`on_cleanup(f)`](effect::on_cleanup), without `Send` |
//! | `spawn_local(f)` | [`Task::start(f)`](task::Task::start), which ends when it is dropped |
//!
//! ```ignore
//! let count = RwSignal::new_local(0);
//! let counter = el("div")
//!     .class("dolfin-counter")
//!     .child(
//!         el("button")
//!             .attr("type", "button")
//!             .attr("aria-disabled", move || (count.get() == 9).then(|| "true".into()))
//!             .on("click", move |_| count.set(count.get_untracked() + 1))
//!             .child("Once more"),
//!     )
//!     .child(el("p").child(move || count.get().to_string()))
//!     .show(move || count.get() > 3, || el("p").child("That is a lot."))
//!     .child(el("ol").for_each(
//!         move || (0..count.get()).collect(),
//!         |step| *step,
//!         |step| el("li").child(step.to_string()),
//!     ));
//! ```
//!
//! # What holds
//!
//! - Everything goes in as text or attribute, never as markup.
//! - What a closure reads makes it run again, after the task that wrote it; only a different outcome reaches the page.
//! - Whatever is started ends with the reactive owner that it was started under. A part that is taken out by `show` or
//!   `for_each` has an owner of its own.
//! - A signal, memo or stored value that has ended panics when it is read, as it does in Leptos; what may come late (a
//!   host's callback, whatever follows an `await`) reads by `try_with` and says what it does without.
//!
//! # Limits
//!
//! No server rendering and no hydration. An element has at most one live text, so that a browser's translation can be
//! told from what else is in there.

pub(crate) mod children;
pub(crate) mod effect;
pub(crate) mod element;
pub(crate) mod signal;
pub(crate) mod task;
#[cfg(test)]
pub(crate) mod test_page;
#[cfg(test)]
mod tests;
