//! Birth dates, as people type them and as clinics have them on file.

use crate::{Millis, day::length, phone::latin};
use std::fmt;
use zeroize::ZeroizeOnDrop;

/// The year before which nobody who is alive was born.
const EARLIEST: i64 = 1_880;
/// Milliseconds in a mean year of the Gregorian calendar.
const YEAR: i64 = 31_556_952_000;

/// A whole birth date. Its `Debug` shows none.
#[derive(Clone, PartialEq, Eq, ZeroizeOnDrop)]
pub struct BirthDate(String);

/// Why a text is no birth date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotABirthDate {
    /// The day, the month or the year was left out.
    #[error("the day, the month or the year was left out")]
    Missing,
    /// There is no such day, or nobody who is alive was born on it.
    #[error("no day on which somebody alive was born")]
    Malformed,
}

impl BirthDate {
    /// Reads a day, a month and a year as people type them, in Latin or Devanagari digits.
    ///
    /// # Errors
    /// [`NotABirthDate`] when one is left out, or there was no such day by `now`.
    pub fn parse(day: &str, month: &str, year: &str, now: Millis) -> Result<Self, NotABirthDate> {
        let typed = [day, month, year].map(str::trim);
        if typed.contains(&"") {
            return Err(NotABirthDate::Missing);
        }
        let [Some(day), Some(month), Some(year)] = typed.map(number) else {
            return Err(NotABirthDate::Malformed);
        };
        let this_year = 1_970 + now.0.div_euclid(YEAR);
        if (EARLIEST..=this_year).contains(&year) && (1..=length(month, year)).contains(&day) {
            Ok(Self(format!("{year:04}-{month:02}-{day:02}")))
        } else {
            Err(NotABirthDate::Malformed)
        }
    }

    /// Reads a date such as `1948-02-29` (ISO 8601).
    ///
    /// # Errors
    /// As for [`BirthDate::parse`].
    pub fn parse_iso(text: &str, now: Millis) -> Result<Self, NotABirthDate> {
        match text.trim().split('-').collect::<Vec<_>>().as_slice() {
            [""] => Err(NotABirthDate::Missing),
            [year, month, day] if year.len() == 4 => Self::parse(day, month, year, now),
            _ => Err(NotABirthDate::Malformed),
        }
    }

    /// The date as FHIR writes it, such as `1948-02-29`.
    #[must_use]
    pub fn iso(&self) -> &str {
        &self.0
    }

    /// Whether it is the date on file, of which a clinic may know the year alone, or the year and the month.
    #[must_use]
    pub fn is(&self, on_file: &str) -> bool {
        let whole = matches!(on_file.len(), 4 | 7 | 10);
        whole && self.0.starts_with(on_file)
    }
}

impl fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BirthDate(…)")
    }
}

fn number(text: &str) -> Option<i64> {
    let digits: String = text.chars().take(5).map(latin).collect();
    let plain = digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first moment of 2026.
    const NOW: Millis = Millis(1_767_225_600_000);

    #[test]
    fn a_date_is_read_as_people_type_it() {
        use NotABirthDate::{Malformed, Missing};
        let cases = [
            (["29", "2", "1948"], Ok("1948-02-29")),
            ([" 09 ", "03", "1961"], Ok("1961-03-09")),
            (["२९", "०२", "१९४८"], Ok("1948-02-29")),
            (["1", "1", "2026"], Ok("2026-01-01")),
            (["29", "2", "1900"], Err(Malformed)),
            (["29", "2", "2001"], Err(Malformed)),
            (["31", "4", "1948"], Err(Malformed)),
            (["0", "4", "1948"], Err(Malformed)),
            (["1", "13", "1948"], Err(Malformed)),
            (["1", "1", "48"], Err(Malformed)),
            (["1", "1", "1879"], Err(Malformed)),
            (["1", "1", "2027"], Err(Malformed)),
            (["1", "1", "019480"], Err(Malformed)),
            (["+1", "1", "1948"], Err(Malformed)),
            (["x", "1", "1948"], Err(Malformed)),
            (["", "1", "1948"], Err(Missing)),
            (["1", " ", "1948"], Err(Missing)),
        ];
        for ([day, month, year], expected) in cases {
            let read = BirthDate::parse(day, month, year, NOW);
            assert_eq!(read.as_ref().map(BirthDate::iso), expected.as_ref().copied(), "{day}");
        }
    }

    #[test]
    fn a_date_is_read_as_machines_write_it() {
        let iso = |text| BirthDate::parse_iso(text, NOW).map(|date| date.iso().to_owned());
        assert_eq!(iso("1948-02-29"), Ok("1948-02-29".to_owned()));
        assert_eq!(iso(""), Err(NotABirthDate::Missing));
        for text in ["29-02-1948", "1948-02", "48-02-29", "1948/02/29", "1948-02-30"] {
            assert_eq!(iso(text), Err(NotABirthDate::Malformed), "{text}");
        }
    }

    #[test]
    fn a_date_is_the_one_on_file_as_far_as_that_is_known() {
        let date = BirthDate::parse_iso("1948-02-29", NOW).unwrap();
        let cases = [
            ("1948-02-29", true),
            ("1948-02", true),
            ("1948", true),
            ("1948-02-28", false),
            ("1948-03", false),
            ("1949", false),
            ("194", false),
            ("1948-", false),
            ("", false),
        ];
        for (on_file, is) in cases {
            assert_eq!(date.is(on_file), is, "{on_file:?}");
        }
        assert_eq!(format!("{date:?}"), "BirthDate(…)");
    }
}
