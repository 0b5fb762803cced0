//! The tab goes out of sight and comes back; machines sleep, clocks jump.

use super::rig::*;
use crate::status::query::Event;
use std::time::Duration;

#[test]
fn v01_out_of_sight_nothing_is_sent() {
    let mut rig = Rig::showing(pending());
    rig.tell(Event::BecameHidden);
    rig.tell(Event::RefreshRequested);
    rig.stay_pending(secs(86_400));
    assert_eq!(rig.sent.len(), 1);
}

#[test]
fn v03_back_to_something_fresh_nothing_is_sent() {
    let mut rig = Rig::showing(pending());
    rig.tell(Event::BecameHidden);
    rig.wait(secs(4));
    rig.tell(Event::BecameVisible);
    rig.wait(secs(1));
    assert_eq!(rig.sent.len(), 1);
}

#[test]
fn v02_back_to_something_old_it_is_read_at_once_even_when_settled() {
    for account in [pending(), active()] {
        let mut rig = Rig::showing(account);
        rig.tell(Event::BecameHidden);
        rig.wait(secs(60));
        rig.random = 1.0;
        rig.tell(Event::BecameVisible);
        rig.wait(ms(250));
        assert_eq!(rig.sent.len(), 2);
    }
}

#[test]
fn back_from_another_window_it_is_read_once_if_it_is_older_than_five_seconds() {
    let mut rig = Rig::showing(active());
    rig.wait(secs(4));
    rig.tell(Event::Focused);
    rig.wait(secs(1));
    assert_eq!(rig.sent.len(), 1, "fresh enough");
    rig.wait(secs(1));
    for _ in 0..5 {
        rig.tell(Event::Focused);
    }
    rig.wait(secs(1));
    rig.answer(active());
    rig.tell(Event::Focused);
    rig.wait(secs(1));
    assert_eq!(rig.sent.len(), 2);
}

#[test]
fn the_focus_that_comes_out_of_an_open_form_reads_nothing() {
    let mut rig = Rig::showing(pending());
    rig.tell(Event::FormOpened);
    rig.wait(secs(60));
    rig.tell(Event::Focused);
    rig.wait(secs(1));
    assert_eq!(rig.sent.len(), 1);
}

#[test]
fn v04_fifty_toggles_in_five_seconds_are_two_reads_at_most() {
    let mut rig = Rig::showing(pending());
    rig.wait(secs(20));
    let from = rig.now;
    for _ in 0..25 {
        rig.tell(Event::BecameHidden);
        rig.stay_pending(ms(100));
        rig.tell(Event::BecameVisible);
        rig.stay_pending(ms(100));
    }
    assert!(rig.sent_since(from) <= 2);
}

#[test]
fn v10_after_eight_hours_of_sleep_there_is_one_read() {
    let mut rig = Rig::showing(pending());
    rig.now += secs(8 * 3600);
    let woken = rig.now;
    rig.fire();
    rig.answer(pending());
    rig.stay_pending(secs(10));
    assert_eq!(rig.sent_since(woken), 1);
}

#[test]
fn v11_the_query_never_asks_the_wall_clock() {
    // Its only time is the argument of `step`; even one that stood still or went back neither stalls nor storms.
    let mut rig = Rig::showing(pending());
    rig.now = Duration::ZERO;
    rig.tell(Event::RefreshRequested);
    rig.answer(pending());
    assert!(rig.until_timer() <= secs(400));
    rig.now += secs(86_400);
    let from = rig.now;
    rig.stay_pending(secs(60));
    assert!(rig.sent_since(from) <= 4);
}

#[test]
fn v13_a_timer_a_minute_late_fires_once() {
    let mut rig = Rig::showing(pending());
    rig.now = rig.timer.expect("a timer") + secs(60);
    rig.fire();
    rig.tell(Event::TimerFired);
    rig.tell(Event::TimerFired);
    assert_eq!(rig.sent.len(), 2);
}
