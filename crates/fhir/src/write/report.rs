//! `DiagnosticReport`.

use super::{
    build::{list, moment, object, reference, text},
    concept::{coded, worded},
    observation::status,
    patient::identifier,
};
use crate::json::Node;
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    clinical::{Document, Report, Status},
    id::RecordId,
};
use uuid::Uuid;

/// HL7 v2 table 0074, diagnostic service section.
const SECTIONS: &str = "http://terminology.hl7.org/CodeSystem/v2-0074";
/// The name of the request within its report.
const REQUEST: &str = "request";

/// A report with what belongs to it.
pub(super) struct Whole<'a> {
    pub id: RecordId,
    pub subject: Uuid,
    pub status: Status,
    pub report: &'a Report,
    /// Those of its results that are in the bundle.
    pub results: &'a [RecordId],
    pub documents: &'a [Document],
    /// Refers to the laboratory.
    pub laboratory: Option<Node>,
    /// Refer to those who answer for it.
    pub signed_by: Vec<Node>,
}

/// A report.
pub(super) fn report(it: Whole<'_>) -> Node {
    let Report { title, number, asked_by, collected_at, issued_at, conclusion, .. } = it.report;
    let request = asked_by.as_deref().map(|who| request(it.subject, who));
    let based_on = request.as_ref().map(|_| object([("reference", text(format!("#{REQUEST}")))]));
    object([
        ("resourceType", text("DiagnosticReport")),
        ("id", text(it.id.to_string())),
        ("contained", list(request)),
        ("identifier", list(number.as_deref().map(|number| identifier("FILL", number)))),
        ("basedOn", list(based_on)),
        ("status", text(status(it.status))),
        ("category", list([coded(SECTIONS, "LAB")])),
        ("code", Some(worded(title))),
        ("subject", Some(reference(it.subject))),
        ("effectiveDateTime", moment(*collected_at)),
        ("issued", moment(*issued_at)),
        ("performer", list(it.laboratory)),
        ("resultsInterpreter", list(it.signed_by)),
        ("result", list(it.results.iter().map(|result| reference(result.0)))),
        ("conclusion", conclusion.as_ref().and_then(text)),
        ("presentedForm", list(it.documents.iter().map(form))),
    ])
}

/// What the report answers: the portal knows of it only who signed it.
fn request(subject: Uuid, who: &str) -> Node {
    object([
        ("resourceType", text("ServiceRequest")),
        ("id", text(REQUEST)),
        ("status", text("unknown")),
        ("intent", text("order")),
        ("subject", Some(reference(subject))),
        ("requester", Some(object([("display", text(who))]))),
    ])
}

fn form(it: &Document) -> Node {
    object([
        ("contentType", text(&it.media_type)),
        ("data", text(STANDARD.encode(&it.bytes))),
        ("title", text(&it.title)),
    ])
}
