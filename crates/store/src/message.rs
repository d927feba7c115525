//! The outbox: messages are rows, and a worker claims those that are due.

use crate::{
    Result, Tx,
    column::{Line, Loaded},
    named::named,
    value::{list, values},
};
use domain::{
    Language, Millis,
    challenge::Channel,
    id::{ChallengeId, MessageId, PatientId},
};

named! {
    /// How far a message has come.
    pub enum MessageState {
        /// It waits for its time, for a worker, or for another try.
        Due = "due",
        /// A carrier took it.
        Sent = "sent",
        /// The carrier's receipt says it arrived.
        Delivered = "delivered",
        /// No carrier will take it.
        Failed = "failed",
        /// It was overtaken by time.
        Dropped = "dropped",
    }
}

row! {
    /// A message, as stored.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct MessageRow {
        /// Its name; also its idempotency key at the carrier.
        pub id: MessageId,
        /// Whose code it carries.
        pub challenge: ChallengeId,
        /// Whom it goes to.
        pub patient: PatientId,
        /// How it travels.
        pub channel: Channel,
        /// Where it goes, sealed to the patient.
        pub address: Vec<u8>,
        /// The template it is rendered from.
        pub template: String,
        /// The language of the template.
        pub language: Language,
        /// The template's parameters, as JSON; never the code.
        pub parameters: String,
        /// Not to be sent before.
        pub not_before: Millis,
        /// Not to be sent from then on.
        pub expires_at: Millis,
        /// How often a worker claimed it.
        pub attempts: i64,
        /// Until when a worker has it to itself.
        pub lease_until: Option<Millis>,
        /// How far it has come.
        pub state: MessageState,
        /// The carrier that took it.
        pub carrier: Option<String>,
        /// What that carrier calls it.
        pub carrier_reference: Option<String>,
        /// Why it was last refused.
        pub last_refusal: Option<String>,
        /// When it was written.
        pub created_at: Millis,
        /// When a carrier took it.
        pub accepted_at: Option<Millis>,
        /// When it arrived, by the carrier's receipt.
        pub delivered_at: Option<Millis>,
    }
}

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

/// Messages of a channel that a worker may have: `$1` is the channel and `$2` the moment.
macro_rules! sendable {
    () => {
        "FROM message AS m JOIN challenge AS c ON c.id = m.challenge_id WHERE m.channel = $1 AND m.state = 'due' \
        AND m.expires_at > $2 AND c.consumed_at IS NULL AND c.ended_at IS NULL \
        AND (m.channel <> 'voice' OR c.receipted_at IS NULL)"
    };
}

macro_rules! due {
    () => {
        concat!(
            "SELECT m.id ",
            sendable!(),
            " AND m.not_before <= $2 AND (m.lease_until IS NULL OR m.lease_until <= $2) \
        ORDER BY m.not_before, m.id LIMIT $4"
        )
    };
}

macro_rules! claimed {
    () => {
        "SELECT m.id, m.challenge_id AS challenge, m.patient_id AS patient, m.channel, m.address, m.template, \
        m.language, m.parameters, m.not_before, m.expires_at, m.attempts, m.lease_until, m.state, m.carrier, \
        m.carrier_reference, m.last_refusal, m.created_at, m.accepted_at, m.delivered_at, p.wrapped_key, \
        c.kind AS challenge_kind, c.key_id AS challenge_key_id, c.issued_at AS challenge_issued_at, \
        c.expires_at AS challenge_expires_at \
        FROM message AS m JOIN challenge AS c ON c.id = m.challenge_id JOIN patient AS p ON p.id = m.patient_id"
    };
}

