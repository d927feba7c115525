//! `value[x]`: a result of any kind.

use crate::{
    datatype::{concept::Concept, moment, quantity, text::Cap},
    fault::Fault,
    json::At,
};
use domain::clinical::{Absent, Value};

/// Every type that FHIR R4 allows.
const TYPES: [&str; 11] = [
    "valueQuantity",
    "valueCodeableConcept",
    "valueString",
    "valueBoolean",
    "valueInteger",
    "valueRange",
    "valueRatio",
    "valueSampledData",
    "valueTime",
    "valueDateTime",
    "valuePeriod",
];

/// The value of a result or of a component, or why there is none.
pub(crate) fn read(at: &At<'_>) -> Result<Result<Value, Absent>, Fault> {
    if at.has_other("value", &TYPES)? {
        return Err(Fault::UnknownType { path: at.path_of("value[x]") });
    }
    let reason = Concept::of(at, "dataAbsentReason")?.and_then(|reason| reason.name());
    Ok(value(at)?.ok_or(Absent { reason }))
}

fn value(at: &At<'_>) -> Result<Option<Value>, Fault> {
    for name in TYPES {
        if let Some(found) = at.get(name)? {
            return of_type(at, name, &found);
        }
    }
    Ok(None)
}

fn of_type(parent: &At<'_>, name: &'static str, at: &At<'_>) -> Result<Option<Value>, Fault> {
    Ok(match name {
        "valueQuantity" => quantity::quantity(at)?.map(Value::Quantity),
        "valueCodeableConcept" => Concept::read(at)?.name().map(Value::Text),
        "valueString" => parent.clean(name, Cap::Remark)?.map(Value::Text),
        "valueBoolean" => parent.truth(name)?.map(Value::Boolean),
        "valueInteger" => parent.whole(name)?.map(Value::Integer),
        "valueRange" => match quantity::range(at)? {
            (None, None) => None,
            (low, high) => Some(Value::Range(low, high)),
        },
        "valueRatio" => quantity::ratio(at)?.map(|(top, bottom)| Value::Ratio(top, bottom)),
        "valueSampledData" => samples(at)?,
        "valueTime" => parent.text(name)?.map(|text| time(at, text)).transpose()?,
        "valueDateTime" => moment::written(parent, name)?.map(Value::Time),
        _ => match (moment::written(at, "start")?, moment::written(at, "end")?) {
            (None, None) => None,
            (start, end) => Some(Value::Period(start, end)),
        },
    })
}

fn samples(at: &At<'_>) -> Result<Option<Value>, Fault> {
    Ok(at.text("data")?.map(|data| Value::Samples(data.split_whitespace().count())))
}

fn time(at: &At<'_>, text: &str) -> Result<Value, Fault> {
    let valid = text.contains(':') && text.parse::<jiff::civil::Time>().is_ok();
    if valid {
        Ok(Value::Time(text.to_owned()))
    } else {
        Err(at.invalid("a time such as 10:30:00"))
    }
}
