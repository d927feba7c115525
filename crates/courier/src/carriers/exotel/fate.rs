//! What Exotel's states of a text or a call say of its fate.
//!
//! Its pages on them differ (`developer.exotel.com/docs/sms-api/api-reference/status-codes`, `…/docs/sms-support/sms-
//! status-codes`, and the glossary of `support.exotel.com`; read in 2026): `sent` is the end in one and the last step
//! before it in another, and numbers were given anew. So a text is believed to be on the phone only when the state says
//! so or its detail does, and the numbers of all pages are known.

use crate::{Fate, Why};

/// What the numbers of a detailed state mean.
const MEANINGS: &[(u16, &str)] = &[
    (23_005, "the number is on the register of those who want no such texts"),
    (23_010, "the number is none"),
    (23_015, "the operator took the text for spam"),
    (23_020, "the number is on a list of the barred"),
    (23_030, "the carrier has no way to this number"),
    (23_035, "the phone cannot be reached"),
    (23_060, "the operator rejected it"),
    (23_072, "the sender is not registered"),
    (23_080, "DLT: the header is blocked"),
    (23_081, "DLT: the entity is not known or blocked"),
    (23_082, "DLT: the template is blocked or another"),
    (23_083, "DLT: scrubbing stopped the text"),
    (23_084, "DLT: the person's consent is missing"),
    (23_181, "DLT: the template's id is none"),
    (23_182, "DLT: the template is not known"),
    (23_183, "DLT: the template is not active"),
    (23_184, "DLT: the template is barred"),
    (23_185, "DLT: the text is not the registered one"),
    (23_186, "DLT: a variable is too long"),
    (23_281, "DLT: the entity is not known or blocked"),
    (24_010, "the carrier failed"),
    (24_105, "the phone did not take it"),
    (24_110, "the operator failed"),
    (24_120, "the operator could not find the phone"),
    (30_001, "DLT: the text is not the registered one"),
    (30_002, "DLT: the entity is not known or blocked"),
    (30_003, "the sender is not registered"),
    (30_004, "the number is on the register of those who want no such texts"),
];

/// A text's end at the phone, in all of Exotel's pages.
const ON_THE_PHONE: &str = "DELIVERED_TO_HANDSET";

/// The fate of a text in this `Status`, with its `DetailedStatus` and its number; none while it is still at Exotel, and
/// for states that are newer than we.
pub(super) fn of_text(status: &str, detail: Option<&str>, code: Option<u16>) -> Option<Fate> {
    match (status, detail) {
        ("delivered", _) | ("sent", Some(ON_THE_PHONE)) => Some(Fate::Delivered),
        ("submitted" | "sent", _) => Some(Fate::Underway),
        ("failed", _) => Some(failed("it was not delivered", code)),
        ("undelivered", _) => Some(failed("the operator did not deliver it", code)),
        ("expired", _) => Some(failed("the phone could not be reached in time", code)),
        ("failed_dnd" | "failed-dnd", _) => {
            Some(failed("the number is on the register of those who want no such texts", code))
        }
        _ => None,
    }
}

fn failed(otherwise: &'static str, code: Option<u16>) -> Fate {
    let known = MEANINGS.iter().find(|(known, _)| Some(*known) == code);
    Fate::Failed(Why { says: known.map_or(otherwise, |(_, says)| *says), code })
}

/// The fate of a call in this `Status`; none while it waits at Exotel, and for states that are newer than we.
pub(super) fn of_call(status: &str) -> Option<Fate> {
    let failed = |says| Some(Fate::Failed(Why::says(says)));
    match status {
        "ringing" | "in-progress" | "answered" => Some(Fate::Underway),
        "busy" => failed("the line was busy"),
        "no-answer" => failed("nobody answered the call"),
        "failed" => failed("the call could not be put through"),
        "canceled" => failed("the call was cancelled"),
        _ => None,
    }
}
