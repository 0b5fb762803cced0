//! The real Dolfin API: its address, the key it takes, and one bounded request to it.
//!
//! Decides which addresses may be given the key, and how large and how slow an answer may be. The key never leaves this
//! module but in a request to that address: no message repeats it, and a redirect is not followed.

use std::time::Duration;

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri},
};
use reqwest::{Client, Response, redirect::Policy};
use rustls::crypto::ring;

/// The environment variable that holds the key. An argument would show in the list of processes.
pub const KEY_VARIABLE: &str = "DOLFIN_API_KEY";

/// How long a request to the API may take, its answer included. Longer than the app waits itself.
pub const MAX_TIME: Duration = Duration::from_secs(20);

const KEY_HEADER: HeaderName = HeaderName::from_static("x-dolfin-api-key");
const CONNECT_TIME: Duration = Duration::from_secs(5);
const MAX_ANSWER: usize = 1 << 20;

/// A Dolfin API.
pub struct Upstream {
    base: String,
    key: HeaderValue,
    client: Client,
}

/// What the API answered.
pub struct Answer {
    /// Never a redirect.
    pub status: StatusCode,
    /// All of its headers.
    pub headers: HeaderMap,
    /// At most a megabyte.
    pub body: Bytes,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No connection, or one that broke.
    Unreachable,
    /// No whole answer in time.
    TooSlow,
    /// More than a megabyte.
    TooLarge,
    /// A redirect, which the key must not follow.
    Redirected,
}

impl Upstream {
    /// An API at `address`, which takes `key`, and `max_time` for each request.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the address or the key, without repeating the key.
    pub fn new(address: &str, key: &str, max_time: Duration) -> Result<Self, String> {
        let is_local = check_address(address)?;
        // Two requests for one provider: the second finds it installed already.
        let _ = ring::default_provider().install_default();
        let mut client = Client::builder()
            .user_agent(concat!("dolfin-sandbox/", env!("CARGO_PKG_VERSION")))
            .redirect(Policy::none())
            .referer(false)
            .connect_timeout(CONNECT_TIME)
            .timeout(max_time);
        if is_local {
            // The machine's proxy is not for its own addresses.
            client = client.no_proxy();
        }
        Ok(Self {
            base: address.trim_end_matches('/').to_owned(),
            key: key_value(key)?,
            client: client
                .build()
                .map_err(|error| format!("no HTTPS client can be made: {error}."))?,
        })
    }

    /// Sends a request to `path`, which begins with a slash, with the key added to `headers`.
    ///
    /// # Errors
    /// Why there is no answer; the reason is also printed, for the developer.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        mut headers: HeaderMap,
        body: Bytes,
    ) -> Result<Answer, Failure> {
        headers.insert(KEY_HEADER, self.key.clone());
        let request = self
            .client
            .request(method, [&self.base, path].concat())
            .headers(headers)
            .body(body);
        let response = request.send().await.map_err(failed)?;
        if response.status().is_redirection() {
            return Err(Failure::Redirected);
        }
        Ok(Answer {
            status: response.status(),
            headers: response.headers().clone(),
            body: bounded(response).await?,
        })
    }
}

async fn bounded(mut response: Response) -> Result<Bytes, Failure> {
    let mut body = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(failed)? {
        if body.len() + piece.len() > MAX_ANSWER {
            return Err(Failure::TooLarge);
        }
        body.extend_from_slice(&piece);
    }
    Ok(body.into())
}

fn failed(error: reqwest::Error) -> Failure {
    eprintln!("sandbox: the API did not answer: {error:?}");
    match error.is_timeout() {
        true => Failure::TooSlow,
        false => Failure::Unreachable,
    }
}

/// Whether the address is one of this machine. Anything else must be https, or the network could read the key.
fn check_address(given: &str) -> Result<bool, String> {
    let wrong =
        || "--api takes the address of a Dolfin API, such as https://api.dolfinai.co.".to_owned();
    let address: Uri = given.parse().map_err(|_| wrong())?;
    let (Some(scheme), Some(authority)) = (address.scheme_str(), address.authority()) else {
        return Err(wrong());
    };
    if address.query().is_some() || authority.as_str().contains('@') {
        return Err("--api takes an address without a query or a user name.".to_owned());
    }
    let is_local = matches!(authority.host(), "127.0.0.1" | "localhost" | "[::1]");
    if scheme == "https" || (scheme == "http" && is_local) {
        Ok(is_local)
    } else {
        Err("--api must be https: anyone on the way could read the API key.".to_owned())
    }
}

fn key_value(given: &str) -> Result<HeaderValue, String> {
    let given = given.trim();
    if given.is_empty() {
        return Err(format!(
            "put Dolfin's API key into the environment variable {KEY_VARIABLE}: it is added to each request here, \
             and the browser never sees it."
        ));
    }
    let printable = given.bytes().all(|byte| byte.is_ascii_graphic());
    let value = HeaderValue::from_str(given).ok().filter(|_| printable);
    let mut value = value.ok_or_else(|| {
        format!("{KEY_VARIABLE} holds a space or a character that no API key has: set it again.")
    })?;
    // Kept out of `Debug`.
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_api_is_reached_by_https_or_on_this_machine() {
        for (good, is_local) in [
            ("https://api.dolfinai.co", false),
            ("https://api.dolfinai.co/base/", false),
            ("http://127.0.0.1:5000", true),
            ("http://localhost:5000", true),
            ("http://[::1]:5000/", true),
        ] {
            assert_eq!(check_address(good), Ok(is_local), "{good}");
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
            assert!(check_address(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_key_that_is_missing_or_cannot_be_one_is_refused_without_repeating_it() {
        for bad in ["", " ", "top secret", "top\nsecret", "tøpsecret"] {
            let refusal = key_value(bad).unwrap_err();
            assert!(refusal.contains(KEY_VARIABLE), "{refusal}");
            assert!(!refusal.contains("secret"), "{refusal}");
        }
        assert_eq!(key_value(" dol_test_1\n").unwrap(), "dol_test_1");
        assert!(!format!("{:?}", key_value("topsecret").unwrap()).contains("topsecret"));
    }
}
