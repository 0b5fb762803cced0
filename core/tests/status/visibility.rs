use crate::stage::*;
use onboarding_core::status::query::Event;
use std::time::Duration;

#[test]
fn v01_out_of_sight_nothing_is_sent() {
    let mut stage = Stage::showing(pending());
    stage.tell(Event::BecameHidden);
    stage.tell(Event::RefreshRequested);
    stage.run(secs(86_400), |_| Some(pending()));
    assert_eq!(stage.sent.len(), 1);
}

#[test]
fn v03_back_to_something_fresh_nothing_is_sent() {
    let mut stage = Stage::showing(pending());
    stage.tell(Event::BecameHidden);
    stage.wait(secs(4));
    stage.tell(Event::BecameVisible);
    stage.wait(secs(1));
    assert_eq!(stage.sent.len(), 1);
}

#[test]
fn v02_back_to_something_old_it_is_read_at_once_even_when_settled() {
    for account in [pending(), active()] {
        let mut stage = Stage::showing(account);
        stage.tell(Event::BecameHidden);
        stage.wait(secs(60));
        stage.random = 1.0;
        stage.tell(Event::BecameVisible);
        stage.wait(ms(250));
        assert_eq!(stage.sent.len(), 2);
    }
}

#[test]
fn v04_fifty_toggles_in_five_seconds_are_two_reads_at_most() {
    let mut stage = Stage::showing(pending());
    stage.wait(secs(20));
    let from = stage.now;
    for _ in 0..25 {
        stage.tell(Event::BecameHidden);
        stage.run(ms(100), |_| Some(pending()));
        stage.tell(Event::BecameVisible);
        stage.run(ms(100), |_| Some(pending()));
    }
    assert!(stage.sent_since(from) <= 2);
}

#[test]
fn v10_after_eight_hours_of_sleep_there_is_one_read() {
    let mut stage = Stage::showing(pending());
    stage.now += secs(8 * 3600);
    let woken = stage.now;
    stage.ring();
    stage.answer(pending());
    stage.run(secs(10), |_| Some(pending()));
    assert_eq!(stage.sent_since(woken), 1);
}

#[test]
fn v11_the_watch_never_asks_the_wall_clock() {
    // Its only time is the argument of `step`; even one that stood still or went back neither stalls nor storms.
    let mut stage = Stage::showing(pending());
    stage.now = Duration::ZERO;
    stage.tell(Event::RefreshRequested);
    stage.answer(pending());
    assert!(stage.until_alarm() <= secs(400));
    stage.now += secs(86_400);
    let from = stage.now;
    stage.run(secs(60), |_| Some(pending()));
    assert!(stage.sent_since(from) <= 4);
}

#[test]
fn v12_a_session_that_seems_to_have_ended_is_no_error() {
    use onboarding_core::account::session::{SessionShape, judge};
    use onboarding_core::account::value::Value;
    let expires_at = Value::Text("2001-01-01T00:00:00Z".into());
    let judged = judge(SessionShape {
        secret_length: Some(40),
        secret_is_clean: true,
        expires_at: Some(&expires_at),
    });
    assert!(judged.is_ok());
}

#[test]
fn v13_a_timer_a_minute_late_rings_once() {
    let mut stage = Stage::showing(pending());
    stage.now = stage.alarm.expect("an alarm") + secs(60);
    stage.ring();
    stage.tell(Event::TimerFired);
    stage.tell(Event::TimerFired);
    assert_eq!(stage.sent.len(), 2);
}
