//! Connect.js, loaded once a page and again after a failure.
//!
//! Decides how patiently: one tag at a time, one retry by itself, then a way out for the person, whose *Try again*
//! begins anew. After a timeout the failure is reported, and the tag is listened to all the same: where the script comes
//! at last, so does the form. (Stripe's own loader keeps a failed load for ever, and waits for ever for a tag that has
//! already failed.) Nothing is remembered here: the document is the registry, see [`script_tag`](super::script_tag).
//!
//! Limits: the script carries no integrity hash, because Stripe serves a moving file from an unversioned path.

#[cfg(test)]
mod tests;

use super::global::StripeConnect;
use super::script_tag::{self, ScriptTag};
use crate::clock::sleep;
use futures_util::future::{Either, select};
use js_sys::Math;
use onboarding_core::account::problem::ScriptFailure;
use std::{borrow::Cow, pin::pin, rc::Rc, time::Duration};
use web_sys::Document;

/// The one address Stripe serves Connect.js from.
const STRIPE: &str = "https://connect-js.stripe.com/v1.0/connect.js";

/// A tag that was answered before we came, and left nothing, gets this long to finish running.
const GRACE: Duration = Duration::from_secs(1);

/// Where Connect.js is loaded from, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectScript {
    url: Cow<'static, str>,
    nonce: Option<Rc<str>>,
    stalled_after: Duration,
}

impl Default for ConnectScript {
    fn default() -> Self {
        Self {
            url: STRIPE.into(),
            nonce: None,
            stalled_after: Duration::from_secs(15),
        }
    }
}

impl ConnectScript {
    /// The nonce of the page's `Content-Security-Policy`. Without one, that of the page's first script with a
    /// nonce is used. It is given to the script's tag and to nothing else.
    #[must_use]
    pub fn nonce(mut self, nonce: &str) -> Self {
        self.nonce = Some(nonce.into());
        self
    }

    /// How long the script may take before the person is told and offered a way out: 15 s unless said otherwise.
    #[must_use]
    pub fn stalled_after(mut self, stalled_after: Duration) -> Self {
        self.stalled_after = stalled_after;
        self
    }

    /// A stand-in for Stripe's script. Exists only in builds with the feature `sandbox`, so that a production
    /// build cannot be talked into loading anything else.
    #[cfg(feature = "sandbox")]
    pub fn stand_in(url: String) -> Self {
        Self {
            url: url.into(),
            ..Self::default()
        }
    }

    /// Gets the connection ready where the script will be needed soon. Fetches nothing.
    pub(crate) fn preconnect(&self) {
        if self.url == STRIPE
            && let Some(document) = document()
        {
            script_tag::preconnect(&document);
        }
    }

    /// Loads Connect.js, or finds it loaded. `stalled` is called each time that nothing was heard of the script for too
    /// long: it may come all the same, and this goes on.
    ///
    /// # Errors
    ///
    /// Why the script could not be had, after a second try.
    pub(crate) async fn load(
        &self,
        stalled: impl Fn(ScriptFailure),
    ) -> Result<StripeConnect, ScriptFailure> {
        match self.try_once(&stalled).await {
            Err(failure) if failure != ScriptFailure::HeldBack => {}
            settled => return settled,
        }
        sleep(pause(Math::random())).await;
        self.try_once(&stalled).await
    }

    async fn try_once(
        &self,
        stalled: &impl Fn(ScriptFailure),
    ) -> Result<StripeConnect, ScriptFailure> {
        if let Some(connect) = StripeConnect::of_page() {
            return Ok(connect);
        }
        let document = document().ok_or(ScriptFailure::Blocked)?;
        if let Some(tag) = ScriptTag::find(&document, &self.url) {
            let may_be_dead = tag.may_be_dead() && !tag.is_held_back();
            if !tag.is_given_up() && !may_be_dead {
                return self.wait_for(tag, stalled).await;
            }
            if may_be_dead {
                let grace = GRACE.min(self.stalled_after);
                select(pin!(tag.ended()), pin!(sleep(grace))).await;
                if let Some(connect) = StripeConnect::of_page() {
                    return Ok(connect);
                }
            }
            tag.remove();
        }
        let nonce = self.nonce.as_deref();
        let tag = ScriptTag::add(&document, &self.url, nonce).ok_or(ScriptFailure::Blocked)?;
        self.wait_for(tag, stalled).await
    }

    async fn wait_for(
        &self,
        tag: ScriptTag,
        stalled: &impl Fn(ScriptFailure),
    ) -> Result<StripeConnect, ScriptFailure> {
        if tag.is_held_back() {
            return Err(ScriptFailure::HeldBack);
        }
        let patience = pin!(sleep(self.stalled_after));
        let is_loaded = match select(pin!(tag.ended()), patience).await {
            Either::Left((is_loaded, _)) => is_loaded,
            Either::Right((_, ended)) => {
                if let Some(connect) = StripeConnect::of_page() {
                    return Ok(connect);
                }
                tag.give_up();
                stalled(ScriptFailure::Stalled);
                ended.await
            }
        };
        StripeConnect::of_page().ok_or_else(|| {
            // Out of the page, so that the next try can succeed.
            tag.remove();
            match is_loaded {
                true => ScriptFailure::NoGlobal,
                false => ScriptFailure::Blocked,
            }
        })
    }
}

/// How long to wait before the retry: 1 s, and up to half as much again by `random` in `0..1`, for a whole platform
/// may have failed together.
fn pause(random: f64) -> Duration {
    Duration::from_secs(1).mul_f64(1.0 + 0.5 * random)
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}
