//! When the clock reads, and when it reads no more.

use super::rig::*;
use crate::account::document::{Account, Capabilities, State};
use crate::status::query::Event;
use crate::status::snapshot::Freshness;

#[test]
fn p01_the_first_read_leaves_at_mount() {
    let rig = Rig::mounted();
    assert_eq!(rig.sent, [rig.now]);
}

#[test]
fn p02_repeats_at_the_interval_until_stopped() {
    let mut rig = Rig::showing(pending());
    let from = rig.now;
    rig.stay_pending(secs(610));
    assert!((15..=25).contains(&rig.sent_since(from)));
    rig.tell(Event::Paused);
    let from = rig.now;
    rig.stay_pending(secs(600));
    assert_eq!(rig.sent_since(from), 0);
}

#[test]
fn p03_the_interval_follows_the_newest_answer() {
    let mut rig = Rig::showing(account(State::NotStarted));
    assert_eq!(rig.until_timer(), secs(30));
    rig.fire();
    rig.answer(pending());
    assert!(rig.until_timer() < secs(3), "what moves may move again");
    rig.fire();
    rig.answer(active());
    assert_eq!(rig.timer, None);
}

#[test]
fn p04_no_interval_sends_nothing() {
    let mut rig = Rig::showing(active());
    assert_eq!(rig.timer, None);
    rig.run(secs(86_400), |_| Some(active()));
    assert_eq!(rig.sent.len(), 1);
}

#[test]
fn p05_a_changed_interval_replaces_the_timer() {
    let mut rig = Rig::showing(pending());
    assert_eq!(rig.until_timer(), secs(30));
    rig.tell(Event::FormOpened);
    assert_eq!(rig.until_timer(), secs(300));
    rig.tell(Event::FormClosed);
    assert_eq!(rig.until_timer(), secs(30));
}

#[test]
fn p06_a_change_during_a_read_leaves_one_timer() {
    let mut rig = Rig::mounted();
    rig.tell(Event::FormOpened);
    rig.tell(Event::FormClosed);
    let until_slow = rig.until_timer();
    assert_eq!(until_slow, secs(3), "only to tell that the answer is slow");
    rig.answer(pending());
    assert_eq!(rig.until_timer(), secs(30));
    rig.stay_pending(secs(30));
    assert_eq!(rig.sent.len(), 2, "one timer, one read");
}

#[test]
fn p09_a_slow_server_sees_one_read_at_a_time_and_the_next_only_after_it() {
    let mut rig = Rig::left();
    for _ in 0..5 {
        rig.fire();
        assert_eq!(rig.timer, None, "nothing is set while a read is under way");
        rig.wait(secs(9));
        rig.answer(pending());
        assert!(rig.until_timer() >= ms(300));
    }
}

#[test]
fn p13_nothing_more_is_asked_once_it_is_complete() {
    let mut rig = Rig::left();
    rig.fire();
    rig.answer(complete());
    assert_eq!(rig.timer, None);
}

#[test]
fn p13_without_an_exit_nothing_more_is_asked_once_it_is_settled() {
    for state in [State::Active, State::Rejected, State::Disconnected] {
        assert_eq!(Rig::showing(account(state)).timer, None);
    }
}

#[test]
fn a_settled_account_is_read_in_the_same_burst_after_an_exit_as_any_other() {
    let reads = |known: Account| {
        let mut rig = Rig::showing(known.clone());
        rig.tell(Event::FormOpened);
        rig.wait(secs(20));
        let exit = rig.now;
        rig.tell(Event::FormExited);
        rig.run(secs(55), |_| Some(known.clone()));
        rig.sent_since(exit)
    };
    let of_any_other = reads(pending());
    for state in [State::Active, State::Rejected, State::Disconnected] {
        assert_eq!(reads(account(state)), of_any_other);
    }
    assert_eq!(reads(complete()), of_any_other, "nothing came of it yet");
}

#[test]
fn the_burst_of_a_settled_account_ends() {
    let mut rig = Rig::left();
    rig.run(secs(3600), |_| Some(account(State::Rejected)));
    assert_eq!(rig.timer, None);
    assert!(rig.sent.len() < 30, "{}", rig.sent.len());
}

#[test]
fn an_active_account_that_stripe_is_checking_is_read_on() {
    let checking = Account {
        capabilities: Some(Capabilities {
            details_submitted: Some(true),
            charges_enabled: Some(true),
            payouts_enabled: Some(false),
            ..Capabilities::default()
        }),
        ..active()
    };
    assert!(Rig::showing(checking).timer.is_some());
}

#[test]
fn p14_a_pending_account_is_asked_about_again() {
    for state in [
        State::OnboardingInProgress,
        State::Restricted,
        State::NotStarted,
        State::Unknown("Paused".into()),
    ] {
        assert!(Rig::showing(account(state)).timer.is_some());
    }
}

#[test]
fn p15_it_slows_down_by_schedule() {
    let mut rig = Rig::left();
    let mut longest = |until: u64| {
        let mut longest = ms(0);
        while rig.sent[1] + secs(until) > rig.now {
            longest = longest.max(rig.until_timer());
            rig.fire();
            rig.answer(pending());
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
    let mut rig = Rig::showing(pending());
    rig.tell(Event::FormOpened);
    rig.wait(secs(20));
    let from = rig.now;
    for _ in 0..20 {
        rig.tell(Event::StepChanged);
        rig.wait(ms(49));
    }
    rig.stay_pending(secs(5));
    assert_eq!(rig.sent_since(from), 1);

    let exit = rig.now;
    rig.tell(Event::FormExited);
    assert_eq!(rig.sent.last(), Some(&exit), "at once");
    rig.stay_pending(secs(10));
    assert!((10..=13).contains(&rig.sent_since(exit)));
}

#[test]
fn p16_steps_that_never_pause_are_read_within_a_second() {
    let mut rig = Rig::showing(pending());
    rig.tell(Event::FormOpened);
    let from = rig.now;
    for _ in 0..11 {
        rig.tell(Event::StepChanged);
        rig.wait(ms(100));
    }
    assert!(rig.sent_since(from) >= 1);
}

#[test]
fn p18_intervals_vary_by_a_fifth_around_their_mean() {
    let draws: Vec<f64> = (0..10_000)
        .map(|draw| POLICY.jittered(secs(10), f64::from(draw) / 10_000.0))
        .map(|wait| wait.as_secs_f64())
        .collect();
    assert!(draws.iter().all(|wait| (8.0..=12.0).contains(wait)));
    let mean = draws.iter().sum::<f64>() / 10_000.0;
    assert!((mean - 10.0).abs() < 0.1, "{mean}");
}

#[test]
fn after_two_hours_without_a_sign_of_life_the_clock_asks_no_more() {
    let mut rig = Rig::showing(pending());
    rig.stay_pending(secs(86_400));
    assert_eq!(rig.timer, None);
    assert_eq!(rig.snapshot().freshness, Freshness::Resting);
    assert!(rig.sent.len() < 110, "{}", rig.sent.len());
    rig.tell(Event::CheckRequested);
    rig.answer(pending());
    assert_eq!(rig.snapshot().freshness, Freshness::Live);
    assert!(rig.timer.is_some());
}
