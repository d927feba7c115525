//! One message: to its carrier, and what came of it into the database.

use super::{Courier, backoff::next_try, prepare::Unready, round::LEASE};
use crate::{Carrier, Outgoing, Sending, Why};
use domain::id::AttemptId;
use std::time::Duration;
use store::{
    Result, Tx,
    attempt::{self, AttemptRow, Outcome},
    message,
    outbox::Claimed,
};
use tokio::time::timeout;
use tracing::{info, instrument, warn};

/// How long a carrier may take. Less than a lease, so that its answer is noted before the message is claimed again.
const PATIENCE: Duration = Duration::from_secs(8);
const _: () = assert!(PATIENCE.as_secs() < LEASE.as_secs());

/// Why a message is put off when its carrier took too long; the carrier may have sent it, and tells by its id.
const SILENT: Why = Why::says("the carrier did not answer in time");

impl Courier {
    /// Sends one claimed message, outside of any transaction, and notes the answer in one; says whether it was taken.
    ///
    /// # Errors
    /// When the answer cannot be noted: the message is then claimed again once its lease is over.
    #[instrument(skip_all, fields(message = %claimed.message.id))]
    pub(super) async fn dispatch(&self, claimed: &Claimed) -> Result<bool> {
        match self.prepare(claimed) {
            Ok((carrier, outgoing)) => {
                let sending = ask(carrier, outgoing).await;
                self.note(claimed, carrier.name(), &sending).await?;
                Ok(matches!(sending, Sending::Accepted(_)))
            }
            Err(unready) => {
                let mut tx = self.db.begin().await?;
                match unready {
                    Unready::Key => self.put_off(&mut tx, claimed, unready.why()).await?,
                    _ => give_up(&mut tx, claimed, unready.why()).await?,
                }
                tx.commit().await?;
                Ok(false)
            }
        }
    }

    async fn note(&self, claimed: &Claimed, carrier: &str, sending: &Sending) -> Result<()> {
        let (id, now) = (claimed.message.id, self.clock.now());
        let mut tx = self.db.begin().await?;
        let (outcome, detail) = match sending {
            Sending::Accepted(reference) => {
                message::accepted(&mut tx, id, carrier, reference, now).await?;
                info!(carrier, "the carrier took the message");
                (Outcome::Accepted, None)
            }
            Sending::Retry(why) | Sending::Unsure(why) => {
                self.put_off(&mut tx, claimed, &why.to_string()).await?;
                (Outcome::Retry, Some(why.to_string()))
            }
            Sending::Never(why) => {
                give_up(&mut tx, claimed, &why.to_string()).await?;
                (Outcome::Never, Some(why.to_string()))
            }
        };
        let row = AttemptRow {
            id: AttemptId::fresh(now, &*self.chance),
            message: id,
            carrier: carrier.to_owned(),
            outcome,
            detail,
            at: now,
        };
        attempt::insert(&mut tx, &row).await?;
        tx.commit().await
    }

    /// Puts a message off within its time, or gives it up.
    async fn put_off(&self, tx: &mut Tx, claimed: &Claimed, why: &str) -> Result<()> {
        let message = &claimed.message;
        let now = self.clock.now();
        match next_try(message.attempts, now, message.expires_at, &*self.chance) {
            Some(at) => {
                warn!(why, "the message is put off");
                message::retry(tx, message.id, at, why).await.map(drop)
            }
            None => give_up(tx, claimed, why).await,
        }
    }
}

async fn give_up(tx: &mut Tx, claimed: &Claimed, why: &str) -> Result<()> {
    warn!(why, "the message is given up");
    message::fail(tx, claimed.message.id, why).await.map(drop)
}

async fn ask(carrier: &dyn Carrier, outgoing: Outgoing) -> Sending {
    timeout(PATIENCE, carrier.send(outgoing)).await.unwrap_or(Sending::Unsure(SILENT))
}
