//! The app against a real Dolfin API: what must be given, and what is refused.
//!
//! Three things meet here and must not be mixed up: the API's address, Stripe's publishable key, which
//! the browser gets, and Dolfin's API key, which only the proxy may know. A value that could be a
//! secret is never repeated in a message.

use anyhow::{Result, bail, ensure};
use std::env;
use ureq::http::Uri;

/// The variable that holds Dolfin's API key. An argument would show in the list of processes.
pub const API_KEY: &str = "DOLFIN_API_KEY";

/// A real Dolfin API, and how it is reached.
pub struct Live {
    pub api: String,
    pub publishable_key: String,
    pub api_key: String,
}

impl Live {
    pub fn new(api: &str, publishable_key: &str) -> Result<Self> {
        Ok(Self {
            api: api_address(api)?,
            publishable_key: publishable(publishable_key)?,
            api_key: header_value(&env::var(API_KEY).unwrap_or_default())?,
        })
    }
}

/// Anything but https would show the API key to the network; on this machine there is none to show it to.
fn api_address(given: &str) -> Result<String> {
    let refuse = "--api takes the address of a Dolfin API, such as https://api.dolfinai.co";
    let Ok(address) = given.parse::<Uri>() else {
        bail!("{refuse}.")
    };
    let (Some(scheme), Some(authority)) = (address.scheme_str(), address.authority()) else {
        bail!("{refuse}.")
    };
    ensure!(
        address.query().is_none() && !authority.as_str().contains('@'),
        "{refuse}: no query, no user name."
    );
    let is_here = matches!(authority.host(), "127.0.0.1" | "localhost" | "[::1]");
    ensure!(
        scheme == "https" || (scheme == "http" && is_here),
        "--api must be https: over plain http, anyone on the way could read the API key."
    );
    Ok(given.to_owned())
}

/// Stripe's prefixes: `pk_` may be in a page; `sk_` and `rk_` may not.
/// <https://docs.stripe.com/keys>
fn publishable(given: &str) -> Result<String> {
    let given = given.trim();
    ensure!(
        !given.starts_with("sk_") && !given.starts_with("rk_"),
        "That is a secret key, and --publishable-key ends up in the browser: give the one that starts \
         with pk_, and roll the secret one, which your shell may now remember."
    );
    let rest = given.strip_prefix("pk_").unwrap_or_default();
    ensure!(
        !rest.is_empty()
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'),
        "--publishable-key takes Stripe's publishable key: it starts with pk_test_ or pk_live_."
    );
    Ok(given.to_owned())
}

fn header_value(given: &str) -> Result<String> {
    let given = given.trim();
    ensure!(
        !given.is_empty(),
        "Put Dolfin's API key in the environment variable {API_KEY}: the proxy adds it to each request, \
         and the browser never sees it."
    );
    ensure!(
        given.bytes().all(|byte| byte.is_ascii_graphic()),
        "{API_KEY} holds a blank or a sign that no API key has: set it again."
    );
    Ok(given.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_api_is_reached_over_https_or_on_this_machine() {
        for good in [
            "https://api.dolfinai.co",
            "https://api.dolfinai.co/base/",
            "http://127.0.0.1:5000",
            "http://localhost:5000",
            "http://[::1]:5000/",
        ] {
            assert_eq!(api_address(good).unwrap(), good);
        }
        for bad in [
            "",
            "api.dolfinai.co",
            "/api",
            "http://api.dolfinai.co",
            "http://127.0.0.1.example.com",
            "http://localhost@example.com",
            "https://user:word@api.dolfinai.co",
            "https://api.dolfinai.co?key=1",
            "ftp://127.0.0.1",
            "javascript:alert(1)",
        ] {
            assert!(api_address(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_a_publishable_key_goes_to_the_browser() {
        for good in ["pk_test_51AbC", "pk_live_9", " pk_test_51AbC\n"] {
            assert_eq!(publishable(good).unwrap(), good.trim());
        }
        for bad in [
            "",
            "pk_",
            "PK_test_1",
            "pk_test_\"><script>",
            "dol_live_1",
            "sk_live_1",
            "rk_test_1",
        ] {
            assert!(publishable(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_refused_key_is_not_repeated() {
        for secret in [
            "sk_live_topsecret",
            "rk_live_topsecret",
            "dol_live_topsecret",
        ] {
            let message = format!("{:#}", publishable(secret).unwrap_err());
            assert!(!message.contains("topsecret"), "{message}");
        }
        let message = format!("{:#}", header_value("top secret").unwrap_err());
        assert!(!message.contains("top secret"), "{message}");
    }

    #[test]
    fn a_secret_key_is_called_one() {
        assert!(
            publishable("sk_test_1")
                .unwrap_err()
                .to_string()
                .contains("secret key")
        );
    }
}
