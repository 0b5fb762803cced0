//! When Dolfin is asked for a session, and who gets its secret.

use super::rig::*;
use crate::account::document::State;
use crate::account::problem::{Endpoint, Failure, ProblemKind, ScriptFailure, classify};
use crate::account::situation::Situation;
use crate::onboarding::events::{Command, Event, FormEvent};
use crate::onboarding::machine::FormPolicy;
use crate::onboarding::state::FormState;
use crate::state_machine::StateMachine;
use crate::status::query;
use std::time::Duration;

fn blocked() -> FormEvent {
    FormEvent::ScriptFailed(script(ScriptFailure::Blocked))
}

#[test]
fn b03_each_further_secret_that_stripe_asks_for_is_another_post() {
    let mut rig = Rig::shown();
    for secrets in 2..5 {
        let commands = rig.form(FormEvent::SecretRequested);
        assert_eq!(commands, [Command::RequestSession(rig.session)]);
        assert_eq!(rig.session_arrives(), [Command::HandOverSecret]);
        assert_eq!((rig.posts, rig.secrets_handed_over), (secrets, secrets));
    }
}

#[test]
fn stripe_asking_twice_at_once_is_two_posts_one_after_the_other() {
    let mut rig = Rig::mounted(FormPolicy::AtOnce);
    rig.put_up();
    assert_eq!(rig.form(FormEvent::SecretRequested), []);
    assert_eq!(rig.posts, 1);
    let commands = rig.session_arrives();
    let next = Command::RequestSession(rig.session);
    assert_eq!(commands, [Command::HandOverSecret, next]);
    assert_eq!(rig.session_arrives(), [Command::HandOverSecret]);
}

#[test]
fn b13_a_script_that_fails_uses_no_session_up() {
    let mut rig = Rig::mounted(FormPolicy::AtOnce);
    rig.session_arrives();
    for _ in 0..3 {
        rig.form(blocked());
        rig.tell(Event::RetryRequested);
    }
    rig.put_up();
    assert_eq!((rig.posts, rig.secrets_handed_over), (1, 1));
}

#[test]
fn an_instance_that_does_not_come_up_gets_no_secret() {
    let mut rig = Rig::mounted(FormPolicy::AtOnce);
    rig.session_arrives();
    rig.form(FormEvent::FrameReady);
    rig.form(FormEvent::SecretRequested);
    rig.form(FormEvent::ScriptFailed(script(ScriptFailure::InitFailed)));
    assert_eq!(
        rig.form(FormEvent::SecretRequested),
        [],
        "the dead one asks"
    );
    rig.tell(Event::RetryRequested);
    rig.put_up();
    assert_eq!((rig.posts, rig.secrets_handed_over), (1, 1));
}

#[test]
fn an_unused_secret_goes_when_it_lapses_and_the_next_form_gets_another() {
    let mut rig = Rig::mounted(FormPolicy::AtOnce);
    rig.session_arrives_for(Some(secs(600)));
    rig.form(blocked());
    assert_eq!(rig.fire(), [Command::ForgetSecret]);
    assert_eq!(rig.now, secs(1 + 600 - 20), "while it could still be taken");
    assert_eq!(rig.mount.wakes_at(), None);
    rig.tell(Event::RetryRequested);
    assert_eq!(rig.posts, 2);
}

#[test]
fn v12_a_session_that_seems_to_have_ended_when_it_comes_is_used() {
    for lifetime in [None, Some(Duration::ZERO), Some(secs(20))] {
        let mut rig = Rig::mounted(FormPolicy::AtOnce);
        rig.session_arrives_for(lifetime);
        assert_eq!(rig.mount.wakes_at(), None);
        rig.put_up();
        assert_eq!((rig.posts, rig.secrets_handed_over), (1, 1));
    }
}

