//! What Twilio answers to a message that is handed over.

use super::{codes, settings::is_name};
use crate::{Sending, Why, client::Answer};
use serde::Deserialize;

/// A Message or Call resource, or an error; what else they hold has no use here, and the text and the number among it
/// are better not read at all.
#[derive(Deserialize)]
struct Body {
    sid: Option<String>,
    error_code: Option<u32>,
    code: Option<u32>,
}

/// What became of the message.
pub(super) fn sending(answer: &Answer) -> Sending {
    let refusal = answer.refusal();
    let Ok(body) = serde_json::from_slice::<Body>(&answer.body) else {
        return refusal.unwrap_or(Sending::Unsure(Why::UNCLEAR));
    };
    match (body.code.or(body.error_code), body.sid) {
        (Some(code), _) => refused(code, refusal),
        (None, Some(sid)) if refusal.is_none() && is_sid(&sid) => Sending::Accepted(sid),
        (None, _) => refusal.unwrap_or(Sending::Unsure(Why::UNCLEAR)),
    }
}

/// An error has the last word, also under a status that speaks of success.
fn refused(code: u32, refusal: Option<Sending>) -> Sending {
    let code = u16::try_from(code).ok();
    let unknown = || Sending::Never(codes::why(code, "the carrier refuses the message"));
    code.and_then(codes::refusal).or(refusal).unwrap_or_else(unknown)
}

/// The names of texts, texts with pictures, and calls.
fn is_sid(text: &str) -> bool {
    ["SM", "MM", "CA"].into_iter().any(|kind| is_name(kind, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::StatusCode;

    const SID: &str = "SM0123456789abcdef0123456789abcdef";

    fn of(status: u16, body: &str) -> Sending {
        let status = StatusCode::from_u16(status).unwrap();
        sending(&Answer { status, body: body.as_bytes().to_vec() })
    }

    #[test]
    fn answers_as_twilio_documents_them() {
        let taken = format!(
            r#"{{"account_sid":"AC1","body":"1","date_created":"Thu, 24 Aug 2023 05:01:45 +0000",
            "error_code":null,"error_message":null,"num_segments":"1","sid":"{SID}","status":"queued"}}"#
        );
        let barred = r#"{"code":21610,"message":"Attempt to send to unsubscribed recipient",
            "more_info":"https://www.twilio.com/docs/errors/21610","status":400}"#;
        let busy = r#"{"code":20429,"message":"Too Many Requests","status":429}"#;
        let unknown = r#"{"code":29999,"message":"New","status":400}"#;
        let login = r#"{"code":20003,"message":"Authenticate","status":401}"#;
        let says = |says, code| Why::coded(says, code);
        let stopped = says("the person has stopped texts from this sender", 21_610);
        let cases = [
            (201, taken.as_str(), Sending::Accepted(SID.into())),
            (400, barred, Sending::Never(stopped)),
            (429, busy, Sending::Retry(says("the carrier has too much from us at once", 20_429))),
            (400, unknown, Sending::Never(says("the carrier refuses the request", 400))),
            (401, login, Sending::Never(says("the carrier refuses our credentials", 20_003))),
            // A success that holds an error is an error.
            (200, barred, Sending::Never(stopped)),
            (200, unknown, Sending::Never(says("the carrier refuses the message", 29_999))),
        ];
        for (status, body, expected) in cases {
            assert_eq!(of(status, body), expected, "{status} {body}");
        }
    }

    #[test]
    fn what_cannot_be_understood_may_have_been_taken() {
        let page = "<html><body>Welcome to our hotel's network</body></html>";
        let empty = r#"{"sid":null}"#;
        let odd = r#"{"sid":"../../etc/passwd"}"#;
        let call = r#"{"sid":"XX0123456789abcdef0123456789abcdef"}"#;
        for body in ["", "{}", "[]", "null", page, empty, odd, call] {
            assert_eq!(of(200, body), Sending::Unsure(Why::UNCLEAR), "{body}");
        }
        assert!(matches!(of(500, page), Sending::Unsure(_)));
        assert!(matches!(of(503, page), Sending::Retry(_)));
        assert!(matches!(of(302, &format!(r#"{{"sid":"{SID}"}}"#)), Sending::Unsure(_)));
    }
}
