use crate::stage::*;
use onboarding_core::account::document::State;
use onboarding_core::status::query::{Command, Event};
use onboarding_core::status::snapshot::{ChangeNotice, Freshness};

#[test]
fn p01_the_first_read_leaves_at_mount() {
    let mut stage = Stage::empty();
    stage.tell(Event::Mounted { online: true });
    assert_eq!(stage.sent, [stage.now]);
}

#[test]
fn p02_repeats_at_the_interval_until_stopped() {
    let mut stage = Stage::showing(pending());
    let from = stage.now;
    stage.run(secs(610), |_| Some(pending()));
    assert!((15..=25).contains(&stage.sent_since(from)));
    stage.tell(Event::Paused);
    let from = stage.now;
    stage.run(secs(600), |_| Some(pending()));
    assert_eq!(stage.sent_since(from), 0);
}

#[test]
fn p03_the_interval_follows_the_newest_answer() {
    let waiting = Stage::showing(pending());
    let idle = Stage::showing(account(State::NotStarted));
    assert_eq!(waiting.until_alarm(), secs(30));
    assert_eq!(idle.until_alarm(), secs(60));
}

#[test]
fn p04_no_interval_sends_nothing() {
    let mut stage = Stage::showing(active());
    assert_eq!(stage.alarm, None);
    stage.run(secs(86_400), |_| Some(active()));
    assert_eq!(stage.sent.len(), 1);
}

#[test]
fn p05_a_changed_interval_replaces_the_timer() {
    let mut stage = Stage::showing(pending());
    assert_eq!(stage.until_alarm(), secs(30));
    stage.tell(Event::FormOpened);
    assert_eq!(stage.until_alarm(), secs(300));
    stage.tell(Event::FormClosed);
    assert_eq!(stage.until_alarm(), secs(30));
}

#[test]
fn p06_a_change_during_a_read_leaves_one_timer() {
    let mut stage = Stage::mounted();
    stage.tell(Event::FormOpened);
    stage.tell(Event::FormClosed);
    assert_eq!(
        stage.until_alarm(),
        secs(3),
        "only to tell that the answer is slow"
    );
    stage.commands.clear();
    stage.answer(pending());
    let armed = stage
        .commands
        .iter()
        .filter(|command| matches!(command, Command::SetTimer(_)));
    assert_eq!(armed.count(), 1);
}

#[test]
fn p07_another_organisation_is_another_watch_and_the_old_one_never_rings() {
    let old = Stage::showing(pending());
    let mut new = Stage::mounted();
    drop(old);
    new.answer(pending());
    new.run(secs(30), |_| Some(pending()));
    assert_eq!(new.sent.len(), 2);
}

#[test]
fn p08_an_answer_to_a_read_of_another_watch_is_not_taken() {
    let mut old = Stage::showing(pending());
    old.ring();
    let of_old = old.in_flight.expect("the old watch's second read");
    let mut new = Stage::mounted();
    new.tell(Event::Arrived(of_old, active()));
    assert_eq!(new.reading().account, None);
}

#[test]
fn p09_a_slow_server_sees_one_read_at_a_time_and_the_next_only_after_it() {
    let mut stage = Stage::left();
    for _ in 0..5 {
        stage.ring();
        assert_eq!(
            stage.alarm, None,
            "nothing is armed while a read is under way"
        );
        stage.wait(secs(9));
        stage.answer(pending());
        assert!(stage.until_alarm() >= ms(300));
    }
}

#[test]
fn p10_two_components_of_one_account_cost_one_read() {
    let mut stage = Stage::mounted();
    stage.tell(Event::Mounted { online: true });
    stage.answer(pending());
    stage.wait(secs(2));
    assert_eq!(stage.sent.len(), 1);
}

#[test]
fn p11_of_two_components_the_shorter_interval_rules() {
    let mut stage = Stage::showing(pending());
    stage.tell(Event::FormOpened);
    stage.tell(Event::FormOpened);
    assert_eq!(stage.until_alarm(), secs(300));
    stage.tell(Event::FormExited);
    stage.answer(pending());
    assert_eq!(stage.until_alarm(), ms(300));
}

