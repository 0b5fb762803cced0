//! What is particular to each language, and what its file is held to.

use std::ops::RangeInclusive;

/// The plural categories of each language beside its general form, as far as whole numbers reach them. (Polish has
/// its `many` as the general form; French and Spanish a `many` for millions.)
pub const CATEGORIES: [(&str, &[&str]); 19] = [
    ("en-GB", &["one"]),
    ("ar", &["zero", "one", "two", "few", "many"]),
    ("cs-CZ", &["one", "few"]),
    ("da-DK", &["one"]),
    ("de-DE", &["one"]),
    ("el-GR", &["one"]),
    ("en-US", &["one"]),
    ("es-ES", &["one"]),
    ("fi-FI", &["one"]),
    ("fr-FR", &["one"]),
    ("it-IT", &["one"]),
    ("ja-JP", &[]),
    ("nb-NO", &["one"]),
    ("nl-NL", &["one"]),
    ("pl-PL", &["one", "few"]),
    ("pt-BR", &["one"]),
    ("pt-PT", &["one"]),
    ("ro-RO", &["one", "few"]),
    ("sv-SE", &["one"]),
];

/// Words of the wrong form of address, in languages that have two. Each language keeps to one, which
/// `docs/src/languages.md` names. (A polite *De* is no word of its own in Danish and Norwegian.)
pub const WRONG_ADDRESS: [(&str, &[&str]); 15] = [
    (
        "cs-CZ",
        &["ty", "tě", "tobě", "tebe", "tvůj", "tvoje", "jsi", "máš"],
    ),
    ("da-DK", &["jer", "jeres"]),
    ("de-DE", &["du", "dein", "deine", "dich", "dir"]),
    ("el-GR", &["εσύ", "εσένα", "σου"]),
    ("es-ES", &["usted", "ustedes"]),
    ("fi-FI", &["te", "teidän", "teitä", "teille"]),
    ("fr-FR", &["tu", "ton", "ta", "tes", "toi"]),
    ("it-IT", &["lei", "voi", "vostro", "vostra"]),
    ("nb-NO", &["dere"]),
    ("nl-NL", &["u", "uw"]),
    ("pl-PL", &["państwo", "państwa", "pana", "pani"]),
    ("pt-BR", &["tu", "teu", "tua", "senhor", "senhora"]),
    ("pt-PT", &["tu", "teu", "tua", "você", "vocês"]),
    ("ro-RO", &["tu", "tău", "ta", "tale"]),
    ("sv-SE", &["ni", "er", "ert", "era"]),
];

/// Has a file of only what it says otherwise than British English.
pub const AMERICAN: &str = "en-US";

/// Sentences that are the same in another language, where there are any.
pub const SHARED: [(&str, &[&str]); 9] = [
    ("da-DK", &["NavLabel", "SubjectPerson"]),
    ("de-DE", &["NavLabel", "SubjectPerson", "Website"]),
    ("es-ES", &["Pan", "ExportLicence"]),
    ("fr-FR", &["NavLabel", "SubjectDocuments"]),
    ("it-IT", &["Pan", "ExportLicence"]),
    ("nb-NO", &["SubjectPerson", "Pan", "ExportLicence"]),
    ("nl-NL", &["Website", "Pan", "ExportLicence"]),
    ("ro-RO", &["Pan", "ExportLicence"]),
    ("sv-SE", &["NavLabel", "SubjectPerson"]),
];

/// British spellings and turns of phrase, which American English has its own for.
pub const BRITISH: [&str; 10] = [
    "organis",
    "authoris",
    "colour",
    "licence",
    "instalment",
    "fulfilment",
    "under way",
    "at hand",
    "carry on",
    "switch",
];

/// Languages in another script, the letters of it, and the words that it takes from Latin as they are.
pub const SCRIPTS: [(&str, &[RangeInclusive<char>], &str); 3] = [
    ("ar", &['\u{600}'..='\u{6ff}'], ""),
    (
        "el-GR",
        &['\u{370}'..='\u{3ff}'],
        "ID firewall ad blocker pop up bearer token header cookies kana kanji Import Export Code email Social Security selfie",
    ),
    (
        "ja-JP",
        &['\u{3040}'..='\u{30ff}', '\u{4e00}'..='\u{9fff}'],
        "ID Bearer Cookie VAT",
    ),
];

/// What stands in Latin letters in any of them: names, placeholders, and what a developer types.
pub const LATIN: &str = "Stripe https Safari Chrome API api base PAN Bacs SEPA pk window PAYMENTS CONFIG meta name stripe \
    publishable key percent count label ago reference number person organisation";
