//! Bare errors, from whatever layer, dressed as pages.

use app::{Problem, Site};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::any::Any;

/// Gives an error that has no page of its own one in the reader's language.
pub(super) async fn dress(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let language = app::language_of(&parts).unwrap_or(site.clinic().default_language);
    let response = next.run(Request::from_parts(parts, body)).await;
    match Problem::of_status(response.status()) {
        Some(problem) if !is_dressed(&response) => app::problem_page(&site, language, &problem),
        _ => response,
    }
}

fn is_dressed(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("text/html") || kind.starts_with("application/json"))
}

/// A panic becomes a bare 500, and a log line without the panic's own text, which could hold anything.
pub(super) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a request panicked");
    (StatusCode::INTERNAL_SERVER_ERROR, Body::empty()).into_response()
}
