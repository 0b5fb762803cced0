//! What follows a failed read.

use super::rig::*;
use crate::status::notice::ChangeNotice;
use crate::status::query::Event;
use std::time::Duration;

fn ceiling(failures: u32) -> Duration {
    POLICY
        .after_failure(&http(500), failures, 1.0)
        .expect("worth a retry")
}

#[test]
fn r01_waits_double_up_to_a_cap() {
    let ceilings: Vec<u128> = (1..=8)
        .map(|failures| ceiling(failures).as_millis())
        .collect();
    assert_eq!(
        ceilings,
        [2500, 4500, 8500, 16_500, 32_500, 60_500, 60_500, 60_500]
    );
}

#[test]
fn r02_the_hundred_thousandth_failure_waits_as_long_as_the_cap() {
    assert_eq!(ceiling(100_000), ms(60_500));
    assert_eq!(ceiling(u32::MAX), ms(60_500));
}

#[test]
fn r03_the_wait_is_drawn_from_the_floor_to_the_bound() {
    let draw = |random| POLICY.after_failure(&http(500), 3, random);
    assert_eq!(draw(0.0), Some(ms(500)));
    assert_eq!(draw(0.5), Some(ms(4500)));
}

#[test]
fn r04_waits_grow_to_a_minute_and_stay_there() {
    let mut rig = Rig::mounted();
    rig.random = 1.0;
    let mut waits = Vec::new();
    for _ in 0..7 {
        rig.fail(http(500));
        waits.push(rig.until_timer().as_secs());
        rig.fire();
    }
    assert_eq!(waits, [2, 4, 8, 16, 32, 60, 60]);
}

#[test]
fn r05_a_success_resets_the_count() {
    let mut rig = Rig::mounted();
    rig.random = 1.0;
    for _ in 0..3 {
        rig.fail(http(500));
        rig.fire();
    }
    rig.answer(pending());
    rig.fire();
    rig.fail(http(500));
    assert_eq!(rig.until_timer(), ms(2500));
}

#[test]
fn once_the_host_signs_the_person_in_reading_begins_again_by_itself() {
    let mut rig = Rig::showing(pending());
    rig.fire();
    rig.fail(http(401));
    assert_eq!(rig.timer, None);
    rig.tell(Event::SignInPromised);
    for _ in 0..10 {
        rig.fire();
        rig.fail(http(401));
        assert!((secs(2)..=secs(10)).contains(&rig.until_timer()));
    }
    rig.fire();
    rig.answer(pending());
    rig.fire();
    rig.fail(http(401));
    assert_eq!(rig.timer, None, "each promise counts once");
}

#[test]
fn who_does_not_sign_in_is_not_waited_for_for_ever() {
    let mut rig = Rig::mounted();
    rig.fail(http(401));
    rig.tell(Event::SignInPromised);
    while rig.timer.is_some() {
        rig.fire();
        rig.fail(http(401));
    }
    assert!((secs(600)..secs(620)).contains(&rig.now));
    assert!(rig.sent.len() < 90, "{}", rig.sent.len());
}

#[test]
fn r07_what_only_a_person_can_solve_is_never_retried() {
    for status in [400, 401, 403, 404, 410, 422, 302] {
        let mut rig = Rig::mounted();
        rig.fail(http(status));
        assert_eq!(rig.timer, None, "{status}");
        rig.tell(Event::StepChanged);
        rig.tell(Event::FormExited);
        rig.tell(Event::WentOffline);
        rig.tell(Event::WentOnline);
        rig.wait(secs(3600));
        assert_eq!(rig.sent.len(), 1, "{status}");
        rig.tell(Event::CheckRequested);
        assert_eq!(rig.sent.len(), 2, "a person may try");
    }
}

#[test]
fn r07_a_conflict_goes_on_slowly() {
    let mut rig = Rig::mounted();
    rig.fail(http(409));
    assert_eq!(rig.until_timer(), secs(300));
}

#[test]
fn r08_frozen_before_during_or_between_reads_nothing_more_is_sent() {
    let mut between = Rig::showing(pending());
    let mut during = Rig::mounted();
    let mut failed = Rig::mounted();
    failed.fail(http(500));
    for rig in [&mut between, &mut during, &mut failed] {
        rig.tell(Event::Froze);
        assert_eq!((rig.timer, rig.in_flight), (None, None));
        let sent = rig.sent.len();
        rig.wait(secs(3600));
        assert_eq!(rig.sent.len(), sent);
    }
}

