//! What a prescription allows, as tables.

mod amounts;
mod controlled;
mod exceeding;
mod repeats;
mod validity;

use super::{Allowance, Amount, Fill, Holds, Left};
use crate::{
    Millis,
    clinical::{Decimal, Dispense, Prescription, Quantity, Status},
};
use jiff::tz::TimeZone;

const DAY: i64 = 86_400_000;

/// How much, none for a whole fill, on which day.
type Taken<'a> = &'a [(Option<&'a str>, i64)];

fn quantity(value: &str, unit: &str) -> Option<Quantity> {
    let value = Decimal::try_from(value.to_owned()).ok()?;
    Some(Quantity { value, comparator: None, unit: Some(unit.to_owned()), unit_code: None })
}

fn amount(text: &str) -> Option<Amount> {
    Amount::parse(text).ok()
}

/// Sixty tablets, twice again, with thirty days between.
fn sixty() -> Dispense {
    Dispense {
        quantity: quantity("60", "tablet"),
        repeats: 2,
        interval: quantity("30", "days"),
        ..Dispense::default()
    }
}

fn allowing(dispense: Dispense) -> Allowance {
    Allowance { holds: Holds::Yes, dispense }
}

/// The fills of what was taken.
fn fills(of: Taken<'_>) -> Vec<Fill> {
    let fill = |(text, day): &(Option<&str>, i64)| Fill {
        amount: text.and_then(amount),
        at: Millis(day * DAY),
    };
    of.iter().map(fill).collect()
}

/// What is left on such a day in Greenwich.
fn left(allowance: &Allowance, ledger: &[Fill], day: i64) -> Left {
    allowance.left(ledger, Millis(day * DAY), &TimeZone::UTC)
}

fn now(most: Option<&str>, fills_after: u32) -> Left {
    Left::Now { most: most.and_then(amount), fills_after }
}

fn prescription(dispense: Option<Dispense>) -> Prescription {
    Prescription {
        medicine: "Metformin".into(),
        code: Some("http://snomed.info/sct|109081006".into()),
        other_codes: vec!["https://clinic.example/medicines|MET500".into()],
        schedule: None,
        group: None,
        status: Status::Final,
        fhir_status: "active".into(),
        authored_at: None,
        prescriber: None,
        dosage: vec![],
        dispense,
        reasons: vec![],
        notes: vec![],
        substitution: None,
    }
}
