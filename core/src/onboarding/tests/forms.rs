//! What becomes of Stripe's form: for what, when, what is in the way, and how it ends.

use super::rig::*;
use crate::account::document::State;
use crate::account::problem::{LoadErrorType, ScriptFailure};
use crate::onboarding::environment::Unsupported;
use crate::onboarding::events::{Command, Event, FormEvent};
use crate::onboarding::machine::FormPolicy;
use crate::onboarding::state::FormState;
use crate::status::notice::ChangeNotice;
use crate::status::query;
use crate::status::snapshot::{Content, StatusSnapshot};

#[test]
fn a_question_opens_the_form_for_its_codes_and_everything_is_one_event_away() {
    let mut rig = Rig::shown();
    let load = |commands: &[Command]| {
        commands
            .iter()
            .any(|one| matches!(one, Command::LoadForm(_)))
    };
    assert!(load(&rig.tell(Event::QuestionRequested(email()))));
    assert_eq!(rig.mount.state().only, email());
    assert_eq!(*rig.state(), FormState::Loading);
    assert_eq!(
        rig.tell(Event::QuestionRequested(email())),
        [],
        "asked twice"
    );
    assert!(load(&rig.tell(Event::FormRequested)));
    assert_eq!(rig.mount.state().only, []);
    assert_eq!(rig.tell(Event::FormRequested), [], "already everything");
}

#[test]
fn an_unsupported_browser_is_told_before_a_session_is_asked_for_and_can_be_passed() {
    let mut rig = Rig::unsupported(Unsupported::Isolated);
    assert_eq!(*rig.state(), FormState::Unsupported(Unsupported::Isolated));
    assert_eq!(rig.tell(Event::FormRequested), []);
    assert_eq!(rig.posts, 0);
    rig.tell(Event::OverrideRequested);
    assert_eq!(rig.posts, 1);
    rig.put_up();
    rig.session_arrives();
    rig.form(FormEvent::Exited);
    rig.tell(Event::FormRequested);
    assert_eq!(rig.posts, 2, "told once");
}

#[test]
fn nobody_gets_past_an_insecure_page() {
    let mut rig = Rig::unsupported(Unsupported::Insecure);
    for event in [
        Event::OverrideRequested,
        Event::FormRequested,
        Event::QuestionRequested(email()),
    ] {
        assert_eq!(rig.tell(event), []);
    }
    assert_eq!(*rig.state(), FormState::Unsupported(Unsupported::Insecure));
}

#[test]
fn an_account_that_needs_no_form_is_told_of_no_unsupported_browser() {
    let mut rig = Rig::unsupported(Unsupported::InApp);
    rig.tell(read(account(State::Active)));
    assert_eq!(*rig.state(), FormState::Closed);
}

#[test]
fn a_form_shown_before_the_first_answer_goes_if_nothing_is_needed() {
    let mut rig = Rig::shown();
    assert_eq!(rig.tell(read(account(State::Active))), [Command::CloseForm]);
    assert_eq!(*rig.state(), FormState::Closed);
}

#[test]
fn a_form_shown_before_the_first_answer_goes_if_the_person_may_not_have_it() {
    let mut rig = Rig::shown();
    let forbidden = StatusSnapshot {
        content: Content::Failed(http(403, None)),
        ..StatusSnapshot::default()
    };
    let commands = rig.tell(Event::SnapshotChanged(forbidden.into()));
    assert_eq!(commands, [Command::CloseForm]);
}

#[test]
fn what_has_failed_goes_and_does_not_come_back_once_nothing_is_needed() {
    let failures = [
        FormEvent::ScriptFailed(script(ScriptFailure::Stalled)),
        FormEvent::Failed(form_error(LoadErrorType::ApiError)),
    ];
    for failure in failures {
        let mut rig = Rig::mounted(FormPolicy::AtOnce);
        rig.tell(read(account(State::OnboardingInProgress)));
        rig.form(failure);
        assert!(matches!(rig.state(), FormState::Failed(_)));
        rig.tell(read(account(State::Active)));
        assert_eq!(*rig.state(), FormState::Closed);
        assert_eq!(rig.form(FormEvent::ScriptArrived), []);
        assert_eq!(*rig.state(), FormState::Closed);
    }
}

#[test]
fn a_form_that_is_asked_for_although_nothing_is_needed_comes_or_says_why_not() {
    let mut rig = Rig::mounted(FormPolicy::AtOnce);
    rig.tell(told(account(State::Active), 1, ChangeNotice::None));
    rig.tell(Event::FormRequested);
    rig.tell(told(account(State::Active), 2, ChangeNotice::None));
    assert_eq!(*rig.state(), FormState::Loading);
    rig.session_fails(http(403, None));
    rig.tell(told(account(State::Active), 3, ChangeNotice::None));
    assert!(matches!(rig.state(), FormState::Failed(_)));
}

