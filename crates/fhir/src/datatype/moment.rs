//! `date`, `dateTime`, `instant` and `Period`.

use crate::{fault::Fault, json::At};
use domain::Millis;
use jiff::{Timestamp, civil};

const DATE: &str = "a date such as 2024-03-05, 2024-03 or 2024";
const DATE_TIME: &str = "a date, or a date and time with a zone such as 2024-03-05T10:30:00+05:30";
const INSTANT: &str = "a date and time with a zone, such as 2024-03-05T10:30:00+05:30";

/// The `dateTime` of an element. A date without a time is taken as noon in UTC, which is the same day in every zone
/// but those east of UTC+12; a month or a year alone as its first day.
pub(crate) fn date_time(at: &At<'_>, name: &'static str) -> Result<Option<Millis>, Fault> {
    let Some(text) = at.text(name)? else { return Ok(None) };
    let millis = if text.contains('T') {
        timestamp(text).map(Timestamp::as_millisecond)
    } else {
        day(text).and_then(noon)
    };
    Ok(Some(Millis(millis.ok_or_else(|| wrong(at, name, DATE_TIME))?)))
}

/// The `instant` of an element.
pub(crate) fn instant(at: &At<'_>, name: &'static str) -> Result<Option<Timestamp>, Fault> {
    let Some(text) = at.text(name)? else { return Ok(None) };
    timestamp(text).map(Some).ok_or_else(|| wrong(at, name, INSTANT))
}

/// The `date` of an element, as FHIR writes it.
pub(crate) fn date(at: &At<'_>, name: &'static str) -> Result<Option<String>, Fault> {
    let Some(text) = at.text(name)? else { return Ok(None) };
    day(text).map(|_| Some(text.to_owned())).ok_or_else(|| wrong(at, name, DATE))
}

/// The `dateTime` of an element, as FHIR writes it.
pub(crate) fn written(at: &At<'_>, name: &'static str) -> Result<Option<String>, Fault> {
    date_time(at, name)?;
    Ok(at.text(name)?.map(ToOwned::to_owned))
}

/// Start and end of a `Period`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) start: Option<Millis>,
    pub(crate) end: Option<Millis>,
}

impl Period {
    /// The period of an element; open at both ends when it is absent.
    pub(crate) fn of(at: &At<'_>, name: &'static str) -> Result<Self, Fault> {
        match at.get(name)? {
            None => Ok(Self::default()),
            Some(at) => Ok(Self { start: date_time(&at, "start")?, end: date_time(&at, "end")? }),
        }
    }

    /// Whether it ended before `now`.
    pub(crate) fn is_over(self, now: Millis) -> bool {
        self.end.is_some_and(|end| end < now)
    }
}

fn wrong(at: &At<'_>, name: &str, wanted: &'static str) -> Fault {
    Fault::Invalid { path: at.path_of(name), wanted }
}

fn timestamp(text: &str) -> Option<Timestamp> {
    day(text.get(..10)?)?;
    text.parse().ok()
}

fn noon(day: civil::Date) -> Option<i64> {
    let noon = day.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(noon.timestamp().as_millisecond())
}

/// The first day of what `YYYY`, `YYYY-MM` or `YYYY-MM-DD` names.
fn day(text: &str) -> Option<civil::Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next(), parts.next());
    let two = |part: Option<&str>| part.map_or(Some(1), |text| number(text, 2));
    let date = civil::Date::new(
        number(year, 4)?,
        i8::try_from(two(month)?).ok()?,
        i8::try_from(two(day)?).ok()?,
    );
    date.ok().filter(|_| parts.next().is_none())
}

fn number(text: &str, digits: usize) -> Option<i16> {
    let fits = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::tests_support::at;

    fn read(text: &str) -> Result<Option<Millis>, Fault> {
        at("X", &format!(r#"{{"when":"{text}"}}"#), |at| date_time(&at, "when"))
    }

    #[test]
    fn moments_are_read_at_every_precision() {
        let cases = [
            ("2012-11-06T09:53:19.958+00:00", Some(1_352_195_599_958)),
            ("2012-11-06T15:23:19.958+05:30", Some(1_352_195_599_958)),
            ("2012-11-06T09:53:19Z", Some(1_352_195_599_000)),
            ("2012-11-06", Some(1_352_203_200_000)),
            ("2012-11", Some(1_351_771_200_000)),
            ("2012", Some(1_325_419_200_000)),
            ("2012-11-06T09:53:19", None),
            ("2012-13-06", None),
            ("2012-02-30", None),
            ("2012-11-06-01", None),
            ("06/11/2012", None),
            ("12-11-06", None),
            ("+012-11", None),
            ("today", None),
            ("T", None),
            ("\\u0967-01", None),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text).ok(), expected.map(|at| Some(Millis(at))), "{text}");
        }
        assert_eq!(read(""), Ok(None));
        assert_eq!(read("today").unwrap_err().path(), "X.when");
    }

    #[test]
    fn a_period_without_an_end_is_never_over() {
        let json = r#"{"a":{"start":"2020"},"b":{"end":"2020-01-01T00:00:00Z"}}"#;
        let (a, b) =
            at("X", json, |at| (Period::of(&at, "a").unwrap(), Period::of(&at, "b").unwrap()));
        assert!(!a.is_over(Millis(i64::MAX)));
        assert!(b.is_over(Millis(1_600_000_000_000)) && !b.is_over(Millis(0)));
    }
}
