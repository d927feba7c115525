//! From when until when a prescription may be dispensed by.

use crate::{Millis, clinical::Dispense};
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

/// The bounds of a prescription (FHIR R4 `Period`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    /// Its first moment; none where it always was valid.
    pub from: Option<Millis>,
    /// The first moment at which it is over; none where it never is.
    pub until: Option<Millis>,
}

impl Validity {
    /// The bounds of what may be dispensed. A day, a month or a year alone begins and ends when it does in `zone`; what is
    /// named as the end is within (FHIR R4 `Period.end`). What cannot be read is over, so that nothing is handed out by it.
    #[must_use]
    pub fn of(dispense: &Dispense, zone: &TimeZone) -> Self {
        let from = dispense.valid_from.as_deref().map(|text| span(text, zone));
        let until = dispense.valid_until.as_deref().map(|text| span(text, zone));
        match (from, until) {
            (Some(None), _) | (_, Some(None)) => Self { from: None, until: Some(Millis(i64::MIN)) },
            (from, until) => Self {
                from: from.flatten().map(|(begins, _)| begins),
                until: until.flatten().map(|(_, ends)| ends),
            },
        }
    }
}

/// The beginning and the end, which is outside, of what a FHIR `dateTime` names.
fn span(text: &str, zone: &TimeZone) -> Option<(Millis, Millis)> {
    if text.contains('T') {
        let at: Timestamp = text.parse().ok()?;
        // The second that is named is within; so is the millisecond, where it is named as finely.
        let lasts = if text.contains('.') { 1 } else { 1_000 };
        return Some((millis(at), Millis(millis(at).0.saturating_add(lasts))));
    }
    let parts: Vec<&str> = text.split('-').collect();
    let (first, next) = match parts.as_slice() {
        [year] => (format!("{year}-01-01"), 1.year()),
        [year, month] => (format!("{year}-{month}-01"), 1.month()),
        _ => (text.to_owned(), 1.day()),
    };
    let first: Date = first.parse().ok()?;
    // `9999-12-31` is how some programs write that there is no end.
    let next = first.checked_add(next).ok().and_then(|next| begins(next, zone));
    Some((begins(first, zone)?, next.unwrap_or(Millis(i64::MAX))))
}

/// The first moment of a day.
fn begins(day: Date, zone: &TimeZone) -> Option<Millis> {
    day.to_zoned(zone.clone()).ok().map(|at| millis(at.timestamp()))
}

/// The first moment of the day in which a moment falls; the moment itself where the calendar does not reach so far.
pub(super) fn day_of(at: Millis, zone: &TimeZone) -> Millis {
    let here = Timestamp::from_millisecond(at.0).map(|at| at.to_zoned(zone.clone()));
    let begun = here.and_then(|here| here.start_of_day());
    begun.map_or(at, |begun| millis(begun.timestamp()))
}

fn millis(at: Timestamp) -> Millis {
    Millis(at.as_millisecond())
}
