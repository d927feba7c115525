//! `AuditEvent`: who did what with the record.

use super::{
    build::{list, moment, object, reference, text},
    concept::coding,
};
use crate::json::Node;
use domain::{
    Millis,
    audit::{Event, Group},
    id::{EventId, RecordId},
};
use uuid::Uuid;

/// The codes of DICOM, of which R4 takes what an event is.
const DICOM: &str = "http://dicom.nema.org/resources/ontology/DCM";

/// One line of the access history.
#[derive(Clone, Copy, Debug)]
pub struct Access<'a> {
    /// Its name.
    pub id: EventId,
    /// When.
    pub at: Millis,
    /// What happened.
    pub event: Event,
    /// Who did it, where that was not the patient.
    pub by: Option<&'a str>,
    /// With which record of the bundle.
    pub record: Option<RecordId>,
    /// A word more.
    pub detail: Option<&'a str>,
}

/// A line; none where its moment is in no calendar.
pub(super) fn access(subject: Uuid, clinic: &str, it: &Access<'_>) -> Option<Node> {
    let recorded = moment(Some(it.at))?;
    let who = match it.by {
        None => reference(subject),
        Some(name) => object([("display", text(name))]),
    };
    let agent = object([("who", Some(who)), ("requestor", Some(Node::Bool(true)))]);
    let entity = it.record.map(|record| object([("what", Some(reference(record.0)))]));
    let observer = object([("display", text(clinic))]);
    Some(object([
        ("resourceType", text("AuditEvent")),
        ("id", text(it.id.to_string())),
        ("type", Some(coding(DICOM, kind(it.event)))),
        ("subtype", list([object([("code", text(it.event.name()))])])),
        ("recorded", Some(recorded)),
        ("outcomeDesc", it.detail.and_then(text)),
        ("agent", list([agent])),
        ("source", Some(object([("observer", Some(observer))]))),
        ("entity", list(entity)),
    ]))
}

/// Patient record, user authentication, or what else a program does.
const fn kind(event: Event) -> &'static str {
    match event.group() {
        Group::Records => "110110",
        Group::Codes | Group::SignIn => "110114",
        _ => "110100",
    }
}
