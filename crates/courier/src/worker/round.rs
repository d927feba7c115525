//! One round of a channel: claim what is due, and send it.

use super::Courier;
use domain::{Millis, challenge::Channel};
use futures::future::join_all;
use std::time::Duration;
use store::{
    Result,
    outbox::{self, Claimed},
};

/// How long a claimed message is kept from other workers.
pub(super) const LEASE: Duration = Duration::from_secs(10);
/// How many messages are claimed, and sent side by side, at once.
const BATCH: i64 = 32;
/// The longest pause between two looks: other nodes' messages ring no bell here.
const TICK: Duration = Duration::from_millis(500);

/// What a round did.
pub(super) enum Round {
    /// It claimed messages, of which carriers took so many; more may be due.
    Worked { sent: usize },
    /// There was nothing to do before this moment, as far as the outbox knows one.
    Idle { until: Option<Millis> },
}

impl Round {
    /// How long to wait before the next one.
    pub(super) fn pause(&self, now: Millis) -> Duration {
        match self {
            Self::Worked { .. } => Duration::ZERO,
            Self::Idle { until: Some(at) } => now.until(*at).min(TICK),
            Self::Idle { until: None } => TICK,
        }
    }
}

impl Courier {
    /// Sends what is due on a channel now, at most 32 messages; says how many a carrier took.
    ///
    /// # Errors
    /// When the database fails. What was claimed is claimed again once its lease is over.
    pub async fn tick(&self, channel: Channel) -> Result<usize> {
        match self.round(channel).await? {
            Round::Worked { sent } => Ok(sent),
            Round::Idle { .. } => Ok(0),
        }
    }

    pub(super) async fn round(&self, channel: Channel) -> Result<Round> {
        let now = self.clock.now();
        // Looking needs no write lock, and most looks find nothing.
        let mut tx = self.db.read().await?;
        let next = outbox::next_due(&mut tx, channel, now).await?;
        tx.commit().await?;
        match next {
            Some(at) if at <= now => self.work(channel, now).await,
            until => Ok(Round::Idle { until }),
        }
    }

    async fn work(&self, channel: Channel, now: Millis) -> Result<Round> {
        let claimed = self.claim(channel, now).await?;
        if claimed.is_empty() {
            // Another worker was quicker.
            return Ok(Round::Idle { until: None });
        }
        let answers = join_all(claimed.iter().map(|message| self.dispatch(message))).await;
        let mut sent = 0;
        for taken in answers {
            sent += usize::from(taken?);
        }
        Ok(Round::Worked { sent })
    }

    async fn claim(&self, channel: Channel, now: Millis) -> Result<Vec<Claimed>> {
        let mut tx = self.db.begin().await?;
        let claimed = outbox::claim(&mut tx, channel, now, now.after(LEASE), BATCH).await?;
        tx.commit().await?;
        Ok(claimed)
    }
}
