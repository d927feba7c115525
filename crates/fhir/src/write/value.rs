//! `value[x]`: a result of any kind.

use super::{
    build::{object, text, whole},
    concept::worded,
    quantity::{quantity, range, ratio},
};
use crate::json::Node;
use domain::clinical::{Absent, Value};

/// The element of a value, or of the reason why there is none; nothing where no reason was given.
pub(super) fn value(value: &Result<Value, Absent>) -> Option<(&'static str, Node)> {
    match value {
        Ok(value) => of(value),
        Err(Absent { reason }) => {
            reason.as_deref().map(|reason| ("dataAbsentReason", worded(reason)))
        }
    }
}

fn of(value: &Value) -> Option<(&'static str, Node)> {
    Some(match value {
        Value::Quantity(amount) => ("valueQuantity", quantity(amount)),
        Value::Text(words) => ("valueString", text(words)?),
        Value::Integer(number) => ("valueInteger", whole(*number)),
        Value::Boolean(truth) => ("valueBoolean", Node::Bool(*truth)),
        Value::Range(low, high) => ("valueRange", range(low.as_ref(), high.as_ref())),
        Value::Ratio(above, below) => ("valueRatio", ratio(above, below)),
        Value::Time(time) => (time_or_date(time), text(time)?),
        Value::Period(from, to) => ("valuePeriod", period(from.as_deref(), to.as_deref())),
        // The samples themselves were never kept, and to make some up would be worse than to say so.
        Value::Samples(count) => {
            ("dataAbsentReason", worded(&format!("{count} samples, which were not kept")))
        }
    })
}

/// A time of day has no day before it.
fn time_or_date(time: &str) -> &'static str {
    match time.as_bytes().get(2) {
        Some(b':') => "valueTime",
        _ => "valueDateTime",
    }
}

/// From a moment, to a moment.
pub(super) fn period(from: Option<&str>, to: Option<&str>) -> Node {
    object([("start", from.and_then(text)), ("end", to.and_then(text))])
}
