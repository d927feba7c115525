//! More than anybody may send.

use crate::{clinic::Clinic, people::ASHA};
use axum::{
    body::{Body, Bytes},
    http::{Method, StatusCode},
};
use futures::stream;

/// Ten megabytes, in bytes.
pub const MEGABYTES: usize = 10 * 1024 * 1024;
const LARGEST: usize = 64 * 1024;

/// A body of which nobody knows beforehand how long it is.
pub fn chunked(body: String) -> Body {
    let bytes = Bytes::from(body);
    let chunks: Vec<_> = (0..bytes.len())
        .step_by(60_000)
        .map(|at| Ok::<_, std::io::Error>(bytes.slice(at..(at + 60_000).min(bytes.len()))))
        .collect();
    Body::from_stream(stream::iter(chunks))
}

#[tokio::test]
async fn ten_megabytes_are_refused_with_a_page_however_they_come() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    browser.cookies.insert("lang".into(), "hi".into());
    let field = format!("identifier={}&password=a", "a".repeat(MEGABYTES));
    let fields = "a=b&".repeat(MEGABYTES / 4);
    for body in [&field, &fields] {
        for path in ["/sign-in", "/language", "/sign-out", "/nowhere", "/session/stay"] {
            let length = [("content-length", &*body.len().to_string())];
            let whole = browser.send_form(path, &length, body.clone()).await;
            whole.is_page(StatusCode::PAYLOAD_TOO_LARGE).says("lang=\"hi\"");
            let parts = browser.send_form(path, &[], chunked(body.clone())).await;
            parts.is_page(StatusCode::PAYLOAD_TOO_LARGE).says("lang=\"hi\"");
        }
        let read = browser.send(Method::GET, "/home", &[], chunked(body.clone())).await;
        read.is_page(StatusCode::PAYLOAD_TOO_LARGE);
    }
    browser.cookies.insert("lang".into(), "en".into());
    let answer = browser.send_form("/sign-in", &[], field).await;
    answer.is_page(StatusCode::PAYLOAD_TOO_LARGE).says("That was too much to send");
    browser.get("/home").await.is_page(StatusCode::OK);
}

#[tokio::test]
async fn the_largest_form_is_64_kibibytes() {
    let clinic = Clinic::open().await;
    let mut browser = clinic.browser();
    for (length, status) in
        [(LARGEST, StatusCode::SEE_OTHER), (LARGEST + 1, StatusCode::PAYLOAD_TOO_LARGE)]
    {
        let start = "language=en&back=";
        let body = format!("{start}{}", "a".repeat(length - start.len()));
        let whole = browser.send_form("/language", &[], body.clone()).await;
        assert_eq!(whole.status, status, "{length}");
        let parts = browser.send_form("/language", &[], chunked(body)).await;
        assert_eq!(parts.status, status, "{length}");
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_is_told() {
    let clinic = Clinic::open().await;
    let broken = [Ok(Bytes::from("language=hi")), Err(std::io::Error::other("gone"))];
    let body = Body::from_stream(stream::iter(broken));
    let answer = clinic.browser().send_form("/language", &[], body).await;
    answer.is_page(StatusCode::BAD_REQUEST);
    assert!(answer.cookies().is_empty());
}
