//! The network goes and comes, and the browser may be wrong about it.

use super::rig::*;
use crate::account::problem::ProblemKind;
use crate::status::query::Event;
use crate::status::snapshot::Freshness;

#[test]
fn n01_offline_nothing_is_sent_and_it_is_said_once() {
    let mut rig = Rig::showing(pending());
    rig.tell(Event::WentOffline);
    let said = rig.snapshot().clone();
    assert_eq!(said.freshness, Freshness::Offline);
    assert_eq!(said.problem(), None, "no alarm beside what is known");
    rig.tell(Event::RefreshRequested);
    rig.tell(Event::WentOffline);
    rig.wait(secs(3600));
    assert_eq!(rig.sent.len(), 1);
    assert_eq!(*rig.snapshot(), said);
}

#[test]
fn n02_online_again_it_is_read_within_five_seconds_in_sight_only() {
    for visible in [true, false] {
        let mut rig = Rig::showing(pending());
        rig.tell(Event::WentOffline);
        rig.wait(secs(60));
        if !visible {
            rig.tell(Event::BecameHidden);
        }
        rig.random = 0.99;
        rig.tell(Event::WentOnline);
        rig.stay_pending(secs(5));
        assert_eq!(rig.sent.len(), if visible { 2 } else { 1 });
    }
}

#[test]
fn n02_an_answer_that_was_on_its_way_when_the_network_went_proves_no_network() {
    let mut rig = Rig::mounted();
    rig.wait(ms(200));
    rig.tell(Event::WentOffline);
    rig.answer(pending());
    assert_eq!(rig.snapshot().freshness, Freshness::Offline);
    assert_eq!(rig.snapshot().account(), Some(&pending()));
    rig.stay_pending(secs(60));
    assert_eq!(rig.sent.len(), 1);
    rig.tell(Event::WentOnline);
    rig.stay_pending(secs(5));
    assert_eq!(rig.sent.len(), 2);
}

#[test]
fn n02_an_answer_to_what_was_asked_since_is_the_better_proof() {
    let mut rig = Rig::showing(pending());
    rig.tell(Event::WentOffline);
    rig.wait(secs(10));
    rig.tell(Event::CheckRequested);
    rig.answer(pending());
    assert_eq!(rig.snapshot().freshness, Freshness::Live);
}

#[test]
fn n03_the_first_read_is_tried_whatever_the_browser_says() {
    let mut rig = Rig::empty();
    rig.tell(Event::WentOffline);
    rig.tell(Event::Mounted);
    assert_eq!(rig.sent.len(), 1);
    rig.fail(unreachable(true));
    rig.wait(secs(3600));
    assert_eq!(
        rig.sent.len(),
        1,
        "but not again before the network is back"
    );
    let problem = rig.snapshot().problem();
    assert_eq!(
        problem.map(|problem| problem.kind),
        Some(ProblemKind::Offline)
    );
}

#[test]
fn n04_a_dead_network_that_seems_alive_is_told_after_two_failures() {
    let mut rig = Rig::showing(pending());
    rig.fire();
    rig.fail(unreachable(false));
    assert_eq!(rig.snapshot().problem(), None);
    rig.fire();
    rig.fail(unreachable(false));
    let problem = rig.snapshot().problem();
    assert_eq!(
        problem.map(|problem| problem.kind),
        Some(ProblemKind::Unreachable)
    );
    assert_eq!(
        rig.snapshot().freshness,
        Freshness::Live,
        "nobody claims to be offline"
    );
}

#[test]
fn n05_a_hundred_flaps_in_ten_seconds_are_three_reads_at_most() {
    for works in [true, false] {
        for random in [0.1, 0.5, 0.9] {
            let mut rig = Rig::showing(pending());
            rig.wait(secs(20));
            rig.random = random;
            let from = rig.now;
            for _ in 0..100 {
                rig.tell(Event::WentOffline);
                rig.stay_pending(ms(50));
                rig.tell(Event::WentOnline);
                rig.wait(ms(50));
                if rig.in_flight.is_some() {
                    match works {
                        true => rig.answer(pending()),
                        false => rig.fail(unreachable(false)),
                    }
                }
            }
            let sent = rig.sent_since(from);
            assert!(sent <= 3, "{sent} with {random}");
        }
    }
}

#[test]
fn n06_frozen_while_offline_nothing_is_sent_later() {
    let mut rig = Rig::showing(pending());
    rig.tell(Event::WentOffline);
    rig.tell(Event::Froze);
    rig.tell(Event::WentOnline);
    rig.wait(secs(3600));
    assert_eq!(rig.sent.len(), 1);
}

#[test]
fn n08_an_answer_is_a_better_proof_of_a_network_than_an_event() {
    let mut rig = Rig::showing(pending());
    rig.tell(Event::WentOffline);
    rig.tell(Event::CheckRequested);
    rig.answer(pending());
    assert_eq!(rig.snapshot().freshness, Freshness::Live);
    assert!(rig.timer.is_some());
}
