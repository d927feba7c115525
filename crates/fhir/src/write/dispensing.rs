//! `MedicationDispense`.

use super::{
    build::{list, moment, object, reference, text, urn},
    concept::keyed_by,
    extension,
    quantity::quantity,
};
use crate::json::Node;
use domain::{
    clinical::{Collector, Dispensing, Handover},
    id::RecordId,
};
use uuid::Uuid;

/// What was handed out; `performers` refer to who did.
pub(super) fn dispensing(
    id: RecordId,
    subject: Uuid,
    it: &Dispensing,
    performers: impl Iterator<Item = Node>,
) -> Node {
    let extensions = it.agreed.iter().map(extension::agreed);
    let extensions = extensions.chain(it.identity.as_ref().map(extension::identity));
    let performers = performers.map(|actor| object([("actor", Some(actor))]));
    let substituted = it.substituted;
    let substitution = substituted.map(|was| object([("wasSubstituted", Some(Node::Bool(was)))]));
    object([
        ("resourceType", text("MedicationDispense")),
        ("id", text(id.to_string())),
        ("extension", list(extensions)),
        ("status", text(status(it.handover))),
        ("medicationCodeableConcept", Some(keyed_by(it.code.as_deref().into_iter(), &it.medicine))),
        ("subject", Some(reference(subject))),
        ("performer", list(performers)),
        ("authorizingPrescription", list(prescription(it))),
        ("quantity", it.amount.as_ref().map(quantity)),
        ("daysSupply", it.supply.as_ref().map(quantity)),
        ("whenHandedOver", moment(it.handed_over_at)),
        ("receiver", list(it.collector.as_ref().map(|who| receiver(who, subject)))),
        ("substitution", substitution),
    ])
}

const fn status(handover: Handover) -> &'static str {
    match handover {
        Handover::Completed => "completed",
        Handover::EnteredInError => "entered-in-error",
    }
}

/// The prescription's record; else its name where it comes from, which is an address or an identifier.
fn prescription(it: &Dispensing) -> Option<Node> {
    let kind = || ("type", text("MedicationRequest"));
    if let Some(record) = it.prescription {
        return Some(object([("reference", text(urn(record.0))), kind()]));
    }
    let source = it.source.as_deref()?;
    let mut parts =
        source.strip_prefix("MedicationRequest|").into_iter().flat_map(|rest| rest.splitn(2, '|'));
    Some(match (parts.next(), parts.next()) {
        (Some(system), Some(value)) => {
            let identifier = object([("system", text(system)), ("value", text(value))]);
            object([("identifier", Some(identifier)), kind()])
        }
        _ => object([("reference", text(source)), kind()]),
    })
}

fn receiver(who: &Collector, subject: Uuid) -> Node {
    match who {
        Collector::Patient => {
            object([("reference", text(urn(subject))), ("type", text("Patient"))])
        }
        Collector::Named(name) => object([("display", text(name))]),
    }
}
