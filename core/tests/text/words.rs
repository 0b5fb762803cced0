//! The words by which hosts know what a sentence is for. Whoever changes one breaks them.

use onboarding_core::account::{diff::Change, requirement::Subject, situation::Action};
use onboarding_core::text::Catalogue;
use onboarding_core::text::wording::{action, change, subject};

#[test]
fn the_words_hosts_know_actions_subjects_and_changes_by_are_these() {
    use Action as A;
    use Change as C;
    use Subject as S;
    let catalogue = Catalogue::default();
    let word = |phrase| catalogue.word(phrase);
    let actions = [
        A::Start,
        A::Continue,
        A::ProvideOverdue,
        A::Provide,
        A::Appeal,
        A::UpdateDetails,
    ];
    let further = [
        A::CheckNow,
        A::Retry,
        A::SignIn,
        A::Enable,
        A::Reset,
        A::ContactSupport,
    ];
    assert_eq!(
        actions.map(|of| word(action(of))).join(" "),
        "start continue provide-overdue provide appeal update-details"
    );
    assert_eq!(
        further.map(|of| word(action(of))).join(" "),
        "check-now retry sign-in enable reset contact-support"
    );
    let subjects = [
        S::Business,
        S::Individual,
        S::Representative,
        S::Owner,
        S::Director,
        S::Executive,
        S::Authoriser,
        S::Guardian,
        S::Person(2),
        S::SomePerson,
        S::BankAccount,
        S::Documents,
        S::Agreements,
        S::ExtraChecks,
        S::Other,
    ];
    assert_eq!(
        subjects.map(|of| word(subject(of))).join(" "),
        "business individual representative owner director executive authoriser guardian person some-person \
         bank-account documents agreements extra-checks other"
    );
    let changes = [
        C::Rejected,
        C::Disconnected,
        C::PaymentsOff,
        C::PayoutsOff,
        C::Overdue(1),
        C::Active,
        C::PaymentsOn,
        C::PayoutsOn,
        C::Submitted,
        C::AskedAgain(1),
        C::Asked(1),
        C::Answered(1),
        C::Left(1),
        C::NothingLeft,
        C::Other,
    ];
    assert_eq!(
        changes.map(|of| word(change(of))).join(" "),
        "rejected disconnected payments-off payouts-off overdue active payments-on payouts-on submitted asked-again \
         asked answered left nothing-left other"
    );
}
