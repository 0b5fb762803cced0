//! Which settings are usable.

use super::*;

#[test]
fn x14_only_a_plain_uuid_is_an_organisation() {
    let good = "3F2504E0-4F89-41D3-9A0C-0305E82C3301";
    assert_eq!(
        organisation(good).map(|id| id.to_string()),
        Ok(good.to_ascii_lowercase())
    );
    for bad in [
        "",
        "x",
        "00000000-0000-0000-0000-000000000000",
        "3f2504e04f8941d39a0c0305e82c3301",
        "{3f2504e0-4f89-41d3-9a0c-0305e82c3301}",
        "urn:uuid:3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "3f2504e0-4f89-41d3-9a0c-0305e82c3301/../x",
        "3f2504e0-4f89-41d3-9a0c-0305e82c330g",
        "3f2504e0-4f89-41d3-9a0c-0305e82c33012",
        "3f2504e0%2D4f89-41d3-9a0c-0305e82c3301",
        "٣f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "../../etc/passwd",
    ] {
        assert_eq!(organisation(bad), Err(ConfigError::Organisation), "{bad}");
    }
}

#[test]
fn only_a_publishable_key_is_taken() {
    for (text, expected) in [
        ("", Err(ConfigError::KeyMissing)),
        ("  ", Err(ConfigError::KeyMissing)),
        ("sk_live_abc", Err(ConfigError::KeySecret)),
        ("rk_test_abc", Err(ConfigError::KeySecret)),
        ("pk_", Err(ConfigError::KeyMalformed)),
        ("pk_test_a b", Err(ConfigError::KeyMalformed)),
        ("PK_test_a", Err(ConfigError::KeyMalformed)),
        ("dol_live_abc", Err(ConfigError::KeyMalformed)),
        (" pk_test_abc ", Ok("pk_test_abc")),
        ("pk_live_abc", Ok("pk_live_abc")),
    ] {
        let parsed = PublishableKey::parse(text);
        assert_eq!(
            parsed.as_ref().map(PublishableKey::as_str).map_err(|e| *e),
            expected,
            "{text}"
        );
    }
    assert!(PublishableKey::parse("pk_test_a").unwrap().is_test());
    assert!(!PublishableKey::parse("pk_live_a").unwrap().is_test());
}

#[test]
fn a_logo_comes_over_tls_or_from_this_site() {
    for (url, expected) in [
        ("https://cdn.example/logo.svg", true),
        (" /logo.png", true),
        ("", false),
        ("//evil.example/x", false),
        ("http://cdn.example/logo.svg", false),
        ("javascript:alert(1)", false),
        ("data:image/svg+xml,<svg/>", false),
    ] {
        let brand = Brand {
            logo_url: url.to_owned(),
            ..Brand::default()
        };
        assert_eq!(brand.logo().is_some(), expected, "{url}");
    }
}

#[test]
fn only_one_person_is_asked_what_one_person_is_asked() {
    assert_eq!(
        BusinessType::parse(" individual "),
        BusinessType::Individual
    );
    for other in [
        "",
        "company",
        "non_profit",
        "government_entity",
        "INDIVIDUAL",
        "x",
    ] {
        assert_eq!(BusinessType::parse(other), BusinessType::Company, "{other}");
    }
}

#[test]
fn the_api_is_at_a_path_or_behind_tls() {
    for good in [
        "",
        "/",
        "/api",
        "/api/",
        "https://api.dolfinai.co",
        "http://localhost:9090",
        "http://127.0.0.1:1/x",
        "http://[::1]:80",
    ] {
        assert!(ApiBase::parse(good).is_ok(), "{good}");
    }
    for bad in [
        "api",
        "//evil.example",
        "http://api.dolfinai.co",
        "https://",
        "https:///x",
        "ftp://a",
        "javascript:alert(1)",
        "https://a@b",
        "https://a?b",
        "https://a#b",
        "/a\\b",
        "https://a b",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
    ] {
        assert_eq!(ApiBase::parse(bad), Err(ConfigError::ApiBase), "{bad}");
    }
    let id = organisation("3f2504e0-4f89-41d3-9a0c-0305e82c3301").unwrap();
    assert_eq!(
        ApiBase::parse("/api/")
            .unwrap()
            .payment_account(id, "status"),
        "/api/organisations/3f2504e0-4f89-41d3-9a0c-0305e82c3301/payment-account/status"
    );
    assert_eq!(
        ApiBase::parse("/api/").unwrap().code_exchange(),
        "/api/auth/exchange"
    );
}
