//! The event loop with a machine that keeps a list: order, re-entrance, time, and the end.

use super::{EventLoop, Runner};
use crate::clock::{now, sleep};
use onboarding_core::state_machine::StateMachine;
use std::{cell::RefCell, rc::Rc, time::Duration};
use wasm_bindgen_test::wasm_bindgen_test;

/// Commands what it is told, and wakes after what it was told last.
#[derive(Default)]
struct Echo {
    wakes_at: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq)]
enum Told {
    Say(&'static str),
    Wait(Duration),
    Woken,
}

impl StateMachine for Echo {
    type Event = Told;
    type Command = Told;

    fn step(&mut self, event: Told, now: Duration, _: f64) -> Vec<Told> {
        match event {
            Told::Wait(wait) => self.wakes_at = Some(now + wait),
            Told::Woken if self.wakes_at.is_some_and(|at| at > now) => return Vec::new(),
            Told::Woken => self.wakes_at = None,
            Told::Say(_) => {}
        }
        vec![event.clone(), event]
    }

    fn wakes_at(&self) -> Option<Duration> {
        self.wakes_at
    }

    fn timer_fired() -> Told {
        Told::Woken
    }
}

/// What is done from within a command.
type Within = Box<dyn Fn(&Listener, &Told)>;

struct Listener {
    events: EventLoop<Echo, Self>,
    heard: RefCell<Vec<String>>,
    within: Within,
}

impl Listener {
    fn new(within: impl Fn(&Self, &Told) + 'static) -> Rc<Self> {
        Rc::new_cyclic(|me| Self {
            events: EventLoop::new(Echo::default(), me.clone()),
            heard: RefCell::default(),
            within: Box::new(within),
        })
    }

    fn heard(&self) -> String {
        self.heard.take().join(" ")
    }
}

impl Runner<Echo> for Listener {
    fn events(&self) -> &EventLoop<Echo, Self> {
        &self.events
    }

    fn carry_out(&self, command: Told) {
        let word = match &command {
            Told::Say(word) => word,
            Told::Wait(_) => "wait",
            Told::Woken => "woken",
        };
        self.heard.borrow_mut().push(word.to_owned());
        (self.within)(self, &command);
    }

    fn settled(&self) {
        self.heard.borrow_mut().push("settled".to_owned());
    }
}

#[wasm_bindgen_test]
fn an_event_from_within_a_command_waits_its_turn() {
    let listener = Listener::new(|listener, told| {
        if *told == Told::Say("one") {
            listener.events.tell(Told::Say("two"));
        }
    });
    listener.events.tell(Told::Say("one"));
    let expected = "one one settled two two settled two two settled";
    assert_eq!(listener.heard(), expected);
}

#[wasm_bindgen_test]
fn the_machine_can_be_read_from_within_a_command() {
    let listener = Listener::new(|listener, _| {
        assert_eq!(listener.events.read(StateMachine::wakes_at), None);
    });
    listener.events.tell(Told::Say("one"));
    assert_eq!(listener.heard(), "one one settled");
}

#[wasm_bindgen_test]
async fn time_is_reported_once_it_has_come_and_once() {
    let listener = Listener::new(|_, _| {});
    let from = now();
    listener.events.tell(Told::Wait(Duration::from_secs(3600)));
    listener.events.tell(Told::Wait(Duration::from_millis(20)));
    listener.heard();
    while listener.heard.borrow().is_empty() {
        sleep(Duration::from_millis(1)).await;
    }
    assert!(now() - from >= Duration::from_millis(20));
    assert_eq!(listener.heard(), "woken woken settled");
    sleep(Duration::from_millis(40)).await;
    assert_eq!(listener.heard(), "");
}

#[wasm_bindgen_test]
async fn a_runner_that_is_gone_is_told_nothing_not_even_the_time() {
    let heard = Rc::new(RefCell::new(0));
    let counted = Rc::clone(&heard);
    let listener = Listener::new(move |_, _| *counted.borrow_mut() += 1);
    listener.events.tell(Told::Wait(Duration::from_millis(5)));
    let before = *heard.borrow();
    drop(listener);
    sleep(Duration::from_millis(20)).await;
    assert_eq!(*heard.borrow(), before);
}

#[wasm_bindgen_test]
fn a_runner_let_go_from_within_a_command_ends_with_that_call() {
    let held: Rc<RefCell<Option<Rc<Listener>>>> = Rc::default();
    let holder = Rc::clone(&held);
    let listener = Listener::new(move |_, _| drop(holder.take()));
    let gone = Rc::downgrade(&listener);
    held.replace(Some(listener));
    let listener = gone.upgrade().unwrap();
    listener.events.tell(Told::Say("one"));
    drop(listener);
    assert!(gone.upgrade().is_none());
}