#[test]
fn r10_out_of_sight_the_retry_waits() {
    let mut rig = Rig::mounted();
    rig.fail(http(500));
    rig.tell(Event::BecameHidden);
    rig.wait(secs(600));
    assert_eq!(rig.sent.len(), 1);
    rig.tell(Event::BecameVisible);
    rig.wait(ms(250));
    assert_eq!(rig.sent.len(), 2);
}

#[test]
fn r11_offline_the_retry_waits() {
    let mut rig = Rig::mounted();
    rig.fail(http(500));
    rig.tell(Event::WentOffline);
    rig.wait(secs(600));
    assert_eq!(rig.sent.len(), 1);
    rig.tell(Event::WentOnline);
    rig.wait(secs(5));
    assert_eq!(rig.sent.len(), 2);
}

#[test]
fn r12_nothing_leaves_before_retry_after_not_even_for_a_person() {
    let mut rig = Rig::showing(pending());
    rig.fire();
    rig.fail(answered(429, Some("90")));
    let held_until = rig.now + secs(90);
    let sent = rig.sent.len();
    rig.tell(Event::CheckRequested);
    assert_eq!(rig.snapshot().notice, ChangeNotice::NoAnswer);
    for event in [
        Event::RefreshRequested,
        Event::FormOpened,
        Event::StepChanged,
        Event::FormExited,
        Event::WentOffline,
        Event::WentOnline,
        Event::BecameHidden,
        Event::BecameVisible,
    ] {
        rig.tell(event);
        rig.wait(secs(1));
    }
    rig.wait(held_until.saturating_sub(rig.now + ms(1)));
    assert_eq!(rig.sent.len(), sent);
    rig.wait(secs(10));
    assert_eq!(rig.sent.len(), sent + 1);
}

#[test]
fn r13_retry_after_may_be_a_date_by_whatever_clock() {
    // 60 s after the rig's wall clock.
    let dated = answered(503, Some("Tue, 14 Nov 2023 22:14:20 GMT"));
    assert_eq!(dated.retry_after, Some(secs(60)));
    // A client's clock a day ahead sees it in the past, and goes on at its own pace.
    let past = answered(503, Some("Mon, 13 Nov 2023 22:14:20 GMT"));
    assert_eq!(past.retry_after, None);
    // A day behind: as long as anybody may ask.
    let future = answered(503, Some("Wed, 15 Nov 2023 22:14:20 GMT"));
    assert_eq!(future.retry_after, Some(secs(300)));
}

#[test]
fn r14_absurd_values_are_cut_or_not_heard() {
    let wait = |header| answered(429, Some(header)).retry_after;
    for garbage in ["-5", "1.5", "soon", "", "0", "1e3", "NaN"] {
        assert_eq!(wait(garbage), None, "{garbage}");
    }
    assert_eq!(wait("99999999999999999999"), Some(secs(300)));
}

#[test]
fn r17_a_busy_service_has_a_pace_of_its_own() {
    let mut rig = Rig::mounted();
    rig.random = 1.0;
    let mut waits = Vec::new();
    for _ in 0..7 {
        rig.fail(http(429));
        waits.push(rig.until_timer().as_secs());
        rig.fire();
    }
    assert_eq!(waits, [5, 10, 20, 40, 80, 120, 120]);
}

#[test]
fn r18_the_last_failure_is_told_without_a_wait() {
    let mut rig = Rig::mounted();
    rig.fail(http(403));
    assert!(rig.snapshot().problem().is_some());
    assert_eq!(rig.timer, None);
}

#[test]
fn r21_two_queries_retry_independently() {
    let mut one = Rig::mounted();
    let mut other = Rig::mounted();
    for _ in 0..5 {
        one.fail(http(500));
        one.fire();
    }
    other.random = 1.0;
    other.fail(http(500));
    assert_eq!(other.until_timer(), ms(2500));
}

#[test]
fn r22_who_waits_three_seconds_is_told_until_the_answer() {
    let mut rig = Rig::mounted();
    rig.wait(ms(2_999));
    assert!(!rig.snapshot().is_slow);
    rig.fire();
    assert!(rig.snapshot().is_slow);
    assert_eq!(
        (rig.timer, rig.sent.len()),
        (None, 1),
        "told once, and asked once"
    );
    rig.answer(pending());
    assert!(!rig.snapshot().is_slow);

    // Nobody waits for the clock's own reads.
    rig.fire();
    assert_eq!((rig.timer, rig.sent.len()), (None, 2));
    rig.tell(Event::CheckRequested);
    assert_eq!(rig.until_timer(), secs(3));
    rig.fire();
    assert!(rig.snapshot().is_slow);
    rig.tell(Event::Froze);
    assert!(!rig.snapshot().is_slow, "nobody looks");
}
