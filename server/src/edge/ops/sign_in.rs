//! Showing the token by a form, and taking that back.

use super::{Room, access::Entry, view::head};
use crate::{edge::failure::failed, quota::Slow};
use app::{Problem, Words};
use askama::Template;
use axum::{
    extract::{Form, State},
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{Html, IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use std::sync::Arc;

/// What the form says.
#[derive(Deserialize)]
pub(super) struct Typed {
    token: String,
}

#[derive(Template)]
#[template(path = "ops-sign-in.html")]
struct Page {
    head: super::view::Head,
    words: Words,
    wrong: bool,
}

/// `POST /ops/sign-in`
pub(super) async fn sign_in(
    State(room): State<Arc<Room>>,
    parts: Parts,
    Form(typed): Form<Typed>,
) -> Response {
    match room.door.shown(&parts, typed.token.trim()) {
        Entry::Open => with_cookie(&room.door.cookie()),
        Entry::Closed => closed(&room, &parts, true),
        other => refused(&room, &parts, &other),
    }
}

/// `POST /ops/sign-out`
pub(super) async fn sign_out(State(room): State<Arc<Room>>, parts: Parts) -> Response {
    match room.door.entry(&parts) {
        Entry::Hidden => StatusCode::NOT_FOUND.into_response(),
        _ => with_cookie(&room.door.no_cookie(&parts.headers)),
    }
}

/// The answer to a request for a page by somebody who may not look.
pub(super) fn refused(room: &Room, parts: &Parts, entry: &Entry) -> Response {
    match entry {
        Entry::Hidden | Entry::Open => StatusCode::NOT_FOUND.into_response(),
        Entry::Closed => closed(room, parts, false),
        Entry::Slow(wait) => slow(room, parts, *wait),
    }
}

/// The answer to a network that showed too many wrong tokens.
pub(super) fn slow(room: &Room, parts: &Parts, Slow(wait): Slow) -> Response {
    let until = room.portal.now().after(wait);
    let language = head(room, parts).words.0;
    let problem = Problem::TooMany(Some(until));
    let mut response = app::problem_page(&room.site, language, &problem);
    let seconds = HeaderValue::from(wait.as_secs().saturating_add(1));
    response.headers_mut().insert(header::RETRY_AFTER, seconds);
    response
}

fn closed(room: &Room, parts: &Parts, wrong: bool) -> Response {
    let head = head(room, parts);
    let words = head.words;
    let challenge = [(header::WWW_AUTHENTICATE, "Bearer realm=\"medseal\"")];
    match (Page { head, words, wrong }).render() {
        Ok(html) => (StatusCode::UNAUTHORIZED, challenge, Html(html)).into_response(),
        Err(error) => failed(error),
    }
}

fn with_cookie(cookie: &str) -> Response {
    match HeaderValue::try_from(cookie) {
        Ok(cookie) => {
            ([(header::SET_COOKIE, cookie)], Redirect::to("/ops/delivery")).into_response()
        }
        Err(error) => failed(error),
    }
}
