//! Messages, and how far each has come.

use crate::{Result, Tx, named::named, value::values};
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
        /// When it was given up.
        pub failed_at: Option<Millis>,
        /// The first digits of the number, by which operators are told apart.
        pub prefix: Option<String>,
        /// Whether it is passed over once another message of the challenge is known to have arrived …
        pub fallback: bool,
        /// … unless the person asked for it, and when.
        pub asked_at: Option<Millis>,
        /// Whether it tells of something done: it carries no code, and outlives its challenge.
        pub news: bool,
    }
}

macro_rules! hasten {
    () => {
        "SET not_before = $3, asked_at = $3, expires_at = $4 WHERE challenge_id = $1 AND channel = $2 \
        AND state = 'due'"
    };
}

statements! {
    INSERT = both "INSERT INTO message (id, challenge_id, patient_id, channel, address, template, language, \
        parameters, not_before, expires_at, attempts, lease_until, state, carrier, carrier_reference, \
        last_refusal, created_at, accepted_at, delivered_at, failed_at, prefix, fallback, asked_at, news) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, \
        $22, $23, $24)";
    ACCEPTED = both "UPDATE message SET state = 'sent', carrier = $2, carrier_reference = $3, accepted_at = $4, \
        lease_until = NULL WHERE id = $1 AND state IN ('due', 'dropped')";
    RETRY = both "UPDATE message SET not_before = $2, last_refusal = $3, lease_until = NULL \
        WHERE id = $1 AND state = 'due' AND lease_until IS NOT DISTINCT FROM $4";
    FAIL = both "UPDATE message SET state = 'failed', failed_at = $2, last_refusal = $3, lease_until = NULL \
        WHERE id = $1 AND state = 'due' AND lease_until IS NOT DISTINCT FROM $4 RETURNING challenge_id";
    FREE = both "UPDATE message SET state = 'due', not_before = $3, last_refusal = $4, carrier = NULL, \
        carrier_reference = NULL, accepted_at = NULL, lease_until = NULL \
        WHERE id = $1 AND carrier = $2 AND state = 'sent'";
    DELIVERED = both "UPDATE message SET state = 'delivered', delivered_at = $2, lease_until = NULL \
        WHERE id = $1 AND state <> 'delivered' RETURNING challenge_id";
    CHALLENGE = both "SELECT id, issued_at, expires_at FROM challenge WHERE id = $1";
    PASS_OVER = both "UPDATE message SET state = 'dropped' WHERE challenge_id = $1 AND state = 'due' AND fallback \
        AND asked_at IS NULL AND lease_until IS NULL";
    FOLLOW = both "UPDATE message SET not_before = $2 WHERE challenge_id = $1 AND state = 'due' AND fallback \
        AND asked_at IS NULL AND attempts = 0 AND not_before < $2";
    ADVANCE = both "UPDATE message SET not_before = $2 WHERE challenge_id = $1 AND state = 'due' AND fallback \
        AND asked_at IS NULL AND attempts = 0 AND not_before > $2";
    // SQLite would go through all that are due on the channel.
    HASTEN = sqlite concat!("UPDATE message INDEXED BY message_challenge ", hasten!()),
        postgres concat!("UPDATE message ", hasten!());
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
            row.failed_at,
            row.prefix.as_ref(),
            row.fallback,
            row.asked_at,
            row.news,
        ];
        tx.execute(INSERT, values).await?;
    }
    Ok(())
}

/// Notes that a carrier took a message, and what it calls it where it said so. Says whether it was due; one that was
/// dropped meanwhile counts, since it is on its way all the same.
///
/// # Errors
/// When the database cannot be written to.
pub async fn accepted(
    tx: &mut Tx,
    id: MessageId,
    carrier: &str,
    reference: Option<&str>,
    now: Millis,
) -> Result<bool> {
    Ok(tx.execute(ACCEPTED, values![id, carrier, reference, now]).await? == 1)
}

/// Puts a due message off until `not_before`, and notes why; says whether it was due and still had by the worker whose
/// `lease` this is.
///
/// # Errors
/// When the database cannot be written to.
pub async fn retry(
    tx: &mut Tx,
    id: MessageId,
    not_before: Millis,
    refusal: &str,
    lease: Option<Millis>,
) -> Result<bool> {
    Ok(tx.execute(RETRY, values![id, not_before, refusal, lease]).await? == 1)
}

/// Gives a due message up, and notes why; gives its challenge if it was due and still had by the worker whose `lease`
/// this is.
///
/// # Errors
/// When the database cannot be written to.
pub async fn fail(
    tx: &mut Tx,
    id: MessageId,
    now: Millis,
    refusal: &str,
    lease: Option<Millis>,
) -> Result<Option<ChallengeId>> {
    let failed: Option<(ChallengeId,)> =
        tx.optional(FAIL, values![id, now, refusal, lease]).await?;
    Ok(failed.map(|(challenge,)| challenge))
}

/// Makes a message that this carrier took, and could not deliver, due again; says whether it was on its way there.
///
/// # Errors
/// When the database cannot be written to.
pub async fn free(
    tx: &mut Tx,
    id: MessageId,
    carrier: &str,
    now: Millis,
    refusal: &str,
) -> Result<bool> {
    Ok(tx.execute(FREE, values![id, carrier, now, refusal]).await? == 1)
}

/// Notes that a message arrived, however far it had come. Gives its challenge, with when that was opened and when its
/// code ends; none when it was known to have arrived, so that a repeated receipt does nothing.
///
/// # Errors
/// When the database cannot be written to.
pub async fn delivered(
    tx: &mut Tx,
    id: MessageId,
    at: Millis,
) -> Result<Option<(ChallengeId, Millis, Millis)>> {
    let arrived: Option<(ChallengeId,)> = tx.optional(DELIVERED, values![id, at]).await?;
    match arrived {
        Some((challenge,)) => tx.optional(CHALLENGE, values![challenge]).await,
        None => Ok(None),
    }
}

/// Drops the later steps of a challenge's plan, since an earlier one arrived; says how many waited. Those that the
/// person asked for stay.
///
/// # Errors
/// When the database cannot be written to.
pub async fn pass_over(tx: &mut Tx, challenge: ChallengeId) -> Result<u64> {
    tx.execute(PASS_OVER, values![challenge]).await
}

/// Puts the later steps of a challenge's plan off until `not_before`, if they would come sooner, since an earlier one
/// left late; says how many waited.
///
/// # Errors
/// When the database cannot be written to.
pub async fn follow(tx: &mut Tx, challenge: ChallengeId, not_before: Millis) -> Result<u64> {
    tx.execute(FOLLOW, values![challenge, not_before]).await
}

/// Brings the later steps of a challenge's plan forward to now, since an earlier one failed; says how many waited.
///
/// # Errors
/// When the database cannot be written to.
pub async fn advance(tx: &mut Tx, challenge: ChallengeId, now: Millis) -> Result<u64> {
    tx.execute(ADVANCE, values![challenge, now]).await
}

/// Brings a challenge's waiting messages of a channel forward to now, because the person asked for them, and gives them
/// the code's new end; says how many there are.
///
/// # Errors
/// When the database cannot be written to.
pub async fn hasten(
    tx: &mut Tx,
    challenge: ChallengeId,
    channel: Channel,
    now: Millis,
    expires_at: Millis,
) -> Result<u64> {
    tx.execute(HASTEN, values![challenge, channel, now, expires_at]).await
}
