//! Taking a call, or not.

use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use courier::sandbox::{Pick, SandboxCarrier};
use portal::domain::id::MessageId;
use serde::Deserialize;
use std::sync::Arc;

/// What the person does.
#[derive(Deserialize)]
pub(super) struct Picked {
    pick: Choice,
}

/// The two buttons.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Choice {
    Answer,
    Decline,
}

/// `POST /sandbox/calls/{id}`: whoever was too late sees on the phone that the call was missed.
pub(super) async fn pick(
    State(carrier): State<Arc<SandboxCarrier>>,
    Path(id): Path<String>,
    Form(picked): Form<Picked>,
) -> Response {
    let Ok(id) = id.parse::<MessageId>() else { return StatusCode::NOT_FOUND.into_response() };
    let pick = match picked.pick {
        Choice::Answer => Pick::Answer,
        Choice::Decline => Pick::Decline,
    };
    carrier.pick(id, pick);
    Redirect::to("/sandbox/phone").into_response()
}
