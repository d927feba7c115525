//! What a serving portal does by itself, now and then.

use crate::edge::Sessions;
use app::Site;
use portal::{Portal, audit, erasure, export, rebind, retention, watch};
use std::{
    future::Future,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};
use tokio::sync::watch::Receiver;

/// How often rows that have expired are swept out.
const SWEEP: Duration = Duration::from_mins(5);
/// How often it is looked whose notice of being erased is over.
const ERASE: Duration = Duration::from_mins(5);
/// How often the events that wait get their places in the audit log, and its head is signed.
const SEAL: Duration = Duration::from_secs(3);
/// How often it is looked whether somebody asked for their data.
const MAKE: Duration = Duration::from_secs(2);
/// How often it is looked for numbers that have waited for their day.
const REBIND: Duration = Duration::from_mins(1);
/// How often it is counted what became of messages.
const COUNT: Duration = Duration::from_mins(1);

/// How long what may be deleted is kept.
#[derive(Clone, Copy)]
pub(super) struct Kept {
    /// Messages, challenges and grants, once they are over.
    pub messages: Duration,
    /// What audit events say, at least.
    pub audit: Duration,
}

/// Sweeps out what has expired, and what was kept for long enough, until the process stops.
pub(super) async fn sweep(sessions: Sessions, portal: Portal, kept: Kept, stopped: Receiver<bool>) {
    each(SWEEP, stopped, || async {
        if let Err(error) = sessions.sweep().await {
            tracing::error!(%error, "cannot sweep sessions");
        }
        match retention::sweep(&portal, kept.messages).await {
            Ok(swept) => tracing::debug!(?swept, "swept out what nothing needs any more"),
            Err(error) => tracing::error!(%error, "cannot sweep out what nothing needs any more"),
        }
        if let Err(error) = export::sweep(&portal).await {
            tracing::error!(%error, "cannot sweep out the files of exports");
        }
        if let Err(error) = audit::forget(&portal, kept.audit).await {
            tracing::error!(%error, "cannot remove what old audit events say");
        }
    })
    .await;
}

/// Erases whoever's notice is over, until the process stops.
pub(super) async fn erase(portal: Portal, stopped: Receiver<bool>) {
    each(ERASE, stopped, || async {
        match erasure::run(&portal).await {
            Ok(0) => {}
            Ok(people) => tracing::info!(people, "erased whoever's notice was over"),
            Err(error) => tracing::error!(%error, "cannot erase whoever's notice is over"),
        }
    })
    .await;
}

/// Gives the audit log's events their places, and signs its head, until the process stops.
pub(super) async fn seal(portal: Portal, stopped: Receiver<bool>) {
    let told = AtomicU64::new(0);
    each(SEAL, stopped, || async {
        match audit::seal(&portal).await {
            Ok(done) if told.swap(done.refused, Ordering::Relaxed) < done.refused => {
                let refused = done.refused;
                tracing::error!(
                    refused,
                    "the audit log has events that the portal did not write; see `medseal audit verify`"
                );
            }
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "cannot seal the audit log"),
        }
    })
    .await;
}

/// Makes the files of those who asked for their data, one after the other, until the process stops.
pub(super) async fn make(portal: Portal, site: Site, stopped: Receiver<bool>) {
    each(MAKE, stopped, || async {
        loop {
            match export::make(&portal, &site).await {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    tracing::error!(%error, "cannot make the files of an export");
                    break;
                }
            }
        }
    })
    .await;
}

/// Puts numbers that have waited for their day in their places, until the process stops.
pub(super) async fn rebind(portal: Portal, stopped: Receiver<bool>) {
    each(REBIND, stopped, || async {
        if let Err(error) = rebind::apply_due(&portal).await {
            tracing::error!(%error, "cannot put a new number in its place");
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
