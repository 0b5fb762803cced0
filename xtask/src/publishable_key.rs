//! Stripe's publishable key: which of Stripe's keys may end up in a page.
//!
//! Decides by the prefix, and never repeats in a message what could be a secret.

use anyhow::{Result, ensure};

/// The key, if it is one that a page may hold: `pk_` may, `sk_` and `rk_` may not.
/// <https://docs.stripe.com/keys>
///
/// # Errors
/// A sentence that says what is wrong, and what to do if a secret was given.
pub fn check(given: &str) -> Result<String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_publishable_key_goes_to_the_browser() {
        for good in ["pk_test_51AbC", "pk_live_9", " pk_test_51AbC\n"] {
            assert_eq!(check(good).unwrap(), good.trim());
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
            assert!(check(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_refused_key_is_not_repeated() {
        for secret in [
            "sk_live_topsecret",
            "rk_live_topsecret",
            "dol_live_topsecret",
        ] {
            let message = format!("{:#}", check(secret).unwrap_err());
            assert!(!message.contains("topsecret"), "{message}");
        }
    }

    #[test]
    fn a_secret_key_is_called_one() {
        let message = check("sk_test_1").unwrap_err().to_string();
        assert!(message.contains("secret key"), "{message}");
    }
}
