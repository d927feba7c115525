//! The outbox: messages are rows, and a worker claims those that are due.

use crate::{
    Result, Tx,
    column::{Line, Loaded},
    message::MessageRow,
    value::{list, values},
};
use domain::{Millis, challenge::Channel, id::MessageId};

/// A message that one worker has to itself, with what is needed to send it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// The message.
    pub message: MessageRow,
    /// The patient's key, wrapped, for the address.
    pub wrapped_key: Vec<u8>,
    /// The kind of the challenge's purpose.
    pub kind: String,
    /// Which pepper the challenge's code follows from.
    pub key_id: String,
    /// When the challenge was opened.
    pub issued_at: Millis,
    /// When the challenge's code ends.
    pub expires_at: Millis,
}

impl Loaded for Claimed {
    fn of(line: &impl Line) -> Result<Self> {
        Ok(Self {
            message: MessageRow::of(line)?,
            wrapped_key: line.read("wrapped_key")?,
            kind: line.read("challenge_kind")?,
            key_id: line.read("challenge_key_id")?,
            issued_at: line.read("challenge_issued_at")?,
            expires_at: line.read("challenge_expires_at")?,
        })
    }
}

/// Messages of a channel that a worker may have: `$1` is the channel and `$2` the moment. SQLite keeps no statistics
/// here, and left to itself goes through all that have not ended: it is told the index by which messages are due.
macro_rules! sendable {
    (sqlite) => {
        sendable!(" INDEXED BY message_due")
    };
    (postgres) => {
        sendable!("")
    };
    ($hint:literal) => {
        concat!(
            "FROM message AS m",
            $hint,
            " JOIN challenge AS c ON c.id = m.challenge_id WHERE m.channel = $1 AND m.state = 'due' \
            AND m.expires_at > $2 AND (m.news OR (c.consumed_at IS NULL AND c.ended_at IS NULL)) \
            AND (c.receipted_at IS NULL OR m.asked_at IS NOT NULL OR NOT m.fallback)"
        )
    };
}

macro_rules! due {
    ($engine:ident) => {
        concat!(
            "SELECT m.id ",
            sendable!($engine),
            " AND m.not_before <= $2 AND (m.lease_until IS NULL OR m.lease_until <= $2) \
        ORDER BY m.not_before, m.id LIMIT $4"
        )
    };
}

macro_rules! next_due {
    ($engine:ident) => {
        concat!(
            "SELECT m.not_before ",
            sendable!($engine),
            " AND (m.lease_until IS NULL OR m.lease_until <= $2) ORDER BY m.not_before LIMIT 1"
        )
    };
}

macro_rules! next_free {
    ($engine:ident) => {
        concat!(
            "SELECT min(m.lease_until) ",
            sendable!($engine),
            " AND m.not_before <= $2 AND m.lease_until > $2"
        )
    };
}

macro_rules! claimed {
    () => {
        "SELECT m.id, m.challenge_id AS challenge, m.patient_id AS patient, m.channel, m.address, m.template, \
        m.language, m.parameters, m.not_before, m.expires_at, m.attempts, m.lease_until, m.state, m.carrier, \
        m.carrier_reference, m.last_refusal, m.created_at, m.accepted_at, m.delivered_at, m.failed_at, m.prefix, \
        m.fallback, m.asked_at, m.news, p.wrapped_key, \
        c.kind AS challenge_kind, c.key_id AS challenge_key_id, c.issued_at AS challenge_issued_at, \
        c.expires_at AS challenge_expires_at \
        FROM message AS m JOIN challenge AS c ON c.id = m.challenge_id JOIN patient AS p ON p.id = m.patient_id"
    };
}

statements! {
    CLAIM = sqlite concat!("UPDATE message SET attempts = attempts + 1, lease_until = $3 WHERE id IN (", due!(sqlite),
            ") RETURNING id"),
        // The locked rows are fixed before the update looks at any: joined freely, the planner could lock more.
        postgres concat!("WITH due AS MATERIALIZED (", due!(postgres), " FOR UPDATE OF m SKIP LOCKED) \
            UPDATE message SET attempts = attempts + 1, lease_until = $3 FROM due WHERE message.id = due.id \
            RETURNING message.id");
    CLAIMED = sqlite concat!(claimed!(), " WHERE m.id IN (SELECT unhex(value) FROM json_each($1)) \
            ORDER BY m.not_before, m.id"),
        postgres concat!(claimed!(), " WHERE m.id = ANY (ARRAY( \
            SELECT value::uuid FROM json_array_elements_text($1::text::json))) ORDER BY m.not_before, m.id");
    DROP_EXPIRED = both "UPDATE message SET state = 'dropped', lease_until = NULL \
        WHERE state = 'due' AND expires_at <= $1 AND (lease_until IS NULL OR lease_until <= $1)";
    REWIND = both "UPDATE message SET not_before = $1 + (not_before - created_at), created_at = $1, \
        lease_until = NULL WHERE state = 'due' AND created_at > $2";
    // Both keep to the beginning of the index by which messages are due, however many wait for later.
    NEXT_DUE = sqlite next_due!(sqlite), postgres next_due!(postgres);
    NEXT_FREE = sqlite next_free!(sqlite), postgres next_free!(postgres);
}

/// Takes messages of a channel that are due, at most `limit`, and keeps them from other workers until `lease_until`:
/// those whose time has come and not passed, which no worker has, and whose challenge is neither answered nor ended;
/// and later steps of a plan only while nothing is known to have arrived, unless the person asked for them. Their
/// attempts are counted up.
///
/// # Errors
/// When the database cannot be written to.
pub async fn claim(
    tx: &mut Tx,
    channel: Channel,
    now: Millis,
    lease_until: Millis,
    limit: i64,
) -> Result<Vec<Claimed>> {
    let ids: Vec<(MessageId,)> = tx.all(CLAIM, values![channel, now, lease_until, limit]).await?;
    match ids.as_slice() {
        [] => Ok(Vec::new()),
        ids => {
            let ids = list(ids.iter().map(|(id,)| id.0.as_bytes()));
            tx.all(CLAIMED, values![&ids]).await
        }
    }
}

/// Drops due messages whose time has passed and which no worker has; says how many.
///
/// # Errors
/// When the database cannot be written to.
pub async fn drop_expired(tx: &mut Tx, now: Millis) -> Result<u64> {
    tx.execute(DROP_EXPIRED, values![now]).await
}

/// When the next message of a channel may be claimed, in the past if it is overdue; none when none waits.
///
/// # Errors
/// When the database does not answer.
pub async fn next_due(tx: &mut Tx, channel: Channel, now: Millis) -> Result<Option<Millis>> {
    let due: Option<(Millis,)> = tx.optional(NEXT_DUE, values![channel, now]).await?;
    let (free,): (Option<Millis>,) = tx.one(NEXT_FREE, values![channel, now]).await?;
    Ok(due.map(|(at,)| at).into_iter().chain(free).min())
}

/// Sets messages that were written after `later`, which the clock has stepped back behind, to begin now; says how many.
///
/// # Errors
/// When the database cannot be written to.
pub async fn rewind(tx: &mut Tx, now: Millis, later: Millis) -> Result<u64> {
    tx.execute(REWIND, values![now, later]).await
}
