//! What a lost browser gets, whatever it asks for.

use crate::{
    acts::{session::CLEAR_SITE_DATA, wants_json},
    guard::problem_page,
    problem::Problem,
    site::Site,
};
use axum::{
    Json,
    http::{HeaderValue, header, request::Parts},
    response::{IntoResponse, Response},
};
use portal::domain::Language;
use serde::Serialize;

/// Everything that a browser keeps for the portal, and the pages that are open (W3C Clear Site Data, section 3.1).
const EVERYTHING: &str = r#""cache", "cookies", "storage", "executionContexts""#;

/// What an open page's own script is told: nothing is left, and where to go.
#[derive(Serialize)]
struct Gone {
    left: u32,
    to: String,
}

/// A page without data, or its like for a script, and the wish that everything be forgotten. The badge is taken by name
/// as well, for browsers that do not know the wish.
pub(crate) fn wiped(site: &Site, language: Language, parts: &Parts) -> Response {
    let is_asked_by_script = wants_json(&parts.headers) || parts.uri.path() == "/session/left";
    let mut response = if is_asked_by_script {
        Json(Gone { left: 0, to: format!("/cleared?in={}", language.tag()) }).into_response()
    } else {
        problem_page(site, language, &Problem::Wiped(language))
    };
    let headers = response.headers_mut();
    headers.insert(CLEAR_SITE_DATA, HeaderValue::from_static(EVERYTHING));
    for cookie in site.cookies().taken() {
        headers.append(header::SET_COOKIE, cookie);
    }
    response
}