#[test]
fn p12_one_of_two_components_goes_and_the_watch_goes_on() {
    let mut stage = Stage::showing(pending());
    stage.tell(Event::Mounted { online: true });
    stage.tell(Event::FormOpened);
    stage.tell(Event::FormClosed);
    let from = stage.now;
    stage.run(secs(60), |_| Some(pending()));
    assert!(stage.sent_since(from) >= 2);
}

#[test]
fn p13_nothing_more_is_asked_once_it_is_settled() {
    for state in [State::Active, State::Rejected, State::Disconnected] {
        let mut stage = Stage::left();
        stage.ring();
        stage.answer(account(state));
        assert_eq!(stage.alarm, None);
    }
}

#[test]
fn p14_a_pending_account_is_asked_about_again() {
    for state in [
        State::OnboardingInProgress,
        State::Restricted,
        State::NotStarted,
        State::Unknown("Paused".into()),
    ] {
        assert!(Stage::showing(account(state)).alarm.is_some());
    }
}

#[test]
fn p15_it_slows_down_by_schedule() {
    let mut stage = Stage::left();
    let mut longest = |until: u64| {
        let mut longest = ms(0);
        while stage.sent[1] + secs(until) > stage.now {
            longest = longest.max(stage.until_alarm());
            stage.ring();
            stage.answer(pending());
        }
        longest
    };
    assert_eq!(longest(290), secs(10));
    assert_eq!(longest(560), secs(30));
    assert_eq!(longest(3500), secs(60));
    assert_eq!(longest(7000), secs(300));
}

#[test]
fn p16_twenty_steps_in_a_second_are_one_read_and_an_exit_starts_the_burst() {
    let mut stage = Stage::showing(pending());
    stage.tell(Event::FormOpened);
    stage.wait(secs(20));
    let from = stage.now;
    for _ in 0..20 {
        stage.tell(Event::StepChanged);
        stage.wait(ms(50));
    }
    stage.run(secs(5), |_| Some(pending()));
    assert_eq!(stage.sent_since(from), 1);

    let exit = stage.now;
    stage.tell(Event::FormExited);
    assert_eq!(stage.sent.last(), Some(&exit), "at once");
    stage.run(secs(10), |_| Some(pending()));
    assert!((10..=13).contains(&stage.sent_since(exit)));
}

#[test]
fn p16_steps_that_never_pause_are_read_within_two_seconds() {
    let mut stage = Stage::showing(pending());
    stage.tell(Event::FormOpened);
    let from = stage.now;
    for _ in 0..40 {
        stage.tell(Event::StepChanged);
        stage.wait(ms(100));
    }
    assert!(stage.sent_since(from) >= 1);
}

#[test]
fn p17_a_manual_refresh_joins_a_read_under_way_else_it_fires_and_rearms() {
    let mut stage = Stage::showing(pending());
    let before = stage.alarm;
    stage.wait(secs(10));
    stage.tell(Event::CheckRequested);
    assert_eq!(stage.sent.last(), Some(&stage.now));
    stage.tell(Event::CheckRequested);
    assert!(stage.reading().checking);
    stage.answer(pending());
    assert_eq!(stage.reading().notice, ChangeNotice::NoChange);
    assert!(stage.alarm > before, "armed anew");
    assert_eq!(stage.sent.len(), 2);
}

#[test]
fn p17_a_person_who_keeps_pressing_waits_two_seconds_at_most() {
    let mut stage = Stage::showing(pending());
    for _ in 0..60 {
        let asked = stage.now;
        stage.tell(Event::CheckRequested);
        if stage.in_flight.is_none() {
            stage.ring();
        }
        assert!(stage.now.saturating_sub(asked) <= secs(2));
        stage.answer(pending());
        assert_eq!(stage.reading().notice, ChangeNotice::NoChange);
    }
}

#[test]
fn p18_intervals_vary_by_a_fifth_around_their_mean() {
    let draws: Vec<f64> = (0..10_000)
        .map(|draw| {
            POLICY
                .jittered(secs(10), f64::from(draw) / 10_000.0)
                .as_secs_f64()
        })
        .collect();
    assert!(draws.iter().all(|wait| (8.0..=12.0).contains(wait)));
    let mean = draws.iter().sum::<f64>() / 10_000.0;
    assert!((mean - 10.0).abs() < 0.1, "{mean}");
}

