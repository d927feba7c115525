//! One round of a channel: claim what is due, and send it.

use super::{
    Courier,
    board::Flight,
    dispatch::{Landed, fly},
};
use domain::{Millis, challenge::Channel};
use std::{sync::Arc, time::Duration};
use store::{Result, outbox};
use tokio::task::JoinSet;

/// How long a claimed message is kept from other workers.
pub(super) const LEASE: Duration = Duration::from_secs(10);
/// How many messages are claimed at once.
pub(super) const BATCH: usize = 64;
/// The longest pause between two looks: other nodes' messages ring no bell here.
pub(super) const TICK: Duration = Duration::from_millis(500);

/// What a look at the outbox found.
pub(super) enum Look {
    /// Messages that are now ours, some perhaps for no carrier; more may be due.
    Claimed(Vec<Flight>),
    /// There was nothing to do before this moment, as far as the outbox knows one.
    Idle { until: Option<Millis> },
}

impl Courier {
    /// Sends what is due on a channel now, at most 64 messages, and waits for the answers; says how many a carrier
    /// took.
    ///
    /// # Errors
    /// When the database fails. What was claimed is claimed again once its lease is over.
    pub async fn tick(&self, channel: Channel) -> Result<usize> {
        match self.look(channel, BATCH).await? {
            Look::Claimed(flights) => {
                let mut flying: JoinSet<Landed> = flights
                    .into_iter()
                    .map(|flight| fly(flight, Arc::clone(&self.clock)))
                    .collect();
                let mut landed = Vec::with_capacity(flying.len());
                while let Some(one) = flying.join_next().await {
                    landed.extend(one.ok().inspect(|one| self.judge(one)));
                }
                self.note(&landed).await
            }
            Look::Idle { .. } => Ok(0),
        }
    }

    /// Claims what is due, at most so many.
    pub(super) async fn look(&self, channel: Channel, most: usize) -> Result<Look> {
        let now = self.clock.now();
        // Looking needs no write lock, and most looks find nothing.
        let mut tx = self.db.read().await?;
        let next = outbox::next_due(&mut tx, channel, now).await?;
        tx.commit().await?;
        match next {
            Some(at) if at <= now => {
                let limit = i64::try_from(most.min(BATCH)).unwrap_or(0);
                match self.board(channel, limit).await? {
                    // Another worker was quicker.
                    (0, _) => Ok(Look::Idle { until: None }),
                    (_, flights) => Ok(Look::Claimed(flights)),
                }
            }
            until => Ok(Look::Idle { until }),
        }
    }
}
