use crate::stage::*;
use onboarding_core::account::problem::{Failure, ProblemKind};
use onboarding_core::status::query::Event;
use onboarding_core::status::snapshot::Freshness;

fn unreachable(offline: bool) -> onboarding_core::account::problem::Problem {
    problem(Failure::Unreachable { offline })
}

#[test]
fn n01_offline_nothing_is_sent_and_it_is_said_once() {
    let mut stage = Stage::showing(pending());
    stage.tell(Event::WentOffline);
    let said = stage.reading().clone();
    assert_eq!(said.freshness, Freshness::Offline);
    assert_eq!(said.problem, None, "no alarm beside what is known");
    stage.tell(Event::RefreshRequested);
    stage.tell(Event::WentOffline);
    stage.wait(secs(3600));
    assert_eq!(stage.sent.len(), 1);
    assert_eq!(*stage.reading(), said);
}

#[test]
fn n02_online_again_it_is_read_within_five_seconds_in_sight_only() {
    for visible in [true, false] {
        let mut stage = Stage::showing(pending());
        stage.tell(Event::WentOffline);
        stage.wait(secs(60));
        if !visible {
            stage.tell(Event::BecameHidden);
        }
        stage.random = 0.99;
        stage.tell(Event::WentOnline);
        stage.run(secs(5), |_| Some(pending()));
        assert_eq!(stage.sent.len(), if visible { 2 } else { 1 });
    }
}

#[test]
fn n02_an_answer_that_was_on_its_way_when_the_network_went_proves_no_network() {
    let mut stage = Stage::mounted();
    stage.wait(ms(200));
    stage.tell(Event::WentOffline);
    stage.answer(pending());
    assert_eq!(stage.reading().freshness, Freshness::Offline);
    assert_eq!(stage.reading().account, Some(pending()));
    stage.run(secs(60), |_| Some(pending()));
    assert_eq!(stage.sent.len(), 1);
    stage.tell(Event::WentOnline);
    stage.run(secs(5), |_| Some(pending()));
    assert_eq!(stage.sent.len(), 2);
}

#[test]
fn n02_an_answer_to_what_was_asked_since_is_the_better_proof() {
    let mut stage = Stage::showing(pending());
    stage.tell(Event::WentOffline);
    stage.wait(secs(10));
    stage.tell(Event::CheckRequested);
    stage.answer(pending());
    assert_eq!(stage.reading().freshness, Freshness::Live);
}

#[test]
fn n03_the_first_read_is_tried_whatever_the_browser_says() {
    let mut stage = Stage::empty();
    stage.tell(Event::Mounted { online: false });
    assert_eq!(stage.sent.len(), 1);
    stage.fail(unreachable(true));
    stage.wait(secs(3600));
    assert_eq!(
        stage.sent.len(),
        1,
        "but not again before the network is back"
    );
    let problem = stage.reading().problem.as_ref();
    assert_eq!(
        problem.map(|problem| problem.kind),
        Some(ProblemKind::Offline)
    );
}

#[test]
fn n04_a_dead_network_that_seems_alive_is_told_after_two_failures() {
    let mut stage = Stage::showing(pending());
    stage.ring();
    stage.fail(unreachable(false));
    assert_eq!(stage.reading().problem, None);
    stage.ring();
    stage.fail(unreachable(false));
    let problem = stage.reading().problem.as_ref();
    assert_eq!(
        problem.map(|problem| problem.kind),
        Some(ProblemKind::Unreachable)
    );
    assert_eq!(
        stage.reading().freshness,
        Freshness::Live,
        "nobody claims to be offline"
    );
}

#[test]
fn n05_a_hundred_flaps_in_ten_seconds_are_three_reads_at_most() {
    for works in [true, false] {
        for random in [0.1, 0.5, 0.9] {
            let mut stage = Stage::showing(pending());
            stage.wait(secs(20));
            stage.random = random;
            let from = stage.now;
            for _ in 0..100 {
                stage.tell(Event::WentOffline);
                stage.run(ms(50), |_| Some(pending()));
                stage.tell(Event::WentOnline);
                stage.wait(ms(50));
                if stage.in_flight.is_some() {
                    match works {
                        true => stage.answer(pending()),
                        false => stage.fail(unreachable(false)),
                    }
                }
            }
            let sent = stage.sent_since(from);
            assert!(sent <= 3, "{sent} with {random}");
        }
    }
}

#[test]
fn n06_frozen_while_offline_nothing_is_sent_later() {
    let mut stage = Stage::showing(pending());
    stage.tell(Event::WentOffline);
    stage.tell(Event::Froze);
    stage.tell(Event::WentOnline);
    stage.wait(secs(3600));
    assert_eq!(stage.sent.len(), 1);
}

#[test]
fn n08_an_answer_is_a_better_proof_of_a_network_than_an_event() {
    let mut stage = Stage::showing(pending());
    stage.tell(Event::WentOffline);
    stage.tell(Event::CheckRequested);
    stage.answer(pending());
    assert_eq!(stage.reading().freshness, Freshness::Live);
    assert!(stage.alarm.is_some());
}