#[test]
fn p19_the_same_answer_again_changes_nothing_but_its_age() {
    let mut stage = Stage::showing(pending());
    let before = stage.reading().clone();
    stage.ring();
    stage.answer(pending());
    let mut after = stage.reading().clone();
    assert!(after.checked_at > before.checked_at);
    after.checked_at = before.checked_at;
    assert_eq!(after, before);
}

#[test]
fn p22_what_is_known_stays_while_reads_fail() {
    let mut stage = Stage::showing(pending());
    for _ in 0..5 {
        stage.ring();
        assert_eq!(stage.reading().account, Some(pending()));
        stage.fail(http(500));
        assert_eq!(stage.reading().account, Some(pending()));
    }
}

#[test]
fn p23_the_next_success_clears_the_error() {
    let mut stage = Stage::mounted();
    stage.fail(http(500));
    assert!(stage.reading().problem.is_some());
    stage.ring();
    stage.answer(pending());
    assert_eq!(stage.reading().problem, None);
}

#[test]
fn p24_after_three_missed_reads_it_says_how_old_it_is() {
    let mut stage = Stage::showing(pending());
    let read_at = stage.reading().checked_at;
    for missed in 1..=3 {
        assert_eq!(stage.reading().freshness, Freshness::Live, "after {missed}");
        stage.ring();
        stage.fail(http(500));
    }
    assert_eq!(stage.reading().freshness, Freshness::Stale);
    assert_eq!(stage.reading().checked_at, read_at, "the true age");
    stage.ring();
    stage.answer(pending());
    assert_eq!(stage.reading().freshness, Freshness::Live);
}

#[test]
fn p17_could_not_check_is_said_until_something_is_answered() {
    let mut stage = Stage::showing(pending());
    stage.tell(Event::CheckRequested);
    stage.fail(http(503));
    assert_eq!(stage.reading().notice, ChangeNotice::NoAnswer);
    stage.ring();
    stage.answer(pending());
    assert_eq!(stage.reading().notice, ChangeNotice::None);
}

#[test]
fn p25_a_pause_ends_without_a_burst() {
    let mut stage = Stage::showing(pending());
    stage.tell(Event::Paused);
    stage.run(secs(3600), |_| Some(pending()));
    assert_eq!(stage.sent.len(), 1);
    stage.tell(Event::CheckRequested);
    assert_eq!(
        stage.reading().notice,
        ChangeNotice::NoAnswer,
        "an honest answer, though nothing is sent"
    );
    stage.tell(Event::Unpaused);
    stage.run(secs(10), |_| Some(pending()));
    assert_eq!(stage.sent.len(), 2);
}

#[test]
fn p25_one_paused_component_silences_all_that_share_the_watch() {
    let mut stage = Stage::showing(pending());
    stage.tell(Event::Paused);
    stage.tell(Event::Paused);
    stage.tell(Event::Unpaused);
    stage.run(secs(3600), |_| Some(pending()));
    assert_eq!(stage.sent.len(), 1);
    stage.tell(Event::Unpaused);
    stage.run(secs(10), |_| Some(pending()));
    assert_eq!(stage.sent.len(), 2);
}

#[test]
fn p25_what_is_paused_from_the_beginning_is_read_when_that_ends() {
    let mut stage = Stage::empty();
    stage.tell(Event::Paused);
    stage.tell(Event::Mounted { online: true });
    stage.run(secs(60), |_| Some(pending()));
    assert_eq!(stage.sent.len(), 0);
    stage.tell(Event::Unpaused);
    assert_eq!(stage.sent.len(), 1);
}

#[test]
fn p26_many_components_do_not_recompute_the_timer_each() {
    let mut stage = Stage::showing(pending());
    let armed = stage.commands.len();
    for _ in 0..100 {
        stage.tell(Event::Mounted { online: true });
    }
    assert_eq!(stage.commands.len(), armed);
}

#[test]
fn after_two_hours_without_a_sign_of_life_the_clock_asks_no_more() {
    let mut stage = Stage::showing(pending());
    stage.run(secs(86_400), |_| Some(pending()));
    assert_eq!(stage.alarm, None);
    assert_eq!(stage.reading().freshness, Freshness::Resting);
    assert!(stage.sent.len() < 110, "{}", stage.sent.len());
    stage.tell(Event::CheckRequested);
    stage.answer(pending());
    assert_eq!(stage.reading().freshness, Freshness::Live);
    assert!(stage.alarm.is_some());
}
