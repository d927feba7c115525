//! What is under way on a channel, and noting what came of it.

use super::{Courier, dispatch::Landed};
use tokio::task::JoinSet;
use tracing::{error, warn};

/// How many messages of a channel are with carriers at once.
pub(super) const MOST: usize = 1_024;

/// What is under way on a channel.
#[derive(Default)]
pub(super) struct Traffic {
    /// Those that are with a carrier.
    pub flying: JoinSet<Landed>,
    /// Those that were answered, and are not noted yet.
    pub landed: Vec<Landed>,
}

impl Courier {
    /// Takes in an answer, and all others that are there.
    pub(super) fn land(&self, traffic: &mut Traffic, first: Option<Landed>) {
        let mut next = first;
        while let Some(landed) = next {
            self.judge(&landed);
            traffic.landed.push(landed);
            next = traffic.flying.try_join_next().and_then(Result::ok);
        }
    }

    /// Notes every answer that is not noted yet; says how many messages were taken.
    ///
    /// # Errors
    /// When the database is out of reach: the answers are kept, to be noted later. One that the database refuses is
    /// left out, so that it stops no other; its try then tells that the message may have been sent.
    pub(super) async fn write(&self, traffic: &mut Traffic) -> store::Result<usize> {
        match self.note(&traffic.landed).await {
            Ok(()) => Ok(traffic.landed.drain(..).filter(Landed::is_taken).count()),
            Err(error) if error.is_unavailable() => Err(error),
            Err(error) => {
                warn!(%error, "answers are noted one by one");
                self.write_singly(traffic).await
            }
        }
    }

    async fn write_singly(&self, traffic: &mut Traffic) -> store::Result<usize> {
        let mut taken = 0;
        while let Some(one) = traffic.landed.first() {
            // What goes wrong before the first statement, or after the last, is not the answer's fault.
            let mut tx = self.db.begin().await?;
            match self.note_one(&mut tx, one).await {
                Ok(()) => {
                    tx.commit().await?;
                    taken += usize::from(one.is_taken());
                }
                Err(error) if error.is_unavailable() => return Err(error),
                Err(error) => {
                    let (message, attempt) = one.ids();
                    error!(%error, %message, %attempt, "the database refuses an answer");
                }
            }
            traffic.landed.remove(0);
        }
        Ok(taken)
    }

    /// Waits for the answers that are still out, and notes them; says how many messages were taken.
    ///
    /// # Errors
    /// When the database is out of reach. What is not noted now is claimed again later, and known to have been sent
    /// perhaps.
    pub(super) async fn finish(&self, mut traffic: Traffic) -> store::Result<usize> {
        while let Some(landed) = traffic.flying.join_next().await {
            self.land(&mut traffic, landed.ok());
        }
        self.write(&mut traffic).await
    }
}
