//! What a serving portal does by itself, now and then.

use crate::edge::Sessions;
use portal::{Portal, retention, watch};
use std::{future::Future, time::Duration};
use tokio::sync::watch::Receiver;

/// How often rows that have expired are swept out.
const SWEEP: Duration = Duration::from_mins(5);
/// How often it is counted what became of messages.
const COUNT: Duration = Duration::from_mins(1);

/// Sweeps out what has expired, and messages once they were kept for so long, until the process stops.
pub(super) async fn sweep(
    sessions: Sessions,
    portal: Portal,
    kept: Duration,
    stopped: Receiver<bool>,
) {
    each(SWEEP, stopped, || async {
        if let Err(error) = sessions.sweep().await {
            tracing::error!(%error, "cannot sweep sessions");
        }
        match retention::sweep(&portal, kept).await {
            Ok(swept) => tracing::debug!(?swept, "swept out what nothing needs any more"),
            Err(error) => tracing::error!(%error, "cannot sweep out old messages"),
        }
    })
    .await;
}

/// Counts what became of messages, until the process stops.
pub(super) async fn count(portal: Portal, stopped: Receiver<bool>) {
    each(COUNT, stopped, || async {
        if let Err(error) = watch::count(&portal).await {
            tracing::error!(%error, "cannot count what became of messages");
        }
    })
    .await;
}

/// Does something at once, and then once in each span.
async fn each<F: Future<Output = ()>>(
    span: Duration,
    stopped: Receiver<bool>,
    act: impl Fn() -> F,
) {
    let mut tick = tokio::time::interval(span);
    let stopped = until(stopped);
    tokio::pin!(stopped);
    loop {
        tokio::select! {
            () = &mut stopped => return,
            _ = tick.tick() => act().await,
        }
    }
}

async fn until(mut stopped: Receiver<bool>) {
    // An error means that the sender is gone, which is a stop too.
    drop(stopped.wait_for(|stop| *stop).await);
}
