//! The API by which pharmacies' own systems look prescriptions up and write down what they hand over.
//!
//! A request comes with a bearer token (RFC 6750), and never with a cookie: no session is looked for, so that no browser
//! can be misled to act here, and none of the rules against that apply. `openapi.json` describes all of it.

mod dispensing;
mod document;
mod once;
mod problem;
mod refused;
mod shown;
mod token;
mod verifications;
mod which;

pub(crate) use problem::dress;

use crate::{quota::Quota, wiring::Wiring};
use axum::{
    Router,
    http::Method,
    routing::{MethodRouter, get, post},
};
use portal::{Portal, domain::Language};
use std::{sync::Arc, time::Duration};

/// How often a token may read in a minute: each time every medicine is opened, and no other limit counts that.
const READS: u32 = 1_200;

/// What the API answers with.
#[derive(Clone)]
struct Api {
    portal: Portal,
    /// How often each token read how far something is.
    reads: Arc<Quota>,
    /// The language that is noted of a system, which says none.
    language: Language,
}

/// One thing that can be asked for: where, by which method, and who answers.
type Route = (&'static str, Method, MethodRouter<Api>);

/// Everything below `/api`. What can be asked for stands here alone, and a test holds the document against it.
fn routes() -> [Route; 8] {
    [
        ("/api/openapi.json", Method::GET, get(document::document)),
        ("/api/pharmacy/verifications", Method::POST, post(verifications::ask)),
        ("/api/pharmacy/verifications/{id}", Method::GET, get(verifications::read)),
        ("/api/pharmacy/verifications/{id}/code", Method::POST, post(verifications::answer)),
        ("/api/pharmacy/verifications/{id}/resend", Method::POST, post(verifications::resend)),
        ("/api/pharmacy/verifications/{id}/call", Method::POST, post(verifications::call)),
        ("/api/pharmacy/verifications/{id}/dispense", Method::POST, post(dispensing::dispense)),
        ("/api/pharmacy/verifications/{id}/undo", Method::POST, post(dispensing::undo)),
    ]
}

/// The API, without the bounds of every request.
pub(crate) fn router(wiring: &Wiring) -> Router {
    let api = Api {
        portal: wiring.portal.clone(),
        reads: Arc::new(Quota::new(READS, Duration::from_mins(1))),
        language: wiring.config.clinic.language,
    };
    let unknown = axum::routing::any(|| async { axum::http::StatusCode::NOT_FOUND });
    routes()
        .into_iter()
        .fold(Router::new(), |router, (path, _, answers)| router.route(path, answers))
        .route("/api/{*rest}", unknown)
        .with_state(api)
}
