//! Moments as .NET and HTTP write them.
//!
//! Reads dates; never writes them (the browser's `Intl` does) and never asks a clock. A date that cannot be
//! read is absent, never an error: no decision may hang on one. The legacy `/Date(…)/` form and the two
//! obsolete HTTP forms (RFC 850, asctime) are not read.

use super::value::Value;

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(pub i64);

/// 2000-01-01: an unset .NET date is `0001-01-01T00:00:00`, not `null`, so anything earlier is absent.
const EARLIEST: i64 = 946_684_800_000;
/// The first millisecond of the year 10000, which no .NET date reaches.
const TOO_LATE: i64 = 253_402_300_800_000;

impl Timestamp {
    /// Reads a JSON member: a date of `System.Text.Json` (offset, `Z`, or none, which means UTC; 0 to 9
    /// fraction digits; `T` and `Z` in either case; a date alone) or a number of Unix seconds.
    pub fn read(value: &Value) -> Option<Timestamp> {
        let millis = match value {
            Value::Text(text) => iso(text)?,
            // A float-to-integer cast saturates, and NaN becomes 0: both fall outside the range below.
            Value::Number(seconds) => (seconds * 1000.0) as i64,
            _ => return None,
        };
        (EARLIEST..TOO_LATE)
            .contains(&millis)
            .then_some(Timestamp(millis))
    }

    /// Reads the date of an HTTP header, as every current server writes it: `Sun, 06 Nov 1994 08:49:37 GMT`
    /// (RFC 9110, section 5.6.7).
    pub fn read_http(text: &str) -> Option<Timestamp> {
        const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
        let (_weekday, rest) = text.trim().split_once(',')?;
        let mut rest = Cursor(rest.as_bytes());
        rest.expect(b' ')?;
        let day = rest.number(2)?;
        rest.expect(b' ')?;
        let name = rest.take(3)?;
        let month = MONTHS.as_bytes().chunks(3).position(|m| m == name)? as i64 + 1;
        rest.expect(b' ')?;
        let year = rest.number(4)?;
        rest.expect(b' ')?;
        let time = rest.time()?;
        (rest.0 == b" GMT").then_some(Timestamp(days(year, month, day)? * DAY + time * 1000))
    }
}

const DAY: i64 = 86_400_000;

fn iso(text: &str) -> Option<i64> {
    let mut rest = Cursor(text.as_bytes());
    let year = rest.number(4)?;
    rest.expect(b'-')?;
    let month = rest.number(2)?;
    rest.expect(b'-')?;
    let midnight = days(year, month, rest.number(2)?)? * DAY;
    if rest.0.is_empty() {
        return Some(midnight);
    }
    rest.expect(b'T').or_else(|| rest.expect(b't'))?;
    let seconds = rest.time()?;
    let fraction = match rest.expect(b'.') {
        Some(()) => rest.fraction()?,
        None => 0,
    };
    Some(midnight + seconds * 1000 + fraction - rest.offset()?)
}

/// Days from 1970-01-01 to a date of the Gregorian calendar, if there is such a day
/// (Howard Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`).
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// What is left to read.
struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.0 = self.0.strip_prefix(&[byte])?;
        Some(())
    }

    /// Exactly `width` digits.
    fn number(&mut self, width: usize) -> Option<i64> {
        let digits = self.take(width)?;
        digits.iter().try_fold(0, |number, byte| {
            byte.is_ascii_digit()
                .then(|| number * 10 + i64::from(byte - b'0'))
        })
    }

    /// `hh:mm:ss` in seconds. A leap second and `24:00:00` count on into the next minute or day.
    fn time(&mut self) -> Option<i64> {
        let hour = self.number(2)?;
        self.expect(b':')?;
        let minute = self.number(2)?;
        self.expect(b':')?;
        let second = self.number(2)?;
        let past_midnight = hour == 24 && (minute > 0 || second > 0);
        (hour <= 24 && minute <= 59 && second <= 60 && !past_midnight)
            .then_some(hour * 3600 + minute * 60 + second)
    }

    /// 1 to 9 digits after the point, in whole milliseconds.
    fn fraction(&mut self) -> Option<i64> {
        let length = self.0.iter().take_while(|b| b.is_ascii_digit()).count();
        let thousandths = length.min(3);
        let millis = self.number(thousandths)?;
        self.take(length - thousandths)?;
        match length {
            1 => Some(millis * 100),
            2 => Some(millis * 10),
            3..=9 => Some(millis),
            _ => None,
        }
    }

    /// The rest of the text as an offset from UTC, in milliseconds: `Z`, nothing, or `±hh:mm` up to 14 hours.
    fn offset(&mut self) -> Option<i64> {
        let sign = match self.take(1) {
            None => return Some(0),
            Some(b"Z" | b"z") => return self.0.is_empty().then_some(0),
            Some(b"+") => 1,
            Some(b"-") => -1,
            Some(_) => return None,
        };
        let hours = self.number(2)?;
        self.expect(b':')?;
        let minutes = hours * 60 + self.number(2)?;
        (self.0.is_empty() && minutes <= 14 * 60).then_some(sign * minutes * 60_000)
    }
}
