//! The sandbox phone: a phone in the browser that receives the texts of every demo number.
//!
//! It is there only while the sandbox is the carrier, and the configuration keeps that off public addresses.

mod events;
mod messages;
mod page;

use app::Site;
use axum::{Extension, Router, routing::get};
use courier::sandbox::SandboxCarrier;
use std::sync::Arc;

/// `GET /sandbox/phone`, `/sandbox/messages` and `/sandbox/events`.
pub(super) fn router(site: &Site, carrier: Arc<SandboxCarrier>) -> Router {
    Router::new()
        .route("/sandbox/phone", get(page::page))
        .route("/sandbox/messages", get(messages::messages))
        .route("/sandbox/events", get(events::events))
        .layer(Extension(site.clone()))
        .with_state(carrier)
}
