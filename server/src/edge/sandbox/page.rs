//! The phone itself. Without JavaScript it lists what has arrived, and a reload shows more.

use app::{Site, Words};
use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{StatusCode, header, request::Parts},
    response::{Html, IntoResponse, Response},
};
use courier::sandbox::{Delivered, SandboxCarrier};
use std::sync::Arc;

/// What the phone's page may load: its own style and script, and the stream of messages.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                      connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

#[derive(Template)]
#[template(path = "phone.html")]
struct Phone<'a> {
    language: &'static str,
    clinic: &'a str,
    style: String,
    icon: Option<String>,
    script: String,
    words: Words,
    messages: Vec<Bubble>,
}

struct Bubble {
    message: Delivered,
    code: Option<String>,
}

/// `GET /sandbox/phone`
pub(super) async fn page(
    Extension(site): Extension<Site>,
    State(carrier): State<Arc<SandboxCarrier>>,
    parts: Parts,
) -> Response {
    let language = app::language_of(&parts).unwrap_or(site.clinic().default_language);
    let messages = carrier.messages(None).into_iter().map(Bubble::from).collect();
    let page = Phone {
        language: language.tag(),
        clinic: &site.clinic().name,
        style: site.assets().url("main.css"),
        icon: site.assets().find("icon.svg"),
        script: site.assets().url("phone.js"),
        words: Words(language),
        messages,
    };
    match page.render() {
        Ok(html) => ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(html)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

impl From<Delivered> for Bubble {
    fn from(message: Delivered) -> Self {
        let code = code_in(&message.text);
        Self { message, code }
    }
}

/// The six digits in a message, for the copy button.
fn code_in(text: &str) -> Option<String> {
    text.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() == 6).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::code_in;

    #[test]
    fn the_code_is_found_in_its_message() {
        let cases = [
            ("123456 is your code. Ref 7K", Some("123456")),
            ("call 0141 5550100, code 004217.", Some("004217")),
            ("no code here, 1234567", None),
        ];
        for (text, code) in cases {
            assert_eq!(code_in(text).as_deref(), code, "{text}");
        }
    }
}
