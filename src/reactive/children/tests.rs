//! Which nodes stay, who gets the focus, and what ends with a child.

use crate::reactive::{
    effect::on_cleanup,
    element::{El, el},
    signal::RwSignal,
    task::Task,
    test_page::{Mutations, TestPage, settled},
};
use reactive_graph::owner::Owner;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
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
    let key = owner.with(|| RwSignal::new_local("a"));
    let order = Rc::new(RefCell::new(Vec::<String>::new()));
    let heard = Rc::clone(&order);
    let page = TestPage::new(move || {
        el("div").show_keyed(
            move || key.get(),
            move |key| {
                let key = *key;
                heard.borrow_mut().push(["+", key].concat());
                let heard = Rc::clone(&heard);
                on_cleanup(move || heard.borrow_mut().push(["-", key].concat()));
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
    assert_eq!(*order.borrow(), expected);
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
