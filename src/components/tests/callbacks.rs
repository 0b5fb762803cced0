//! What a Leptos host hears, and how often.

use super::documents::{half_way, problem};
use super::mount::onboarding;
use crate::components::callbacks::Callbacks;
use crate::reactive::test_page::settled;
use crate::runtime::handle::MountHandle;
use leptos::prelude::UnsyncCallback;
use onboarding_core::account::problem::ProblemKind;
use onboarding_core::onboarding::events::FormEvent;
use reactive_graph::owner::Owner;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_host_hears_of_the_first_answer_of_an_exit_and_of_a_failure_once_each() {
    let shown = onboarding(|_| {});
    let heard = Rc::new(RefCell::new(Vec::new()));
    let owner = Owner::new();
    owner.with(|| {
        let (ready, exit, error) = (heard.clone(), heard.clone(), heard.clone());
        Callbacks {
            ready: Some(UnsyncCallback::new(move |_| {
                ready.borrow_mut().push("ready".to_owned());
            })),
            exit: Some(UnsyncCallback::new(move |()| {
                exit.borrow_mut().push("exit".to_owned());
            })),
            error: Some(UnsyncCallback::new(move |problem| {
                let problem: onboarding_core::account::problem::Problem = problem;
                error.borrow_mut().push(format!("{:?}", problem.kind));
            })),
            ..Callbacks::default()
        }
        .follow(shown.mount.state());
    });
    let hears = async |expected: &[&str]| {
        settled().await;
        assert_eq!(heard.take(), expected);
    };
    hears(&[]).await;
    shown.mount.reads(half_way());
    hears(&["ready"]).await;
    shown.mount.form_event(FormEvent::Shown);
    shown.mount.leaves();
    hears(&["exit"]).await;
    shown.mount.fails(problem(ProblemKind::Offline, None));
    hears(&["Offline"]).await;
    shown.mount.fails(problem(ProblemKind::Offline, None));
    hears(&[]).await;
    shown.mount.reads(half_way());
    shown.mount.fails(problem(ProblemKind::Busy, None));
    hears(&["Busy"]).await;
    owner.cleanup();
    shown.mount.fails(problem(ProblemKind::SignedOut, None));
    hears(&[]).await;
}
