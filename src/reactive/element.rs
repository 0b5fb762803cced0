//! Elements on the reactive graph, built by hand.
//!
//! Leptos' own views compile to code of their own for every element and every closure: this component weighed
//! 169 KB of wasm after brotli that way, far beyond its budget of 60 KB (design section 5). Here one small
//! function serves them all. Everything goes in as text or attribute, never as markup, so no page policy
//! (Trusted Types) is touched; what a closure reads makes it run again, and only a different outcome reaches the
//! page. Whatever is started here ends with the reactive owner it was started under.

use crate::reactive::task::{keep, watch};
use crate::translator::Translator;
use gloo_events::EventListener;
use onboarding_core::text::Phrase;
use std::borrow::Cow;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, Node, Text};

/// Says what a value is, if there is to be one.
type Read = dyn Fn() -> Option<Say>;

/// Writes a value, or takes it off.
type Write = dyn Fn(Option<&str>);

/// Text to show.
pub(crate) type Say = Cow<'static, str>;

/// An element under construction. Without a document, which no browser lacks, it is `undefined` and stays so.
///
/// A bare value, as that is one number: an `Option` is two, which every call of a chain would hand on by way of memory.
pub(crate) struct El(JsValue);

/// A new element of the page.
pub(crate) fn el(tag: &str) -> El {
    El::of(document().and_then(|document| document.create_element(tag).ok()))
}

/// A new element of a drawing.
pub(crate) fn svg(tag: &str) -> El {
    const SVG: &str = "http://www.w3.org/2000/svg";
    El::of(document().and_then(|document| document.create_element_ns(Some(SVG), tag).ok()))
}

impl El {
    fn of(element: Option<Element>) -> Self {
        Self(element.into())
    }

    pub(super) fn get(&self) -> Option<&Element> {
        (!self.0.is_undefined()).then(|| self.0.unchecked_ref())
    }

    /// Sets a class that stays, and the same without our prefix as the part by which the host of a shadow root can
    /// style it.
    pub(crate) fn class(self, class: &str) -> Self {
        let parts = class.split(' ');
        let parts: Vec<&str> = parts
            .map(|part| part.strip_prefix("dolfin-").unwrap_or(part))
            .collect();
        self.attr("class", class).attr("part", &parts.join(" "))
    }

    /// Sets an attribute that stays.
    pub(crate) fn attr(self, name: &str, value: &str) -> Self {
        set(self.get(), name, Some(value));
        self
    }

    /// Keeps an attribute at what `value` says; `None` takes it off.
    pub(crate) fn live_attr(
        self,
        name: &'static str,
        value: impl Fn() -> Option<Say> + 'static,
    ) -> Self {
        self.follow_attr(name, Box::new(value))
    }

    fn follow_attr(self, name: &'static str, value: Box<Read>) -> Self {
        let element = self.get().cloned();
        let write = move |value: Option<&str>| set(element.as_ref(), name, value);
        follow(value, Box::new(write));
        self
    }

    /// Keeps a style property at what `value` says. Set as a property, which no policy on inline styles forbids.
    pub(crate) fn live_style(self, name: &'static str, value: impl Fn() -> Say + 'static) -> Self {
        let style = self.element().map(HtmlElement::style);
        let write = move |value: Option<&str>| {
            if let Some(style) = &style {
                // A value CSS does not know is passed over by the browser.
                _ = style.set_property(name, value.unwrap_or_default());
            }
        };
        follow(Box::new(move || Some(value())), Box::new(write));
        self
    }

    /// Adds text that stays.
    pub(crate) fn text(self, text: &str) -> Self {
        self.append(text_node(text).as_ref());
        self
    }

    /// Adds text that stays at what `text` says.
    pub(crate) fn live_text(self, text: impl Fn() -> Say + 'static) -> Self {
        self.follow_text(Box::new(move || Some(text())))
    }

    fn follow_text(self, text: Box<Read>) -> Self {
        let node = text_node("");
        self.append(node.as_ref());
        let write = move |text: Option<&str>| {
            if let Some(node) = &node {
                node.set_data(text.unwrap_or_default());
            }
        };
        follow(text, Box::new(write));
        self
    }

    /// Adds a sentence.
    pub(crate) fn phrase(self, translator: Translator, phrase: Phrase) -> Self {
        self.live_text(move || translator.phrase(phrase))
    }

    /// Names the element for whoever does not see it.
    pub(crate) fn aria_label(self, translator: Translator, phrase: Phrase) -> Self {
        self.live_attr("aria-label", move || Some(translator.phrase(phrase)))
    }

    /// Calls `act` whenever `event` happens here.
    pub(crate) fn on(
        self,
        event: &'static str,
        act: impl FnMut(&web_sys::Event) + 'static,
    ) -> Self {
        self.listen(event, Box::new(act))
    }

    fn listen(self, event: &'static str, mut act: Box<dyn FnMut(&web_sys::Event)>) -> Self {
        if let Some(element) = self.get() {
            // Not passive: the handler of a form has to prevent its default.
            let options = gloo_events::EventListenerOptions::enable_prevent_default();
            keep(EventListener::new_with_options(
                element,
                event,
                options,
                move |event| act(event),
            ));
        }
        self
    }

    /// Takes the focus over from whatever leaves the page around it: nobody should find themselves at its top.
    pub(crate) fn focus_fallback(self) -> Self {
        self.attr("tabindex", "-1").attr("data-inherits-focus", "")
    }

    /// Adds a child.
    pub(crate) fn child(self, child: El) -> Self {
        self.append(child.get());
        self
    }

    /// Adds a child, if there is one.
    pub(crate) fn child_opt(self, child: Option<El>) -> Self {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    /// The element itself, for what only the browser can do with it.
    pub(crate) fn element(&self) -> Option<&HtmlElement> {
        self.get()?.dyn_ref()
    }

    pub(super) fn append<N: AsRef<Node>>(&self, node: Option<&N>) {
        if let (Some(element), Some(node)) = (self.get(), node) {
            // Fails only where a node would contain itself, and this one is new.
            _ = element.append_child(node.as_ref());
        }
    }
}

/// Writes what `read` says, now and whenever it says something else.
fn follow(read: Box<Read>, write: Box<Write>) {
    let mut written = None;
    watch(Box::new(move || {
        let value = read();
        if written != value {
            write(value.as_deref());
            written = value;
        }
    }));
}

fn set(element: Option<&Element>, name: &str, value: Option<&str>) {
    let Some(element) = element else { return };
    // Fails only for a name no attribute can have, and ours are written in this crate.
    _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

pub(super) fn text_node(text: &str) -> Option<Text> {
    document().map(|document| document.create_text_node(text))
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}
