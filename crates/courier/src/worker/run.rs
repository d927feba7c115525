//! The loops: one for each channel, one for receipts, one that clears away what time has overtaken.

use super::Courier;
use domain::challenge::Channel;
use futures::future::{join_all, join3};
use std::{sync::Arc, time::Duration};
use store::{Result, outbox};
use tokio::{select, sync::watch, time::sleep};
use tracing::{error, info};

/// The pause after the database failed.
const RECOVERY: Duration = Duration::from_secs(1);
/// The pause between two looks at receipts that came too early.
const RECEIPTS: Duration = Duration::from_millis(250);
/// The pause between two sweeps.
const SWEEP: Duration = Duration::from_mins(1);

/// Says when to stop: once it holds `true`, or its sender is gone.
pub type Shutdown = watch::Receiver<bool>;

impl Courier {
    /// Delivers messages until it is told to stop, then finishes those that are with a carrier. No failure of the
    /// database ends it.
    pub async fn run(self: Arc<Self>, shutdown: Shutdown) {
        let channels = Channel::ALL.map(|channel| self.serve(channel, shutdown.clone()));
        let receipts = self.note_receipts(shutdown.clone());
        join3(join_all(channels), receipts, self.clear_away(shutdown)).await;
        if let Err(error) = self.settle().await {
            error!(%error, "the last receipts could not be noted");
        }
    }

    async fn serve(&self, channel: Channel, mut shutdown: Shutdown) {
        loop {
            // Listening begins before the look, so that a ring between the look and the wait is heard.
            let rung = self.outbox.notified();
            let pause = match self.round(channel).await {
                Ok(round) => round.pause(self.clock.now()),
                Err(error) => {
                    error!(%error, channel = channel.name(), "messages wait for the database");
                    RECOVERY
                }
            };
            select! {
                biased;
                () = told(&mut shutdown) => return,
                () = rung => {}
                () = sleep(pause) => {}
            }
        }
    }

    async fn note_receipts(&self, mut shutdown: Shutdown) {
        let mut pause = RECEIPTS;
        loop {
            select! {
                biased;
                () = told(&mut shutdown) => return,
                () = self.arrival() => {}
                () = sleep(pause) => {}
            }
            pause = match self.settle().await {
                Ok(_) => RECEIPTS,
                Err(error) => {
                    error!(%error, "receipts wait for the database");
                    RECOVERY
                }
            };
        }
    }

    /// Drops the messages that time has overtaken, so that nobody looks at them again; says how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep(&self) -> Result<u64> {
        let mut tx = self.db.begin().await?;
        let dropped = outbox::drop_expired(&mut tx, self.clock.now()).await?;
        tx.commit().await?;
        Ok(dropped)
    }

    async fn clear_away(&self, mut shutdown: Shutdown) {
        loop {
            match self.sweep().await {
                Ok(0) => {}
                Ok(dropped) => info!(dropped, "time has overtaken messages"),
                Err(error) => error!(%error, "a sweep waits for the database"),
            }
            select! {
                biased;
                () = told(&mut shutdown) => return,
                () = sleep(SWEEP) => {}
            }
        }
    }
}

async fn told(shutdown: &mut Shutdown) {
    // A sender that is gone can no longer say it, so it is told too.
    drop(shutdown.wait_for(|stop| *stop).await);
}
