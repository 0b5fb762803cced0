//! What of a host's settings reaches Stripe, and in which shape.

use crate::stripe::appearance::{Appearance, Overlays};
use crate::stripe::fake_connect::{holds, log};
use crate::stripe::options::{
    CollectionOptions, DisplayOptions, Fields, Font, FontDisplay, FontFile, FontStyle, FormOptions,
    Requirements,
};
use crate::stripe::scene::Scene;
use onboarding_core::account::document::Code;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn everything_a_host_sets_reaches_stripe() {
    let mut scene = Scene::with("{}");
    scene.options = FormOptions {
        appearance: Appearance::default()
            .overlays(Overlays::Drawer)
            .variable("colorPrimary", "#0a7f5a")
            .variable("overlayZIndex", 900)
            .variable("colourPrimary", "#ffffff"),
        fonts: vec![
            Font::Stylesheet("https://fonts.example/a.css".into()),
            Font::File(FontFile {
                family: "Ours".into(),
                src: "url(https://fonts.example/b.woff2)".into(),
                style: FontStyle::Italic,
                weight: Some("100 900".into()),
                display: Some(FontDisplay::Swap),
                unicode_range: Some("U+0025-00FF".into()),
            }),
        ],
        collection: CollectionOptions {
            fields: Fields::EventuallyDue,
            requirements: Some(Requirements::Exclude(vec!["tos_acceptance.*".into()])),
            ..CollectionOptions::default()
        },
        display: Some(DisplayOptions {
            show_object_ids: true,
        }),
        full_terms_url: Some("https://host.example/terms".into()),
        recipient_terms_url: Some("https://host.example/recipients".into()),
        privacy_url: Some("https://host.example/privacy".into()),
        skip_terms: true,
    };
    let _form = scene.open().unwrap();
    assert!(holds(
        "Object.keys(fake.params).join() === 'publishableKey,appearance,locale,fonts,displayOptions,fetchClientSecret,metaOptions'"
    ));
    assert!(holds("fake.params.publishableKey === 'pk_test_bridge'"));
    assert!(holds("fake.params.locale === 'fr-FR'"));
    assert!(holds("fake.params.appearance.overlays === 'drawer'"));
    assert!(holds(
        "fake.params.appearance.variables.colorPrimary === '#0a7f5a'"
    ));
    assert!(holds(
        "fake.params.appearance.variables.overlayZIndex === 900"
    ));
    assert!(holds(
        "!('colourPrimary' in fake.params.appearance.variables)"
    ));
    assert!(holds("fake.params.displayOptions.showObjectIds === true"));
    assert!(holds(
        r#"JSON.stringify(fake.params.fonts) === '[{"cssSrc":"https://fonts.example/a.css"},{"family":"Ours","src":"url(https://fonts.example/b.woff2)","style":"italic","weight":"100 900","display":"swap","unicodeRange":"U+0025-00FF"}]'"#
    ));
    let setters: Vec<_> = log()
        .into_iter()
        .filter(|line| line.starts_with("set"))
        .collect();
    assert_eq!(
        setters,
        [
            r#"setFullTermsOfServiceUrl "https://host.example/terms""#,
            r#"setRecipientTermsOfServiceUrl "https://host.example/recipients""#,
            r#"setPrivacyPolicyUrl "https://host.example/privacy""#,
            "setSkipTermsOfServiceCollection true",
            r#"setCollectionOptions {"fields":"eventually_due","futureRequirements":"omit","requirements":{"exclude":["tos_acceptance.*"]}}"#,
            "setOnExit function",
            "setOnStepChange function",
            "setOnLoadError function",
            "setOnLoaderStart function",
        ]
    );
}

#[wasm_bindgen_test]
fn what_a_host_does_not_set_is_left_to_stripe() {
    let mut scene = Scene::with("{}");
    scene.locale.clear();
    let _form = scene.open().unwrap();
    assert!(holds(
        "Object.keys(fake.params).join() === 'publishableKey,appearance,fetchClientSecret,metaOptions'"
    ));
    assert!(log().iter().all(|line| !line.contains("Options {")));
    assert!(holds("!('SkipTermsOfServiceCollection' in fake.given)"));
}

#[wasm_bindgen_test]
fn a_language_reaches_stripe_as_it_is_spelled_there() {
    let mut scene = Scene::with("{}");
    for (given, stripe_s) in [
        ("de_DE", "de-DE"),
        ("pt-BR", "pt-BR"),
        ("pt_PT", "pt-PT"),
        ("no", "nb-NO"),
        ("nn_NO", "nb-NO"),
        ("fr_CA", "fr-CA"),
        ("es-419", "es-419"),
        ("zh-Hant-TW", "zh-Hant-TW"),
    ] {
        scene.locale = given.into();
        let _form = scene.open().unwrap();
        let sent = format!("fake.params.locale === '{stripe_s}'");
        assert!(holds(&sent), "{given}");
    }
}

#[wasm_bindgen_test]
fn one_question_alone_counts_for_more_than_what_the_host_excludes() {
    let mut scene = Scene::with("{}");
    scene.options.collection.requirements = Some(Requirements::Exclude(vec!["x".into()]));
    scene.only = vec![Code::new("external_account")];
    let _form = scene.open().unwrap();
    assert!(log().contains(
        &r#"setCollectionOptions {"fields":"currently_due","futureRequirements":"omit","requirements":{"only":["external_account"]}}"#.to_owned()
    ));
}

#[wasm_bindgen_test]
fn a_change_goes_through_update_and_asks_for_nothing() {
    let mut scene = Scene::with("{}");
    let form = scene.open().unwrap();
    scene.heard();
    scene.locale = "de_DE".into();
    scene.options.display = Some(DisplayOptions::default());
    scene.options.appearance = Appearance::default().variable("colorPrimary", "#123456");
    scene.opened_with(|opening| form.restyle(opening));
    let update = log().pop().unwrap();
    assert!(update.starts_with("update {"), "{update}");
    for part in [
        r##""colorPrimary":"#123456""##,
        r#""locale":"de-DE""#,
        r#""displayOptions":{"showObjectIds":false}"#,
    ] {
        assert!(update.contains(part), "{part} in {update}");
    }
    assert!(scene.heard().is_empty());
}

#[wasm_bindgen_test]
fn stripe_is_told_which_protocol_is_spoken_and_given_the_secret_under_way() {
    let scene = Scene::with("{}");
    let _form = scene.open().unwrap();
    assert_eq!(scene.heard(), ["FormId(7) secret"], "asked for once");
    assert!(holds(
        "fake.params.metaOptions.eagerClientSecretPromise instanceof Promise"
    ));
    assert!(holds("fake.params.metaOptions.sdk === true"));
    assert!(holds(
        "fake.params.metaOptions.sdkOptions.sdkVersion === '3.4.6'"
    ));
    assert!(holds("window.StripeConnect.optimizedLoading === true"));
}
