//! What of the page's tokens Stripe is told, and when.

use super::{Following, Theme, channels, follow};
use crate::clock::sleep;
use crate::stripe::fake_connect::evaluate;
use std::{cell::RefCell, rc::Rc, time::Duration};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

/// A frame that has the tokens of `style/tokens.css`, without its sheet, in a host that a test can dress.
struct Page {
    host: HtmlElement,
    frame: HtmlElement,
}

impl Page {
    fn new() -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let [host, frame] = ["div", "div"]
            .map(|tag| document.create_element(tag).unwrap())
            .map(|element| element.unchecked_into::<HtmlElement>());
        host.set_id("host");
        document.body().unwrap().append_child(&host).unwrap();
        host.append_child(&frame).unwrap();
        let page = Self { host, frame };
        page.set("color-scheme", "light");
        for (token, value) in [
            ("--surface", "light-dark(#ffffff, #000000)"),
            ("--text", "light-dark(#14222c, #e8eef2)"),
            ("--accent", "#0a6480"),
            ("--fill", "#0a6480"),
            ("--on-fill", "white"),
            ("--line", "#dfe6ea"),
            ("--muted", "#52626e"),
            ("--danger", "#b0261c"),
            ("--sunken", "#f3f6f8"),
            ("--unit", "8px"),
            ("--corner", "calc(10px * 0.7)"),
            ("--font", "Inter, sans-serif"),
        ] {
            page.set(token, value);
        }
        page
    }

    fn set(&self, property: &str, value: &str) {
        self.host.style().set_property(property, value).unwrap();
    }

    fn theme(&self) -> Theme {
        Theme::of(&self.frame)
    }

    /// What is told of the theme from now on.
    fn follow(&self) -> (Option<Following>, Rc<RefCell<Vec<Theme>>>) {
        let told: Rc<RefCell<Vec<Theme>>> = Rc::default();
        let telling = told.clone();
        let following = follow(&self.frame, self.theme(), move |theme| {
            telling.borrow_mut().push(theme.clone());
        });
        (following, told)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.host.remove();
    }
}

fn of(theme: &Theme, name: &str) -> Option<String> {
    let mut variables = theme.variables();
    let found = variables.find(|(variable, _)| *variable == name)?;
    Some(found.1.to_owned())
}

/// Waits until the newest told theme has this text colour.
async fn is_told(told: &RefCell<Vec<Theme>>, text: &str) {
    for _ in 0..200 {
        let newest = told.borrow().last().cloned();
        if newest.and_then(|theme| of(&theme, "colorText")).as_deref() == Some(text) {
            return;
        }
        sleep(Duration::from_millis(10)).await;
    }
    panic!("never told {text}; told {:?}", told.borrow());
}

const DARK: &str = "rgb(232, 238, 242)";

#[wasm_bindgen_test]
fn the_tokens_are_told_as_plain_colours_and_lengths() {
    let page = Page::new();
    page.set("--accent", "oklch(0.55 0.2 290)");
    let theme = page.theme();
    for (name, value) in [
        ("colorBackground", "rgb(255, 255, 255)"),
        ("colorText", "rgb(20, 34, 44)"),
        ("buttonPrimaryColorBackground", "rgb(10, 100, 128)"),
        ("buttonPrimaryColorText", "rgb(255, 255, 255)"),
        ("fontFamily", "Inter, sans-serif"),
        ("spacingUnit", "10px"),
        ("borderRadius", "7px"),
        ("fontSizeBase", "16px"),
    ] {
        assert_eq!(of(&theme, name).as_deref(), Some(value), "{name}");
    }
    let accent = of(&theme, "colorPrimary").unwrap();
    assert!(accent.starts_with("rgb("), "{accent}");
    assert_eq!(theme.variables().count(), 14);
    drop(theme);
    assert_eq!(page.frame.child_element_count(), 0, "nothing is left");
}

#[wasm_bindgen_test]
fn a_translucent_token_is_told_as_the_colour_it_makes_on_what_it_stands_on() {
    let page = Page::new();
    page.set("--line", "rgb(0 0 0 / 0.12)");
    page.set("--muted", "color-mix(in srgb, black 50%, transparent)");
    page.set("--on-fill", "rgb(255 255 255 / 0.5)");
    page.set("--danger", "transparent");
    let light = page.theme();
    assert_eq!(of(&light, "colorBorder").unwrap(), "rgb(224, 224, 224)");
    assert_eq!(
        of(&light, "colorSecondaryText").unwrap(),
        "rgb(128, 128, 128)"
    );
    assert_eq!(
        of(&light, "buttonPrimaryColorText").unwrap(),
        "rgb(133, 178, 192)",
        "on the button, not on the surface"
    );
    assert_eq!(of(&light, "colorDanger").unwrap(), "rgb(255, 255, 255)");
    page.set("--surface", "rgb(0 0 0 / 0.5)");
    let on_glass = page.theme();
    assert_eq!(
        of(&on_glass, "colorBackground").unwrap(),
        "rgb(128, 128, 128)"
    );
    assert_eq!(of(&on_glass, "colorBorder").unwrap(), "rgb(113, 113, 113)");
}

