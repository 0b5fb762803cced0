//! Defects that can be seeded into the machines, to see whether the simulation finds them. Only with the feature
//! `defects`, which nothing but this crate's own tests asks for.
//!
//! A seeded machine is the real one, whose state is spoilt before or after each step as it would be if a rule were
//! missing. So the sources know nothing of their defects, and a defect cannot be lost by renaming something.

/// A rule that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Defect {
    /// An aborted read's answer is shown after all.
    AbortedAnswerTaken,
    /// A second read leaves while one is under way.
    TwoReadsAtOnce,
    /// Reads go on out of sight.
    ReadOutOfSight,
    /// A pause is not kept.
    PauseIgnored,
    /// Offline, reads go on.
    ReadOffline,
    /// `Retry-After` is not kept.
    RetryAfterIgnored,
    /// Reads cost nothing of the budget.
    BudgetNeverSpent,
    /// No read is planned after an answer.
    NothingPlanned,
    /// A settled account is read on.
    SettledAccountRead,
    /// A refusal is retried.
    RefusalRetried,
    /// A frozen page keeps its read.
    FrozenPageReads,
    /// Coming back asks for nothing.
    ReturnIgnored,
    /// Who asks while a read is under way is not told that it was answered.
    CheckForgotten,
    /// Success is told each time.
    SuccessToldAgain,
    /// A failure takes away what is known.
    FailureForgets,
    /// Another snapshot is handed out though nothing changed.
    SnapshotCopied,
    /// What is shown when the form is left counts as what came of it.
    ExitJudgedAtOnce,
    /// What an earlier form reports late is taken for the one that is open.
    LateFormHeard,
    /// Leaving the form asks for another session.
    ExitAsksForSession,
    /// A session that Stripe does not take is replaced again and again.
    ReplacedForEver,
    /// A second call of Stripe's for a secret is forgotten.
    SecondCallForgotten,
    /// A secret is handed over before the element is up.
    SecretHandedOverEarly,
    /// A script that fails loses the unused session.
    UnusedSessionLost,
    /// A secret that has lapsed is handed over.
    LapsedSecretKept,
    /// A failed session request is repeated without end.
    SessionRetriedForEver,
    /// A form that closes leaves its session's request running.
    ClosedFormKeepsSession,
    /// A mount begins although its host wants silence.
    PausedMountBegins,
    /// A mount that is over goes on.
    EndedMountGoesOn,
}

impl Defect {
    /// All of them.
    pub const ALL: [Defect; 28] = [
        Defect::AbortedAnswerTaken,
        Defect::TwoReadsAtOnce,
        Defect::ReadOutOfSight,
        Defect::PauseIgnored,
        Defect::ReadOffline,
        Defect::RetryAfterIgnored,
        Defect::BudgetNeverSpent,
        Defect::NothingPlanned,
        Defect::SettledAccountRead,
        Defect::RefusalRetried,
        Defect::FrozenPageReads,
        Defect::ReturnIgnored,
        Defect::CheckForgotten,
        Defect::SuccessToldAgain,
        Defect::FailureForgets,
        Defect::SnapshotCopied,
        Defect::ExitJudgedAtOnce,
        Defect::LateFormHeard,
        Defect::ExitAsksForSession,
        Defect::ReplacedForEver,
        Defect::SecondCallForgotten,
        Defect::SecretHandedOverEarly,
        Defect::UnusedSessionLost,
        Defect::LapsedSecretKept,
        Defect::SessionRetriedForEver,
        Defect::ClosedFormKeepsSession,
        Defect::PausedMountBegins,
        Defect::EndedMountGoesOn,
    ];
}
