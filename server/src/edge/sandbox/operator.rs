//! Telling the operator how to behave: a form for people, JSON for tests.

use axum::{
    Form, Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use courier::sandbox::{Conduct, Delay, Manner, Operator, SandboxCarrier};
use serde::Deserialize;
use std::sync::Arc;

/// The panel's fields.
#[derive(Deserialize)]
pub(super) struct Panel {
    sms: Conduct,
    sms_delay: Delay,
    voice: Conduct,
    voice_delay: Delay,
}

/// `GET /sandbox/operator`
pub(super) async fn read(State(carrier): State<Arc<SandboxCarrier>>) -> Json<Operator> {
    Json(carrier.operator())
}

/// `PUT /sandbox/operator`: what is left out becomes as it was at first.
pub(super) async fn replace(
    State(carrier): State<Arc<SandboxCarrier>>,
    Json(operator): Json<Operator>,
) -> Json<Operator> {
    carrier.set_operator(operator);
    Json(operator)
}

/// `POST /sandbox/operator`
pub(super) async fn set(
    State(carrier): State<Arc<SandboxCarrier>>,
    panel: Result<Form<Panel>, axum::extract::rejection::FormRejection>,
) -> Response {
    let Ok(Form(panel)) = panel else { return StatusCode::BAD_REQUEST.into_response() };
    carrier.set_operator(Operator {
        sms: Manner { does: panel.sms, delay: panel.sms_delay },
        voice: Manner { does: panel.voice, delay: panel.voice_delay },
    });
    Redirect::to("/sandbox/phone").into_response()
}
