//! `Patient`.

use super::{
    build::{list, object, text, whole},
    concept::coded,
};
use crate::json::Node;
use domain::{id::PatientId, person::Person};

/// HL7 v2 table 0203, identifier type.
pub(super) const IDENTIFIERS: &str = "http://terminology.hl7.org/CodeSystem/v2-0203";
/// Tags of languages (BCP 47).
const LANGUAGES: &str = "urn:ietf:bcp:47";

/// A patient's personal details.
pub(super) fn patient(id: PatientId, it: &Person) -> Node {
    let name = object([
        ("use", text("official")),
        ("text", text(&it.name)),
        ("given", list(text(&it.given))),
    ]);
    let number = it.number.as_ref().map(|number| identifier("MR", number));
    let phones = it.phones.iter().map(|phone| ("phone", phone.e164()));
    let emails = it.emails.iter().map(|email| ("email", email.as_str()));
    let points = (1_i64..).zip(phones.chain(emails));
    let points = points.map(|(rank, (system, value))| {
        object([("system", text(system)), ("value", text(value)), ("rank", Some(whole(rank)))])
    });
    let language = it.language.map(|language| {
        let language = coded(LANGUAGES, language.tag());
        object([("language", Some(language)), ("preferred", Some(Node::Bool(true)))])
    });
    object([
        ("resourceType", text("Patient")),
        ("id", text(id.to_string())),
        ("identifier", list(number)),
        ("name", list([name])),
        ("telecom", list(points)),
        ("birthDate", it.birth_date.as_ref().and_then(text)),
        ("communication", list(language)),
    ])
}

/// An identifier of a type.
pub(super) fn identifier(kind: &str, value: &str) -> Node {
    object([("type", Some(coded(IDENTIFIERS, kind))), ("value", text(value))])
}
