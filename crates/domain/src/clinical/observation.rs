//! One result of a report.

use super::{flag::Flag, quantity::Quantity, report::Status};
use crate::Millis;
use serde::{Deserialize, Serialize};

/// What was measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Analyte {
    /// The code system and code by which results of the same analyte are found, `system|code`, LOINC's first;
    /// the lower-cased name where there is no code.
    pub key: String,
    /// The name as it is to be shown.
    pub name: String,
}

/// One result (FHIR R4 `Observation`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// What was measured.
    pub analyte: Analyte,
    /// How far the result is settled.
    pub status: Status,
    /// When the specimen was taken or the person measured.
    pub effective_at: Option<Millis>,
    /// The value, or why there is none.
    pub value: Result<Value, Absent>,
    /// What is usual.
    pub ranges: Vec<Range>,
    /// What the laboratory made of it.
    pub flags: Vec<Flag>,
    /// Remarks, in plain text.
    pub notes: Vec<String>,
    /// How it was measured.
    pub method: Option<String>,
    /// Values that belong together, such as systolic and diastolic pressure.
    pub components: Vec<Component>,
    /// The keys of the results this one gathers (a panel), in order.
    pub members: Vec<String>,
}

/// One of the values of a result that has several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Component {
    /// What was measured.
    pub analyte: Analyte,
    /// The value, or why there is none.
    pub value: Result<Value, Absent>,
    /// What is usual.
    pub ranges: Vec<Range>,
    /// What the laboratory made of it.
    pub flags: Vec<Flag>,
}

/// A value of any kind (FHIR R4 `Observation.value[x]`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// An amount.
    Quantity(Quantity),
    /// A coded answer or free text, as it is to be shown.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
    /// From an amount, to an amount.
    Range(Option<Quantity>, Option<Quantity>),
    /// An amount to an amount.
    Ratio(Quantity, Quantity),
    /// A date or a time, as FHIR writes it.
    Time(String),
    /// From a moment, to a moment, as FHIR writes them.
    Period(Option<String>, Option<String>),
    /// Sampled data, of which only the number of samples is shown.
    Samples(usize),
}

/// Why there is no value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absent {
    /// The reason as it was given, such as `Specimen unsatisfactory`; none where none was.
    pub reason: Option<String>,
}

/// What is usual for a result (FHIR R4 `Observation.referenceRange`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// From this amount.
    pub low: Option<Quantity>,
    /// To this amount.
    pub high: Option<Quantity>,
    /// In words, where the laboratory gives it in words.
    pub text: Option<String>,
    /// For whom it is usual, such as `Women`.
    pub applies_to: Option<String>,
}
