//! The element builder: what stands in an element, and what of it follows a signal.
//!
//! Decides how a value reaches the page: as text or attribute, never as markup, and only when it differs from what was
//! written. Parts that come and go are in [`children`](super::children). Prices and an example are in the
//! [module above](super).

use super::effect::{Effect, on_cleanup};
use gloo_events::{EventListener, EventListenerOptions};
use std::borrow::Cow;
use std::{cell::OnceCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{Document, Element, HtmlElement, Node};

#[wasm_bindgen]
extern "C" {
    // Looked up once. By way of `window()` it would be two calls into JavaScript and a test for each element.
    #[wasm_bindgen(thread_local_v2, js_name = document)]
    static DOCUMENT: Option<Document>;
}

/// Text to show.
pub(crate) type Text = Cow<'static, str>;

/// Says what a value is, if there is to be one.
type Read = dyn Fn() -> Option<Text>;

/// Writes a value, or takes it off.
type Write = dyn Fn(Option<&str>);

/// An element under construction. Without a document, which no browser lacks, it is `undefined` and stays so: what is
/// done with it fails, and nothing is said.
///
/// A bare value, as that is one number: an `Option` is two, which every call of a chain would hand on by way of memory.
pub(crate) struct El(JsValue);

/// A new HTML element.
pub(crate) fn el(tag: &str) -> El {
    El::of(DOCUMENT.with(|document| document.as_ref()?.create_element(tag).ok()))
}

/// A new SVG element.
pub(crate) fn svg(tag: &str) -> El {
    const SVG: &str = "http://www.w3.org/2000/svg";
    El::of(DOCUMENT.with(|document| document.as_ref()?.create_element_ns(Some(SVG), tag).ok()))
}

/// What can stand in an element: text; a closure that says which text, and is followed; another element, or none.
pub(crate) trait Child {
    /// Adds it at the end of `parent`.
    fn append_to(self, parent: &El);
}

/// What an attribute or a style property can be set to: a text, or a closure that says which, and is followed. Where
/// the closure says `None`, the attribute is taken off.
pub(crate) trait Value {
    /// Hands it to `write`, now and whenever it is another one.
    fn write_by(self, write: Box<Write>);
}

/// What a closure may say: a text, or none.
pub(crate) trait IntoText {
    /// The text, if there is one.
    fn into_text(self) -> Option<Text>;
}

impl El {
    fn of(element: Option<Element>) -> Self {
        Self(element.into())
    }

    pub(super) fn get(&self) -> &Element {
        self.0.unchecked_ref()
    }

    /// Sets the classes, and the same without our prefix as the parts by which the host of a shadow root can style it.
    pub(crate) fn class(self, class: &str) -> Self {
        let parts = class.split(' ');
        let parts: Vec<&str> = parts
            .map(|part| part.strip_prefix("dolfin-").unwrap_or(part))
            .collect();
        self.attr("class", class).attr("part", &*parts.join(" "))
    }

    /// Sets an attribute.
    pub(crate) fn attr(self, name: &'static str, value: impl Value) -> Self {
        let element = self.get().clone();
        value.write_by(Box::new(move |value| set(&element, name, value)));
        self
    }

    /// Sets a style property. As a property of the DOM, which no policy on inline styles forbids.
    pub(crate) fn style(self, name: &'static str, value: impl Value) -> Self {
        let style = self.element().map(HtmlElement::style);
        value.write_by(Box::new(move |value| {
            if let Some(style) = &style {
                // A value CSS does not know is passed over by the browser.
                _ = style.set_property(name, value.unwrap_or_default());
            }
        }));
        self
    }

    /// Adds a child at the end.
    pub(crate) fn child(self, child: impl Child) -> Self {
        child.append_to(&self);
        self
    }

    /// Calls `run` whenever `event` happens here, until the current owner ends.
    pub(crate) fn on(
        self,
        event: &'static str,
        run: impl FnMut(&web_sys::Event) + 'static,
    ) -> Self {
        self.listen(event, Box::new(run))
    }

    fn listen(self, event: &'static str, mut run: Box<dyn FnMut(&web_sys::Event)>) -> Self {
        // Not passive: the handler of a form has to prevent its default.
        let options = EventListenerOptions::enable_prevent_default();
        let listener =
            EventListener::new_with_options(self.get(), event, options, move |event| run(event));
        on_cleanup(move || drop(listener));
        self
    }

    /// Takes the focus over from whatever leaves the page around it, so that nobody finds themselves at its top.
    pub(crate) fn focus_fallback(self) -> Self {
        self.attr("tabindex", "-1").attr("data-focus-fallback", "")
    }

    /// The element itself, for what only the browser can do with it.
    pub(crate) fn element(&self) -> Option<&HtmlElement> {
        self.get().dyn_ref()
    }

    pub(super) fn append<N: AsRef<Node>>(&self, node: Option<&N>) {
        if let Some(node) = node {
            // Fails only where a node would contain itself, and this one is new.
            _ = self.get().append_child(node.as_ref());
        }
    }

    fn follow_text(&self, read: Box<Read>) {
        let live = Rc::new(LiveText {
            around: self.get().clone(),
            node: OnceCell::new(),
        });
        let said = Rc::clone(&live);
        follow(
            read,
            Box::new(move |text| said.say(text.unwrap_or_default())),
        );
        // Nothing to say yet: its place is kept.
        if live.node.get().is_none() {
            live.say("");
        }
    }
}

/// A text that changes, in the element around it.
struct LiveText {
    around: Element,
    node: OnceCell<Option<web_sys::Text>>,
}

impl LiveText {
    fn say(&self, text: &str) {
        match self.node.get() {
            Some(Some(node)) => {
                restore(&self.around, node);
                node.set_data(text);
            }
            Some(None) => {}
            None => {
                let node = text_node(text);
                if let Some(node) = &node {
                    _ = self.around.append_child(node);
                }
                // Set here alone.
                _ = self.node.set(node);
            }
        }
    }
}

impl Child for El {
    fn append_to(self, parent: &El) {
        parent.append(Some(self.get()));
    }
}

impl Child for Option<El> {
    fn append_to(self, parent: &El) {
        self.into_iter().for_each(|child| child.append_to(parent));
    }
}

impl Child for &str {
    fn append_to(self, parent: &El) {
        parent.append(text_node(self).as_ref());
    }
}

impl Child for String {
    fn append_to(self, parent: &El) {
        self.as_str().append_to(parent);
    }
}

impl<T: IntoText, F: Fn() -> T + 'static> Child for F {
    fn append_to(self, parent: &El) {
        parent.follow_text(Box::new(move || self().into_text()));
    }
}

