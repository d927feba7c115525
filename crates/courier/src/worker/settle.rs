//! Receipts: noting that messages arrived.

use super::Courier;
use crate::{Fate, Of, Receipt};
use domain::id::ChallengeId;
use std::time::Duration;
use store::{Result, life, message};
use tracing::{debug, instrument};

/// How long a receipt waits for its message. A carrier may report before its acceptance is in the database.
const PATIENCE: Duration = Duration::from_secs(10);

impl Courier {
    /// Notes that a carrier delivered a message: no call follows, and a code that came
    /// late lives on from then. A repeated receipt changes nothing. Gives the challenge; none when no message of that
    /// reference is on its way.
    ///
    /// # Errors
    /// When the database fails.
    #[instrument(skip_all, fields(carrier))]
    pub async fn receipt(&self, receipt: &Receipt) -> Result<Option<ChallengeId>> {
        let Receipt { carrier, of, fate: Fate::Delivered, at } = receipt else {
            return Ok(None);
        };
        let at = *at;
        let reference = &match of {
            Of::Reference(reference) => reference.clone(),
            // A carrier that names no message is taken to call it as we do.
            Of::Message(id) => id.to_string(),
        };
        let mut tx = self.db.begin().await?;
        let Some((id, issued_at, expires_at)) =
            message::delivered(&mut tx, carrier, reference, at).await?
        else {
            return Ok(None);
        };
        let until = self.life.after_receipt(issued_at, expires_at, at);
        life::extend(&mut tx, id, at, until).await?;
        tx.commit().await?;
        debug!(challenge = %id, "delivered");
        Ok(Some(id))
    }

    /// Notes every receipt in the inbox; says how many found their message. Those that did not are kept for a while.
    ///
    /// # Errors
    /// When the database fails. What could not be noted is kept.
    pub async fn settle(&self) -> Result<usize> {
        let mut inbox = self.inbox.lock().await;
        let mut receipts = inbox.take().into_iter();
        let mut settled = 0;
        while let Some(receipt) = receipts.next() {
            match self.receipt(&receipt).await {
                Ok(Some(_)) => settled += 1,
                Ok(None) if self.is_early(&receipt) => inbox.keep(receipt),
                Ok(None) => {
                    debug!(carrier = receipt.carrier, "a receipt for no message on its way");
                }
                Err(error) => {
                    inbox.keep(receipt);
                    receipts.for_each(|receipt| inbox.keep(receipt));
                    return Err(error);
                }
            }
        }
        Ok(settled)
    }

    fn is_early(&self, receipt: &Receipt) -> bool {
        self.clock.now() < receipt.at.after(PATIENCE)
    }

    /// Waits until a receipt arrives.
    pub(super) async fn arrival(&self) {
        self.inbox.lock().await.arrival().await;
    }
}
