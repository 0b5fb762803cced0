//! What the life of a mount decides about Stripe's form: for what, when, and what is in the way.

use onboarding_core::account::{
    document::{Account, Code, Provider, State},
    problem::{self, Endpoint, Failure, LoadErrorType, ScriptFailure},
};
use onboarding_core::onboarding::{
    environment::Unsupported,
    machine::{Command, Event, FormPolicy, Onboarding},
    state::FormState,
};
use onboarding_core::status::{
    query,
    snapshot::{Content, StatusSnapshot},
};

fn mounted(policy: FormPolicy, before: &[Event]) -> (Onboarding, Vec<Command>) {
    let mut flow = Onboarding::new(policy);
    for event in before {
        step(&mut flow, event.clone());
    }
    let todo = step(&mut flow, Event::Mounted);
    (flow, todo)
}

fn step(flow: &mut Onboarding, event: Event) -> Vec<Command> {
    let mut todo = flow.step(event);
    // When the status is read is not the form's business.
    todo.retain(|command| !matches!(command, Command::Query(_)));
    todo
}

fn email() -> Vec<Code> {
    vec![Code::new("representative.email")]
}

#[test]
fn a_question_opens_the_form_for_its_codes_and_everything_is_one_event_away() {
    let (mut flow, _) = mounted(FormPolicy::AtOnce, &[]);
    step(&mut flow, Event::FormShown);
    assert_eq!(
        step(&mut flow, Event::QuestionRequested(email())),
        [Command::OpenForm]
    );
    assert_eq!(flow.state().only, email());
    assert_eq!(flow.state().form, FormState::Loading);
    assert_eq!(
        step(&mut flow, Event::QuestionRequested(email())),
        [],
        "asked twice"
    );
    assert_eq!(step(&mut flow, Event::FormRequested), [Command::OpenForm]);
    assert_eq!(flow.state().only, []);
    assert_eq!(
        step(&mut flow, Event::FormRequested),
        [],
        "already everything"
    );
}

#[test]
fn an_obstacle_is_told_before_a_session_is_asked_for_and_can_be_passed() {
    let (mut flow, todo) = mounted(
        FormPolicy::AtOnce,
        &[Event::UnsupportedFound(Unsupported::Isolated)],
    );
    assert!(!todo.contains(&Command::OpenForm));
    assert_eq!(
        flow.state().form,
        FormState::Unsupported(Unsupported::Isolated)
    );
    assert_eq!(step(&mut flow, Event::FormRequested), []);
    assert_eq!(
        step(&mut flow, Event::OverrideRequested),
        [Command::OpenForm]
    );
    step(&mut flow, Event::FormExited);
    assert_eq!(
        step(&mut flow, Event::FormRequested),
        [Command::OpenForm],
        "told once"
    );
}

#[test]
fn nobody_gets_past_an_insecure_page() {
    let (mut flow, _) = mounted(
        FormPolicy::AtOnce,
        &[Event::UnsupportedFound(Unsupported::Insecure)],
    );
    for event in [
        Event::OverrideRequested,
        Event::FormRequested,
        Event::QuestionRequested(email()),
    ] {
        assert_eq!(step(&mut flow, event), []);
    }
    assert_eq!(
        flow.state().form,
        FormState::Unsupported(Unsupported::Insecure)
    );
}

#[test]
fn an_account_that_needs_no_form_has_no_obstacle_to_be_told_of() {
    let (mut flow, _) = mounted(
        FormPolicy::AtOnce,
        &[Event::UnsupportedFound(Unsupported::InApp)],
    );
    let active = account(State::Active);
    step(&mut flow, read(active));
    assert_eq!(flow.state().form, FormState::Closed);
}

#[test]
fn the_connection_is_prepared_where_the_form_is_likely_and_nowhere_else() {
    for (policy, state, expected) in [
        (FormPolicy::OnRequest, State::NotStarted, true),
        (FormPolicy::OnRequest, State::Rejected, false),
        (FormPolicy::Never, State::NotStarted, false),
    ] {
        let (mut flow, _) = mounted(policy, &[]);
        let todo = step(&mut flow, read(account(state)));
        assert_eq!(todo.contains(&Command::Preconnect), expected, "{policy:?}");
    }
}

