//! Claiming messages: each gets its carrier, and its try is written before that is asked.

use super::{
    Courier,
    choose::{Choice, choose},
    prepare::Unready,
    round::LEASE,
};
use crate::{Carrier, Outgoing};
use domain::{Millis, challenge::Channel, id::AttemptId};
use std::sync::Arc;
use store::{
    Result, Tx,
    attempt::{self, AttemptRow},
    outbox::{self, Claimed},
};
use tracing::warn;

/// Why a try is given up whose worker died before it noted the answer.
const LOST: &str = "nobody noted the answer; it may have been sent";

/// A message that is about to be given to a carrier.
pub(super) struct Flight {
    pub claimed: Claimed,
    pub carrier: Arc<dyn Carrier>,
    pub outgoing: Outgoing,
    pub attempt: AttemptId,
    /// How often this carrier was asked for it before.
    pub asked: usize,
    /// Whether another carrier can be asked as soon as this one did not take it.
    pub another: bool,
    /// Whether there is another carrier that did not refuse it.
    pub others: bool,
}

impl Courier {
    /// Claims messages that are due, at most `limit`, and writes their tries. Says how many were claimed, too: some
    /// may be for no carrier.
    pub(super) async fn board(&self, channel: Channel, limit: i64) -> Result<(usize, Vec<Flight>)> {
        let mut tx = self.db.begin().await?;
        // A lease is counted from here: waiting for the database's writer must not use it up.
        let now = self.clock.now();
        let claimed = outbox::claim(&mut tx, channel, now, now.after(LEASE), limit).await?;
        let again = claimed.iter().filter(|it| it.message.attempts > 1);
        let ids: Vec<_> = again.map(|it| it.message.id).collect();
        let tries = attempt::of_messages(&mut tx, &ids).await?;
        let count = claimed.len();
        let mut flights = Vec::with_capacity(count);
        for claimed in claimed {
            let id = claimed.message.id;
            let tries: Vec<_> = tries.iter().filter(|it| it.message == id).cloned().collect();
            flights.extend(self.board_one(&mut tx, claimed, &tries, now).await?);
        }
        tx.commit().await?;
        Ok((count, flights))
    }

    async fn board_one(
        &self,
        tx: &mut Tx,
        claimed: Claimed,
        tries: &[AttemptRow],
        now: Millis,
    ) -> Result<Option<Flight>> {
        let (id, channel) = (claimed.message.id, claimed.message.channel);
        if tries.iter().any(|it| it.answered_at.is_none()) {
            warn!(message = %id, "the message may have been sent before");
            attempt::abandon(tx, id, now, LOST).await?;
        }
        let outgoing = match self.prepare(&claimed) {
            Ok(outgoing) => outgoing,
            Err(unready @ Unready::Key) => {
                let times = claimed.message.attempts;
                return self.put_off(tx, &claimed, times, unready.why()).await.map(|()| None);
            }
            Err(unready) => return self.give_up(tx, &claimed, unready.why()).await.map(|()| None),
        };
        let order = self.circuits.order(&self.carriers, channel);
        match choose(&order, tries, &self.circuits, channel, now) {
            Choice::Ask { carrier, asked, another, others } => {
                let attempt = AttemptId::fresh(now, &*self.chance);
                attempt::insert(tx, &AttemptRow::begun(attempt, id, carrier.name(), now)).await?;
                self.circuits.go(carrier.name(), channel, now);
                let carrier = Arc::clone(carrier);
                Ok(Some(Flight { claimed, carrier, outgoing, attempt, asked, another, others }))
            }
            Choice::Wait(until) => self.wait(tx, &claimed, until).await.map(|()| None),
            Choice::Nobody => {
                let why = if order.is_empty() { Unready::Carrier } else { Unready::Refused };
                self.give_up(tx, &claimed, why.why()).await.map(|()| None)
            }
        }
    }
}
