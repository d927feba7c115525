//! One round of a channel: claim what is due, and send it.

use super::{
    Courier,
    dispatch::fly,
    traffic::{MOST, Traffic},
};
use domain::{Millis, challenge::Channel};
use std::{sync::Arc, time::Duration};
use store::{Result, outbox};

/// How long a claimed message is kept from other workers.
pub(super) const LEASE: Duration = Duration::from_secs(10);
/// How many messages are claimed at once.
const BATCH: usize = 64;
/// The longest pause between two looks: other nodes' messages ring no bell here.
pub(super) const TICK: Duration = Duration::from_millis(500);

/// What a look at the outbox found.
pub(super) enum Look {
    /// Messages that are now ours, some perhaps for no carrier; more may be due.
    Claimed,
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
        let mut traffic = Traffic::default();
        self.send_due(channel, &mut traffic).await?;
        self.finish(traffic).await
    }

    /// Claims what is due and gives it to its carriers, as much as there is room for.
    pub(super) async fn send_due(&self, channel: Channel, traffic: &mut Traffic) -> Result<Look> {
        let now = self.clock.now();
        // Looking needs no write lock, and most looks find nothing.
        let mut tx = self.db.read().await?;
        let next = outbox::next_due(&mut tx, channel, now).await?;
        tx.commit().await?;
        let room = MOST.saturating_sub(traffic.flying.len()).min(BATCH);
        match next {
            Some(at) if at <= now && room > 0 => self.claim(channel, room, traffic).await,
            Some(at) if at <= now => Ok(Look::Idle { until: None }),
            until => Ok(Look::Idle { until }),
        }
    }

    async fn claim(&self, channel: Channel, most: usize, traffic: &mut Traffic) -> Result<Look> {
        let limit = i64::try_from(most).unwrap_or(0);
        match self.board(channel, limit).await? {
            // Another worker was quicker.
            (0, _) => Ok(Look::Idle { until: None }),
            (_, flights) => {
                for flight in flights {
                    traffic.flying.spawn(fly(flight, self.patience, Arc::clone(&self.clock)));
                }
                Ok(Look::Claimed)
            }
        }
    }
}
