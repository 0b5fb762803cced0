//! Spans of time, and moments as the time since the page began.
//!
//! Whole microseconds in one number, as fine as a browser's clock. The standard library's `Duration` keeps seconds and
//! nanoseconds apart and carries between them in every sum: 1.9 KB more of what a browser downloads, after brotli.
//! No sum here panics: what is too long is [`Duration::MAX`], and what would be negative is nothing.

use std::{
    ops::{Add, AddAssign, Div, Mul},
    time,
};

/// How long something lasts, in whole microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration(u64);

impl Duration {
    /// No time at all.
    pub const ZERO: Self = Self(0);
    /// Longer than anything: some 580,000 years.
    pub const MAX: Self = Self(u64::MAX);

    /// So many millionths of a second.
    pub const fn from_micros(micros: u64) -> Self {
        Self(micros)
    }

    /// So many thousandths of a second.
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis.saturating_mul(1_000))
    }

    /// So many seconds.
    pub const fn from_secs(seconds: u64) -> Self {
        Self(seconds.saturating_mul(1_000_000))
    }

    /// The whole milliseconds in it.
    pub const fn as_millis(self) -> u64 {
        self.0 / 1_000
    }

    /// The whole seconds in it.
    pub const fn as_secs(self) -> u64 {
        self.0 / 1_000_000
    }

    /// The seconds in it.
    pub const fn as_secs_f64(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// How much longer it is than `other`; nothing where it is not.
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The same, and `None` where it is shorter.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }
}

impl Add for Duration {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Duration {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Mul<u32> for Duration {
    type Output = Self;

    fn mul(self, by: u32) -> Self {
        Self(self.0.saturating_mul(by.into()))
    }
}

/// By nothing, it is [`Duration::MAX`].
impl Div<u32> for Duration {
    type Output = Self;

    fn div(self, by: u32) -> Self {
        self.0.checked_div(by.into()).map_or(Self::MAX, Self)
    }
}

impl From<time::Duration> for Duration {
    fn from(span: time::Duration) -> Self {
        Self::from_secs(span.as_secs()) + Self::from_micros(span.subsec_micros().into())
    }
}

impl From<Duration> for time::Duration {
    fn from(span: Duration) -> Self {
        Self::from_micros(span.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_or_too_short_stays_in_bounds() {
        let second = Duration::from_secs(1);
        assert_eq!(Duration::MAX + second, Duration::MAX);
        assert_eq!(Duration::MAX * 2, Duration::MAX);
        assert_eq!(Duration::from_secs(u64::MAX), Duration::MAX);
        assert_eq!(second / 0, Duration::MAX);
        assert_eq!(second.saturating_sub(second * 2), Duration::ZERO);
        assert_eq!(second.checked_sub(second * 2), None);
    }

    #[test]
    fn it_is_the_standard_librarys_to_the_microsecond() {
        for span in [0, 1, 999_999_999, 86_400_000_000_123].map(time::Duration::from_nanos) {
            let ours = Duration::from(span);
            assert_eq!(u128::from(ours.as_millis()), span.as_millis());
            assert_eq!(ours.as_secs(), span.as_secs());
            assert_eq!(time::Duration::from(ours).as_micros(), span.as_micros());
        }
    }
}
