//! Problems, alone and beside an account; and what the form last did.

use super::assessed;
use crate::account::document::Account;
use crate::account::fixture::account;
use crate::account::problem::{Class, Problem, ProblemKind};
use crate::account::situation::{Assessment, Facts, FormOutcome, Situation, Tone, Turn, assess};

fn problem(kind: ProblemKind) -> Problem {
    Problem {
        kind,
        class: Class::Retry,
        retry_after: None,
        http: None,
        reference: None,
    }
}

fn with(account: Option<&Account>, kind: ProblemKind) -> Assessment {
    assess(&Facts {
        account,
        problem: Some(&problem(kind)),
        form: FormOutcome::NotOpened,
    })
}

fn begun() -> Account {
    account!({ "status": "OnboardingInProgress", "accountId": "acct_1", "capabilities": {
        "detailsSubmitted": false, "currentlyDue": ["company.tax_id"],
    }})
}

fn sent() -> Account {
    account!({ "status": "OnboardingInProgress", "capabilities": { "detailsSubmitted": true } })
}

#[test]
fn before_anything_is_known_nothing_is_claimed() {
    let assessment = assess(&Facts {
        account: None,
        problem: None,
        form: FormOutcome::NotOpened,
    });
    assert_eq!(assessment.situation, Situation::Loading);
    assert_eq!((assessment.primary, assessment.secondary), (None, None));
}

#[test]
fn alone_a_problem_is_the_situation() {
    use ProblemKind as P;
    use Situation as S;
    for (kind, situation) in [
        (P::SignedOut, S::SignedOut),
        (P::Forbidden, S::Forbidden),
        (P::NotFound, S::NotFound),
        (P::NotEnabled, S::NotEnabled),
        (P::Disconnected, S::Disconnected),
        (P::UnsettledConflict, S::Loading),
        (P::ProviderFault, S::ProviderFault),
        (P::Busy, S::Busy),
        (P::ServiceFault, S::ServiceFault),
        (P::Slow, S::ServiceFault),
        (P::Refused, S::Refused),
        (P::Offline, S::Offline),
        (P::Unreachable, S::Unreachable),
        (P::Intercepted, S::Intercepted),
        (P::Garbled, S::Garbled),
        (P::FormBlocked, S::FormBlocked),
        (P::ConsentNeeded, S::ConsentNeeded),
        (P::FormUnavailable, S::FormUnavailable),
        (P::SessionNotTaken, S::FormUnavailable),
        (P::AuthenticationFailed, S::FormAuthentication),
        (P::FormSilent, S::FormSilent),
        (P::Misconfigured, S::Misconfigured),
        (P::Crashed, S::Crashed),
    ] {
        let assessment = with(None, kind);
        assert_eq!(assessment.situation, situation, "{kind:?}");
        let actions = [assessment.primary, assessment.secondary];
        let has_way_out = actions.iter().any(Option::is_some);
        assert_eq!(has_way_out, situation != S::Loading, "{kind:?}");
    }
}

#[test]
fn a_passing_problem_never_hides_a_known_account() {
    use ProblemKind::*;
    let rejected = account!({ "status": "Rejected" });
    for account in [begun(), sent(), rejected] {
        for kind in [
            SignedOut,
            ProviderFault,
            Busy,
            ServiceFault,
            Slow,
            Refused,
            Offline,
            Unreachable,
            Intercepted,
            Garbled,
            FormBlocked,
            ConsentNeeded,
            FormUnavailable,
            SessionNotTaken,
            AuthenticationFailed,
            FormSilent,
            Misconfigured,
            Crashed,
        ] {
            assert_eq!(with(Some(&account), kind), assessed(&account), "{kind:?}");
        }
    }
}

#[test]
fn what_the_api_says_about_the_account_or_the_access_comes_first() {
    for (kind, situation) in [
        (ProblemKind::Forbidden, Situation::Forbidden),
        (ProblemKind::NotFound, Situation::NotFound),
        (ProblemKind::NotEnabled, Situation::NotEnabled),
        (ProblemKind::Disconnected, Situation::Disconnected),
    ] {
        assert_eq!(with(Some(&begun()), kind).situation, situation);
        assert_eq!(with(Some(&begun()), kind), with(None, kind));
    }
}

#[test]
fn e06_an_unsettled_conflict_is_settled_by_the_account() {
    let settled = |account: &Account| with(Some(account), ProblemKind::UnsettledConflict).situation;
    let of = |status: &str| account!({ "status": status });
    assert_eq!(settled(&of("Disconnected")), Situation::Disconnected);
    assert_eq!(settled(&of("NotStarted")), Situation::NotEnabled);
    assert_eq!(settled(&of("OnboardingInProgress")), Situation::NotEnabled);
    assert_eq!(settled(&begun()), Situation::Resume);
}

#[test]
fn leaving_the_form_changes_words_and_nothing_else() {
    let after = |account: &Account, form| {
        assess(&Facts {
            account: Some(account),
            problem: None,
            form,
        })
    };
    for (account, left) in [
        (begun(), Situation::LeftUnfinished),
        (sent(), Situation::JustSent),
        (account!({ "status": "NotStarted" }), Situation::NotStarted),
        (account!({ "status": "Rejected" }), Situation::Rejected),
    ] {
        let before = after(&account, FormOutcome::NotOpened);
        assert_eq!(after(&account, FormOutcome::Open), before);
        let expected = Assessment {
            situation: left,
            ..before
        };
        assert_eq!(after(&account, FormOutcome::Left), expected);
    }
}

#[test]
fn until_an_answer_after_the_form_nothing_is_judged() {
    let just_left = |form, problem: Option<&Problem>| {
        let [one, other] = [begun(), sent()].map(|account| {
            assess(&Facts {
                account: Some(&account),
                problem,
                form,
            })
        });
        assert_eq!(one, other);
        assert_eq!((one.turn, one.tone), (Turn::Unknown, Tone::Pending));
        one.situation
    };
    let failed = problem(ProblemKind::ServiceFault);
    let (awaited, unanswered) = (FormOutcome::JustLeft, FormOutcome::LeftUnanswered);
    assert_eq!(just_left(awaited, None), Situation::Settling);
    assert_eq!(just_left(awaited, Some(&failed)), Situation::Unsettled);
    assert_eq!(just_left(unanswered, None), Situation::Unsettled);
    assert_eq!(just_left(unanswered, Some(&failed)), Situation::Unsettled);
}

#[test]
fn what_is_known_of_the_access_is_told_although_the_form_was_just_left() {
    let forbidden = assess(&Facts {
        account: Some(&begun()),
        problem: Some(&problem(ProblemKind::Forbidden)),
        form: FormOutcome::JustLeft,
    });
    assert_eq!(forbidden.situation, Situation::Forbidden);
}

#[test]
fn the_words_of_the_dom_hooks_are_these() {
    let turns = [
        (Turn::You, "you"),
        (Turn::Stripe, "stripe"),
        (Turn::Administrator, "administrator"),
        (Turn::Host, "host"),
        (Turn::Support, "support"),
        (Turn::Nobody, "nobody"),
        (Turn::Unknown, "unknown"),
    ];
    assert!(turns.iter().all(|(turn, name)| turn.name() == *name));
    let tones = [
        (Tone::Neutral, "neutral"),
        (Tone::Pending, "pending"),
        (Tone::Warning, "warning"),
        (Tone::Danger, "danger"),
        (Tone::Success, "success"),
    ];
    assert!(tones.iter().all(|(tone, name)| tone.name() == *name));
}
