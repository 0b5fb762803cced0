//! What a host sets: headings, its own words, its page's text and theme, the width, the language.

use super::documents::{Document, half_way, problem};
use super::mount::{Shown, onboarding, status, with_options};
use crate::clock::painted;
use crate::components::brand::branded;
use crate::components::slot::{Slot, Slots};
use crate::components::style_sheet;
use crate::components::view_options::{HeadingLevel, ViewOptions};
use crate::reactive::element::el;
use crate::reactive::signal::fixed;
use crate::reactive::test_page::{TestPage, settled};
use onboarding_core::account::problem::ProblemKind;
use onboarding_core::config::Brand;
use onboarding_core::onboarding::events::FormEvent;
use onboarding_core::onboarding::machine::FormPolicy;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

macro_rules! levels {
    ($($name:ident: $level:literal, $headings:expr;)*) => { $(
        #[wasm_bindgen_test]
        async fn $name() {
            let options = ViewOptions { heading_level: HeadingLevel::new($level), ..ViewOptions::default() };
            let shown = with_options(FormPolicy::AtOnce, options, |mount| mount.reads(half_way()));
            let tags: Vec<String> = shown.all("h1, h2, h3, h4, h5, h6").iter().map(|heading| heading.tag_name()).collect();
            let mut levels = tags.clone();
            levels.dedup();
            assert_eq!(levels, $headings);
        }
    )* };
}

levels! {
    headings_begin_at_the_first_level: 1, ["H1", "H2", "H3"];
    headings_begin_at_the_second_level: 2, ["H2", "H3", "H4"];
    headings_begin_at_the_third_level: 3, ["H3", "H4", "H5"];
    headings_end_at_the_sixth_level: 5, ["H5", "H6"];
    a_level_above_the_first_is_the_first: 0, ["H1", "H2", "H3"];
    a_level_below_the_sixth_is_the_sixth: 9, ["H6"];
}

#[wasm_bindgen_test]
async fn a_test_account_is_marked() {
    let options = ViewOptions {
        is_test: true,
        ..ViewOptions::default()
    };
    let shown = with_options(FormPolicy::AtOnce, options, |mount| mount.reads(half_way()));
    assert_eq!(shown.texts(".dolfin-test-mode"), ["Test mode"]);
    assert!(
        status(|mount| mount.reads(half_way()))
            .find(".dolfin-test-mode")
            .is_none()
    );
}

macro_rules! own_words {
    ($($name:ident: $slot:expr, $before:expr, $replaced:literal;)*) => { $(
        #[wasm_bindgen_test]
        async fn $name() {
            let slots = Slots::default().with($slot, || "the host's own");
            let shown = onboarding(|mount| {
                mount.slots.replace(slots);
                $before(mount);
            });
            style_sheet::adopt(&web_sys::window().unwrap().document().unwrap());
            settled().await;
            let own = shown.all(".dolfin-contents:not(:has(.dolfin-contents))");
            let own = own.iter().filter(|node| node.text_content().as_deref() == Some("the host's own"));
            assert_eq!(own.count(), 1);
            for ours in shown.all($replaced) {
                assert_eq!(ours.get_bounding_client_rect().height(), 0.0, "ours is still seen");
            }
            assert_eq!(shown.written_by_the_same_again().await, [""; 0]);
        }
    )* };
}

own_words! {
    above_everything: Slot::Header, |mount: &super::mount::TestMount| mount.reads(half_way()), ".nothing";
    below_everything: Slot::Footer, |mount: &super::mount::TestMount| mount.reads(half_way()), ".nothing";
    in_place_of_where_things_stand: Slot::Situation, |mount: &super::mount::TestMount| mount.reads(half_way()), ".dolfin-headline";
    in_place_of_the_beginning: Slot::Empty,
        |mount: &super::mount::TestMount| mount.reads(Document("NotStarted", [false; 3], &[], &[], "").account()), ".dolfin-headline";
    once_all_is_done: Slot::Complete,
        |mount: &super::mount::TestMount| mount.reads(Document("Active", [true; 3], &[], &[], "").account()), ".nothing";
    while_the_form_loads: Slot::Waiting, |mount: &super::mount::TestMount| mount.reads(half_way()), ".dolfin-waiting-field";
    in_place_of_a_problem: Slot::Problem(ProblemKind::Forbidden),
        |mount: &super::mount::TestMount| mount.fails(problem(ProblemKind::Forbidden, Some(403))), ".dolfin-headline";
}

