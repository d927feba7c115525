//! `MedicationRequest`.

use super::{
    build::{list, moment, notes, object, reference, text, whole},
    concept::{keyed_by, worded},
    extension,
    quantity::quantity,
    value::period,
};
use crate::{COLLECTOR, NUMBER, SCHEDULE, json::Node};
use domain::{
    clinical::{Dispense, FirstFill, Prescription},
    id::RecordId,
};
use uuid::Uuid;

/// What a prescription is at a pharmacy's counter.
#[derive(Clone, Copy, Default)]
pub struct Counter<'a> {
    /// The number by which it is asked for.
    pub number: Option<&'a str>,
    /// Who may collect it, by what the writer called them.
    pub collectors: &'a [Uuid],
}

/// A prescription; `prescriber` refers to who wrote it.
pub(super) fn prescription(
    id: RecordId,
    subject: Uuid,
    it: &Prescription,
    prescriber: Option<Node>,
    counter: Counter<'_>,
) -> Node {
    let dosage = (1_i64..).zip(&it.dosage);
    let dosage = dosage
        .map(|(place, line)| object([("sequence", Some(whole(place))), ("text", text(line))]));
    let substitution =
        it.substitution.map(|may| object([("allowedBoolean", Some(Node::Bool(may)))]));
    let schedule = it.schedule.as_deref().map(|schedule| extension::code(SCHEDULE, schedule));
    let number = counter.number.map(|number| extension::worded(NUMBER, number));
    let collectors = counter.collectors.iter().map(|id| extension::referring(COLLECTOR, *id));
    let group = it.group.as_deref().and_then(|group| group.split_once('|'));
    let group =
        group.map(|(system, value)| object([("system", text(system)), ("value", text(value))]));
    object([
        ("resourceType", text("MedicationRequest")),
        ("id", text(id.to_string())),
        ("extension", list(schedule.into_iter().chain(number).chain(collectors))),
        ("groupIdentifier", group),
        ("status", text(&it.fhir_status)),
        ("intent", text("order")),
        ("medicationCodeableConcept", Some(keyed_by(it.codes(), &it.medicine))),
        ("subject", Some(reference(subject))),
        ("authoredOn", moment(it.authored_at)),
        ("requester", prescriber),
        ("reasonCode", list(it.reasons.iter().map(|reason| worded(reason)))),
        ("note", notes(&it.notes)),
        ("dosageInstruction", list(dosage)),
        ("dispenseRequest", it.dispense.as_ref().map(dispense)),
        ("substitution", substitution),
    ])
}

fn dispense(it: &Dispense) -> Node {
    let (from, until) = (it.valid_from.as_deref(), it.valid_until.as_deref());
    let holds = (from.is_some() || until.is_some()).then(|| period(from, until));
    object([
        ("validityPeriod", holds),
        ("numberOfRepeatsAllowed", Some(whole(it.repeats))),
        ("quantity", it.quantity.as_ref().map(quantity)),
        ("dispenseInterval", it.interval.as_ref().map(quantity)),
        ("expectedSupplyDuration", it.supply.as_ref().map(quantity)),
        ("initialFill", it.first.as_ref().map(first_fill)),
    ])
}

fn first_fill(it: &FirstFill) -> Node {
    object([
        ("quantity", it.quantity.as_ref().map(quantity)),
        ("duration", it.supply.as_ref().map(quantity)),
    ])
}