impl Value for &str {
    fn write_by(self, write: Box<Write>) {
        write(Some(self));
    }
}

impl<T: IntoText, F: Fn() -> T + 'static> Value for F {
    fn write_by(self, write: Box<Write>) {
        follow(Box::new(move || self().into_text()), write);
    }
}

impl IntoText for Text {
    fn into_text(self) -> Option<Text> {
        Some(self)
    }
}

impl IntoText for &'static str {
    fn into_text(self) -> Option<Text> {
        Some(self.into())
    }
}

impl IntoText for String {
    fn into_text(self) -> Option<Text> {
        Some(self.into())
    }
}

impl<T: IntoText> IntoText for Option<T> {
    fn into_text(self) -> Option<Text> {
        self?.into_text()
    }
}

/// Writes what `read` says, now and whenever it says something else.
fn follow(read: Box<Read>, write: Box<Write>) {
    let mut written = None;
    Effect::new(move || {
        let value = read();
        if written != value {
            write(value.as_deref());
            written = value;
        }
    });
}

/// Puts a text node back where a browser's translation has put `<font>` elements in its place.
fn restore(element: &Element, node: &web_sys::Text) {
    if node.parent_node().as_ref() == Some(element) {
        return;
    }
    let translated = || element.query_selector(":scope > font").ok().flatten();
    if let Some(font) = translated() {
        // The node goes anywhere: it is a text.
        _ = element.replace_child(node, &font);
    } else {
        _ = element.append_child(node);
    }
    while let Some(rest) = translated() {
        rest.remove();
    }
}

fn set(element: &Element, name: &str, value: Option<&str>) {
    // Fails only for a name no attribute can have, and ours are written in this crate.
    _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

pub(super) fn text_node(text: &str) -> Option<web_sys::Text> {
    DOCUMENT.with(|document| Some(document.as_ref()?.create_text_node(text)))
}

/// What marks a place. A comment, because a host that normalises its page takes empty texts away.
pub(super) fn comment() -> Option<web_sys::Comment> {
    DOCUMENT.with(|document| Some(document.as_ref()?.create_comment("")))
}
