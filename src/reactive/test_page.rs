//! A page for tests: an element mounted under an owner of its own, and a count of what is written to it.

use super::element::El;
use super::task::yield_microtask;
use any_spawner::Executor;
use reactive_graph::owner::Owner;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Element, HtmlElement, MutationObserver, MutationObserverInit, MutationRecord};

/// An element in the page, and the owner it stands under. Both go at the end of the test.
pub(crate) struct TestPage {
    pub(crate) owner: Owner,
    pub(crate) root: HtmlElement,
}

impl TestPage {
    /// Mounts what `build` makes.
    pub(crate) fn new(build: impl FnOnce() -> El) -> Self {
        _ = Executor::init_wasm_bindgen();
        let owner = Owner::new();
        let root = owner.with(build).element().unwrap().clone();
        let body = web_sys::window().unwrap().document().unwrap().body();
        body.unwrap().append_child(&root).unwrap();
        Self { owner, root }
    }

    /// The first element that fits.
    pub(crate) fn find(&self, selector: &str) -> Option<HtmlElement> {
        let found = self.root.query_selector(selector).unwrap();
        found.map(JsCast::unchecked_into)
    }

    /// All elements that fit.
    pub(crate) fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length())
            .filter_map(|index| found.item(index)?.dyn_into().ok())
            .collect()
    }

    /// The text of everything in it, seen or not.
    pub(crate) fn text(&self) -> String {
        self.root.text_content().unwrap()
    }
}

impl Drop for TestPage {
    fn drop(&mut self) {
        self.owner.cleanup();
        self.root.remove();
    }
}

/// Comes back when effects have run: they do so in microtasks, some of them one after the other.
pub(crate) async fn settled() {
    for _ in 0..20 {
        yield_microtask().await;
    }
}

/// What has changed in an element since.
pub(crate) struct Mutations {
    observer: MutationObserver,
    records: Rc<RefCell<Vec<String>>>,
    _hear: Closure<dyn FnMut(js_sys::Array)>,
}

impl Mutations {
    /// Begins to look at an element and everything in it.
    pub(crate) fn of(element: &Element) -> Self {
        let records = Rc::new(RefCell::new(Vec::new()));
        let heard = Rc::clone(&records);
        let hear = Closure::<dyn FnMut(js_sys::Array)>::new(move |new: js_sys::Array| {
            let told = new.iter().map(|record| told(record.unchecked_ref()));
            heard.borrow_mut().extend(told);
        });
        let observer = MutationObserver::new(hear.as_ref().unchecked_ref()).unwrap();
        let options = MutationObserverInit::new();
        options.set_subtree(true);
        options.set_child_list(true);
        options.set_attributes(true);
        options.set_character_data(true);
        observer.observe_with_options(element, &options).unwrap();
        Self {
            observer,
            records,
            _hear: hear,
        }
    }

    /// What has changed, one line a record: its type, and the class or hook of the element around it.
    pub(crate) async fn records(&self) -> Vec<String> {
        settled().await;
        self.records.borrow().clone()
    }
}

impl Drop for Mutations {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn told(record: &MutationRecord) -> String {
    let target = record.target().unwrap();
    let element = target.dyn_ref::<Element>().cloned();
    let element = element.or_else(|| target.parent_element());
    let class = element.and_then(|element| element.get_attribute("class"));
    [&record.type_(), " ", &class.unwrap_or_default()].concat()
}
