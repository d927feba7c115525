//! Tries at delivering a message.

use crate::{Result, Tx, named::named, value::values};
use domain::{
    Millis,
    id::{AttemptId, MessageId},
};

named! {
    /// What a carrier answered.
    pub enum Outcome {
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
        /// When.
        pub at: Millis,
    }
}

statements! {
    INSERT = both "INSERT INTO message_attempt (id, message_id, carrier, outcome, detail, at) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    OF_MESSAGE = both "SELECT id, message_id AS message, carrier, outcome, detail, at FROM message_attempt \
        WHERE message_id = $1 ORDER BY at, id";
}

/// Writes a try.
///
/// # Errors
/// A missing reference when the message is not there.
pub async fn insert(tx: &mut Tx, row: &AttemptRow) -> Result<()> {
    let values =
        values![row.id, row.message, &row.carrier, row.outcome, row.detail.as_ref(), row.at];
    tx.execute(INSERT, values).await.map(drop)
}

/// The tries at a message, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_message(tx: &mut Tx, message: MessageId) -> Result<Vec<AttemptRow>> {
    tx.all(OF_MESSAGE, values![message]).await
}