#[test]
fn a_script_that_arrives_late_brings_the_form_back() {
    let (mut flow, _) = mounted(FormPolicy::AtOnce, &[]);
    let stalled = problem::classify(Endpoint::Session, &Failure::Script(ScriptFailure::Stalled));
    assert_eq!(
        step(&mut flow, Event::ScriptFailed(stalled.clone())),
        [],
        "the session is kept"
    );
    assert_eq!(flow.state().form, FormState::Failed(stalled));
    assert_eq!(step(&mut flow, Event::ScriptArrived), []);
    assert_eq!(flow.state().form, FormState::Loading);
}

#[test]
fn e28_a_session_that_stripe_does_not_take_is_replaced_once() {
    let (mut flow, _) = mounted(FormPolicy::AtOnce, &[]);
    let failed = |kind| {
        let failure = Failure::Form(kind);
        problem::classify(Endpoint::Session, &failure)
    };
    let not_taken = failed(LoadErrorType::AuthenticationError);
    let fail = |flow: &mut Onboarding| step(flow, Event::FormFailed(not_taken.clone()));
    assert_eq!(fail(&mut flow), [Command::CloseForm, Command::OpenForm]);
    assert_eq!(flow.state().form, FormState::Loading);
    assert_eq!(fail(&mut flow), [Command::CloseForm]);
    assert_eq!(flow.state().form, FormState::Failed(not_taken.clone()));
    // Who asks again gets the same.
    assert_eq!(step(&mut flow, Event::RetryRequested), [Command::OpenForm]);
    assert_eq!(fail(&mut flow), [Command::CloseForm, Command::OpenForm]);
    let (mut flow, _) = mounted(FormPolicy::AtOnce, &[]);
    let drawn_badly = failed(LoadErrorType::RenderError);
    assert_eq!(
        step(&mut flow, Event::FormFailed(drawn_badly)),
        [Command::CloseForm]
    );
}

#[test]
fn nothing_happens_after_signing_out() {
    let (mut flow, _) = mounted(FormPolicy::AtOnce, &[]);
    assert_eq!(
        step(&mut flow, Event::SignedOut),
        [Command::Leave, Command::SignOut]
    );
    assert_eq!(flow.state().account(), None);
    for event in [
        Event::SignedOut,
        Event::FormRequested,
        Event::CheckRequested,
        read(account(State::NotStarted)),
    ] {
        assert_eq!(step(&mut flow, event), []);
    }
}

#[test]
fn a_mount_that_ends_takes_back_what_it_told_the_watch() {
    for event in [Event::Unmounted, Event::SignedOut] {
        let (mut flow, _) = mounted(FormPolicy::AtOnce, &[]);
        for _ in 0..2 {
            flow.step(Event::Paused);
        }
        let todo = flow.step(event);
        // Left first, so that the last mount of a page sets nothing off.
        assert_eq!(
            todo.get(..3),
            Some(
                [
                    Command::Leave,
                    Command::Query(query::Event::FormClosed),
                    Command::Query(query::Event::Unpaused),
                ]
                .as_slice()
            )
        );
        assert_eq!(flow.step(Event::Unpaused), []);
    }
}

/// The status has been read.
fn read(account: Account) -> Event {
    Event::SnapshotChanged(std::rc::Rc::new(StatusSnapshot {
        content: Content::Loaded {
            account: account.into(),
            checked_at: std::time::Duration::ZERO,
            problem: None,
        },
        ..StatusSnapshot::default()
    }))
}

fn account(state: State) -> Account {
    Account {
        provider: Some(Provider::Stripe),
        state,
        account_id_known: true,
        capabilities: None,
    }
}

#[test]
fn a_form_shown_before_the_first_answer_goes_if_nothing_is_needed() {
    let (mut flow, _) = mounted(FormPolicy::AtOnce, &[]);
    step(&mut flow, Event::FormShown);
    assert_eq!(
        step(&mut flow, read(account(State::Active))),
        [Command::CloseForm]
    );
    assert_eq!(flow.state().form, FormState::Closed);
}

#[test]
fn a_form_somebody_works_in_stays_when_nothing_is_needed_any_more() {
    let (mut flow, _) = mounted(FormPolicy::AtOnce, &[]);
    step(&mut flow, read(account(State::OnboardingInProgress)));
    step(&mut flow, Event::FormShown);
    assert_eq!(step(&mut flow, read(account(State::Rejected))), []);
    assert_eq!(flow.state().form, FormState::Shown);
}
