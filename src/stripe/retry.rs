//! How often and how patiently Connect.js is tried.
//!
//! Decides from numbers alone; the loader keeps the time and the tags.

use std::time::Duration;

/// A first try and two more; then a person's *Try again* begins anew.
pub(crate) const TRIES: u32 = 3;

/// A tag that was answered before we came, and left nothing, gets this long to finish running.
const GRACE: Duration = Duration::from_secs(1);

/// How long to wait after failed try number `tried` (from 1) before the next, or `None` after the last.
///
/// 1 s, then 2 s, each with up to half as much again by `random` in `0..1`: a whole platform may have failed together.
pub(crate) fn pause(tried: u32, random: f64) -> Option<Duration> {
    (tried < TRIES).then(|| {
        let millis = 1000_u32 << tried.saturating_sub(1).min(8);
        Duration::from_millis((f64::from(millis) * (1.0 + 0.5 * random)) as u64)
    })
}

/// How long a tag is worth waiting for.
///
/// A tag does not tell whether it has already failed, and one that has never speaks again. Somebody else's tag
/// whose file the browser has already fetched is dead unless it speaks up soon; our own are taken out of the page
/// when they fail, so one that is there is still loading, whatever the browser fetched before.
pub(crate) fn patience(is_ours: bool, was_fetched: bool, stalled_after: Duration) -> Duration {
    if was_fetched && !is_ours {
        GRACE.min(stalled_after)
    } else {
        stalled_after
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_tries_with_growing_pauses_and_no_pause_after_the_last() {
        let ms = |tried, random| pause(tried, random).map(|pause| pause.as_millis());
        assert_eq!([ms(1, 0.0), ms(1, 1.0)], [Some(1_000), Some(1_500)]);
        assert_eq!([ms(2, 0.0), ms(2, 1.0)], [Some(2_000), Some(3_000)]);
        assert_eq!(ms(3, 0.5), None);
        assert_eq!(ms(u32::MAX, 0.5), None);
    }

    #[test]
    fn only_a_foreign_tag_that_was_answered_is_given_up_early() {
        let full = Duration::from_secs(15);
        assert_eq!(patience(false, true, full), GRACE);
        assert_eq!(patience(false, false, full), full);
        assert_eq!(patience(true, true, full), full);
        assert_eq!(patience(true, false, full), full);
        let short = Duration::from_millis(200);
        assert_eq!(patience(false, true, short), short);
    }
}
