//! The messages as they are delivered (server-sent events, WHATWG HTML section 9.2).

use axum::{
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
};
use courier::sandbox::SandboxCarrier;
use futures::{Stream, stream};
use std::{convert::Infallible, sync::Arc, time::Duration};
use tokio::sync::broadcast::error::RecvError;

const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// `GET /sandbox/events`
pub(super) async fn events(
    State(carrier): State<Arc<SandboxCarrier>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let stream = stream::unfold(carrier.subscribe(), |mut messages| async move {
        loop {
            match messages.recv().await {
                Ok(message) => {
                    let event = Event::default().json_data(&message).unwrap_or_default();
                    return Some((Ok(event), messages));
                }
                // A phone that fell behind misses the oldest; its page still lists them when reloaded.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
}
