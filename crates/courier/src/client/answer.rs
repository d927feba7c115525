//! A carrier's answer.

use super::Failure;
use crate::{Sending, Why};
use bytes::Buf;
use http::{Response, StatusCode};
use http_body_util::BodyExt;
use hyper::body::Incoming;

/// A whole answer. Carriers repeat what they were sent, so it has no `Debug`.
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its body.
    pub body: Vec<u8>,
}

impl Answer {
    /// Reads an answer whose body has at most so many bytes.
    pub(super) async fn read(response: Response<Incoming>, most: usize) -> Result<Self, Failure> {
        let status = response.status();
        let mut incoming = response.into_body();
        let mut body = Vec::new();
        while let Some(frame) = incoming.frame().await {
            let Ok(data) = frame.map_err(|_| Failure::Broken)?.into_data() else { continue };
            if body.len() + data.remaining() > most {
                return Err(Failure::TooLong);
            }
            body.extend_from_slice(&data);
        }
        Ok(Self { status, body })
    }

    /// What a status other than success means, for carriers that use them as RFC 9110 does; none for success, about
    /// which the body has the last word.
    #[must_use]
    pub fn refusal(&self) -> Option<Sending> {
        let code = self.status.as_u16();
        match code {
            200..=299 => None,
            408 | 425 | 429 | 503 => Some(Sending::Retry(Why::coded("the carrier is busy", code))),
            401 | 403 => Some(Sending::Never(Why::coded("the carrier does not know us", code))),
            400..=499 => Some(Sending::Never(Why::coded("the carrier refuses the request", code))),
            500..=599 => Some(Sending::Unsure(Why::coded("the carrier failed", code))),
            _ => Some(Sending::Unsure(Why::coded("the carrier answers something else", code))),
        }
    }

    /// The body as JSON; none when it is none.
    #[must_use]
    pub fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(&self.body).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_says_whether_the_message_may_be_on_its_way() {
        let cases = [
            (200, "taken"),
            (202, "taken"),
            (302, "unsure"),
            (400, "never"),
            (401, "never"),
            (404, "never"),
            (429, "retry"),
            (500, "unsure"),
            (502, "unsure"),
            (503, "retry"),
            (504, "unsure"),
        ];
        for (code, expected) in cases {
            let status = StatusCode::from_u16(code).unwrap();
            let said = match (Answer { status, body: Vec::new() }).refusal() {
                None => "taken",
                Some(Sending::Accepted(_)) => "accepted",
                Some(Sending::Retry(_)) => "retry",
                Some(Sending::Unsure(_)) => "unsure",
                Some(Sending::Never(_)) => "never",
            };
            assert_eq!(said, expected, "{code}");
        }
    }
}