#[wasm_bindgen_test]
fn a_computed_colour_is_read_however_it_is_written() {
    for (css, expected) in [
        ("rgb(10, 100, 128)", Some([10.0, 100.0, 128.0, 1.0])),
        ("rgba(0, 0, 0, 0.12)", Some([0.0, 0.0, 0.0, 0.12])),
        ("color(srgb 1 0.5 0)", Some([255.0, 127.5, 0.0, 1.0])),
        (
            "color(srgb 1.2 -0.5 none / 0.5)",
            Some([255.0, 0.0, 0.0, 0.5]),
        ),
        ("oklch(0.5 0.2 290)", None),
        ("", None),
    ] {
        assert_eq!(channels(css), expected, "{css}");
    }
}

#[wasm_bindgen_test]
fn where_the_tokens_come_to_nothing_stripe_has_its_own_colours() {
    let page = Page::new();
    page.set("--surface", "unheard-of(1)");
    page.set("--text", "unheard-of(2)");
    let theme = page.theme();
    assert_eq!(of(&theme, "colorText"), None);
    assert_eq!(of(&theme, "spacingUnit").as_deref(), Some("10px"));
    page.set("--corner", "50%");
    assert_eq!(of(&page.theme(), "borderRadius"), None);
}

/// A style sheet of the page's, taken out in the end.
struct Sheet(HtmlElement);

impl Sheet {
    fn new(css: &str) -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let sheet = document.create_element("style").unwrap();
        sheet.set_text_content(Some(css));
        document.head().unwrap().append_child(&sheet).unwrap();
        Self(sheet.unchecked_into())
    }
}

impl Drop for Sheet {
    fn drop(&mut self) {
        self.0.remove();
    }
}

#[wasm_bindgen_test]
async fn a_change_is_told_once_by_whatever_means_it_came() {
    let page = Page::new();
    let _sheet = Sheet::new(".theirs { --text: #020202 !important }");
    let (_following, told) = page.follow();
    page.set("color-scheme", "dark");
    is_told(&told, DARK).await;
    page.set("--text", "#010101");
    is_told(&told, "rgb(1, 1, 1)").await;
    page.host.set_class_name("theirs");
    is_told(&told, "rgb(2, 2, 2)").await;
    let later = Sheet::new("#host { --text: #030303 !important }");
    is_told(&told, "rgb(3, 3, 3)").await;
    drop(later);
    is_told(&told, "rgb(2, 2, 2)").await;
    evaluate(
        "(document.adoptedStyleSheets = [new CSSStyleSheet()])[0].replaceSync('#host { --text: #040404 !important }')",
    );
    is_told(&told, "rgb(4, 4, 4)").await;
    evaluate("document.adoptedStyleSheets = []");
    is_told(&told, "rgb(2, 2, 2)").await;
    let told = told.borrow();
    assert!(told.windows(2).all(|pair| pair[0] != pair[1]), "{told:?}");
}

#[wasm_bindgen_test]
async fn a_page_that_forbids_every_transition_is_followed_all_the_same() {
    let page = Page::new();
    let _sheet = Sheet::new(
        "*, ::before, ::after { transition: none !important; animation: none !important }
         @layer early { span { transition: none !important; color: red !important } }",
    );
    let (_following, told) = page.follow();
    page.set("color-scheme", "dark");
    is_told(&told, DARK).await;
}

#[wasm_bindgen_test]
async fn a_change_in_the_very_moment_of_mounting_is_not_missed() {
    for is_hidden in [false, true] {
        let page = Page::new();
        if is_hidden {
            page.set("display", "none");
        }
        let (_following, told) = page.follow();
        page.set("color-scheme", "dark");
        if is_hidden {
            // As a component that is drawn as a whole, or a host's tab that is opened later.
            page.set("display", "block");
        }
        is_told(&told, DARK).await;
    }
}

#[wasm_bindgen_test]
async fn a_change_between_the_first_look_and_the_following_is_told_with_the_next_frame() {
    let page = Page::new();
    let seen = page.theme();
    page.set("color-scheme", "dark");
    let told: Rc<RefCell<Vec<Theme>>> = Rc::default();
    let telling = told.clone();
    let _following = follow(&page.frame, seen, move |theme| {
        telling.borrow_mut().push(theme.clone());
    });
    assert_eq!(page.frame.child_element_count(), 1, "the same samples");
    is_told(&told, DARK).await;
    assert_eq!(told.borrow().len(), 1);
}

#[wasm_bindgen_test]
async fn a_change_while_nothing_is_rendered_is_told_when_it_is_shown_again() {
    let page = Page::new();
    let (_following, told) = page.follow();
    page.set("--text", "#010101");
    is_told(&told, "rgb(1, 1, 1)").await;
    page.set("display", "none");
    sleep(Duration::from_millis(50)).await;
    page.set("color-scheme", "dark");
    page.set("--text", "#020202");
    sleep(Duration::from_millis(50)).await;
    page.set("display", "block");
    is_told(&told, "rgb(2, 2, 2)").await;
}

#[wasm_bindgen_test]
async fn what_is_followed_no_longer_is_told_no_longer_and_leaves_nothing() {
    let page = Page::new();
    let (following, told) = page.follow();
    drop(following);
    assert_eq!(page.frame.child_element_count(), 0);
    page.set("color-scheme", "dark");
    let (_following, other) = page.follow();
    page.set("color-scheme", "light");
    is_told(&other, "rgb(20, 34, 44)").await;
    assert!(told.borrow().is_empty());
}
