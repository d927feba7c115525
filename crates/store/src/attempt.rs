//! Tries at delivering a message: what carriers were asked, what they answered, and what became of it.
//!
//! A try is written before its carrier is asked, so that after a crash it is known that the message may have been sent.

use crate::{
    Result, Tx,
    named::named,
    value::{list, values},
};
use domain::{
    Millis,
    challenge::Channel,
    id::{AttemptId, MessageId},
};

named! {
    /// What a carrier answered.
    pub enum Outcome {
        /// Nothing that could be understood, or nothing yet: it may have taken the message.
        Unsure = "unsure",
        /// It took the message.
        Accepted = "accepted",
        /// Not now.
        Retry = "retry",
        /// Not ever.
        Never = "never",
    }
}

row! {
    /// One try, as stored.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct AttemptRow {
        /// Its name.
        pub id: AttemptId,
        /// The message.
        pub message: MessageId,
        /// The carrier that was asked.
        pub carrier: String,
        /// What it answered.
        pub outcome: Outcome,
        /// Why, in the carrier's words or ours; never an address or a code.
        pub detail: Option<String>,
        /// When it was asked.
        pub at: Millis,
        /// What the carrier calls the message.
        pub reference: Option<String>,
        /// How many parts the carrier charges for.
        pub parts: Option<u32>,
        /// When it answered, or was given up.
        pub answered_at: Option<Millis>,
        /// When it reported that the message is beyond it.
        pub underway_at: Option<Millis>,
        /// When it reported that the message arrived.
        pub delivered_at: Option<Millis>,
        /// When it reported that the message will not arrive.
        pub failed_at: Option<Millis>,
    }
}

impl AttemptRow {
    /// A try that is about to be made.
    #[must_use]
    pub fn begun(id: AttemptId, message: MessageId, carrier: &str, at: Millis) -> Self {
        Self {
            id,
            message,
            carrier: carrier.to_owned(),
            outcome: Outcome::Unsure,
            detail: None,
            at,
            reference: None,
            parts: None,
            answered_at: None,
            underway_at: None,
            delivered_at: None,
            failed_at: None,
        }
    }

    /// Whether its carrier said that it will not, or cannot, deliver the message.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.outcome == Outcome::Never || (self.failed_at.is_some() && self.delivered_at.is_none())
    }
}

/// What a carrier answered to a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What it comes to.
    pub outcome: Outcome,
    /// Why, if it did not take the message.
    pub detail: Option<String>,
    /// What it calls the message, if it did.
    pub reference: Option<String>,
    /// How many parts it charges for.
    pub parts: Option<u32>,
    /// When.
    pub at: Millis,
}

row! {
    /// How much of what a carrier took on a channel arrived.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Share {
        /// The carrier.
        pub carrier: String,
        /// The channel.
        pub channel: Channel,
        /// How many messages it took.
        pub accepted: u32,
        /// How many of them it reported as arrived.
        pub delivered: u32,
    }
}

macro_rules! columns {
    () => {
        "id, message_id AS message, carrier, outcome, detail, at, reference, parts, answered_at, underway_at, \
        delivered_at, failed_at"
    };
}

/// A carrier that reports on a message took it, whatever it answered.
macro_rules! took {
    () => {
        "outcome = CASE WHEN outcome = 'unsure' THEN 'accepted' ELSE outcome END, \
        answered_at = COALESCE(answered_at, $2)"
    };
}

statements! {
    INSERT = both "INSERT INTO message_attempt (id, message_id, carrier, outcome, detail, at, reference, parts, \
        answered_at, underway_at, delivered_at, failed_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    ANSWER = both "UPDATE message_attempt SET outcome = CASE WHEN outcome = 'accepted' THEN outcome ELSE $2 END, \
        detail = $3, reference = $4, parts = $5, answered_at = $6 \
        WHERE id = $1 AND reference IS NULL AND outcome IN ('unsure', 'accepted')";
    ABANDON = both "UPDATE message_attempt SET answered_at = $2, detail = $3 WHERE message_id = $1 \
        AND answered_at IS NULL";
    OF_MESSAGES = sqlite concat!("SELECT ", columns!(), " FROM message_attempt \
            WHERE message_id IN (SELECT unhex(value) FROM json_each($1)) ORDER BY at, id"),
        postgres concat!("SELECT ", columns!(), " FROM message_attempt WHERE message_id = ANY (ARRAY( \
            SELECT value::uuid FROM json_array_elements_text($1::text::json))) ORDER BY at, id");
    BY_REFERENCE = both concat!("SELECT ", columns!(), " FROM message_attempt WHERE carrier = $1 AND reference = $2 \
        ORDER BY at DESC, id DESC LIMIT 1");
    BY_MESSAGE = both concat!("SELECT ", columns!(), " FROM message_attempt WHERE carrier = $1 AND message_id = $2 \
        AND outcome IN ('accepted', 'unsure') ORDER BY at DESC, id DESC LIMIT 1");
    UNDERWAY = both concat!("UPDATE message_attempt SET underway_at = $2, ", took!(), " WHERE id = $1 \
        AND underway_at IS NULL AND delivered_at IS NULL AND failed_at IS NULL");
    DELIVERED = both concat!("UPDATE message_attempt SET delivered_at = $2, ", took!(), " WHERE id = $1 \
        AND delivered_at IS NULL");
    FAILED = both concat!("UPDATE message_attempt SET failed_at = $2, detail = $3, ", took!(), " WHERE id = $1 \
        AND failed_at IS NULL AND delivered_at IS NULL");
    SHARES = both "SELECT a.carrier AS carrier, m.channel AS channel, count(*) AS accepted, \
        count(a.delivered_at) AS delivered FROM message_attempt AS a JOIN message AS m ON m.id = a.message_id \
        WHERE a.at > $1 AND a.at <= $2 AND a.outcome = 'accepted' GROUP BY a.carrier, m.channel \
        ORDER BY a.carrier, m.channel";
}

