//! Receipts: noting what became of messages.

use super::Courier;
use crate::{Fate, Of, Receipt};
use domain::id::ChallengeId;
use std::time::Duration;
use store::{
    Result, Tx,
    attempt::{self, AttemptRow},
    life, message,
};
use tracing::{debug, info, instrument};

/// How long a receipt waits for its message. A carrier may report before its acceptance is in the database.
const EARLY: Duration = Duration::from_secs(10);

/// What a receipt was.
enum Noted {
    /// News of this challenge's message.
    News(ChallengeId),
    /// A message did not arrive, and is due again.
    Due,
    /// Known before, or of no use any more.
    Old,
    /// Of no try that we know.
    Unknown,
}

impl Courier {
    /// Notes what a carrier says became of a message. Once it arrived, no later step follows, and a code that came late
    /// lives on from then; if it will not arrive, it goes to the next carrier within its time. What is repeated, or
    /// came out of order, changes nothing. Gives the challenge of a message that is now known to have arrived. A
    /// receipt that overtook the answer of its carrier is kept for a while.
    ///
    /// # Errors
    /// When the database fails.
    #[instrument(skip_all, fields(carrier = receipt.carrier))]
    pub async fn receipt(&self, receipt: &Receipt) -> Result<Option<ChallengeId>> {
        let mut tx = self.db.begin().await?;
        let noted = self.take_in(&mut tx, receipt).await?;
        tx.commit().await?;
        match noted {
            Noted::News(challenge) => Ok(Some(challenge)),
            Noted::Unknown if self.is_early(receipt) => {
                self.early.put(receipt.clone());
                Ok(None)
            }
            Noted::Due => {
                self.outbox.notify_waiters();
                Ok(None)
            }
            Noted::Unknown | Noted::Old => Ok(None),
        }
    }

    /// Notes every receipt in the inbox; says how many told that a message arrived. Those that found no message are
    /// kept for a while.
    ///
    /// # Errors
    /// When the database fails. All are kept then.
    pub async fn settle(&self) -> Result<usize> {
        let mut inbox = self.inbox.lock().await;
        let receipts = inbox.take();
        let noted = match self.take_in_all(&receipts).await {
            Ok(noted) => noted,
            Err(error) => {
                for receipt in receipts {
                    inbox.keep(receipt);
                }
                return Err(error);
            }
        };
        let mut news = 0;
        for (noted, receipt) in noted.into_iter().zip(receipts) {
            match noted {
                Noted::News(_) => news += 1,
                Noted::Due => self.outbox.notify_waiters(),
                Noted::Unknown if self.is_early(&receipt) => inbox.keep(receipt),
                Noted::Unknown | Noted::Old => {}
            }
        }
        Ok(news)
    }

    async fn take_in_all(&self, receipts: &[Receipt]) -> Result<Vec<Noted>> {
        let mut noted = Vec::with_capacity(receipts.len());
        if receipts.is_empty() {
            return Ok(noted);
        }
        let mut tx = self.db.begin().await?;
        for receipt in receipts {
            noted.push(self.take_in(&mut tx, receipt).await?);
        }
        tx.commit().await?;
        Ok(noted)
    }

    async fn take_in(&self, tx: &mut Tx, receipt: &Receipt) -> Result<Noted> {
        let Receipt { carrier, of, fate, at } = receipt;
        let found = match of {
            Of::Reference(reference) => attempt::by_reference(tx, carrier, reference).await?,
            Of::Message(message) => attempt::by_message(tx, carrier, *message).await?,
        };
        let Some(tried) = found else {
            debug!(carrier, "a receipt for no message that we know");
            return Ok(Noted::Unknown);
        };
        match fate {
            Fate::Underway => {
                if attempt::underway(tx, tried.id, *at).await? {
                    self.taken(tx, &tried, receipt).await?;
                }
                Ok(Noted::Old)
            }
            Fate::Delivered => self.arrived(tx, &tried, receipt).await,
            Fate::Failed(why) => {
                let why = why.to_string();
                if attempt::failed(tx, tried.id, *at, &why).await? {
                    return self.did_not_arrive(tx, &tried, receipt, &why).await;
                }
                Ok(Noted::Old)
            }
        }
    }

    /// A carrier that reports on a message took it: no other is asked meanwhile.
    async fn taken(&self, tx: &mut Tx, tried: &AttemptRow, receipt: &Receipt) -> Result<()> {
        let reference = tried.reference.as_deref();
        message::accepted(tx, tried.message, &tried.carrier, reference, receipt.at).await.map(drop)
    }

    async fn arrived(&self, tx: &mut Tx, tried: &AttemptRow, receipt: &Receipt) -> Result<Noted> {
        let at = receipt.at;
        if !attempt::delivered(tx, tried.id, at).await? {
            return Ok(Noted::Old);
        }
        let Some((challenge, issued_at, expires_at)) =
            message::delivered(tx, tried.message, at).await?
        else {
            return Ok(Noted::Old);
        };
        let until = self.life.after_receipt(issued_at, expires_at, at);
        life::extend(tx, challenge, at, until).await?;
        message::pass_over(tx, challenge).await?;
        debug!(%challenge, "delivered");
        Ok(Noted::News(challenge))
    }

    /// The message goes to the next carrier, if it has not gone there already.
    async fn did_not_arrive(
        &self,
        tx: &mut Tx,
        tried: &AttemptRow,
        receipt: &Receipt,
        why: &str,
    ) -> Result<Noted> {
        let now = self.clock.now();
        if message::free(tx, tried.message, &receipt.carrier, now, why).await? {
            info!(message = %tried.message, carrier = receipt.carrier, why, "it did not arrive");
            return Ok(Noted::Due);
        }
        Ok(Noted::Old)
    }

    fn is_early(&self, receipt: &Receipt) -> bool {
        let by_reference = matches!(receipt.of, Of::Reference(_));
        by_reference && self.clock.now() < receipt.at.after(EARLY)
    }

    /// Waits until a receipt arrives.
    pub(super) async fn arrival(&self) {
        self.inbox.lock().await.arrival().await;
    }
}