#[test]
fn r04_a_session_is_asked_for_three_times_at_most() {
    let mut rig = Rig::mounted(FormPolicy::AtOnce);
    for posts in 1..3 {
        assert_eq!(rig.session_fails(http(502, None)), []);
        assert_eq!(*rig.state(), FormState::Loading);
        assert_eq!(rig.posts, posts);
        rig.fire();
    }
    assert_eq!(rig.session_fails(http(502, None)), [Command::CloseForm]);
    assert!(matches!(rig.state(), FormState::Failed(_)));
    assert_eq!((rig.posts, rig.mount.wakes_at()), (3, None));
}

#[test]
fn r05_a_session_that_came_starts_the_count_anew() {
    let mut rig = Rig::mounted(FormPolicy::AtOnce);
    rig.put_up();
    for _ in 0..3 {
        for _ in 0..2 {
            rig.session_fails(http(502, None));
            rig.fire();
        }
        rig.session_arrives();
        rig.form(FormEvent::SecretRequested);
    }
    assert_eq!((rig.posts, rig.secrets_handed_over), (10, 3));
}

#[test]
fn r06_r20_where_a_retry_does_not_help_or_is_not_wanted_there_is_one_post() {
    let refusals = [400, 401, 403, 404, 409].map(|status| http(status, None));
    for problem in refusals {
        let mut rig = Rig::mounted(FormPolicy::AtOnce);
        assert_eq!(rig.session_fails(problem.clone()), [Command::CloseForm]);
        assert_eq!(*rig.state(), FormState::Failed(problem));
        assert_eq!((rig.posts, rig.mount.wakes_at()), (1, None));
    }
}

#[test]
fn r20_a_session_that_hangs_ends_in_a_sentence_within_twenty_seconds() {
    // As `dolfin` bounds it.
    const TIME_LIMIT: Duration = Duration::from_secs(9);
    let mut rig = Rig::mounted(FormPolicy::AtOnce);
    let from = rig.now;
    rig.now += TIME_LIMIT;
    rig.session_fails(slow());
    rig.fire();
    rig.now += TIME_LIMIT;
    rig.session_fails(slow());
    assert_eq!(*rig.state(), FormState::Failed(slow()));
    assert_eq!(rig.posts, 2);
    assert!(rig.now - from <= secs(20));
}

#[test]
fn try_again_keeps_to_what_the_service_asked_for_and_the_form_opens_by_itself_then() {
    let mut rig = Rig::mounted(FormPolicy::AtOnce);
    let busy = http(503, Some(secs(60)));
    assert_eq!(rig.session_fails(busy.clone()), [Command::CloseForm]);
    // Up to a second later than the service says, so that not everybody comes back at once.
    for left in [51, 41, 31] {
        rig.now += secs(10);
        rig.tell(Event::RetryRequested);
        rig.tell(Event::QuestionRequested(Vec::new()));
        assert_eq!(rig.state(), &FormState::Failed(http(503, Some(secs(left)))));
    }
    assert_eq!(rig.posts, 1);
    rig.fire();
    assert!((secs(61)..=secs(62)).contains(&rig.now));
    assert_eq!((rig.posts, rig.state()), (2, &FormState::Loading));
}

#[test]
fn a_form_does_not_open_by_itself_for_ever() {
    let mut rig = Rig::mounted(FormPolicy::AtOnce);
    let busy = http(503, Some(secs(60)));
    rig.session_fails(busy.clone());
    while rig.mount.wakes_at().is_some() {
        rig.fire();
        rig.session_fails(busy.clone());
    }
    assert_eq!(rig.posts, 6);
    assert_eq!(*rig.state(), FormState::Failed(http(503, None)));
    rig.tell(Event::RetryRequested);
    assert_eq!(rig.posts, 6, "it keeps to what the service asked for");
    rig.fire();
    assert_eq!(rig.posts, 7);
}

