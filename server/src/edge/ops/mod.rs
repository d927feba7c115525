//! What operators see: the page of what became of messages, and the same figures for machines.
//!
//! Both are behind a token, or, where none is configured, for this machine alone.

mod access;
mod chart;
mod metrics;
mod page;
mod sign_in;
mod standing;
mod table;
mod view;

use crate::{config::Server, edge::address, wiring::Wiring};
use access::Door;
use app::Site;
use axum::{
    Router, middleware,
    routing::{get, post},
};
use courier::Courier;
use portal::Portal;
use std::sync::Arc;

/// What the handlers are given.
pub(super) struct Room {
    portal: Portal,
    courier: Arc<Courier>,
    site: Site,
    door: Door,
}

/// `GET /ops/delivery`, `POST /ops/sign-in`, `POST /ops/sign-out` and `GET /metrics`.
pub(super) fn router(wiring: &Wiring, site: &Site, server: &Arc<Server>) -> Router {
    let room = Room {
        portal: wiring.portal.clone(),
        courier: Arc::clone(&wiring.courier),
        site: site.clone(),
        door: Door::new(wiring, Arc::clone(server)),
    };
    Router::new()
        .route("/ops/delivery", get(page::page))
        .route("/ops/sign-in", post(sign_in::sign_in))
        .route("/ops/sign-out", post(sign_in::sign_out))
        .route("/metrics", get(metrics::metrics))
        .layer(middleware::from_fn_with_state(Arc::clone(server), address::find))
        .with_state(Arc::new(room))
}
