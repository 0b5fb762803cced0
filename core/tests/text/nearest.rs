//! Which language is nearest to a wanted one, by the table that the JavaScript is held to as well.

use onboarding_core::text::Locale;
use std::collections::BTreeMap;

/// The locales that Stripe's own demonstration of its embedded components offers.
const STRIPE: &str = "bg-BG cs-CZ da-DK de-DE el-GR en-GB en-US es-419 es-ES et-EE fi-FI fil-PH fr-CA fr-FR hr-HR hu-HU \
    id-ID it-IT ja-JP ko-KR lt-LT lv-LV ms-MY mt-MT nb-NO nl-NL pl-PL pt-BR pt-PT ro-RO sk-SK sl-SI sv-SE th-TH tr-TR \
    vi-VN zh-Hans zh-Hant-HK zh-Hant-TW";

#[test]
fn the_country_decides_between_files_of_one_language() {
    let table: BTreeMap<String, String> =
        serde_json::from_str(include_str!("nearest.json")).unwrap();
    for (wanted, expected) in &table {
        let nearest = Locale::nearest(wanted).map_or("", Locale::tag);
        assert_eq!(nearest, expected, "{wanted:?}");
    }
    for locale in Locale::all() {
        assert_eq!(Locale::nearest(locale.tag()), Some(locale));
        assert!(table.values().any(|expected| expected == locale.tag()));
    }
}

#[test]
fn stripe_s_form_speaks_every_language_but_arabic_under_the_same_tag() {
    let alone: Vec<_> = Locale::all()
        .map(Locale::tag)
        .filter(|tag| !STRIPE.split(' ').any(|known| known == *tag))
        .collect();
    assert_eq!(alone, ["ar"]);
}
