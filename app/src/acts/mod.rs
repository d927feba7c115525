//! What forms do: each act reads its fields, makes one call, and says where to go.
//!
//! They are plain handlers and not Leptos' server functions: those redirect to the `Referer`, and put errors into
//! addresses, where anybody may write them.

pub(crate) mod account;
pub(crate) mod asked;
pub(crate) mod awaited;
pub(crate) mod claim;
pub(crate) mod collector;
pub(crate) mod counter;
pub(crate) mod document;
pub(crate) mod errand;
pub(crate) mod family;
pub(crate) mod history;
pub(crate) mod language;
pub(crate) mod my_data;
pub(crate) mod number;
pub(crate) mod opened;
pub(crate) mod pin;
pub(crate) mod prescription;
pub(crate) mod progress;
pub(crate) mod resend;
pub(crate) mod routes;
pub(crate) mod security;
pub(crate) mod session;
pub(crate) mod sign_in;
pub(crate) mod start;

use crate::{away::Away, paths};
use axum::{
    http::{HeaderMap, header::ACCEPT},
    response::{IntoResponse, Redirect, Response},
};

/// What an act leads to.
pub(crate) type Done = Result<Response, Away>;

/// The way to a page (303).
pub(crate) fn see(to: &str) -> Response {
    Redirect::to(paths::local(to).unwrap_or("/")).into_response()
}

/// Whether the page's own script asks, which wants data and no page.
pub(crate) fn wants_json(headers: &HeaderMap) -> bool {
    let accepted = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| accepted.trim_start().starts_with("application/json"))
}
