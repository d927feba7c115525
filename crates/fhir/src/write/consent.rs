//! `Consent`: a notice on personal data that the patient accepted.

use super::{
    build::{list, moment, object, reference, text},
    concept::{coded, worded},
};
use crate::json::Node;
use domain::{Language, Millis};
use uuid::Uuid;

/// What a consent is about.
const SCOPES: &str = "http://terminology.hl7.org/CodeSystem/consentscope";
/// What kind of consent it is.
const CATEGORIES: &str = "http://terminology.hl7.org/CodeSystem/consentcategorycodes";

/// A notice that the patient accepted.
#[derive(Clone, Copy, Debug)]
pub struct Consent<'a> {
    /// Which version.
    pub version: &'a str,
    /// In which language they had read it.
    pub language: Language,
    /// When they accepted it.
    pub at: Millis,
    /// Whether it is the one in force.
    pub is_in_force: bool,
}

/// A notice. What it says is the clinic's own policy, which R4 wants named (ppc-1), and the language is that of the text.
pub(super) fn consent(id: Uuid, subject: Uuid, clinic: &str, it: &Consent<'_>) -> Node {
    let title = format!("Notice on personal data, version {}", it.version);
    let source = object([("language", text(it.language.tag())), ("title", text(&title))]);
    let organization = object([("display", text(clinic))]);
    object([
        ("resourceType", text("Consent")),
        ("id", text(id.to_string())),
        ("status", text(if it.is_in_force { "active" } else { "inactive" })),
        ("scope", Some(coded(SCOPES, "patient-privacy"))),
        ("category", list([coded(CATEGORIES, "npp")])),
        ("patient", Some(reference(subject))),
        ("dateTime", moment(Some(it.at))),
        ("performer", list([reference(subject)])),
        ("organization", list([organization])),
        ("sourceAttachment", Some(source)),
        ("policyRule", Some(worded(&title))),
    ])
}
