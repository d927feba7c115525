//! Messages to carriers, and what came of them into the database.

use super::{Courier, backoff::next_try, board::Flight, round::LEASE};
use crate::{Sending, Why, client::Bounds, template};
use domain::{
    Clock, Millis,
    challenge::{Channel, FOLLOWS_AFTER},
    id::{AttemptId, MessageId},
};
use std::{sync::Arc, time::Duration};
use store::{
    Result, Tx,
    attempt::{self, Answer, Outcome},
    message,
    outbox::Claimed,
};
use tokio::time::timeout;
use tracing::{info, warn};

/// How long a carrier may take. Less than a lease, so that its answer is noted before the message is claimed again.
pub(super) const PATIENCE: Duration = Duration::from_secs(8);
const _: () = assert!(PATIENCE.as_secs() < LEASE.as_secs());
// A carrier that is too slow is told by the client, which knows how far it had come.
const _: () = assert!(Bounds::STANDARD.answer.as_secs() < PATIENCE.as_secs());

/// How much of the time that a carrier takes counts as the message's way out: the step after it must not come sooner
/// than fifteen seconds from when it left, nor wait for a slow answer.
const WAY_OUT: Duration = Duration::from_millis(500);

/// What is noted of a carrier that took too long; it may have sent the message.
const SILENT: Why = Why::says("the carrier did not answer in time");
/// What is noted of a message for which every carrier is left alone.
const ALL_OPEN: &str = "every carrier fails just now";

/// A message whose carrier answered, or took too long.
pub(super) struct Landed {
    claimed: Claimed,
    carrier: String,
    attempt: AttemptId,
    /// When it was sent, as far as the step after it goes by that.
    left_at: Millis,
    asked: usize,
    another: bool,
    others: bool,
    parts: Option<u32>,
    sending: Sending,
}

/// Whether a carrier's name for a message is one: PostgreSQL keeps no zero byte, and indexes no text of any length. A
/// message that was taken is not to be sent again for its name's sake.
fn can_be_kept(reference: &str) -> bool {
    reference.len() <= 255 && !reference.contains('\0')
}

impl Landed {
    /// Whether the carrier took the message.
    pub fn is_taken(&self) -> bool {
        matches!(self.sending, Sending::Accepted(_))
    }

    /// The message, and the try.
    pub fn ids(&self) -> (MessageId, AttemptId) {
        (self.claimed.message.id, self.attempt)
    }
}

/// Gives a message to its carrier, and waits so long for its answer.
pub(super) async fn fly(flight: Flight, patience: Duration, clock: Arc<dyn Clock>) -> Landed {
    let Flight { claimed, carrier, outgoing, attempt, asked, another, others } = flight;
    let parts = match outgoing.channel {
        Channel::Sms => Some(template::parts(outgoing.text.reveal()).count),
        Channel::Voice => None,
    };
    let begun_at = clock.now();
    let sending = timeout(patience, carrier.send(outgoing)).await;
    let sending = sending.unwrap_or(Sending::Unsure(SILENT));
    let left_at = clock.now().min(begun_at.after(WAY_OUT));
    let carrier = carrier.name().to_owned();
    Landed { claimed, carrier, attempt, left_at, asked, another, others, parts, sending }
}

impl Courier {
    /// Notes answers, all of them or none.
    ///
    /// # Errors
    /// When the database fails: they can be noted again.
    pub(super) async fn note(&self, landed: &[Landed]) -> Result<()> {
        if landed.is_empty() {
            return Ok(());
        }
        let mut tx = self.db.begin().await?;
        for one in landed {
            self.note_one(&mut tx, one).await?;
        }
        tx.commit().await
    }

    /// What an answer says of its carrier.
    pub(super) fn judge(&self, landed: &Landed) {
        let is_there = matches!(landed.sending, Sending::Accepted(_) | Sending::Never(_));
        let channel = landed.claimed.message.channel;
        self.circuits.note(&landed.carrier, channel, is_there, self.clock.now());
    }

