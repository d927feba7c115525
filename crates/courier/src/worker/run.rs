//! The loops: one for each channel, one for receipts, one that clears away what time has overtaken.

use super::Courier;
use crate::health::{SETTLED, WINDOW};
use domain::challenge::Channel;
use futures::future::{join_all, join3};
use std::{sync::Arc, time::Duration};
use store::{Result, attempt, outbox};
use tokio::{select, sync::watch, time::sleep};
use tracing::{error, info, warn};

/// The pause after the database failed.
pub(super) const RECOVERY: Duration = Duration::from_secs(1);
/// The pause between two looks at receipts that came too early.
const RECEIPTS: Duration = Duration::from_millis(250);
/// The pause between two sweeps.
const SWEEP: Duration = Duration::from_secs(10);
/// By how much the clocks of two nodes may differ.
const SKEW: Duration = Duration::from_secs(30);

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
        let now = self.clock.now();
        let dropped = outbox::drop_expired(&mut tx, now).await?;
        let ahead = outbox::rewind(&mut tx, now, now.after(SKEW)).await?;
        tx.commit().await?;
        if ahead > 0 {
            warn!(ahead, "the clock has stepped back; messages of its future are sent now");
        }
        Ok(dropped)
    }

    /// Judges the carriers by what arrived of what they took in the last ten minutes, and asks those last of whose
    /// messages too few did.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn weigh(&self) -> Result<()> {
        let now = self.clock.now();
        let mut tx = self.db.read().await?;
        let shares = attempt::shares(&mut tx, now.before(WINDOW), now.before(SETTLED)).await?;
        tx.commit().await?;
        self.circuits.weigh(&shares);
        Ok(())
    }

    async fn clear_away(&self, mut shutdown: Shutdown) {
        loop {
            match self.sweep().await {
                Ok(0) => {}
                Ok(dropped) => info!(dropped, "time has overtaken messages"),
                Err(error) => error!(%error, "a sweep waits for the database"),
            }
            if let Err(error) = self.weigh().await {
                error!(%error, "carriers cannot be judged without the database");
            }
            select! {
                biased;
                () = told(&mut shutdown) => return,
                () = sleep(SWEEP) => {}
            }
        }
    }
}

pub(super) async fn told(shutdown: &mut Shutdown) {
    // A sender that is gone can no longer say it, so it is told too.
    drop(shutdown.wait_for(|stop| *stop).await);
}
