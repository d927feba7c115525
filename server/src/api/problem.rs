//! What goes wrong, as machines read it (RFC 9457). None says anything of a patient, a prescription, a number or a code.

use axum::{
    Json,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::Serialize;

/// What the types of problems begin with. They are names, and nothing is found there.
const TYPES: &str = "https://medseal.example/problems/";

/// What a problem is: the end of its type, its status, and its title. None of the three ever changes.
pub(super) type Kind = (&'static str, StatusCode, &'static str);

use StatusCode as S;

pub(super) const TOKEN_MISSING: Kind =
    ("token-missing", S::UNAUTHORIZED, "A bearer token is needed");
pub(super) const TOKEN_INVALID: Kind =
    ("token-invalid", S::UNAUTHORIZED, "The token is unknown, over or revoked");
pub(super) const SCOPE: Kind =
    ("insufficient-scope", S::FORBIDDEN, "The token does not admit to this");
pub(super) const NOT_FOUND: Kind = ("not-found", S::NOT_FOUND, "There is no such thing here");
pub(super) const MALFORMED: Kind = ("malformed", S::BAD_REQUEST, "The request cannot be read");
pub(super) const UNEXPECTED: Kind =
    ("unexpected-content", S::UNPROCESSABLE_ENTITY, "The content is not as described");
pub(super) const MEDIA: Kind =
    ("not-json", S::UNSUPPORTED_MEDIA_TYPE, "Only application/json is read");
pub(super) const KEY_MISSING: Kind = (
    "idempotency-key-missing",
    S::BAD_REQUEST,
    "An Idempotency-Key of 1 to 255 visible ASCII characters is needed",
);
pub(super) const UNAVAILABLE: Kind =
    ("unavailable", S::SERVICE_UNAVAILABLE, "The portal cannot answer just now");
pub(super) const FAILED: Kind = ("failed", S::INTERNAL_SERVER_ERROR, "The portal failed");

/// Something that went wrong.
#[derive(Debug)]
pub(super) struct Problem {
    kind: Kind,
    tries_left: Option<i64>,
    retry_after: Option<u64>,
    challenge: Option<String>,
}

/// A problem as it is written.
#[derive(Serialize)]
struct Written {
    #[serde(rename = "type")]
    kind: String,
    title: &'static str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    tries_left: Option<i64>,
}

impl Problem {
    /// With the tries that are left, where it is a wrong code.
    pub(super) const fn with_tries(mut self, left: i64) -> Self {
        self.tries_left = Some(left);
        self
    }

    /// To be tried again in so many seconds (RFC 9110, section 10.2.3).
    pub(super) const fn again_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// With what would be right in place of the token that came (RFC 6750, section 3).
    pub(super) fn challenging(mut self, challenge: String) -> Self {
        self.challenge = Some(challenge);
        self
    }
}

impl From<Kind> for Problem {
    fn from(kind: Kind) -> Self {
        Self { kind, tries_left: None, retry_after: None, challenge: None }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (name, status, title) = self.kind;
        let written = Written {
            kind: format!("{TYPES}{name}"),
            title,
            status: status.as_u16(),
            tries_left: self.tries_left,
        };
        let mut response = (status, Json(written)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if let Some(Ok(challenge)) = self.challenge.map(HeaderValue::try_from) {
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}

/// Makes a problem of every bare error, from whatever layer. Its headers stay, such as `Allow`.
pub(crate) async fn dress(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    let media = response.headers().get(header::CONTENT_TYPE);
    if !is_error || media.is_some_and(|media| media == "application/problem+json") {
        return response;
    }
    let mut dressed = Problem::from(of_status(status)).into_response();
    for (name, value) in response.headers() {
        let body = [header::CONTENT_TYPE, header::CONTENT_LENGTH].contains(name);
        if !body && !dressed.headers().contains_key(name) {
            dressed.headers_mut().insert(name, value.clone());
        }
    }
    dressed
}

fn of_status(status: StatusCode) -> Kind {
    match status {
        S::NOT_FOUND => NOT_FOUND,
        S::METHOD_NOT_ALLOWED => {
            ("method-not-allowed", status, "This is not asked for by such a method")
        }
        S::REQUEST_TIMEOUT => ("too-slow", status, "The request took too long to arrive"),
        S::PAYLOAD_TOO_LARGE => ("too-large", status, "The request is larger than 64 KiB"),
        S::MISDIRECTED_REQUEST => ("misdirected", status, "The portal has another address"),
        S::SERVICE_UNAVAILABLE => UNAVAILABLE,
        _ if status.is_client_error() => MALFORMED,
        _ => FAILED,
    }
}