/// The component in a place of this style, our sheet in the page.
fn in_place(style: &str) -> (TestPage, Shown) {
    style_sheet::adopt(&web_sys::window().unwrap().document().unwrap());
    let shown = onboarding(|mount| {
        mount.reads(half_way());
        mount.form_event(FormEvent::Shown);
    });
    let place = TestPage::new(|| el("div").attr("style", style));
    place.root.append_child(&shown.page.root).unwrap();
    (place, shown)
}

fn computed(shown: &Shown, selector: &str, property: &str) -> String {
    let element = shown.find(selector).unwrap();
    let style = web_sys::window().unwrap().get_computed_style(&element);
    style
        .unwrap()
        .unwrap()
        .get_property_value(property)
        .unwrap()
}

macro_rules! inherited {
    ($($name:ident: $property:literal, $theirs:literal;)*) => { $(
        #[wasm_bindgen_test]
        fn $name() {
            let (_place, shown) = in_place(concat!($property, ": ", $theirs));
            let (_elsewhere, without) = in_place("");
            for part in [".dolfin-explanation", ".dolfin-question", ".dolfin-freshness"] {
                let ours = computed(&shown, part, $property);
                assert_ne!(ours, $theirs, "{part}");
                // What a browser's own sheet makes of it differs from one to the next.
                assert_eq!(ours, computed(&without, part, $property), "{part}");
            }
        }
    )* };
}

inherited! {
    a_host_s_white_space_does_not_reach_in: "white-space", "pre";
    a_host_s_text_transform_does_not_reach_in: "text-transform", "uppercase";
    a_host_s_letter_spacing_does_not_reach_in: "letter-spacing", "4px";
    a_host_s_text_indent_does_not_reach_in: "text-indent", "40px";
    a_host_s_text_align_does_not_reach_in: "text-align", "center";
    a_host_s_word_break_does_not_reach_in: "word-break", "break-all";
    a_host_s_word_spacing_does_not_reach_in: "word-spacing", "9px";
    a_host_s_text_shadow_does_not_reach_in: "text-shadow", "rgb(255, 0, 0) 1px 1px 0px";
}

/// Where the form stands beside where things stand.
fn is_beside(shown: &Shown) -> bool {
    let [status, form] = [".dolfin-status", ".dolfin-form"]
        .map(|part| shown.find(part).unwrap().get_bounding_client_rect());
    assert!(status.width() > 0.0 && form.width() > 0.0);
    (status.top() - form.top()).abs() < 1.0 && status.right() < form.left()
}

macro_rules! widths {
    ($($name:ident: $width:literal, $beside:literal;)*) => { $(
        #[wasm_bindgen_test]
        fn $name() {
            let (_place, shown) = in_place(concat!("inline-size: ", $width, "px"));
            assert_eq!(is_beside(&shown), $beside);
            let root = shown.page.root.get_bounding_client_rect();
            assert_eq!(root.width(), f64::from($width));
            assert!(f64::from(shown.page.root.scroll_width()) <= root.width(), "sticks out");
        }
    )* };
}

widths! {
    on_the_narrowest_screen_the_form_stands_below: 320, false;
    below_1024_px_the_form_stands_below: 1023, false;
    from_1024_px_on_the_form_stands_beside: 1024, true;
    on_a_wide_screen_the_form_stands_beside: 1600, true;
}