statements! {
    INSERT = both "INSERT INTO message (id, challenge_id, patient_id, channel, address, template, language, \
        parameters, not_before, expires_at, attempts, lease_until, state, carrier, carrier_reference, \
        last_refusal, created_at, accepted_at, delivered_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";
    CLAIM = sqlite concat!("UPDATE message SET attempts = attempts + 1, lease_until = $3 WHERE id IN (", due!(),
            ") RETURNING id"),
        // The locked rows are fixed before the update looks at any: joined freely, the planner could lock more.
        postgres concat!("WITH due AS MATERIALIZED (", due!(), " FOR UPDATE OF m SKIP LOCKED) \
            UPDATE message SET attempts = attempts + 1, lease_until = $3 FROM due WHERE message.id = due.id \
            RETURNING message.id");
    CLAIMED = sqlite concat!(claimed!(), " WHERE m.id IN (SELECT unhex(value) FROM json_each($1)) \
            ORDER BY m.not_before, m.id"),
        postgres concat!(claimed!(), " WHERE m.id = ANY (ARRAY( \
            SELECT value::uuid FROM json_array_elements_text($1::text::json))) ORDER BY m.not_before, m.id");
    ACCEPTED = both "UPDATE message SET state = 'sent', carrier = $2, carrier_reference = $3, accepted_at = $4, \
        lease_until = NULL WHERE id = $1 AND state IN ('due', 'dropped')";
    RETRY = both "UPDATE message SET not_before = $2, last_refusal = $3, lease_until = NULL \
        WHERE id = $1 AND state = 'due'";
    FAIL = both "UPDATE message SET state = 'failed', last_refusal = $2, lease_until = NULL \
        WHERE id = $1 AND state = 'due'";
    DELIVERED = both "UPDATE message SET state = 'delivered', delivered_at = $3 \
        WHERE carrier = $1 AND carrier_reference = $2 AND state = 'sent' RETURNING challenge_id";
    CHALLENGE = both "SELECT id, issued_at, expires_at FROM challenge WHERE id = $1";
    DROP_EXPIRED = both "UPDATE message SET state = 'dropped', lease_until = NULL \
        WHERE state = 'due' AND expires_at <= $1 AND (lease_until IS NULL OR lease_until <= $1)";
    NEXT_DUE = both concat!("SELECT min(CASE WHEN m.lease_until > m.not_before THEN m.lease_until \
        ELSE m.not_before END) ", sendable!());
}

/// Writes new messages.
///
/// # Errors
/// A unique violation when one is there already, a missing reference when its challenge or patient is not.
pub async fn insert(tx: &mut Tx, rows: &[MessageRow]) -> Result<()> {
    for row in rows {
        let values = values![
            row.id,
            row.challenge,
            row.patient,
            row.channel,
            &row.address,
            &row.template,
            row.language,
            &row.parameters,
            row.not_before,
            row.expires_at,
            row.attempts,
            row.lease_until,
            row.state,
            row.carrier.as_ref(),
            row.carrier_reference.as_ref(),
            row.last_refusal.as_ref(),
            row.created_at,
            row.accepted_at,
            row.delivered_at,
        ];
        tx.execute(INSERT, values).await?;
    }
    Ok(())
}

/// Takes messages of a channel that are due, at most `limit`, and keeps them from other workers until `lease_until`:
/// those whose time has come and not passed, which no worker has, and whose challenge is neither answered nor ended;
/// and calls only while no text of the challenge is known to have arrived. Their attempts are counted up.
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

/// Notes that a carrier took a message, and what it calls it. Says whether it was due; one that was dropped meanwhile
/// counts, since it is on its way all the same.
///
/// # Errors
/// When the database cannot be written to.
pub async fn accepted(
    tx: &mut Tx,
    id: MessageId,
    carrier: &str,
    reference: &str,
    now: Millis,
) -> Result<bool> {
    Ok(tx.execute(ACCEPTED, values![id, carrier, reference, now]).await? == 1)
}

/// Puts a due message off until `not_before`, and notes why; says whether it was due.
///
/// # Errors
/// When the database cannot be written to.
pub async fn retry(tx: &mut Tx, id: MessageId, not_before: Millis, refusal: &str) -> Result<bool> {
    Ok(tx.execute(RETRY, values![id, not_before, refusal]).await? == 1)
}

/// Gives a due message up, and notes why; says whether it was due.
///
/// # Errors
/// When the database cannot be written to.
pub async fn fail(tx: &mut Tx, id: MessageId, refusal: &str) -> Result<bool> {
    Ok(tx.execute(FAIL, values![id, refusal]).await? == 1)
}

/// Notes a carrier's receipt: the message of this reference arrived at `at`. Gives its challenge, with when that was
/// opened and when its code ends; none when no such message is on its way, so that a repeated receipt does nothing.
///
/// # Errors
/// When the database cannot be written to.
pub async fn delivered(
    tx: &mut Tx,
    carrier: &str,
    reference: &str,
    at: Millis,
) -> Result<Option<(ChallengeId, Millis, Millis)>> {
    let arrived: Option<(ChallengeId,)> =
        tx.optional(DELIVERED, values![carrier, reference, at]).await?;
    match arrived {
        Some((challenge,)) => tx.optional(CHALLENGE, values![challenge]).await,
        None => Ok(None),
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
    Ok(tx.one::<(Option<Millis>,)>(NEXT_DUE, values![channel, now]).await?.0)
}
