//! The messages as they come and change (server-sent events, WHATWG HTML section 9.2).

use axum::{
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
};
use courier::sandbox::SandboxCarrier;
use futures::{Stream, StreamExt, stream};
use serde::Serialize;
use std::{convert::Infallible, sync::Arc, time::Duration};
use tokio::sync::broadcast::{Receiver, error::RecvError};

const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// `GET /sandbox/events`: each message that comes to a phone, and each call there that ends; as an event `dropped`, each
/// that the operator gives up.
pub(super) async fn events(
    State(carrier): State<Arc<SandboxCarrier>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let messages = told(carrier.subscribe(), Event::default);
    let dropped = told(carrier.subscribe_dropped(), || Event::default().event("dropped"));
    let stream = stream::select(messages.boxed(), dropped.boxed());
    Sse::new(stream).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
}

fn told<T: Clone + Serialize + Send + 'static>(
    news: Receiver<T>,
    event: fn() -> Event,
) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(news, move |mut news| async move {
        loop {
            match news.recv().await {
                Ok(item) => {
                    let event = event().json_data(&item).unwrap_or_default();
                    return Some((Ok(event), news));
                }
                // A phone that fell behind misses the oldest; its page still lists them when reloaded.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    })
}
