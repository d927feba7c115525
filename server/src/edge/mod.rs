//! The HTTP edge: what every request passes before it reaches a page, and what is not a page.

mod address;
mod assets;
mod callbacks;
mod cookie;
mod failure;
mod headers;
mod health;
mod limit;
mod ops;
mod origin;
mod plain;
mod sandbox;
mod sessions;
mod trace;

pub use assets::embedded;
pub use sessions::Sessions;

use crate::{api, config::Server, wiring::Wiring};
use axum::{Router, middleware};
use std::sync::Arc;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};
use tower_sessions::{Expiry, SessionManagerLayer, cookie::SameSite};

/// The whole portal as one service, from the outermost layer in: log line, headers, compression, error pages,
/// panics, host, origin, size, address, session, and then the pages.
///
/// # Errors
/// When the clinic's time zone is not known.
pub fn router(wiring: &Wiring) -> anyhow::Result<Router> {
    let site = wiring.site(assets::index())?;
    let server = Arc::new(wiring.config.server.clone());
    let pages = app::router(site.clone())
        .layer(session_layer(wiring))
        .layer(middleware::from_fn(sessions::unsaved))
        .layer(middleware::from_fn_with_state(cookie_name(wiring), cookie::leave))
        .layer(middleware::from_fn_with_state(Arc::clone(&server), address::find));
    let host = middleware::from_fn_with_state(Arc::clone(&server), origin::host);
    let phone = wiring.sandbox.as_ref().map(|carrier| sandbox::router(&site, Arc::clone(carrier)));
    let guarded = pages
        .merge(phone.unwrap_or_default())
        .merge(ops::router(wiring, &site, &server))
        .layer(middleware::from_fn(limit::bound))
        .layer(middleware::from_fn_with_state(Arc::clone(&server), origin::check))
        .layer(host.clone());
    Ok(plain::errors(guarded, site)
        // No page repeats what another site could make a browser send, so its length tells nothing (BREACH).
        .layer(CompressionLayer::new())
        .merge(assets::router().layer(host))
        .merge(for_systems(wiring, &server))
        .merge(callbacks::router(wiring))
        .merge(health::router(wiring.db.clone()))
        .layer(middleware::from_fn_with_state(server, headers::harden))
        .layer(middleware::from_fn(trace::line)))
}

/// The API, of which every error is data. It has no sessions, and the rule on origins is not for it: what it does takes a
/// token, which no browser sends by itself.
fn for_systems(wiring: &Wiring, server: &Arc<Server>) -> Router {
    api::router(wiring)
        .layer(middleware::from_fn_with_state(Arc::clone(server), address::find))
        .layer(middleware::from_fn(limit::bound))
        .layer(middleware::from_fn_with_state(Arc::clone(server), origin::host))
        .layer(CatchPanicLayer::custom(plain::panicked))
        .layer(middleware::from_fn(api::dress))
}

/// Without TLS a `__Host-` cookie would be refused by the browser.
fn cookie_name(wiring: &Wiring) -> &'static str {
    if wiring.config.server.is_secure() { "__Host-medseal" } else { "medseal" }
}

fn session_layer(wiring: &Wiring) -> SessionManagerLayer<Sessions> {
    let secure = wiring.config.server.is_secure();
    let sessions = Sessions::new(&wiring.portal, wiring.db.clone(), Arc::clone(&wiring.vault));
    SessionManagerLayer::new(sessions)
        .with_name(cookie_name(wiring))
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnSessionEnd)
}
