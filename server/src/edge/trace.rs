//! One log line for each request: method, path and status. Paths hold ids and nothing that was typed.

use crate::machine::Stopwatch;
use axum::{extract::Request, middleware::Next, response::Response};

/// Writes the line when the answer is ready.
pub(super) async fn line(request: Request, next: Next) -> Response {
    let watch = Stopwatch::start();
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    let status = response.status().as_u16();
    let millis = watch.millis();
    match status {
        500.. => {
            tracing::error!(%method, path, status, millis, "answered");
        }
        _ if path.starts_with("/assets/") => {
            tracing::debug!(%method, path, status, millis, "answered");
        }
        _ => {
            tracing::info!(%method, path, status, millis, "answered");
        }
    }
    response
}
