//! What MSG91 answers to a text that is handed over.

use crate::{Sending, Why, client::Answer};
use serde_json::Value;

const REFUSED: &str = "the carrier refuses the text";

/// What an error's number means. The older ones are in the documentation of its first APIs, which the newer ones repeat.
const MEANINGS: &[(u16, &str)] = &[
    (101, "there is no number to send to"),
    (102, "the text is empty"),
    (103, "there is no sender"),
    (106, "there are no credentials"),
    (201, "the carrier refuses our credentials"),
    (202, "the number is none"),
    (203, "the sender is not valid"),
    (207, "the carrier refuses our credentials"),
    (208, "our address is not among those the carrier lets in"),
    (301, "there is not enough balance at the carrier"),
    (302, "our account at the carrier has expired"),
    (303, "our account at the carrier is barred"),
    (306, "the route is closed at this hour"),
    (310, "the text is too long"),
    (401, "the carrier refuses our credentials"),
    (418, "our address is not among those the carrier lets in"),
];
/// The same request came twice within ten seconds. Whether the first was taken, its report tells, which names the
/// message as we do; without one, the message is still to be sent.
const TWICE: u16 = 311;
/// It failed inside.
const INTERNAL: u16 = 601;

/// What became of the text.
pub(super) fn sending(answer: &Answer) -> Sending {
    let refusal = answer.refusal();
    let Some(body) = answer.json().filter(Value::is_object) else {
        return refusal.unwrap_or(Sending::Unsure(Why::UNCLEAR));
    };
    let success = body.get("type").and_then(Value::as_str) == Some("success");
    match (says_error(&body), code(&body)) {
        (true, Some(code)) => refused(code),
        (true, None) => refusal.unwrap_or(Sending::Never(Why::says(REFUSED))),
        (false, _) => match request(&body) {
            Some(id) if success && refusal.is_none() => Sending::Accepted(id.to_owned()),
            _ => refusal.unwrap_or(Sending::Unsure(Why::UNCLEAR)),
        },
    }
}

/// Both generations of its errors are known by one field each.
fn says_error(body: &Value) -> bool {
    let is = |name: &str, value: &Value| body.get(name) == Some(value);
    is("type", &"error".into()) || is("hasError", &true.into()) || is("status", &"fail".into())
}

/// The error's number, which is now a number and now a text.
fn code(body: &Value) -> Option<u16> {
    match body.get("code")? {
        Value::Number(code) => u16::try_from(code.as_u64()?).ok(),
        Value::String(code) => code.trim().parse().ok(),
        _ => None,
    }
}

fn refused(code: u16) -> Sending {
    let known = MEANINGS.iter().find(|(known, _)| *known == code);
    match (code, known) {
        (TWICE, _) => Sending::Unsure(Why::coded("the carrier has just had the same", code)),
        (429, _) => Sending::Retry(Why::coded("the carrier has too much from us at once", code)),
        (500..=599 | INTERNAL, _) => Sending::Unsure(Why::coded("the carrier failed", code)),
        (_, Some((_, says))) => Sending::Never(Why::coded(says, code)),
        (_, None) => Sending::Never(Why::coded(REFUSED, code)),
    }
}

/// The name that it gives to the request.
fn request(body: &Value) -> Option<&str> {
    let id = body.get("message")?.as_str()?;
    let plain = (8..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    plain.then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::StatusCode;

    fn of(status: u16, body: &str) -> Sending {
        let status = StatusCode::from_u16(status).unwrap();
        sending(&Answer { status, body: body.as_bytes().to_vec() })
    }

    #[test]
    fn answers_as_msg91_documents_them() {
        let never = |says, code| Sending::Never(Why::coded(says, code));
        let login = "the carrier refuses our credentials";
        let cases = [
            (
                200,
                r#"{"message":"3763646c3058373530393938","type":"success"}"#,
                Sending::Accepted("3763646c3058373530393938".into()),
            ),
            (
                200,
                r#"{"message":"Please provide valid mobile number","type":"error","code":"202"}"#,
                never("the number is none", 202),
            ),
            (
                401,
                r#"{"status":"fail","hasError":true,"errors":"Unauthorized","code":"401"}"#,
                never(login, 401),
            ),
            (200, r#"{"type":"error","message":"Invalid authkey","code":201}"#, never(login, 201)),
            (
                200,
                r#"{"message":"template id missing","type":"error"}"#,
                Sending::Never(Why::says(REFUSED)),
            ),
            (
                200,
                r#"{"message":"x","type":"error","code":"311"}"#,
                Sending::Unsure(Why::coded("the carrier has just had the same", 311)),
            ),
            (
                429,
                r#"{"type":"error","code":"429"}"#,
                Sending::Retry(Why::coded("the carrier has too much from us at once", 429)),
            ),
            (200, r#"{"type":"error","code":"999"}"#, never(REFUSED, 999)),
        ];
        for (status, body, expected) in cases {
            assert_eq!(of(status, body), expected, "{status} {body}");
        }
    }

    #[test]
    fn what_cannot_be_understood_may_have_been_taken() {
        let page = "<!doctype html><title>Sign in to the network</title>";
        let bodies = [
            "",
            "[]",
            "{}",
            "\"success\"",
            page,
            r#"{"type":"success"}"#,
            r#"{"type":"success","message":"SMS sent to 919000000001!"}"#,
            r#"{"type":"success","message":"short"}"#,
            r#"{"message":"3763646c3058373530393938"}"#,
        ];
        for body in bodies {
            assert_eq!(of(200, body), Sending::Unsure(Why::UNCLEAR), "{body}");
        }
        assert!(matches!(of(502, page), Sending::Unsure(_)));
        assert!(matches!(of(503, page), Sending::Retry(_)));
    }
}
