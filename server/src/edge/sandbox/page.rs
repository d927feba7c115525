//! The phone itself. Without JavaScript it lists what has arrived, and a reload shows more.

use super::{bubble::Bubble, panel::Panel};
use crate::edge::failure::failed;
use app::{Site, Words};
use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{header, request::Parts},
    response::{Html, IntoResponse, Response},
};
use courier::sandbox::{Delay, SandboxCarrier};
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
    panel: Panel,
    longest: u16,
}

/// `GET /sandbox/phone`
pub(super) async fn page(
    Extension(site): Extension<Site>,
    State(carrier): State<Arc<SandboxCarrier>>,
    parts: Parts,
) -> Response {
    let language = app::language_of(&parts, &site).unwrap_or(site.clinic().default_language);
    let page = Phone {
        language: language.tag(),
        clinic: &site.clinic().name,
        style: site.assets().url("main.css"),
        icon: site.assets().find("icon.svg"),
        script: site.assets().url("phone.js"),
        words: Words(language),
        messages: carrier.messages(None).into_iter().map(Bubble::from).collect(),
        panel: Panel::new(carrier.operator(), carrier.dropped()),
        longest: Delay::LONGEST,
    };
    match page.render() {
        Ok(html) => ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(html)).into_response(),
        Err(error) => failed(error),
    }
}
