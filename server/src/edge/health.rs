//! Whether the process lives, and whether it can serve.

use axum::{Router, extract::State, http::StatusCode, routing::get};
use store::Db;

/// `GET /health/live` and `GET /health/ready`.
pub(super) fn router(db: Db) -> Router {
    Router::new()
        .route("/health/live", get(|| async { "live\n" }))
        .route("/health/ready", get(ready))
        .with_state(db)
}

async fn ready(State(db): State<Db>) -> (StatusCode, &'static str) {
    match (db.ping().await, db.pending_migrations().await) {
        (Ok(()), Ok(0)) => (StatusCode::OK, "ready\n"),
        (Ok(()), Ok(_)) => (StatusCode::SERVICE_UNAVAILABLE, "the database is not migrated\n"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}
