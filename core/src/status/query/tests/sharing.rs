//! One query with several mounts, and with a host that wants silence.

use super::rig::*;
use crate::status::notice::ChangeNotice;
use crate::status::query::{Command, Event};
use crate::status::snapshot::StatusSnapshot;

#[test]
fn p10_two_mounts_of_one_account_cost_one_read() {
    let mut rig = Rig::mounted();
    rig.tell(Event::Mounted);
    rig.answer(pending());
    rig.wait(secs(2));
    assert_eq!(rig.sent.len(), 1);
}

#[test]
fn p11_of_two_mounts_the_shorter_interval_rules() {
    let mut rig = Rig::showing(pending());
    rig.tell(Event::FormOpened);
    rig.tell(Event::FormOpened);
    assert_eq!(rig.until_timer(), secs(300));
    rig.tell(Event::FormExited);
    rig.answer(pending());
    assert_eq!(rig.until_timer(), ms(300));
}

#[test]
fn p12_one_of_two_mounts_goes_and_the_query_goes_on() {
    let mut rig = Rig::showing(pending());
    rig.tell(Event::Mounted);
    rig.tell(Event::FormOpened);
    rig.tell(Event::FormClosed);
    let from = rig.now;
    rig.stay_pending(secs(60));
    assert!(rig.sent_since(from) >= 2);
}

#[test]
fn p25_a_pause_ends_without_a_burst() {
    let mut rig = Rig::showing(pending());
    rig.tell(Event::Paused);
    rig.stay_pending(secs(3600));
    assert_eq!(rig.sent.len(), 1);
    rig.tell(Event::CheckRequested);
    let told = &rig.snapshot().notice;
    assert_eq!(
        *told,
        ChangeNotice::NoAnswer,
        "honest, though nothing is sent"
    );
    rig.tell(Event::Unpaused);
    rig.stay_pending(secs(10));
    assert_eq!(rig.sent.len(), 2);
}

#[test]
fn p25_one_paused_mount_silences_all_that_share_the_query() {
    let mut rig = Rig::showing(pending());
    rig.tell(Event::Paused);
    rig.tell(Event::Paused);
    rig.tell(Event::Unpaused);
    rig.stay_pending(secs(3600));
    assert_eq!(rig.sent.len(), 1);
    rig.tell(Event::Unpaused);
    rig.stay_pending(secs(10));
    assert_eq!(rig.sent.len(), 2);
}

#[test]
fn p25_what_is_paused_from_the_beginning_is_read_when_that_ends() {
    let mut rig = Rig::empty();
    rig.tell(Event::Paused);
    rig.tell(Event::Mounted);
    rig.stay_pending(secs(60));
    assert_eq!(rig.sent.len(), 0);
    rig.tell(Event::Unpaused);
    assert_eq!(rig.sent.len(), 1);
}

#[test]
fn who_signs_out_of_one_mount_is_known_nowhere_any_more() {
    let mut rig = Rig::showing(pending());
    rig.tell(Event::Mounted);
    rig.tell(Event::Paused);
    rig.tell(Event::Unpaused);
    rig.tell(Event::RefreshRequested);
    let earlier = rig.in_flight.unwrap();
    rig.tell(Event::SignedOut);
    let over = StatusSnapshot {
        signed_out: true,
        ..StatusSnapshot::default()
    };
    assert!(rig.commands.contains(&Command::Abort));
    assert_eq!(*rig.snapshot(), over);
    let sent = rig.sent.len();
    for event in [
        Event::Arrived(earlier, active()),
        Event::CheckRequested,
        Event::RefreshRequested,
        Event::BecameHidden,
        Event::BecameVisible,
        Event::Mounted,
        Event::SignedOut,
    ] {
        rig.tell(event);
    }
    rig.stay_pending(secs(3600));
    assert_eq!(rig.sent.len(), sent);
    assert!(rig.snapshot().account().is_none() && rig.snapshot().signed_out);
}

#[test]
fn p26_many_mounts_do_not_set_the_timer_anew_each() {
    let mut rig = Rig::showing(pending());
    let before = (rig.timer, rig.commands.len());
    for _ in 0..100 {
        rig.tell(Event::Mounted);
    }
    assert_eq!((rig.timer, rig.commands.len()), before);
}
