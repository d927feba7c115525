//! `Patient`.

use super::{
    build::{list, object, text, whole},
    concept::coded,
    own::Own,
};
use crate::json::Node;
use domain::{id::PatientId, person::Person};

/// HL7 v2 table 0203, identifier type.
pub(super) const IDENTIFIERS: &str = "http://terminology.hl7.org/CodeSystem/v2-0203";
/// Tags of languages (BCP 47).
const LANGUAGES: &str = "urn:ietf:bcp:47";

/// A patient's personal details, and what they set for themselves where they may read it.
pub(super) fn patient(id: PatientId, it: &Person, own: Option<&Own<'_>>) -> Node {
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
    // What they chose here goes before what their clinic knows.
    let chosen = own.and_then(|own| own.settings.language).or(it.language);
    let other = it.language.filter(|other| Some(*other) != chosen);
    let languages = chosen.map(|it| (it, true)).into_iter().chain(other.map(|it| (it, false)));
    let languages = languages.map(|(language, is_preferred)| {
        let language = coded(LANGUAGES, language.tag());
        object([("language", Some(language)), ("preferred", Some(Node::Bool(is_preferred)))])
    });
    object([
        ("resourceType", text("Patient")),
        ("id", text(id.to_string())),
        ("extension", list(own.into_iter().flat_map(Own::extensions))),
        ("identifier", list(number)),
        ("name", list([name])),
        ("telecom", list(points)),
        ("birthDate", it.birth_date.as_ref().and_then(text)),
        ("communication", list(languages)),
    ])
}

/// An identifier of a type.
pub(super) fn identifier(kind: &str, value: &str) -> Node {
    object([("type", Some(coded(IDENTIFIERS, kind))), ("value", text(value))])
}