    pub(super) async fn note_one(&self, tx: &mut Tx, landed: &Landed) -> Result<()> {
        let Landed { claimed, carrier, sending, .. } = landed;
        let (id, at) = (claimed.message.id, self.clock.now());
        let answer = |outcome, why: Option<&Why>, reference: Option<&str>| Answer {
            outcome,
            detail: why.map(ToString::to_string),
            reference: reference.map(str::to_owned),
            parts: landed.parts.filter(|_| outcome == Outcome::Accepted),
            at,
        };
        let (answer, why) = match sending {
            Sending::Accepted(reference) => {
                let reference = Some(reference.as_str()).filter(|it| can_be_kept(it));
                message::accepted(tx, id, carrier, reference, at).await?;
                let follows = landed.left_at.after(FOLLOWS_AFTER);
                message::follow(tx, claimed.message.challenge, follows).await?;
                info!(message = %id, carrier, "the carrier took the message");
                (answer(Outcome::Accepted, None, reference), None)
            }
            Sending::Retry(why) => (answer(Outcome::Retry, Some(why), None), Some(why)),
            Sending::Unsure(why) => (answer(Outcome::Unsure, Some(why), None), Some(why)),
            Sending::Never(why) => (answer(Outcome::Never, Some(why), None), Some(why)),
        };
        attempt::answer(tx, landed.attempt, &answer).await?;
        match why {
            Some(why) => self.go_on(tx, landed, why).await,
            None => Ok(()),
        }
    }

    /// A carrier did not take a message, or may not have: to the next one at once, or to all of them again after a pause.
    async fn go_on(&self, tx: &mut Tx, landed: &Landed, why: &Why) -> Result<()> {
        let Landed { claimed, carrier, asked, another, .. } = landed;
        let message = &claimed.message;
        if *another {
            let now = self.clock.now();
            info!(message = %message.id, carrier, %why, "the message goes to the next carrier");
            let why = why.to_string();
            return message::retry(tx, message.id, now, &why, message.lease_until).await.map(drop);
        }
        if matches!(landed.sending, Sending::Never(_)) && !landed.others {
            return self.give_up(tx, claimed, &why.to_string()).await;
        }
        let times = i64::try_from(asked + 1).unwrap_or(i64::MAX);
        self.put_off(tx, claimed, times, &why.to_string()).await
    }

    /// Puts a message off within its time, the longer the more often it was tried, or gives it up.
    pub(super) async fn put_off(
        &self,
        tx: &mut Tx,
        claimed: &Claimed,
        times: i64,
        why: &str,
    ) -> Result<()> {
        let message = &claimed.message;
        let now = self.clock.now();
        match next_try(times, now, message.expires_at, &*self.chance) {
            Some(at) => {
                warn!(message = %message.id, why, "the message is put off");
                message::retry(tx, message.id, at, why, message.lease_until).await.map(drop)
            }
            None => self.give_up(tx, claimed, why).await,
        }
    }

    /// Puts a message off until a carrier may be asked again.
    pub(super) async fn wait(&self, tx: &mut Tx, claimed: &Claimed, until: Millis) -> Result<()> {
        let message = &claimed.message;
        if until >= message.expires_at {
            return self.give_up(tx, claimed, ALL_OPEN).await;
        }
        warn!(message = %message.id, why = ALL_OPEN, "the message is put off");
        message::retry(tx, message.id, until, ALL_OPEN, message.lease_until).await.map(drop)
    }

    /// Gives a message up; what follows it in its plan comes at once.
    pub(super) async fn give_up(&self, tx: &mut Tx, claimed: &Claimed, why: &str) -> Result<()> {
        let message = &claimed.message;
        let now = self.clock.now();
        warn!(message = %message.id, why, "the message is given up");
        let failed = message::fail(tx, message.id, now, why, message.lease_until).await?;
        if let Some(challenge) = failed {
            message::advance(tx, challenge, now).await?;
        }
        Ok(())
    }
}
