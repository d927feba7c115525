//! What Twilio's states of a text or a call say of its fate.

use super::codes;
use crate::Fate;

/// The fate of a text in this `MessageStatus`; none while it is still at Twilio, and for states that are newer than we.
pub(super) fn of_text(status: &str, error: Option<u16>) -> Option<Fate> {
    match status {
        "sent" => Some(Fate::Underway),
        "delivered" | "read" => Some(Fate::Delivered),
        "undelivered" => Some(Fate::Failed(codes::why(error, "the operator did not deliver it"))),
        "failed" | "canceled" => {
            Some(Fate::Failed(codes::why(error, "the carrier could not send it")))
        }
        _ => None,
    }
}

/// The fate of a call in this `CallStatus`; none while it waits at Twilio, and for states that are newer than we.
pub(super) fn of_call(status: &str, error: Option<u16>) -> Option<Fate> {
    let failed = |says| Some(Fate::Failed(codes::why(error, says)));
    match status {
        "ringing" | "in-progress" | "answered" => Some(Fate::Underway),
        "busy" => failed("the line was busy"),
        "no-answer" => failed("nobody answered the call"),
        "failed" => failed("the call could not be put through"),
        "canceled" => failed("the call was cancelled"),
        _ => None,
    }
}
