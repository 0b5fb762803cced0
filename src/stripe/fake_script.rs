//! A page in which no script for Connect.js runs by itself, for the tests of this folder.
//!
//! So nothing leaves this machine: a test says what each tag reports.

use super::fake_connect::{evaluate, uninstall};
use super::loader::ConnectScript;
use crate::clock::sleep;
use crate::reactive::task::Task;
use std::{cell::RefCell, rc::Rc, time::Duration};

/// In `made`, every tag for the script and every link that is asked for; and helpers.
const INERT_SCRIPTS: &str = r#"(() => {
    window.made = [];
    const real = Document.prototype.createElement;
    document.createElement = function (name) {
        if (name !== "script" && name !== "link") return real.apply(this, arguments);
        const template = real.call(this, "template");
        // What the parser makes of a fragment has "already started", and never does.
        template.innerHTML = `<${name}></${name}>`;
        const element = document.adoptNode(template.content.firstChild);
        made.push(element);
        window.onMade?.(element);
        return element;
    };
    window.says = (index, event) => made.at(index).dispatchEvent(new Event(event));
    window.tags = () => document.querySelectorAll("script[src*='connect.js']").length;
    window.tagOfThePage = (type) => {
        const tag = document.createElement("script");
        made.pop();
        tag.id = "theirs";
        if (type) tag.setAttribute("type", type);
        tag.setAttribute("src", "https://connect-js.stripe.com/v1.0/connect.js");
        document.head.append(tag);
        return tag;
    };
    window.tidy = () => {
        delete document.createElement;
        delete window.onMade;
        delete performance.getEntriesByName;
        document.querySelectorAll("script[src*='connect.js'], link[rel=preconnect], #StripeConnect").forEach((node) => node.remove());
    };
})()"#;

/// A page without Stripe's global.
pub(crate) struct Page;

impl Page {
    pub(crate) fn new() -> Self {
        uninstall();
        evaluate(INERT_SCRIPTS);
        Self
    }

    /// Begins to load the script; what comes of it is written down.
    pub(crate) fn load(&self, script: ConnectScript) -> Loading {
        let outcome: Rc<RefCell<Vec<String>>> = Rc::default();
        let (told, written) = (outcome.clone(), outcome.clone());
        let task = Task::start(async move {
            let loaded = script
                .load(move |failure| told.borrow_mut().push(format!("{failure:?} so far")))
                .await;
            written.borrow_mut().push(match loaded {
                Ok(_) => "loaded".to_owned(),
                Err(failure) => format!("{failure:?}"),
            });
        });
        Loading {
            outcome,
            _task: task,
        }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        evaluate("tidy()");
        uninstall();
    }
}

pub(crate) struct Loading {
    outcome: Rc<RefCell<Vec<String>>>,
    _task: Task,
}

impl Loading {
    /// Waits until exactly this was told of it.
    pub(crate) async fn comes_to(&self, expected: &[&str]) {
        until(&format!("{expected:?}"), || {
            *self.outcome.borrow() == expected
        })
        .await;
    }
}

/// Waits until `is_so`.
pub(crate) async fn until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..400 {
        if is_so() {
            return;
        }
        sleep(Duration::from_millis(10)).await;
    }
    panic!("never: {what}");
}

/// The script, given up soon.
pub(crate) fn impatient() -> ConnectScript {
    ConnectScript::default().stalled_after(Duration::from_millis(100))
}
