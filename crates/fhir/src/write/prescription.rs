//! `MedicationRequest`.

use super::{
    build::{list, moment, notes, object, reference, text, whole},
    concept::{keyed, worded},
    quantity::quantity,
    value::period,
};
use crate::json::Node;
use domain::{
    clinical::{Dispense, Prescription},
    id::RecordId,
};
use uuid::Uuid;

/// A prescription; `prescriber` refers to who wrote it.
pub(super) fn prescription(
    id: RecordId,
    subject: Uuid,
    it: &Prescription,
    prescriber: Option<Node>,
) -> Node {
    let dosage = (1_i64..).zip(&it.dosage);
    let dosage = dosage
        .map(|(place, line)| object([("sequence", Some(whole(place))), ("text", text(line))]));
    let substitution =
        it.substitution.map(|may| object([("allowedBoolean", Some(Node::Bool(may)))]));
    object([
        ("resourceType", text("MedicationRequest")),
        ("id", text(id.to_string())),
        ("status", text(&it.fhir_status)),
        ("intent", text("order")),
        ("medicationCodeableConcept", Some(keyed(it.code.as_deref(), &it.medicine))),
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
    ])
}
