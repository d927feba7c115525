//! `RelatedPerson`: who acts for the patient, for whom they act, and who collects for them.

use super::{
    build::{list, moment, object, reference, text},
    concept::{coded, worded},
};
use crate::json::Node;
use domain::{Millis, day::Day};
use uuid::Uuid;

/// What somebody is to somebody.
const ROLES: &str = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";

/// Somebody who has to do with the patient. The portal tells their name, and nothing else of them.
#[derive(Clone, Copy, Debug)]
pub struct Related<'a> {
    /// What they are called.
    pub name: &'a str,
    /// What they have to do with the patient.
    pub tie: Tie,
}

/// What somebody has to do with the patient.
#[derive(Clone, Copy, Debug)]
pub enum Tie {
    /// They act for them, until then.
    Guardian(Millis),
    /// They are acted for by them, until then.
    Ward(Millis),
    /// They may collect a prescription, on this day.
    Collector(Day),
}

/// Somebody who has to do with the patient.
pub(super) fn related(id: Uuid, subject: Uuid, it: &Related<'_>) -> Node {
    let name = object([("text", text(it.name))]);
    let (relationship, start, end) = match it.tie {
        Tie::Guardian(until) => (coded(ROLES, "GUARD"), None, moment(Some(until))),
        Tie::Ward(until) => (worded("ward"), None, moment(Some(until))),
        Tie::Collector(day) => (worded("collector"), text(day.to_string()), text(day.to_string())),
    };
    object([
        ("resourceType", text("RelatedPerson")),
        ("id", text(id.to_string())),
        ("patient", Some(reference(subject))),
        ("relationship", list([relationship])),
        ("name", list([name])),
        ("period", Some(object([("start", start), ("end", end)]))),
    ])
}
