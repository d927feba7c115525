//! Days of the calendar, which begin when the clinic's clocks say so.

use crate::Millis;
use jiff::{Timestamp, tz::TimeZone};
use std::fmt;

/// Milliseconds in a day without a change of clocks.
const DAY: i64 = 86_400_000;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: i64,
    month: i64,
    date: i64,
}

impl Day {
    /// The day of a year, a month and a day of the month; none where there is none, or the year has not four digits.
    #[must_use]
    pub fn of(year: i64, month: i64, day: i64) -> Option<Self> {
        let fits = (1_000..=9_999).contains(&year) && (1..=length(month, year)).contains(&day);
        fits.then_some(Self { year, month, date: day })
    }

    /// Reads a date such as `2030-02-28` (ISO 8601).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.split('-').map(digits).collect::<Option<Vec<_>>>()?.as_slice() {
            [(4, year), (2, month), (2, day)] => Self::of(*year, *month, *day),
            _ => None,
        }
    }

    /// The day that it is at a moment in a zone.
    #[must_use]
    pub fn at(now: Millis, zone: &TimeZone) -> Option<Self> {
        let now = Timestamp::from_millisecond(now.0).ok()?;
        let date = zone.to_datetime(now).date();
        Self::of(date.year().into(), date.month().into(), date.day().into())
    }

    /// How many days it is from this one to another, which is fewer than none where that came before.
    #[must_use]
    pub const fn days_until(self, other: Self) -> i64 {
        (other.in_utc().0 - self.in_utc().0) / DAY
    }

    /// Year, month and day of the month.
    #[must_use]
    pub const fn parts(self) -> (i64, i64, i64) {
        (self.year, self.month, self.date)
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Self {
        let Self { year, month, date } = self;
        let within = Self::of(year, month, date + 1).or_else(|| Self::of(year, month + 1, 1));
        within.unwrap_or(Self { year: year + 1, month: 1, date: 1 })
    }

    /// The moment at which it begins in Greenwich.
    #[must_use]
    pub const fn in_utc(self) -> Millis {
        // Years are counted from March, so that a leap day is a year's last.
        let (year, month) = if self.month > 2 {
            (self.year, self.month - 3)
        } else {
            (self.year - 1, self.month + 9)
        };
        let before = year * 365 + year / 4 - year / 100 + year / 400;
        let day = before + (153 * month + 2) / 5 + self.date - 1;
        Millis((day - 719_468) * DAY)
    }
}

impl fmt::Display for Day {
    /// Writes it as `2030-02-28` (ISO 8601).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.date)
    }
}

fn digits(text: &str) -> Option<(usize, i64)> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten().map(|number| (text.len(), number))
}

/// How many days a month has; none where there is no such month.
pub(crate) const fn length(month: i64, year: i64) -> i64 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_and_followed_by_the_next() {
        let cases = [
            ("2028-02-28", Some((2028, 2, 29))),
            ("2028-02-29", Some((2028, 3, 1))),
            ("2026-02-28", Some((2026, 3, 1))),
            ("2026-12-31", Some((2027, 1, 1))),
            ("2026-02-29", None),
            ("2026-2-9", None),
            ("26-02-09", None),
            ("2026-02", None),
            ("2026-02-09-1", None),
            ("2026-02-+9", None),
            ("", None),
        ];
        for (text, next) in cases {
            assert_eq!(Day::parse(text).map(|day| day.next().parts()), next, "{text}");
        }
    }

    #[test]
    fn a_day_begins_in_greenwich() {
        let cases = [
            ("1970-01-01", 0),
            ("1970-03-01", 59),
            ("2000-02-29", 11_016),
            ("2000-03-01", 11_017),
            ("2026-01-01", 20_454),
        ];
        for (text, days) in cases {
            assert_eq!(Day::parse(text).map(Day::in_utc), Some(Millis(days * DAY)), "{text}");
        }
    }
}
