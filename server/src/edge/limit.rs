//! How much a request may send, and how long it may take to send it.

use app::LARGEST_FORM;
use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures::StreamExt;
use std::time::Duration;

/// How much more is read and thrown away, so that a browser that has sent it gets to see the answer.
const DRAINED: usize = 32 * 1024 * 1024;
/// How long a body may take.
const SLOWEST: Duration = Duration::from_secs(20);

enum Read {
    Whole(Bytes),
    TooLarge,
    Broken,
}

/// Reads the body before anything else happens, within its bounds.
pub(super) async fn bound(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    match tokio::time::timeout(SLOWEST, read(body)).await {
        Ok(Read::Whole(bytes)) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Ok(Read::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Ok(Read::Broken) => StatusCode::BAD_REQUEST.into_response(),
        Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}

async fn read(body: Body) -> Read {
    let mut kept = Vec::new();
    let mut seen = 0_usize;
    let mut stream = body.into_data_stream();
    while let Some(chunk) = stream.next().await {
        let Ok(chunk) = chunk else { return Read::Broken };
        seen = seen.saturating_add(chunk.len());
        if seen <= LARGEST_FORM {
            kept.extend_from_slice(&chunk);
        }
        if seen > DRAINED {
            return Read::TooLarge;
        }
    }
    if seen > LARGEST_FORM { Read::TooLarge } else { Read::Whole(Bytes::from(kept)) }
}