#[test]
fn r20_no_retry_leaves_later_than_twenty_seconds_after_the_first_request() {
    // Each answer takes so long, and so many requests leave.
    for (answer_after, posts) in [(0, 3), (8, 3), (9, 2), (18, 2), (19, 1)] {
        let mut rig = Rig::mounted(FormPolicy::AtOnce);
        let from = rig.now;
        let mut last = from;
        loop {
            rig.now += secs(answer_after);
            rig.session_fails(http(502, None));
            if rig.mount.wakes_at().is_none() {
                break;
            }
            rig.fire();
            last = rig.now;
        }
        assert_eq!(rig.posts, posts, "{answer_after} s");
        assert!(last - from <= secs(20), "{answer_after} s");
        assert!(matches!(rig.state(), FormState::Failed(_)));
    }
}

#[test]
fn r20_the_twenty_seconds_of_a_secret_that_stripe_asks_for_later_begin_then() {
    let mut rig = Rig::shown();
    rig.now += secs(3600);
    rig.form(FormEvent::SecretRequested);
    rig.session_fails(http(502, None));
    rig.fire();
    rig.session_arrives();
    assert_eq!((rig.posts, rig.secrets_handed_over), (3, 2));
}

#[test]
fn e23_e25_what_took_all_its_time_or_is_no_session_is_asked_for_once_more() {
    for failure in [Failure::TimedOut, Failure::UnusableSecret, Failure::NotJson] {
        let problem = classify(Endpoint::Session, &failure);
        let mut rig = Rig::mounted(FormPolicy::AtOnce);
        assert_eq!(rig.session_fails(problem.clone()), [], "{failure:?}");
        rig.fire();
        assert_eq!(rig.posts, 2);
        assert_eq!(rig.session_fails(problem), [Command::CloseForm]);
        assert_eq!((rig.posts, rig.mount.wakes_at()), (2, None));
    }
}

#[test]
fn r09_a_form_that_closes_ends_the_retries_of_its_session() {
    for event in [
        read(account(State::Active)),
        Event::Unmounted,
        Event::SignedOut,
    ] {
        let mut rig = Rig::mounted(FormPolicy::AtOnce);
        rig.session_fails(http(502, None));
        assert!(rig.mount.wakes_at().is_some());
        rig.tell(event);
        assert_eq!(rig.mount.wakes_at(), None);
        assert_eq!(rig.tell(Event::TimerFired), []);
    }
}

#[test]
fn an_answer_that_comes_after_the_form_closed_reaches_nothing() {
    let mut rig = Rig::mounted(FormPolicy::AtOnce);
    let earlier = rig.session;
    rig.tell(read(account(State::Active)));
    assert_eq!(rig.session_arrives(), []);
    rig.tell(Event::FormRequested);
    assert_eq!(rig.tell(Event::SessionArrived(earlier, None)), []);
    rig.put_up();
    assert_eq!(rig.secrets_handed_over, 0);
    rig.session_arrives();
    assert_eq!(rig.secrets_handed_over, 1);
}

#[test]
fn b22_try_again_pressed_ten_times_is_one_post() {
    let mut rig = Rig::mounted(FormPolicy::AtOnce);
    rig.session_fails(http(403, None));
    (0..10).for_each(|_| drop(rig.tell(Event::RetryRequested)));
    assert_eq!(rig.posts, 2);
}

#[test]
fn e06_a_conflict_without_a_reason_is_settled_by_what_the_status_says() {
    let mut rig = Rig::mounted(FormPolicy::AtOnce);
    let commands = rig.hear(Event::SessionFailed(rig.session, http(409, None)));
    assert!(commands.contains(&Command::Query(query::Event::RefreshRequested)));
    rig.tell(read(account(State::NotStarted)));
    let FormState::Failed(problem) = rig.state() else {
        panic!("{:?}", rig.state());
    };
    assert_eq!(problem.kind, ProblemKind::NotEnabled);
    rig.tell(read(account(State::Disconnected)));
    let situation = rig.mount.state().assessment().map(|at| at.situation);
    assert_eq!(situation, Some(Situation::Disconnected));
}
