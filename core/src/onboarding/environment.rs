//! What will keep Stripe's form from working in this browser, told before it is opened.
//!
//! Judges facts that the web room reads; decides how bad they are, not how they are worded. Only what is certain
//! counts: a page that might work is not talked down. Limits: a page cannot read its own
//! `Cross-Origin-Opener-Policy`, only whether it is isolated because of it; nor can it read the sandbox of a frame
//! whose parent is another site.
//!
//! Facts: <https://docs.stripe.com/connect/get-started-connect-embedded-components> (browsers, HTTPS, COOP).

/// What keeps Stripe's form from working, most serious first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsupported {
    /// The page came over plain HTTP: a session must not be asked for here.
    Insecure,
    /// The page is in a frame that may not open windows, so nobody can prove to Stripe who they are.
    NoPopups,
    /// The page is in an app's built-in browser, which Stripe does not support.
    InApp,
    /// The page is cross-origin isolated: Stripe's window cannot report back to it.
    Isolated,
}

impl Unsupported {
    /// Whether a person may open the form all the same.
    pub fn can_override(self) -> bool {
        self != Unsupported::Insecure
    }

    /// Its name in the DOM.
    pub fn name(self) -> &'static str {
        match self {
            Unsupported::Insecure => "insecure",
            Unsupported::NoPopups => "no-popups",
            Unsupported::InApp => "in-app",
            Unsupported::Isolated => "isolated",
        }
    }
}

/// What the page knows of where it is.
#[derive(Clone, Copy, Debug)]
pub struct Environment<'a> {
    /// `isSecureContext`: TLS, or this machine.
    pub is_secure: bool,
    /// `crossOriginIsolated`.
    pub is_isolated: bool,
    /// `sandbox` of the frame the page is in, where it has one and the page may read it.
    pub frame_sandbox: Option<&'a str>,
    /// The browser's `User-Agent`.
    pub user_agent: &'a str,
}

/// The most serious obstacle, if there is one.
pub fn unsupported(here: Environment) -> Option<Unsupported> {
    let may_open_windows = |sandbox: &str| {
        let mut tokens = sandbox.split_ascii_whitespace();
        tokens.any(|token| token.eq_ignore_ascii_case("allow-popups"))
    };
    if !here.is_secure {
        Some(Unsupported::Insecure)
    } else if here
        .frame_sandbox
        .is_some_and(|sandbox| !may_open_windows(sandbox))
    {
        Some(Unsupported::NoPopups)
    } else if is_in_app(here.user_agent) {
        Some(Unsupported::InApp)
    } else if here.is_isolated {
        Some(Unsupported::Isolated)
    } else {
        None
    }
}

/// Tokens by which the built-in browsers of apps name themselves, as their makers document or users report them.
const APPS: [&str; 13] = [
    "; wv)", // any Android WebView
    "FBAN/",
    "FBAV/",
    "Instagram ",
    "LinkedInApp",
    "Line/",
    "MicroMessenger/",
    "Snapchat/",
    "musical_ly",
    "BytedanceWebview",
    "Twitter for iPhone",
    "Pinterest for iOS",
    "GSA/", // the Google app
];

fn is_in_app(user_agent: &str) -> bool {
    let says = |token: &str| holds(user_agent, token);
    APPS.into_iter().any(says)
        // A WebView on iOS is WebKit without Safari's own token.
        || (["iPhone", "iPad"].into_iter().any(says)
            && says("AppleWebKit/")
            && !says("Safari/"))
}

/// `str::contains`, whose clever search is 3 KB of a download.
fn holds(text: &str, part: &str) -> bool {
    let mut is_idle = text.char_indices().filter_map(|(at, _)| text.get(at..));
    is_idle.any(|rest| rest.starts_with(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAFARI: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
    const CHROME: &str = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";

    fn well(user_agent: &str) -> Environment<'_> {
        Environment {
            is_secure: true,
            is_isolated: false,
            frame_sandbox: None,
            user_agent,
        }
    }

    #[test]
    fn a_browser_on_a_secure_page_has_no_obstacle() {
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        let chrome_ios = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0.0.0 Mobile/15E148 Safari/604.1";
        for browser in [SAFARI, CHROME, firefox, chrome_ios, ""] {
            assert_eq!(unsupported(well(browser)), None, "{browser}");
        }
    }

    #[test]
    fn built_in_browsers_of_apps_are_known() {
        let ios = SAFARI.trim_end_matches(" Safari/604.1");
        for app in [
            CHROME.replace("; K)", "; K; wv)"),
            ios.to_owned(),
            [SAFARI, " [FBAN/FBIOS;FBAV/520.0.0.38.101;FBDV/iPhone14,5]"].concat(),
            [ios, " Instagram 380.0.0.28.104"].concat(),
            [CHROME, " Line/15.0.0/IAB"].concat(),
        ] {
            assert_eq!(unsupported(well(&app)), Some(Unsupported::InApp), "{app}");
        }
    }

    #[test]
    fn a_frame_that_may_not_open_windows_is_one() {
        for (sandbox, expected) in [
            ("", Some(Unsupported::NoPopups)),
            ("allow-scripts allow-forms", Some(Unsupported::NoPopups)),
            (
                "allow-popups-to-escape-sandbox",
                Some(Unsupported::NoPopups),
            ),
            ("allow-scripts Allow-Popups", None),
        ] {
            let here = Environment {
                frame_sandbox: Some(sandbox),
                ..well(CHROME)
            };
            assert_eq!(unsupported(here), expected, "{sandbox}");
        }
    }

    #[test]
    fn an_insecure_page_is_the_worst_and_the_only_one_nobody_can_pass() {
        let here = Environment {
            is_secure: false,
            is_isolated: true,
            frame_sandbox: Some(""),
            user_agent: "; wv)",
        };
        assert_eq!(unsupported(here), Some(Unsupported::Insecure));
        assert!(!Unsupported::Insecure.can_override());
        let isolated = Environment {
            is_isolated: true,
            ..well(CHROME)
        };
        assert_eq!(unsupported(isolated), Some(Unsupported::Isolated));
        assert!(Unsupported::Isolated.can_override());
    }
}
