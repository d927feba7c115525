//! The courses of messages: when each was taken, arrived, or failed.

use crate::{
    Result, Tx,
    column::{Line, Loaded},
    value::{list, values},
};
use domain::{
    Millis,
    challenge::{Channel, Leg},
    id::ChallengeId,
};

impl Loaded for Leg {
    fn of(line: &impl Line) -> Result<Self> {
        Ok(Self {
            channel: line.read("channel")?,
            started_at: line.read("started_at")?,
            accepted_at: line.read("accepted_at")?,
            delivered_at: line.read("delivered_at")?,
            failed_at: line.read("failed_at")?,
        })
    }
}

macro_rules! legs {
    () => {
        "SELECT channel, CASE WHEN fallback THEN not_before ELSE created_at END AS started_at, accepted_at, \
        delivered_at, failed_at FROM message"
    };
}

statements! {
    OF_CHALLENGE = both concat!(legs!(), " WHERE challenge_id = $1 AND NOT news AND COALESCE(asked_at, created_at) >= $2 \
        ORDER BY created_at, fallback, id");
    TAKEN = sqlite "SELECT DISTINCT challenge_id, channel FROM message WHERE NOT news AND accepted_at IS NOT NULL \
            AND challenge_id IN (SELECT unhex(value) FROM json_each($1))",
        postgres "SELECT DISTINCT challenge_id, channel FROM message WHERE NOT news AND accepted_at IS NOT NULL \
            AND challenge_id = ANY (ARRAY(SELECT value::uuid FROM json_array_elements_text($1::text::json)))";
    RECENT = both concat!(legs!(), " WHERE channel = $1 AND NOT news AND created_at > $2 AND created_at <= $3 \
        AND (delivered_at <= $3 OR failed_at <= $3 OR accepted_at <= $4) ORDER BY created_at DESC, id DESC LIMIT $5");
}

/// The courses of a challenge's messages that were written or asked for from `since` on, in the order of their plan.
///
/// # Errors
/// When the database does not answer.
pub async fn of_challenge(tx: &mut Tx, challenge: ChallengeId, since: Millis) -> Result<Vec<Leg>> {
    tx.all(OF_CHALLENGE, values![challenge, since]).await
}

/// By which channels a carrier took messages of these challenges, each channel once.
///
/// # Errors
/// When the database does not answer.
pub async fn taken_by(
    tx: &mut Tx,
    challenges: &[ChallengeId],
) -> Result<Vec<(ChallengeId, Channel)>> {
    let ids = list(challenges.iter().map(|id| id.0.as_bytes()));
    tx.all(TAKEN, values![&ids]).await
}

/// The newest courses of a channel between two moments that are over: the message arrived or failed by then, or was
/// taken no later than `taken_by`; newest first, at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn recent(
    tx: &mut Tx,
    channel: Channel,
    after: Millis,
    until: Millis,
    taken_by: Millis,
    limit: i64,
) -> Result<Vec<Leg>> {
    tx.all(RECENT, values![channel, after, until, taken_by, limit]).await
}