#[test]
fn where_it_is_known_that_there_is_no_form_nobody_gets_a_session() {
    let barred = StatusSnapshot {
        content: Content::Failed(http(403, None)),
        ..StatusSnapshot::default()
    };
    let known = [
        read(account(State::Rejected)),
        read(account(State::Disconnected)),
        Event::SnapshotChanged(barred.into()),
    ];
    for known in known {
        for policy in [FormPolicy::OnRequest, FormPolicy::AtOnce] {
            let mut rig = Rig::mounted(policy);
            rig.tell(known.clone());
            let posts = rig.posts;
            for event in [
                Event::FormRequested,
                Event::QuestionRequested(email()),
                Event::OverrideRequested,
            ] {
                assert_eq!(rig.tell(event), [], "{known:?}");
            }
            assert_eq!(rig.posts, posts, "{known:?}");
            assert_eq!(*rig.state(), FormState::Closed);
        }
    }
}

#[test]
fn who_insists_on_a_form_that_has_failed_or_was_left_gets_it() {
    for ended in [
        FormEvent::Exited,
        FormEvent::Failed(form_error(LoadErrorType::ApiError)),
    ] {
        let mut rig = Rig::shown();
        rig.form(ended);
        rig.tell(Event::OverrideRequested);
        assert_eq!(*rig.state(), FormState::Loading);
    }
}

#[test]
fn a_form_somebody_works_in_stays_when_nothing_is_needed_any_more() {
    let mut rig = Rig::mounted(FormPolicy::AtOnce);
    rig.tell(read(account(State::OnboardingInProgress)));
    rig.put_up();
    rig.form(FormEvent::Shown);
    assert_eq!(rig.tell(read(account(State::Rejected))), []);
    assert_eq!(*rig.state(), FormState::Shown);
}

#[test]
fn a_script_that_arrives_late_brings_the_form_back() {
    let mut rig = Rig::mounted(FormPolicy::AtOnce);
    let stalled = script(ScriptFailure::Stalled);
    assert_eq!(rig.form(FormEvent::ScriptFailed(stalled.clone())), []);
    assert_eq!(*rig.state(), FormState::Failed(stalled));
    assert_eq!(rig.form(FormEvent::ScriptArrived), []);
    assert_eq!(*rig.state(), FormState::Loading);
    rig.put_up();
    rig.session_arrives();
    assert_eq!((rig.posts, rig.secrets_handed_over), (1, 1));
}

#[test]
fn b23_an_exit_closes_the_form_and_lets_the_status_decide() {
    let mut rig = Rig::shown();
    let commands = rig.hear(Event::Form(rig.form, FormEvent::Exited));
    let exited = Command::Query(query::Event::FormExited);
    assert_eq!(commands, [Command::CloseForm, exited]);
    assert_eq!(*rig.state(), FormState::Left);
}

#[test]
fn a_step_is_told_to_the_query_and_shows_the_form() {
    let mut rig = Rig::mounted(FormPolicy::AtOnce);
    rig.put_up();
    let commands = rig.hear(Event::Form(rig.form, FormEvent::StepChanged));
    assert_eq!(commands, [Command::Query(query::Event::StepChanged)]);
    assert_eq!(*rig.state(), FormState::Shown);
}

#[test]
fn b24_another_look_reaches_the_open_form_and_mints_nothing() {
    let mut rig = Rig::shown();
    assert_eq!(rig.tell(Event::LookChanged), [Command::RestyleForm]);
    assert_eq!((rig.posts, rig.state()), (1, &FormState::Shown));
    rig.form(FormEvent::Exited);
    assert_eq!(rig.tell(Event::LookChanged), []);
}

#[test]
fn what_an_earlier_form_reports_late_reaches_nothing() {
    let mut rig = Rig::shown();
    let earlier = rig.form;
    rig.tell(Event::QuestionRequested(email()));
    let posts = rig.posts;
    for event in [
        FormEvent::ScriptFailed(script(ScriptFailure::Blocked)),
        FormEvent::ScriptArrived,
        FormEvent::FrameReady,
        FormEvent::Mounted,
        FormEvent::SecretRequested,
        FormEvent::Shown,
        FormEvent::StepChanged,
        FormEvent::Failed(form_error(LoadErrorType::ApiError)),
        FormEvent::Exited,
    ] {
        assert_eq!(rig.hear(Event::Form(earlier, event)), []);
        assert_eq!(*rig.state(), FormState::Loading);
    }
    assert_eq!(rig.posts, posts);
}

#[test]
fn the_script_of_an_earlier_form_is_not_that_of_one_whose_own_has_failed() {
    let mut rig = Rig::mounted(FormPolicy::AtOnce);
    let earlier = rig.form;
    rig.form(FormEvent::ScriptFailed(script(ScriptFailure::Stalled)));
    rig.tell(Event::RetryRequested);
    let blocked = script(ScriptFailure::Blocked);
    rig.form(FormEvent::ScriptFailed(blocked.clone()));
    assert_eq!(rig.hear(Event::Form(earlier, FormEvent::ScriptArrived)), []);
    assert_eq!(*rig.state(), FormState::Failed(blocked));
}
