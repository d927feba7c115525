//! The messages as JSON, newest first: those that came to phones, and those that did not.

use axum::{
    Json,
    extract::{Query, State},
    http::StatusCode,
};
use courier::sandbox::{Delivered, Dropped, SandboxCarrier};
use portal::domain::phone::Phone;
use serde::Deserialize;
use std::sync::Arc;

/// Whose messages.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// A phone number in E.164 form; everybody's messages without one.
    to: Option<String>,
}

/// `GET /sandbox/messages?to=%2B91…`
pub(super) async fn messages(
    State(carrier): State<Arc<SandboxCarrier>>,
    Query(asked): Query<Asked>,
) -> Result<Json<Vec<Delivered>>, StatusCode> {
    let to = asked.to.map(Phone::try_from).transpose().map_err(|_| StatusCode::BAD_REQUEST)?;
    Ok(Json(carrier.messages(to.as_ref())))
}

/// `GET /sandbox/dropped`: what the operator took and never brought to a phone.
pub(super) async fn dropped(State(carrier): State<Arc<SandboxCarrier>>) -> Json<Vec<Dropped>> {
    Json(carrier.dropped())
}
