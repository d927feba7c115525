//! The sandbox phone: a phone in the browser that receives the texts and calls of every demo number, and a panel that
//! tells its operator how to behave.
//!
//! It is there only while the sandbox is the carrier, and the configuration keeps that off public addresses.

mod bubble;
mod calls;
mod events;
mod messages;
mod operator;
mod page;
mod panel;

use app::Site;
use axum::{
    Extension, Router,
    routing::{get, post},
};
use courier::sandbox::SandboxCarrier;
use std::sync::Arc;

/// Everything below `/sandbox`.
pub(super) fn router(site: &Site, carrier: Arc<SandboxCarrier>) -> Router {
    Router::new()
        .route("/sandbox/phone", get(page::page))
        .route("/sandbox/messages", get(messages::messages))
        .route("/sandbox/events", get(events::events))
        .route("/sandbox/calls/{id}", post(calls::pick))
        .route("/sandbox/dropped", get(messages::dropped))
        .route("/sandbox/operator", get(operator::read).put(operator::replace).post(operator::set))
        .layer(Extension(site.clone()))
        .with_state(carrier)
}
