//! What the builder writes, and what ends when.

use super::{
    effect::Effect,
    element::{El, el, svg},
    signal::RwSignal,
    task::Task,
    test_page::{Mutations, TestPage, settled},
};
use reactive_graph::owner::Owner;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn an_element_holds_its_attributes_classes_parts_and_children() {
    let page = TestPage::new(|| {
        el("p")
            .class("dolfin-note wide")
            .attr("title", "a title")
            .style("inline-size", "12px")
            .child("some ")
            .child(el("b").child(String::from("text")))
            .child(None::<El>)
            .child(Some(svg("svg").attr("viewBox", "0 0 1 1")))
    });
    assert_eq!(
        page.root.outer_html(),
        r#"<p class="dolfin-note wide" part="note wide" title="a title" style="inline-size: 12px;">some <b>text</b><svg viewBox="0 0 1 1"></svg></p>"#
    );
    let drawing = page.find("svg").unwrap();
    assert_eq!(
        drawing.namespace_uri().as_deref(),
        Some("http://www.w3.org/2000/svg")
    );
}

#[wasm_bindgen_test]
fn markup_goes_in_as_text() {
    let page = TestPage::new(|| el("p").child("<img src=x>").attr("title", "\"><b>"));
    assert_eq!(page.text(), "<img src=x>");
    assert!(page.find("img, b").is_none());
}

#[wasm_bindgen_test]
async fn a_closure_is_followed_and_only_another_outcome_is_written() {
    let runs_seen = Rc::new(Cell::new(0));
    let runs = Rc::clone(&runs_seen);
    let owner = Owner::new();
    let number = owner.with(|| RwSignal::new_local(1));
    let page = TestPage::new(move || {
        el("p")
            .attr("data-odd", move || (number.get() % 2 == 1).then_some("yes"))
            .child(move || {
                runs.set(runs.get() + 1);
                (number.get() / 2).to_string()
            })
    });
    assert_eq!(page.text(), "0");
    assert_eq!(page.root.get_attribute("data-odd").as_deref(), Some("yes"));
    let node = page.root.first_child().unwrap();
    number.set(2);
    settled().await;
    assert_eq!(
        (page.text().as_str(), page.root.has_attribute("data-odd")),
        ("1", false)
    );
    assert_eq!(
        page.root.first_child().unwrap(),
        node,
        "the text node stays"
    );
    let observer = Mutations::of(&page.root);
    number.set(2);
    assert_eq!(observer.records().await, [""; 0]);
    assert_eq!(runs_seen.get(), 3);
}

#[wasm_bindgen_test]
async fn a_text_that_a_translation_has_replaced_is_live_again_with_the_next_change() {
    let owner = Owner::new();
    let text = owner.with(|| RwSignal::new_local("one"));
    let page = TestPage::new(move || el("p").child(el("b")).child(move || text.get()));
    // As Chromium's translation does it: elements in the place of the text.
    let translated = el("font").child(el("font").child("eins"));
    let more = el("font").child(" und");
    let ours = page.root.last_child().unwrap();
    page.root
        .replace_child(translated.element().unwrap(), &ours)
        .unwrap();
    page.root.append_child(more.element().unwrap()).unwrap();
    assert_eq!(page.text(), "eins und");
    text.set("two");
    settled().await;
    assert_eq!(page.root.inner_html(), "<b></b>two");
}

#[wasm_bindgen_test]
async fn a_handler_hears_its_event_until_the_owner_ends() {
    let heard = Rc::new(Cell::new(0));
    let count = Rc::clone(&heard);
    let page = TestPage::new(move || el("button").on("click", move |_| count.set(count.get() + 1)));
    page.root.click();
    page.owner.cleanup();
    page.root.click();
    assert_eq!(heard.get(), 1);
    assert_eq!(Rc::strong_count(&heard), 1, "what the handler held is gone");
}

#[wasm_bindgen_test]
async fn an_effect_unsubscribes_when_it_ends() {
    let outer = Owner::new();
    let number = outer.with(|| RwSignal::new_local(0));
    let runs = Rc::new(Cell::new(0));
    let page = TestPage::new(|| el("p"));
    let count = Rc::clone(&runs);
    page.owner.with(|| {
        Effect::new(move || {
            number.track();
            count.set(count.get() + 1);
        });
    });
    number.set(1);
    settled().await;
    assert_eq!(runs.get(), 2);
    number.set(2);
    page.owner.cleanup();
    settled().await;
    assert_eq!((runs.get(), Rc::strong_count(&runs)), (2, 1));
}

#[wasm_bindgen_test]
fn what_has_ended_does_not_read_as_a_default() {
    let owner = Owner::new();
    let number = owner.with(|| RwSignal::new_local(7));
    let read = || number.try_with_untracked(|number| *number);
    assert_eq!(read(), Some(7));
    owner.cleanup();
    assert_eq!(read(), None);
    number.set(8);
    assert_eq!(read(), None);
}

#[wasm_bindgen_test]
fn a_task_runs_at_once_up_to_its_first_wait_and_ends_when_it_is_dropped() {
    let step = Rc::new(Cell::new(0));
    let at = Rc::clone(&step);
    let task = Task::start(async move {
        at.set(1);
        std::future::pending::<()>().await;
        at.set(2);
    });
    assert_eq!(step.get(), 1);
    drop(task);
    assert_eq!(step.get(), 1);
}
