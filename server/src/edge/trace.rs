//! One log line for each request: method, path and status. Of a path stand there the words that are ours, and ids: whatever
//! else may be a number that somebody typed into the wrong bar.

use crate::machine::Stopwatch;
use axum::{extract::Request, middleware::Next, response::Response};
use portal::domain::{
    id::RecordId,
    pharmacy::{NotAPrescriptionNumber, PrescriptionNumber},
};

/// Writes the line when the answer is ready.
pub(super) async fn line(request: Request, next: Next) -> Response {
    let watch = Stopwatch::start();
    let method = request.method().clone();
    let path = told(request.uri().path());
    let response = next.run(request).await;
    let status = response.status().as_u16();
    let millis = watch.millis();
    match status {
        500.. => {
            tracing::error!(%method, path, status, millis, "answered");
        }
        _ if path.starts_with("/assets/") => {
            tracing::debug!(%method, path, status, millis, "answered");
        }
        _ => {
            tracing::info!(%method, path, status, millis, "answered");
        }
    }
    response
}

/// A path as it is logged.
pub(super) fn told(path: &str) -> String {
    if path.starts_with("/assets/") {
        return path.to_owned();
    }
    let told: Vec<_> = path.split('/').map(|it| if is_ours(it) { it } else { "-" }).collect();
    told.join("/")
}

fn is_ours(segment: &str) -> bool {
    let is_id = segment.parse::<RecordId>().is_ok();
    is_id || segment.is_empty() || (is_word(segment) && !is_number(segment))
}

/// Small letters, and what stands between and after them in the names of pages and files.
fn is_word(segment: &str) -> bool {
    let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
    segment.starts_with(|c: char| c.is_ascii_lowercase()) && segment.chars().all(known)
}

/// A prescription number or one with a slip, or a patient's.
fn is_number(segment: &str) -> bool {
    let read = PrescriptionNumber::parse(segment);
    let digits = segment.bytes().filter(u8::is_ascii_digit).count();
    let like_one = digits >= 2 && (segment.contains('-') || segment.len() >= 6);
    like_one || matches!(read, Ok(_) | Err(NotAPrescriptionNumber::Mistyped))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_our_own_words_are_logged_and_what_may_have_been_typed_is_not() {
        let id = "0198c0de-0000-7000-8000-000000000001";
        for (path, logged) in [
            ("/", "/".to_owned()),
            ("/sign-in/code", "/sign-in/code".to_owned()),
            ("/callbacks/msg91", "/callbacks/msg91".to_owned()),
            ("/api/openapi.json", "/api/openapi.json".to_owned()),
            (&format!("/pharmacy/{id}/medicines"), format!("/pharmacy/{id}/medicines")),
            ("/pharmacy/K7X-9QA-4TD", "/pharmacy/-".to_owned()),
            ("/pharmacy/k7x-9qa-4td", "/pharmacy/-".to_owned()),
            ("/pharmacy/k7x-9qa-4t", "/pharmacy/-".to_owned()),
            ("/med-0042", "/-".to_owned()),
            ("/assets/app.0f3c9a77.js", "/assets/app.0f3c9a77.js".to_owned()),
            ("/api/pharmacy/verifications/333333333", "/api/pharmacy/verifications/-".to_owned()),
            ("/SJ-4711", "/-".to_owned()),
            ("/+915550100042", "/-".to_owned()),
            ("/%E0%A4%86", "/-".to_owned()),
        ] {
            assert_eq!(told(path), logged);
        }
    }
}
