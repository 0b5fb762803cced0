//! The builder's own rules: what is written, which nodes stay, who gets the focus, and what ends when.

use super::{
    effect::{Effect, on_cleanup},
    element::{El, el, svg},
    signal::RwSignal,
    task::Task,
    test_page::{Mutations, TestPage, settled},
};
use reactive_graph::{owner::Owner, prelude::*};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Element;

wasm_bindgen_test_configure!(run_in_browser);

fn list(items: RwSignal<Vec<(u32, &'static str)>>) -> El {
    el("ul").for_each(
        move || items.get(),
        |(key, _)| *key,
        |(_, text)| el("li").attr("tabindex", "-1").child(text),
    )
}

fn focused() -> Option<Element> {
    web_sys::window()?.document()?.active_element()
}

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
async fn show_holds_its_children_while_the_condition_holds() {
    let owner = Owner::new();
    let (number, ended) = (owner.with(|| RwSignal::new_local(0)), Rc::new(Cell::new(0)));
    let count = Rc::clone(&ended);
    let page = TestPage::new(move || {
        el("div")
            .child("before ")
            .show(
                move || number.get() > 1,
                move || {
                    let count = Rc::clone(&count);
                    on_cleanup(move || count.set(count.get() + 1));
                    el("b").child(move || number.get().to_string())
                },
            )
            .child(" after")
    });
    assert!(page.find("b").is_none());
    number.set(2);
    settled().await;
    let shown = page.find("b").unwrap();
    assert_eq!(page.text(), "before 2 after");
    number.set(3);
    settled().await;
    assert_eq!(page.find("b"), Some(shown), "the same node");
    assert_eq!((page.text().as_str(), ended.get()), ("before 3 after", 0));
    number.set(0);
    settled().await;
    assert_eq!((page.text().as_str(), ended.get()), ("before  after", 1));
}

#[wasm_bindgen_test]
async fn show_keyed_makes_its_child_anew_for_another_key_and_the_old_one_goes_first() {
    let owner = Owner::new();
    let (key, order) = owner.with(|| {
        (
            RwSignal::new_local("a"),
            RwSignal::new_local(Vec::<String>::new()),
        )
    });
    let page = TestPage::new(move || {
        el("div").show_keyed(
            move || key.get(),
            move |key| {
                let key = *key;
                order.update_untracked(|order| order.push(["+", key].concat()));
                on_cleanup(move || order.update_untracked(|order| order.push(["-", key].concat())));
                (key != "none").then(|| el("b").child(key))
            },
        )
    });
    for (next, text) in [("b", "b"), ("none", ""), ("none", ""), ("a", "a")] {
        key.set(next);
        settled().await;
        assert_eq!(page.text(), text);
    }
    let expected = ["+a", "-a", "+b", "-b", "+none", "-none", "+a"];
    assert_eq!(order.get_untracked(), expected);
}

#[wasm_bindgen_test]
async fn for_each_keeps_the_node_of_a_key_and_the_order_of_the_items() {
    let owner = Owner::new();
    let items = owner.with(|| RwSignal::new_local(vec![(1, "a"), (2, "b"), (3, "c")]));
    let page = TestPage::new(move || list(items));
    let before = page.all("li");
    for (next, text, kept) in [
        (vec![(3, "c"), (1, "a"), (2, "b")], "cab", vec![2, 0, 1]),
        (vec![(2, "b"), (4, "d"), (3, "c")], "bdc", vec![1, 9, 2]),
        (vec![], "", vec![]),
        (vec![(5, "e")], "e", vec![9]),
    ] {
        items.set(next);
        settled().await;
        assert_eq!(page.text(), text);
        let now = page.all("li");
        for (node, kept) in now.iter().zip(&kept) {
            if *kept < 3 {
                assert_eq!(node, &before[*kept], "{text}");
            } else {
                assert!(!before.contains(node), "{text}");
            }
        }
    }
}

#[wasm_bindgen_test]
async fn for_each_touches_only_what_has_come_gone_or_moved() {
    let owner = Owner::new();
    let items = owner.with(|| RwSignal::new_local(vec![(1, "a"), (2, "b"), (3, "c"), (4, "d")]));
    let page = TestPage::new(move || list(items));
    for (next, records) in [
        (vec![(1, "a"), (2, "b"), (3, "c"), (4, "d")], 0),
        (vec![(1, "a"), (3, "c"), (4, "d")], 1),
        (vec![(1, "a"), (5, "e"), (3, "c"), (4, "d")], 1),
        // Out and in again.
        (vec![(5, "e"), (3, "c"), (4, "d"), (1, "a")], 2),
    ] {
        let observer = Mutations::of(&page.root);
        items.set(next.clone());
        assert_eq!(observer.records().await.len(), records, "{next:?}");
    }
}

#[wasm_bindgen_test]
async fn of_two_items_with_one_key_each_has_a_node_and_the_first_keeps_the_first() {
    let owner = Owner::new();
    let items = owner.with(|| RwSignal::new_local(vec![(1, "a"), (1, "b")]));
    let page = TestPage::new(move || list(items));
    let before = page.all("li");
    assert_eq!(page.text(), "ab");
    items.set(vec![(1, "a"), (1, "b"), (1, "c")]);
    settled().await;
    assert_eq!(page.text(), "abc");
    assert_eq!(page.all("li")[..2], before[..]);
    items.set(vec![(1, "z")]);
    settled().await;
    assert_eq!(page.all("li"), before[..1]);
    assert_eq!(page.text(), "a", "what was built for a key stays");
}

#[wasm_bindgen_test]
async fn what_a_child_started_ends_with_it_and_all_of_it_with_the_owner() {
    let owner = Owner::new();
    let items = owner.with(|| RwSignal::new_local(vec![(1, "a"), (2, "b")]));
    let alive = Rc::new(());
    let held = Rc::clone(&alive);
    let page = TestPage::new(move || {
        el("ul").for_each(
            move || items.get(),
            |(key, _)| *key,
            move |_| {
                let held = Rc::clone(&held);
                let task = Task::start(async move {
                    std::future::pending::<()>().await;
                    drop(held);
                });
                on_cleanup(move || drop(task));
                el("li")
            },
        )
    });
    assert_eq!(Rc::strong_count(&alive), 4);
    items.set(vec![(2, "b")]);
    settled().await;
    assert_eq!(Rc::strong_count(&alive), 3);
    page.owner.cleanup();
    settled().await;
    assert_eq!(
        Rc::strong_count(&alive),
        1,
        "the effect and its closure too"
    );
}

#[wasm_bindgen_test]
async fn the_focus_goes_to_the_nearest_fallback_when_what_had_it_leaves() {
    let owner = Owner::new();
    let shown = owner.with(|| RwSignal::new_local(true));
    let page = TestPage::new(move || {
        let inner = el("div")
            .child(el("h3").focus_fallback().attr("id", "near"))
            .show(move || shown.get(), || el("button").attr("id", "leaving"));
        el("div")
            .child(el("h2").focus_fallback().attr("id", "far"))
            .child(inner)
    });
    let leaving = page.find("#leaving").unwrap();
    leaving.focus().unwrap();
    shown.set(false);
    settled().await;
    assert_eq!(focused(), page.find("#near").map(Into::into));
}

#[wasm_bindgen_test]
async fn the_focus_is_left_alone_when_something_else_leaves() {
    let owner = Owner::new();
    let items = owner.with(|| RwSignal::new_local(vec![(1, "a"), (2, "b")]));
    let page = TestPage::new(move || {
        el("div")
            .child(el("h2").focus_fallback())
            .child(list(items))
    });
    let second = page.find("li:last-child").unwrap();
    second.focus().unwrap();
    items.set(vec![(2, "b")]);
    settled().await;
    assert_eq!(focused(), Some(second.into()));
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
    assert_eq!(number.try_get_untracked(), Some(7));
    owner.cleanup();
    assert_eq!(number.try_get_untracked(), None);
    assert_eq!(number.try_set(8), Some(8));
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
    assert_eq!((step.get(), task.is_over()), (1, false));
    drop(task);
    assert_eq!(step.get(), 1);
}
