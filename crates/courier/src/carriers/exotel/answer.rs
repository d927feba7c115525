//! What Exotel answers to a text or a call that is handed over.

use crate::{Sending, Why, client::Answer};
use serde_json::Value;

/// What became of the message. Exotel asks to go by the status alone: the words of its errors change, and repeat the
/// number that they are about.
pub(super) fn sending(answer: &Answer) -> Sending {
    if answer.status.as_u16() == 402 {
        return Sending::Never(Why::coded("there is not enough balance at the carrier", 402));
    }
    let refusal = answer.refusal();
    let Some(body) = answer.json() else {
        return refusal.unwrap_or(Sending::Unsure(Why::UNCLEAR));
    };
    match (refusal, body.get("RestException"), taken(&body)) {
        (Some(refusal), ..) => refusal,
        (None, Some(error), _) => inside(error),
        (None, None, Some(sid)) => Sending::Accepted(sid),
        (None, None, None) => Sending::Unsure(Why::UNCLEAR),
    }
}

/// An error under a status that speaks of success: its own status counts.
fn inside(error: &Value) -> Sending {
    let status = error.get("Status").and_then(|status| match status {
        Value::String(text) => text.parse().ok(),
        status => status.as_u64().and_then(|status| u16::try_from(status).ok()),
    });
    let status = status.and_then(|status| http::StatusCode::from_u16(status).ok());
    let refusal = status.and_then(|status| Answer { status, body: Vec::new() }.refusal());
    refusal.unwrap_or(Sending::Never(Why::says("the carrier refuses the message")))
}

/// The name of a text or a call that was not refused at once.
fn taken(body: &Value) -> Option<String> {
    let resource = body.get("SMSMessage").or_else(|| body.get("Call"))?;
    let sid = resource.get("Sid")?.as_str()?;
    let plain = (8..=64).contains(&sid.len()) && sid.bytes().all(|it| it.is_ascii_alphanumeric());
    plain.then(|| sid.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::StatusCode;

    const SID: &str = "80bfbec2d78bbbf10fb851f4fa165211";

    fn of(status: u16, body: &str) -> Sending {
        let status = StatusCode::from_u16(status).unwrap();
        sending(&Answer { status, body: body.as_bytes().to_vec() })
    }

    fn refused(status: u16) -> String {
        format!(r#"{{"RestException":{{"Status":{status},"Message":"Invalid Recipient [9]"}}}}"#)
    }

    #[test]
    fn answers_as_exotel_documents_them() {
        let text = format!(
            r#"{{"SMSMessage":{{"Sid":"{SID}","AccountSid":"clinic1","From":"MEDSEL",
            "To":"09000000001","Body":"1","Status":"queued","DetailedStatusCode":"21010",
            "DetailedStatus":"PENDING_TO_OPERATOR","Direction":"outbound-api"}}}}"#
        );
        let call =
            format!(r#"{{"Call":{{"Sid":"{SID}","ParentCallSid":null,"Status":"in-progress"}}}}"#);
        let never = |says, code| Sending::Never(Why::coded(says, code));
        let busy = |code| Sending::Retry(Why::coded("the carrier is busy", code));
        let cases = [
            (200, text, Sending::Accepted(SID.into())),
            (200, call, Sending::Accepted(SID.into())),
            (400, refused(400), never("the carrier refuses the request", 400)),
            (401, refused(401), never("the carrier does not know us", 401)),
            (402, refused(402), never("there is not enough balance at the carrier", 402)),
            (403, refused(403), never("the carrier does not know us", 403)),
            (429, refused(429), busy(429)),
            (503, refused(503), busy(503)),
            // A success that holds an error is an error.
            (200, refused(400), never("the carrier refuses the request", 400)),
            (200, refused(429), busy(429)),
            (
                200,
                r#"{"RestException":{}}"#.to_owned(),
                Sending::Never(Why::says("the carrier refuses the message")),
            ),
        ];
        for (status, body, expected) in cases {
            assert_eq!(of(status, &body), expected, "{status} {body}");
        }
    }

    #[test]
    fn what_cannot_be_understood_may_have_been_taken() {
        let page = "<TwilioResponse><SMSMessage><Sid>80bfbec2</Sid></SMSMessage></TwilioResponse>";
        let odd = r#"{"SMSMessage":{"Sid":"'; DROP TABLE message; --"}}"#;
        let none = r#"{"Call":{"Sid":null}}"#;
        for body in ["", "{}", "[]", page, odd, none] {
            assert_eq!(of(200, body), Sending::Unsure(Why::UNCLEAR), "{body}");
        }
        assert!(matches!(of(500, page), Sending::Unsure(_)));
    }
}