#[wasm_bindgen_test]
fn no_empty_line_stands_between_the_progress_and_the_words() {
    for width in [400, 700, 1200] {
        let (_place, shown) = in_place(&format!("inline-size: {width}px"));
        let [bar, headline, text] = [
            ".dolfin-progress",
            ".dolfin-headline",
            ".dolfin-explanation",
        ]
        .map(|part| shown.find(part).unwrap().get_bounding_client_rect());
        for gap in [
            headline.top() - bar.bottom(),
            text.top() - headline.bottom(),
        ] {
            assert!((0.0..24.0).contains(&gap), "{width}: {gap} px");
        }
    }
}

#[wasm_bindgen_test]
async fn a_token_that_is_no_colour_falls_back_and_one_that_was_mended_counts() {
    let (place, shown) = in_place("--dolfin-accent: no-colour; --dolfin-text: rgb(1, 2, 3)");
    painted().await;
    painted().await;
    let inline = |token: &str| shown.page.root.style().get_property_value(token).unwrap();
    assert_eq!(inline("--dolfin-accent"), "initial");
    assert_eq!(inline("--dolfin-text"), "", "a colour is left alone");
    place
        .root
        .style()
        .set_property("--dolfin-accent", "green")
        .unwrap();
    let focus = web_sys::Event::new("focus").unwrap();
    web_sys::window().unwrap().dispatch_event(&focus).unwrap();
    assert_eq!(inline("--dolfin-accent"), "");
}

#[wasm_bindgen_test]
fn a_brand_is_a_logo_above_and_a_colour() {
    let brand = |colour: &str| {
        let brand = Brand {
            logo_url: "https://example.com/logo.svg".into(),
            primary_colour: colour.into(),
        };
        TestPage::new(move || branded(el("section").child("content"), fixed(brand)))
    };
    let page = brand("#635bff");
    let colour = |page: &TestPage| {
        page.root
            .style()
            .get_property_value("--dolfin-accent")
            .unwrap()
    };
    assert_eq!(colour(&page), "#635bff");
    let logo = page.find("img").unwrap();
    assert_eq!(
        (
            logo.get_attribute("alt").as_deref(),
            logo.get_attribute("referrerpolicy").as_deref()
        ),
        (Some(""), Some("no-referrer"))
    );
    let error = web_sys::Event::new("error").unwrap();
    logo.dispatch_event(&error).unwrap();
    assert!(logo.hidden(), "one that does not load leaves no trace");
    assert_eq!(colour(&brand("not a colour")), "");
}

#[wasm_bindgen_test]
async fn a_browser_s_translation_does_not_freeze_what_is_live() {
    let shown = status(|mount| mount.reads(half_way()));
    for selector in [
        ".dolfin-turn > span",
        ".dolfin-headline > span",
        ".dolfin-progress-label",
    ] {
        let element = shown.find(selector).unwrap();
        let translated = el("font").child(el("font").child("übersetzt"));
        element
            .replace_child(
                translated.element().unwrap(),
                &element.last_child().unwrap(),
            )
            .unwrap();
    }
    shown
        .mount
        .reads(Document("Active", [true; 3], &[], &[], "").account());
    settled().await;
    shown.is_sound("active");
    assert_eq!(shown.texts(".dolfin-turn"), ["All done"]);
    assert_eq!(shown.texts(".dolfin-progress-label"), ["100% done"]);
    assert!(shown.find("font").is_none());
}

#[wasm_bindgen_test]
fn two_mounts_on_one_page_know_nothing_of_each_other() {
    let first = onboarding(|mount| mount.reads(half_way()));
    let second = status(|mount| mount.reads(Document("Active", [true; 3], &[], &[], "").account()));
    assert_eq!(
        first.attr("data-state").as_deref(),
        Some("OnboardingInProgress")
    );
    assert_eq!(second.attr("data-state").as_deref(), Some("Active"));
    assert!(!Rc::ptr_eq(&first.mount, &second.mount));
}
