use crate::stage::*;
use onboarding_core::account::problem::{Endpoint, Failure, classify};
use onboarding_core::account::timestamp::Timestamp;
use onboarding_core::status::policy::{Policy, session_retry};
use onboarding_core::status::query::Event;
use onboarding_core::status::snapshot::ChangeNotice;
use std::time::Duration;

fn ceiling(failures: u32) -> Duration {
    POLICY
        .after_failure(&http(500), failures, true, 1.0)
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
    let draw = |random| POLICY.after_failure(&http(500), 3, true, random);
    assert_eq!(draw(0.0), Some(ms(500)));
    assert_eq!(draw(0.5), Some(ms(4500)));
}

#[test]
fn r04_after_five_quick_tries_it_goes_slow() {
    let mut stage = Stage::mounted();
    stage.random = 1.0;
    let mut waits = Vec::new();
    for _ in 0..7 {
        stage.fail(http(500));
        waits.push(stage.until_alarm().as_secs());
        stage.ring();
    }
    assert_eq!(waits, [2, 4, 8, 16, 32, 60, 60]);
}

#[test]
fn r04_a_session_is_retried_twice() {
    let problem = classify(Endpoint::Session, &Failure::TimedOut, Timestamp(0));
    assert!(session_retry(&problem, 1, 1.0).is_some());
    assert!(session_retry(&problem, 2, 1.0).is_some());
    assert_eq!(session_retry(&problem, 3, 1.0), None);
}

#[test]
fn r05_a_success_resets_the_count() {
    let mut stage = Stage::mounted();
    stage.random = 1.0;
    for _ in 0..3 {
        stage.fail(http(500));
        stage.ring();
    }
    stage.answer(pending());
    stage.ring();
    stage.fail(http(500));
    assert_eq!(stage.until_alarm(), ms(2500));
}

#[test]
fn r06_without_a_quota_there_is_one_request_and_then_the_slow_pace() {
    let mut stage = Stage::with(Policy { quota: 1, ..POLICY });
    stage.random = 1.0;
    stage.tell(Event::Mounted { online: true });
    stage.fail(http(500));
    stage.ring();
    stage.fail(http(500));
    assert_eq!(stage.until_alarm(), ms(60_500));
}

#[test]
fn r07_what_only_a_person_can_solve_is_never_retried() {
    for status in [400, 401, 403, 404, 410, 422, 302] {
        let mut stage = Stage::mounted();
        stage.fail(http(status));
        assert_eq!(stage.alarm, None, "{status}");
        stage.tell(Event::StepChanged);
        stage.tell(Event::FormExited);
        stage.tell(Event::WentOffline);
        stage.tell(Event::WentOnline);
        stage.wait(secs(3600));
        assert_eq!(stage.sent.len(), 1, "{status}");
        stage.tell(Event::CheckRequested);
        assert_eq!(stage.sent.len(), 2, "a person may try");
    }
}

#[test]
fn r07_a_conflict_goes_on_slowly() {
    let mut stage = Stage::mounted();
    stage.fail(http(409));
    assert_eq!(stage.until_alarm(), secs(300));
}

#[test]
fn r08_frozen_before_during_or_between_reads_nothing_more_is_sent() {
    let mut between = Stage::showing(pending());
    let mut during = Stage::mounted();
    let mut failed = Stage::mounted();
    failed.fail(http(500));
    for stage in [&mut between, &mut during, &mut failed] {
        stage.tell(Event::Froze);
        assert_eq!((stage.alarm, stage.in_flight), (None, None));
        let sent = stage.sent.len();
        stage.wait(secs(3600));
        assert_eq!(stage.sent.len(), sent);
    }
}

#[test]
fn r09_the_retry_loop_is_the_watch_and_ends_with_it() {
    // Nothing but the alarm leads to a retry, and the alarm is the driver's: it drops it with the watch.
    let mut stage = Stage::mounted();
    stage.fail(http(500));
    stage.alarm = None;
    stage.wait(secs(3600));
    assert_eq!(stage.sent.len(), 1);
}

#[test]
fn r10_out_of_sight_the_retry_waits() {
    let mut stage = Stage::mounted();
    stage.fail(http(500));
    stage.tell(Event::BecameHidden);
    stage.wait(secs(600));
    assert_eq!(stage.sent.len(), 1);
    stage.tell(Event::BecameVisible);
    stage.wait(ms(250));
    assert_eq!(stage.sent.len(), 2);
}

#[test]
fn r11_offline_the_retry_waits() {
    let mut stage = Stage::mounted();
    stage.fail(http(500));
    stage.tell(Event::WentOffline);
    stage.wait(secs(600));
    assert_eq!(stage.sent.len(), 1);
    stage.tell(Event::WentOnline);
    stage.wait(secs(5));
    assert_eq!(stage.sent.len(), 2);
}