/// Writes a try.
///
/// # Errors
/// A missing reference when the message is not there.
pub async fn insert(tx: &mut Tx, row: &AttemptRow) -> Result<()> {
    let values = values![
        row.id,
        row.message,
        &row.carrier,
        row.outcome,
        row.detail.as_ref(),
        row.at,
        row.reference.as_ref(),
        row.parts.map(i64::from),
        row.answered_at,
        row.underway_at,
        row.delivered_at,
        row.failed_at,
    ];
    tx.execute(INSERT, values).await.map(drop)
}

/// Notes what a carrier answered, once; says whether nothing was noted before. That a receipt came first, or that the
/// try was given up, does not count as an answer.
///
/// # Errors
/// When the database cannot be written to.
pub async fn answer(tx: &mut Tx, id: AttemptId, answer: &Answer) -> Result<bool> {
    let Answer { outcome, detail, reference, parts, at } = answer;
    let parts = parts.map(i64::from);
    let values = values![id, *outcome, detail.as_ref(), reference.as_ref(), parts, *at];
    Ok(tx.execute(ANSWER, values).await? == 1)
}

/// Gives up the tries at a message whose answers nobody noted, and says why; says how many there were.
///
/// # Errors
/// When the database cannot be written to.
pub async fn abandon(tx: &mut Tx, message: MessageId, now: Millis, why: &str) -> Result<u64> {
    tx.execute(ABANDON, values![message, now, why]).await
}

/// The tries at messages, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_messages(tx: &mut Tx, messages: &[MessageId]) -> Result<Vec<AttemptRow>> {
    match messages {
        [] => Ok(Vec::new()),
        ids => tx.all(OF_MESSAGES, values![&list(ids.iter().map(|id| id.0.as_bytes()))]).await,
    }
}

/// The newest try whose message a carrier calls this.
///
/// # Errors
/// When the database does not answer.
pub async fn by_reference(
    tx: &mut Tx,
    carrier: &str,
    reference: &str,
) -> Result<Option<AttemptRow>> {
    tx.optional(BY_REFERENCE, values![carrier, reference]).await
}

/// The newest try at a message that a carrier took, or may have taken.
///
/// # Errors
/// When the database does not answer.
pub async fn by_message(
    tx: &mut Tx,
    carrier: &str,
    message: MessageId,
) -> Result<Option<AttemptRow>> {
    tx.optional(BY_MESSAGE, values![carrier, message]).await
}

/// Notes the report that a try's message is beyond its carrier; says whether it is news.
///
/// # Errors
/// When the database cannot be written to.
pub async fn underway(tx: &mut Tx, id: AttemptId, at: Millis) -> Result<bool> {
    Ok(tx.execute(UNDERWAY, values![id, at]).await? == 1)
}

/// Notes the report that a try's message arrived; says whether it is news.
///
/// # Errors
/// When the database cannot be written to.
pub async fn delivered(tx: &mut Tx, id: AttemptId, at: Millis) -> Result<bool> {
    Ok(tx.execute(DELIVERED, values![id, at]).await? == 1)
}

/// Notes the report that a try's message will not arrive, and why; says whether it is news. It is none once the
/// message is known to have arrived.
///
/// # Errors
/// When the database cannot be written to.
pub async fn failed(tx: &mut Tx, id: AttemptId, at: Millis, why: &str) -> Result<bool> {
    Ok(tx.execute(FAILED, values![id, at, why]).await? == 1)
}

/// How much of what each carrier took between two moments arrived, by channel.
///
/// # Errors
/// When the database does not answer.
pub async fn shares(tx: &mut Tx, after: Millis, until: Millis) -> Result<Vec<Share>> {
    tx.all(SHARES, values![after, until]).await
}
