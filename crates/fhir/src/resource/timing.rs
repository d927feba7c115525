//! `Timing`: when to take a medicine, in plain English words.

use super::dosage::amount;
use crate::{
    datatype::{concept::Concept, moment, quantity},
    fault::Fault,
    json::At,
};

/// The words of a timing, in the order they are said.
pub(crate) fn words(at: &At<'_>) -> Result<Vec<String>, Fault> {
    let mut words = Vec::new();
    let repeat = at.get("repeat")?;
    let often = repeat.as_ref().map(frequency).transpose()?.flatten();
    match (often, Concept::of(at, "code")?) {
        (Some(often), _) => words.push(often),
        (None, Some(code)) => words.extend(code_words(&code)),
        (None, None) => {}
    }
    if let Some(repeat) = repeat {
        words.extend(
            joined(&repeat, "when", "", |code| when_words(code).map(ToOwned::to_owned))?.map(
                |when| match offset(&repeat) {
                    Ok(Some(offset)) => format!("{offset} {when}"),
                    _ => when,
                },
            ),
        );
        words.extend(joined(&repeat, "timeOfDay", "at ", |time| {
            time.get(..5).map(ToOwned::to_owned)
        })?);
        words.extend(joined(&repeat, "dayOfWeek", "on ", |day| {
            day_name(day).map(ToOwned::to_owned)
        })?);
        words.extend(bounds(&repeat)?);
        words.extend(repeat.whole("count")?.map(|count| format!("{count} times in all")));
    }
    Ok(words)
}

/// `twice a day`, `every 4 to 6 hours`, `once every 2 weeks`.
fn frequency(at: &At<'_>) -> Result<Option<String>, Fault> {
    let Some(unit) = at.text("periodUnit")?.and_then(unit_name) else { return Ok(None) };
    let period = at.decimal("period")?.map_or_else(|| "1".to_owned(), |period| period.to_string());
    let longest = at.decimal("periodMax")?.map(|period| period.to_string());
    let often = at.whole("frequency")?.unwrap_or(1);
    let times = match (often, at.whole("frequencyMax")?) {
        (low, Some(high)) => format!("{low} to {high} times"),
        (1, None) => "once".to_owned(),
        (2, None) => "twice".to_owned(),
        (count, None) => format!("{count} times"),
    };
    Ok(Some(match (period.as_str(), longest, times.as_str()) {
        ("1", None, times) => format!("{times} {} {unit}", if unit == "hour" { "an" } else { "a" }),
        (period, None, "once") => format!("every {period} {unit}s"),
        (period, None, times) => format!("{times} every {period} {unit}s"),
        (period, Some(longest), "once") => format!("every {period} to {longest} {unit}s"),
        (period, Some(longest), times) => format!("{times} every {period} to {longest} {unit}s"),
    }))
}

fn bounds(at: &At<'_>) -> Result<Option<String>, Fault> {
    if let Some(duration) = quantity::of(at, "boundsDuration")? {
        return Ok(Some(format!("for {}", lasting(&duration))));
    }
    if let Some(range) = at.get("boundsRange")? {
        return Ok(match quantity::range(&range)? {
            (Some(low), Some(high)) => Some(format!("for {} to {}", low.value, lasting(&high))),
            (Some(low), None) => Some(format!("for at least {}", lasting(&low))),
            (None, Some(high)) => Some(format!("for up to {}", lasting(&high))),
            (None, None) => None,
        });
    }
    let Some(period) = at.get("boundsPeriod")? else { return Ok(None) };
    let day =
        |name| Ok(moment::written(&period, name)?.map(|text| text.chars().take(10).collect()));
    let (start, end): (Option<String>, Option<String>) = (day("start")?, day("end")?);
    Ok(match (start, end) {
        (Some(start), Some(end)) => Some(format!("from {start} until {end}")),
        (Some(start), None) => Some(format!("from {start}")),
        (None, Some(end)) => Some(format!("until {end}")),
        (None, None) => None,
    })
}