#[test]
fn r12_nothing_leaves_before_retry_after_not_even_for_a_person() {
    let mut stage = Stage::showing(pending());
    stage.ring();
    stage.fail(answered(429, Some("90")));
    let held_until = stage.now + secs(90);
    let sent = stage.sent.len();
    stage.tell(Event::CheckRequested);
    assert_eq!(stage.reading().notice, ChangeNotice::NoAnswer);
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
        stage.tell(event);
        stage.wait(secs(1));
    }
    stage.wait(held_until.saturating_sub(stage.now + ms(1)));
    assert_eq!(stage.sent.len(), sent);
    stage.wait(secs(10));
    assert_eq!(stage.sent.len(), sent + 1);
}

#[test]
fn r13_retry_after_may_be_a_date_by_whatever_clock() {
    // 60 s after the stage's wall clock.
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
fn r16_with_the_quota_empty_it_goes_on_slowly_and_success_refills_it() {
    let mut stage = Stage::mounted();
    stage.random = 1.0;
    for _ in 0..20 {
        stage.fail(http(500));
        assert!(stage.until_alarm() <= ms(60_500));
        stage.ring();
    }
    stage.answer(pending());
    stage.ring();
    stage.fail(http(500));
    assert_eq!(
        stage.until_alarm(),
        ms(60_500),
        "one success does not buy a quick retry"
    );
    for _ in 0..60 {
        stage.tell(Event::CheckRequested);
        if stage.in_flight.is_none() {
            stage.ring();
        }
        stage.answer(pending());
    }
    stage.ring();
    stage.fail(http(500));
    assert_eq!(stage.until_alarm(), ms(2500));
}

#[test]
fn r17_busy_drains_the_quota_less_and_has_a_pace_of_its_own() {
    let mut stage = Stage::mounted();
    stage.random = 1.0;
    let mut waits = Vec::new();
    for _ in 0..7 {
        stage.fail(http(429));
        waits.push(stage.until_alarm().as_secs());
        stage.ring();
    }
    assert_eq!(waits, [5, 10, 20, 40, 80, 120, 120]);
    stage.answer(pending());
    stage.ring();
    stage.fail(http(500));
    assert_eq!(
        stage.until_alarm(),
        ms(2500),
        "a quick retry is still allowed"
    );
}

#[test]
fn r18_the_last_failure_is_told_without_a_wait() {
    let mut stage = Stage::mounted();
    stage.fail(http(403));
    assert!(stage.reading().problem.is_some());
    assert_eq!(stage.alarm, None);
}

#[test]
fn r20_a_session_is_retried_within_twenty_seconds_and_never_against_the_services_wish() {
    let problem = |http, retry_after: Option<&str>| {
        let failure = Failure::Answered {
            http,
            retry_after: retry_after.map(str::to_owned),
            body: None,
        };
        classify(Endpoint::Session, &failure, Timestamp(0))
    };
    let waits = [1, 2].map(|failures| session_retry(&problem(502, None), failures, 1.0));
    let waited = waits.into_iter().flatten();
    assert!(waited.fold(Duration::ZERO, |all, one| all + one) < secs(20));
    assert_eq!(session_retry(&problem(503, Some("60")), 1, 0.5), None);
    for refused in [400, 401, 403, 404, 409] {
        assert_eq!(session_retry(&problem(refused, None), 1, 0.5), None);
    }
}

#[test]
fn r21_two_watches_retry_independently() {
    let mut one = Stage::mounted();
    let mut other = Stage::mounted();
    for _ in 0..5 {
        one.fail(http(500));
        one.ring();
    }
    other.random = 1.0;
    other.fail(http(500));
    assert_eq!(other.until_alarm(), ms(2500));
}

#[test]
fn r22_who_waits_three_seconds_is_told_until_the_answer() {
    let mut stage = Stage::mounted();
    stage.wait(ms(2_999));
    assert!(!stage.reading().is_slow);
    stage.ring();
    assert!(stage.reading().is_slow);
    assert_eq!(
        (stage.alarm, stage.sent.len()),
        (None, 1),
        "told once, and asked once"
    );
    stage.answer(pending());
    assert!(!stage.reading().is_slow);

    // Nobody waits for the clock's own reads.
    stage.ring();
    assert_eq!((stage.alarm, stage.sent.len()), (None, 2));
    stage.tell(Event::CheckRequested);
    assert_eq!(stage.until_alarm(), secs(3));
    stage.ring();
    assert!(stage.reading().is_slow);
    stage.tell(Event::Froze);
    assert!(!stage.reading().is_slow, "nobody looks");
}
