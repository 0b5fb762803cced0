//! How Stripe's form fails: while it is put up, for want of a session, by its own window, in silence.

use super::rig::*;
use crate::account::problem::LoadErrorType;
use crate::onboarding::events::{Command, Event, FormEvent};
use crate::onboarding::machine::FormPolicy;
use crate::onboarding::state::FormState;
use crate::state_machine::StateMachine;

#[test]
fn a_form_that_fails_while_it_is_put_up_is_closed_and_mints_no_further_session() {
    let mut rig = Rig::mounted(FormPolicy::AtOnce);
    rig.session_arrives();
    rig.form(FormEvent::FrameReady);
    // Stripe calls back from within what puts its element up; that it is up is reported after.
    rig.form(FormEvent::SecretRequested);
    let failed = FormEvent::Failed(form_error(LoadErrorType::ApiError));
    assert_eq!(rig.form(failed), [Command::CloseForm]);
    assert_eq!(rig.form(FormEvent::Mounted), []);
    assert_eq!((rig.posts, rig.secrets_handed_over), (1, 0));
}

#[test]
fn e28_a_session_that_stripe_does_not_take_is_replaced_once() {
    let mut rig = Rig::shown();
    let not_taken = form_error(LoadErrorType::AccountSessionCreateError);
    let fail = |rig: &mut Rig| rig.form(FormEvent::Failed(not_taken.clone()));
    assert_eq!(fail(&mut rig)[0], Command::CloseForm);
    assert_eq!((rig.posts, rig.state()), (2, &FormState::Loading));
    assert_eq!(fail(&mut rig), [Command::CloseForm]);
    assert_eq!(*rig.state(), FormState::Failed(not_taken.clone()));
    // Who asks again gets the same.
    rig.tell(Event::RetryRequested);
    fail(&mut rig);
    assert_eq!((rig.posts, rig.state()), (4, &FormState::Loading));
}

#[test]
fn who_closes_stripe_s_window_is_told_and_no_other_opens_by_itself() {
    let failed = form_error(LoadErrorType::AuthenticationError);
    let mut rig = Rig::shown();
    rig.form(FormEvent::StepChanged);
    let commands = rig.form(FormEvent::Failed(failed.clone()));
    assert_eq!(commands, [Command::CloseForm]);
    assert_eq!(
        (rig.posts, rig.state()),
        (1, &FormState::Failed(failed.clone()))
    );
    // Before anybody has done anything in it, it is the session that is not taken.
    let mut rig = Rig::shown();
    rig.form(FormEvent::Failed(failed.clone()));
    assert_eq!((rig.posts, rig.state()), (2, &FormState::Loading));
    rig.form(FormEvent::Failed(failed.clone()));
    assert_eq!((rig.posts, rig.state()), (2, &FormState::Failed(failed)));
}

#[test]
fn a_form_that_draws_nothing_for_twenty_seconds_is_told_and_shown_if_it_comes() {
    let mut rig = Rig::mounted(FormPolicy::AtOnce);
    rig.put_up();
    assert_eq!(rig.mount.wakes_at(), None, "the session is awaited");
    rig.now += secs(5);
    rig.session_arrives();
    let from = rig.now;
    rig.fire();
    assert_eq!(rig.now, from + secs(20));
    assert_eq!(*rig.state(), FormState::Late(silent()));
    assert_eq!(rig.mount.wakes_at(), None, "told once");
    rig.form(FormEvent::Shown);
    assert_eq!(*rig.state(), FormState::Shown);
}

#[test]
fn a_form_that_draws_something_in_time_is_not_told_of() {
    let mut rig = Rig::shown();
    assert_eq!(rig.mount.wakes_at(), None);
    rig.now += secs(60);
    assert_eq!(rig.tell(Event::TimerFired), []);
    assert_eq!(*rig.state(), FormState::Shown);
}

#[test]
fn a_silent_form_makes_way_for_another_try() {
    for event in [
        Event::RetryRequested,
        Event::FormRequested,
        Event::QuestionRequested(Vec::new()),
    ] {
        let mut rig = Rig::mounted(FormPolicy::AtOnce);
        rig.put_up();
        rig.session_arrives();
        rig.fire();
        let silent = rig.form;
        rig.tell(event);
        assert_ne!(rig.form, silent);
        assert_eq!((rig.posts, rig.state()), (2, &FormState::Loading));
    }
}

#[test]
fn e27_a_form_that_dies_is_not_opened_again_by_itself() {
    let mut rig = Rig::shown();
    let drawn_badly = form_error(LoadErrorType::RenderError);
    assert_eq!(
        rig.form(FormEvent::Failed(drawn_badly)),
        [Command::CloseForm]
    );
    assert_eq!(rig.posts, 1);
}
