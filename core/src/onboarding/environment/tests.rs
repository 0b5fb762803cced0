//! What counts as an unsupported, and what does not.

use super::{Environment, Unsupported, unsupported};

#[test]
fn the_words_of_the_dom_hook_are_these() {
    use Unsupported::*;
    let names = [Insecure, NoPopups, Sandboxed, InApp, Isolated].map(Unsupported::name);
    let expected = ["insecure", "no-popups", "sandboxed", "in-app", "isolated"];
    assert_eq!(names, expected);
}

const SAFARI: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
const CHROME: &str = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";
const MAC: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15";

fn here(user_agent: &str) -> Environment<'_> {
    Environment {
        is_secure: true,
        is_isolated: false,
        is_without_origin: false,
        sandboxes: &[],
        user_agent,
        brands: &[],
    }
}

#[test]
fn a_browser_on_a_secure_page_is_supported() {
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    let chrome_ios = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0.0.0 Mobile/15E148 Safari/604.1";
    let chrome_mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    let chrome_ipad = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140 Version/11.1.1 Safari/605.1.15";
    let android_4 = "Mozilla/5.0 (Linux; U; Android 4.0.3; en-gb) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30";
    for browser in [
        SAFARI,
        CHROME,
        MAC,
        firefox,
        chrome_ios,
        chrome_mac,
        chrome_ipad,
        android_4,
        "",
    ] {
        assert_eq!(unsupported(here(browser)), None, "{browser}");
    }
    let brands = ["Chromium", "Google Chrome", "Not A(Brand"].map(str::to_owned);
    let chrome = Environment {
        brands: &brands,
        ..here(CHROME)
    };
    assert_eq!(unsupported(chrome), None);
}

#[test]
fn built_in_browsers_of_apps_are_known() {
    let ios = SAFARI.trim_end_matches(" Safari/604.1");
    let ipad_as_mac = MAC.trim_end_matches(" Version/18.5 Safari/605.1.15");
    for app in [
        CHROME.replace("; K)", "; K; wv)"),
        CHROME.replace("Chrome/", "Version/4.0 Chrome/"),
        ios.to_owned(),
        ipad_as_mac.to_owned(),
        [SAFARI, " [FBAN/FBIOS;FBAV/520.0.0.38.101;FBDV/iPhone14,5]"].concat(),
        [MAC, " [FBAN/FBIOS;FBAV/520.0.0.38.101;FBDV/iPad13,4]"].concat(),
        [ios, " Instagram 380.0.0.28.104"].concat(),
        [CHROME, " Line/15.0.0/IAB"].concat(),
    ] {
        assert_eq!(unsupported(here(&app)), Some(Unsupported::InApp), "{app}");
    }
}

#[test]
fn an_app_that_has_renamed_its_browser_is_known_by_its_brand() {
    let brands = ["Not A(Brand", "Android WebView", "Chromium"].map(str::to_owned);
    let renamed = Environment {
        brands: &brands,
        ..here(CHROME)
    };
    assert_eq!(unsupported(renamed), Some(Unsupported::InApp));
}

#[test]
fn a_frame_has_to_allow_windows_that_are_free_forms_and_an_origin() {
    let enough =
        "allow-scripts allow-same-origin Allow-Popups allow-popups-to-escape-sandbox allow-forms";
    let without = |token: &str| enough.replace(token, "");
    for (sandbox, expected) in [
        (enough.to_owned(), None),
        (String::new(), Some(Unsupported::NoPopups)),
        (without("Allow-Popups"), Some(Unsupported::NoPopups)),
        (
            without("allow-popups-to-escape-sandbox"),
            Some(Unsupported::Sandboxed),
        ),
        (without("allow-forms"), Some(Unsupported::Sandboxed)),
        (without("allow-same-origin"), Some(Unsupported::Sandboxed)),
    ] {
        let sandboxes = [enough.to_owned(), sandbox];
        let framed = Environment {
            sandboxes: &sandboxes,
            ..here(CHROME)
        };
        assert_eq!(unsupported(framed), expected, "{sandboxes:?}");
    }
}

#[test]
fn a_page_whose_origin_was_taken_away_is_in_a_sandbox_that_it_cannot_read() {
    let framed = Environment {
        is_without_origin: true,
        ..here(CHROME)
    };
    assert_eq!(unsupported(framed), Some(Unsupported::Sandboxed));
}

#[test]
fn an_insecure_page_is_the_worst_and_the_only_one_nobody_can_pass() {
    let worst = Environment {
        is_secure: false,
        is_isolated: true,
        is_without_origin: true,
        sandboxes: &[String::new()],
        user_agent: "; wv)",
        brands: &[],
    };
    assert_eq!(unsupported(worst), Some(Unsupported::Insecure));
    assert!(!Unsupported::Insecure.can_override());
    for unsupported in [
        Unsupported::NoPopups,
        Unsupported::Sandboxed,
        Unsupported::InApp,
        Unsupported::Isolated,
    ] {
        assert!(unsupported.can_override(), "{unsupported:?}");
    }
    let isolated = Environment {
        is_isolated: true,
        ..here(CHROME)
    };
    assert_eq!(unsupported(isolated), Some(Unsupported::Isolated));
}
