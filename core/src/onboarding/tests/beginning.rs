//! When a mount begins, with what, and what is left when it ends.

use super::rig::*;
use crate::account::document::State;
use crate::onboarding::events::{Command, Event};
use crate::onboarding::host_request::HostRequest;
use crate::onboarding::machine::FormPolicy;
use crate::onboarding::state::{FormState, OnboardingState};
use crate::status::query;

#[test]
fn b01_a_mount_is_one_post_and_it_leaves_before_the_first_read() {
    let mut rig = Rig::new(FormPolicy::AtOnce);
    let commands = rig.hear(Event::Mounted);
    assert_eq!(
        commands,
        [
            Command::RequestSession(rig.session),
            Command::LoadForm(rig.form),
            Command::Query(query::Event::Mounted),
            Command::Query(query::Event::FormOpened),
        ]
    );
    assert_eq!(rig.tell(Event::Mounted), [], "once");
}

#[test]
fn paused_at_mount_it_sends_neither_get_nor_post_and_begins_when_that_ends() {
    let mut rig = Rig::new(FormPolicy::AtOnce);
    let is_sent = |command: &Command| {
        let is_quiet = matches!(command, Command::Query(query::Event::Paused));
        !is_quiet && *command != Command::Query(query::Event::CheckRequested)
    };
    for event in [
        Event::Paused,
        Event::Mounted,
        Event::FormRequested,
        Event::QuestionRequested(email()),
        Event::RefreshRequested,
        Event::CheckRequested,
        Event::RetryRequested,
        Event::OverrideRequested,
    ] {
        let commands = rig.hear(event.clone());
        assert!(!commands.iter().any(is_sent), "{event:?}: {commands:?}");
    }
    let commands = rig.hear(Event::Unpaused);
    assert!(commands.contains(&Command::Query(query::Event::Mounted)));
    assert_eq!(rig.posts, 1);
    assert_eq!(
        rig.mount.state().only,
        email(),
        "what was asked for meanwhile"
    );
}

#[test]
fn a_form_asked_for_before_the_tab_was_ever_in_sight_comes_with_the_mount() {
    let mut rig = Rig::new(FormPolicy::OnRequest);
    assert_eq!(rig.tell(Event::FormRequested), []);
    rig.tell(Event::Mounted);
    assert_eq!(rig.posts, 1);
}

#[test]
fn b26_no_session_is_asked_for_where_it_is_known_that_no_form_is_needed() {
    for state in [State::Active, State::Rejected, State::Disconnected] {
        let mut rig = Rig::new(FormPolicy::AtOnce);
        rig.tell(read(account(state)));
        rig.tell(Event::Mounted);
        assert_eq!(rig.posts, 0, "the query was handed over by another mount");
    }
}

#[test]
fn b26_after_a_403_no_session_is_asked_for_by_itself() {
    let mut rig = Rig::mounted(FormPolicy::AtOnce);
    rig.session_fails(http(403, None));
    rig.tell(read(account(State::OnboardingInProgress)));
    rig.tell(Event::TimerFired);
    assert_eq!(rig.posts, 1);
}

#[test]
fn a_mount_without_a_form_asks_its_host_to_open_one() {
    let mut rig = Rig::mounted(FormPolicy::Never);
    let asks_host = [Command::AskHost(HostRequest::Open)];
    assert_eq!(rig.tell(Event::FormRequested), asks_host);
    assert_eq!(*rig.state(), FormState::Closed);
}

#[test]
fn the_connection_is_prepared_where_the_form_is_likely_and_nowhere_else() {
    for (policy, state, expected) in [
        (FormPolicy::OnRequest, State::NotStarted, true),
        (FormPolicy::OnRequest, State::Rejected, false),
        (FormPolicy::Never, State::NotStarted, false),
    ] {
        let mut rig = Rig::mounted(policy);
        let commands = rig.tell(read(account(state)));
        assert_eq!(
            commands.contains(&Command::Preconnect),
            expected,
            "{policy:?}"
        );
    }
}

#[test]
fn o04_a_mount_that_signs_out_while_it_is_being_made_sends_nothing() {
    let mut rig = Rig::new(FormPolicy::AtOnce);
    assert_eq!(
        rig.tell(Event::SignedOut),
        [Command::Leave, Command::SignOut]
    );
    assert_eq!(rig.hear(Event::Mounted), []);
}

#[test]
fn b25_nothing_happens_after_signing_out() {
    let mut rig = Rig::shown();
    let commands = rig.tell(Event::SignedOut);
    assert_eq!(commands, [Command::Leave, Command::SignOut]);
    let nothing_but_that = OnboardingState {
        signed_out: true,
        ..OnboardingState::default()
    };
    assert_eq!(*rig.mount.state(), nothing_but_that);
    for event in [
        Event::SignedOut,
        Event::FormRequested,
        Event::CheckRequested,
        read(account(State::NotStarted)),
    ] {
        assert_eq!(rig.hear(event), []);
    }
}

#[test]
fn a_mount_that_ends_takes_back_what_it_told_the_query() {
    for event in [Event::Unmounted, Event::SignedOut] {
        let mut rig = Rig::mounted(FormPolicy::AtOnce);
        for _ in 0..2 {
            rig.tell(Event::Paused);
        }
        let commands = rig.hear(event);
        // It hears no more first, so that what it takes back sets nothing off.
        assert_eq!(commands[0], Command::Leave);
        for event in [query::Event::FormClosed, query::Event::Unpaused] {
            let taken_back = commands
                .iter()
                .filter(|one| **one == Command::Query(event.clone()));
            assert_eq!(taken_back.count(), 1);
        }
        assert_eq!(rig.hear(Event::Unpaused), []);
    }
}
