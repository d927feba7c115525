//! Values of every kind, in words and numbers.

use crate::desk::Desk;
use leptos::prelude::*;
use portal::domain::clinical::{Absent, Quantity, Value};

/// A unit longer than this may stand below its number.
const SHORT: usize = 8;

/// A value, or why there is none.
pub(crate) fn shown(desk: &Desk, value: &Result<Value, Absent>) -> AnyView {
    match value {
        Ok(Value::Quantity(quantity)) if sign(quantity).is_none() => {
            let number = quantity.value.to_string();
            let unit = quantity.unit.clone().filter(|unit| !unit.is_empty());
            let is_short = unit.as_ref().is_none_or(|unit| unit.chars().count() <= SHORT);
            let class = if is_short { "value" } else { "value value-text" };
            view! {
                <span class=class>
                    {number}{unit.map(|unit| view! { " "<span class="unit">{unit}</span> })}
                </span>
            }
            .into_any()
        }
        Ok(value) => worded(text(desk, value)),
        Err(absent) => worded(absence(desk, absent)),
    }
}

/// A value in words.
pub(crate) fn worded(text: String) -> AnyView {
    view! { <span class="value value-text">{text}</span> }.into_any()
}

/// An amount in words, such as `less than 0.5 mg/dL`.
pub(crate) fn quantity(desk: &Desk, quantity: &Quantity) -> String {
    let plain = plain(quantity);
    match sign(quantity) {
        Some(key) => desk.words.tell(key, [("value", plain.into())]),
        None => plain,
    }
}

fn text(desk: &Desk, value: &Value) -> String {
    let words = desk.words;
    match value {
        Value::Quantity(amount) => quantity(desk, amount),
        Value::Text(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Boolean(true) => words.say("lab-result-yes"),
        Value::Boolean(false) => words.say("lab-result-no"),
        Value::Range(low, high) => range(desk, low.as_ref(), high.as_ref()),
        Value::Ratio(above, below) => {
            let values = [("above", plain(above).into()), ("below", plain(below).into())];
            words.tell("value-ratio", values)
        }
        Value::Time(time) => desk.dates.of_fhir(time),
        Value::Period(from, to) => period(desk, from.as_deref(), to.as_deref()),
        Value::Samples(count) => words.tell("value-samples", [("count", (*count).into())]),
    }
}

fn range(desk: &Desk, low: Option<&Quantity>, high: Option<&Quantity>) -> String {
    let words = desk.words;
    match (low, high) {
        (Some(low), Some(high)) => {
            let values = [("low", plain(low).into()), ("high", plain(high).into())];
            words.tell("value-range", values)
        }
        (Some(low), None) => words.tell("value-at-least", [("value", plain(low).into())]),
        (None, Some(high)) => words.tell("value-at-most", [("value", plain(high).into())]),
        (None, None) => words.say("lab-result-none"),
    }
}

fn period(desk: &Desk, from: Option<&str>, to: Option<&str>) -> String {
    let (words, dates) = (desk.words, &desk.dates);
    match (from, to) {
        (Some(from), Some(to)) => {
            let values = [("low", dates.of_fhir(from).into()), ("high", dates.of_fhir(to).into())];
            words.tell("value-range", values)
        }
        (Some(from), None) => words.tell("value-since", [("time", dates.of_fhir(from).into())]),
        (None, Some(to)) => words.tell("value-until", [("time", dates.of_fhir(to).into())]),
        (None, None) => words.say("lab-result-none"),
    }
}

fn absence(desk: &Desk, absent: &Absent) -> String {
    match &absent.reason {
        Some(why) => desk.words.tell("lab-result-none-why", [("why", why.as_str().into())]),
        None => desk.words.say("lab-result-none"),
    }
}

/// The number with its unit, not to be parted at the end of a line.
pub(crate) fn plain(quantity: &Quantity) -> String {
    match quantity.unit.as_deref().filter(|unit| !unit.is_empty()) {
        Some(unit) => format!("{}\u{a0}{unit}", quantity.value),
        None => quantity.value.to_string(),
    }
}

/// The words of an amount that is only bounded.
fn sign(quantity: &Quantity) -> Option<&'static str> {
    match quantity.comparator.as_deref()? {
        "<" => Some("value-less"),
        "<=" => Some("value-at-most"),
        ">" => Some("value-more"),
        ">=" => Some("value-at-least"),
        _ => None,
    }
}
