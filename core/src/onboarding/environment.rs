//! What will keep Stripe's form from working in this browser, told before it is opened.
//!
//! Judges facts that `stripe::environment` reads; decides how bad they are, not how they are worded. Only what is certain
//! counts: a page that might work is not talked down.
//!
//! Limits: a page cannot read its own `Cross-Origin-Opener-Policy`, only whether it is isolated because of it; nor the
//! `sandbox` of a frame whose parent is another site, unless it took the page's origin away. An app that names its
//! built-in browser exactly as another browser is not told from that one.
//!
//! Facts: <https://docs.stripe.com/connect/get-started-connect-embedded-components> (browsers, HTTPS, COOP);
//! <https://html.spec.whatwg.org/multipage/browsers.html#sandboxing>;
//! <https://developer.chrome.com/docs/webview/user-agent>.

#[cfg(test)]
mod tests;

/// What keeps Stripe's form from working, most serious first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsupported {
    /// The page came over plain HTTP: a session must not be asked for here.
    Insecure,
    /// The page is in a frame that may not open windows, so nobody can prove to Stripe who they are.
    NoPopups,
    /// The page is in a frame that lets neither the form nor Stripe's window do what it has to.
    Sandboxed,
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
            Unsupported::Sandboxed => "sandboxed",
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
    /// Whether a page that was served from somewhere has no origin: a sandbox has taken it away.
    pub is_without_origin: bool,
    /// `sandbox` of each frame around the page that has one and that the page may read.
    pub sandboxes: &'a [String],
    /// The browser's `User-Agent`.
    pub user_agent: &'a str,
    /// The names in `navigator.userAgentData.brands`; empty where the browser has none.
    pub brands: &'a [String],
}

/// The most serious of them, if there is one.
pub fn unsupported(here: Environment) -> Option<Unsupported> {
    let allows = |token: &str| {
        let is_allowed = |sandbox: &String| {
            let mut tokens = sandbox.split_ascii_whitespace();
            tokens.any(|allowed| allowed.eq_ignore_ascii_case(token))
        };
        here.sandboxes.iter().all(is_allowed)
    };
    if !here.is_secure {
        Some(Unsupported::Insecure)
    } else if !allows("allow-popups") {
        Some(Unsupported::NoPopups)
    } else if here.is_without_origin || !NEEDED.into_iter().all(allows) {
        Some(Unsupported::Sandboxed)
    } else if is_in_app(&here) {
        Some(Unsupported::InApp)
    } else if here.is_isolated {
        Some(Unsupported::Isolated)
    } else {
        None
    }
}

/// What a sandbox has to allow besides windows: that these are not in the same sandbox, that a form is sent, and that
/// Stripe's frame has an origin of its own.
const NEEDED: [&str; 3] = [
    "allow-popups-to-escape-sandbox",
    "allow-forms",
    "allow-same-origin",
];

/// Tokens by which the built-in browsers of apps name themselves, as their makers document or users report them.
const APPS: [&str; 17] = [
    "; wv)", // any Android WebView
    // The same where an app has taken that out: Chrome itself has no version beside its own.
    "Version/4.0 Chrome/",
    "FBAN/",
    "FBAV/",
    "FB_IAB/",
    "Instagram ",
    "LinkedInApp",
    "Line/",
    "MicroMessenger/",
    "Snapchat/",
    "musical_ly",
    "BytedanceWebview",
    "Twitter for iPhone",
    "Pinterest for iOS",
    "KAKAOTALK",
    "WhatsApp/",
    "GSA/", // the Google app
];

fn is_in_app(here: &Environment) -> bool {
    let says = |token: &str| holds(here.user_agent, token);
    APPS.into_iter().any(says)
        || here.brands.iter().any(|brand| brand == "Android WebView")
        // A WebView of Apple's is WebKit without Safari's own token. On an iPad it may say that it is a Mac.
        || (["iPhone", "iPad", "Macintosh"].into_iter().any(says)
            && says("AppleWebKit/")
            && !says("Safari/"))
}

/// `str::contains`, whose clever search is 3 KB of a download.
fn holds(text: &str, part: &str) -> bool {
    let mut rests = text.char_indices().filter_map(|(at, _)| text.get(at..));
    rests.any(|rest| rest.starts_with(part))
}