/// A span of time, its UCUM unit said as a word.
fn lasting(span: &domain::clinical::Quantity) -> String {
    let unit = span.unit_code.as_deref().and_then(unit_name);
    match (unit, span.value.to_string().as_str()) {
        (Some(unit), "1") => format!("1 {unit}"),
        (Some(unit), count) => format!("{count} {unit}s"),
        (None, _) => amount(span),
    }
}

/// The items of a list, said with `and` between; those that have no words are left out.
fn joined(
    at: &At<'_>,
    name: &'static str,
    before: &str,
    say: impl Fn(&str) -> Option<String>,
) -> Result<Option<String>, Fault> {
    let mut said = Vec::new();
    for item in at.list(name)? {
        said.extend(say(item.as_text()?));
    }
    Ok(Some(said.join(" and "))
        .filter(|said| !said.is_empty())
        .map(|said| format!("{before}{said}")))
}

fn offset(at: &At<'_>) -> Result<Option<String>, Fault> {
    Ok(at.whole("offset")?.filter(|minutes| *minutes > 0).map(|minutes| {
        match (minutes, minutes % 60) {
            (60, _) => "1 hour".to_owned(),
            (minutes, 0) => format!("{} hours", minutes / 60),
            (minutes, _) => format!("{minutes} minutes"),
        }
    }))
}

/// The words of a code of `GTSAbbreviation` that prescribers use; else its own name.
fn code_words(code: &Concept) -> Option<String> {
    let known = code.codes().find_map(|code| match code {
        "QD" | "OD" => Some("once a day"),
        "BID" | "BD" => Some("twice a day"),
        "TID" | "TDS" => Some("3 times a day"),
        "QID" | "QDS" => Some("4 times a day"),
        "AM" => Some("every morning"),
        "PM" => Some("every afternoon"),
        "BED" | "HS" => Some("at bedtime"),
        "QOD" => Some("every other day"),
        "WK" => Some("once a week"),
        "MO" => Some("once a month"),
        "Q1H" => Some("every hour"),
        "Q2H" => Some("every 2 hours"),
        "Q3H" => Some("every 3 hours"),
        "Q4H" => Some("every 4 hours"),
        "Q6H" => Some("every 6 hours"),
        "Q8H" => Some("every 8 hours"),
        "STAT" => Some("at once"),
        _ => None,
    });
    known.map(ToOwned::to_owned).or_else(|| code.name())
}

/// The words of a code of `EventTiming`.
fn when_words(code: &str) -> Option<&'static str> {
    match code {
        "MORN" | "MORN.early" | "MORN.late" => Some("in the morning"),
        "NOON" => Some("at noon"),
        "AFT" | "AFT.early" | "AFT.late" => Some("in the afternoon"),
        "EVE" | "EVE.early" | "EVE.late" => Some("in the evening"),
        "NIGHT" => Some("at night"),
        "HS" => Some("before sleep"),
        "WAKE" => Some("after waking up"),
        "C" => Some("with food"),
        "CM" => Some("with breakfast"),
        "CD" => Some("with lunch"),
        "CV" => Some("with dinner"),
        "AC" => Some("before food"),
        "ACM" => Some("before breakfast"),
        "ACD" => Some("before lunch"),
        "ACV" => Some("before dinner"),
        "PC" => Some("after food"),
        "PCM" => Some("after breakfast"),
        "PCD" => Some("after lunch"),
        "PCV" => Some("after dinner"),
        _ => None,
    }
}

fn unit_name(code: &str) -> Option<&'static str> {
    match code {
        "s" => Some("second"),
        "min" => Some("minute"),
        "h" => Some("hour"),
        "d" => Some("day"),
        "wk" => Some("week"),
        "mo" => Some("month"),
        "a" => Some("year"),
        _ => None,
    }
}

fn day_name(code: &str) -> Option<&'static str> {
    match code {
        "mon" => Some("Monday"),
        "tue" => Some("Tuesday"),
        "wed" => Some("Wednesday"),
        "thu" => Some("Thursday"),
        "fri" => Some("Friday"),
        "sat" => Some("Saturday"),
        "sun" => Some("Sunday"),
        _ => None,
    }
}
