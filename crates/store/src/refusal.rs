//! How often messages and wishes for a code were refused, and why.

use crate::{Result, Tx, value::values};
use domain::Millis;

row! {
    /// How often something was refused for one reason.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Refused {
        /// The carrier that refused; empty where our own limits did.
        pub carrier: String,
        /// Why, in fixed words.
        pub reason: String,
        /// The dialling prefix; empty where none is known.
        pub prefix: String,
        /// How often.
        pub amount: u64,
    }
}

statements! {
    COUNTED = both "SELECT a.carrier, coalesce(a.detail, a.outcome) AS reason, coalesce(m.prefix, '') AS prefix, \
        count(*) AS amount FROM message_attempt AS a JOIN message AS m ON m.id = a.message_id \
        WHERE a.at >= $1 AND a.at < $2 AND (a.outcome IN ('retry', 'never') OR a.failed_at IS NOT NULL) \
        GROUP BY a.carrier, coalesce(a.detail, a.outcome), coalesce(m.prefix, '') ORDER BY 1, 2, 3";
    PUT = both "INSERT INTO refusal_tally (slot, carrier, reason, prefix, amount) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (slot, carrier, reason, prefix) DO UPDATE SET amount = excluded.amount";
    ADD = both "INSERT INTO refusal_tally (slot, carrier, reason, prefix, amount) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (slot, carrier, reason, prefix) DO UPDATE SET amount = refusal_tally.amount + excluded.amount";
    BETWEEN = both "SELECT carrier, reason, prefix, CAST(sum(amount) AS BIGINT) AS amount FROM refusal_tally \
        WHERE slot >= $1 AND slot < $2 GROUP BY carrier, reason, prefix ORDER BY carrier, reason, prefix";
    FOLD = both "INSERT INTO refusal_tally (slot, carrier, reason, prefix, amount) \
        SELECT 0, carrier, reason, prefix, CAST(sum(amount) AS BIGINT) FROM refusal_tally WHERE slot < $1 \
        GROUP BY carrier, reason, prefix \
        ON CONFLICT (slot, carrier, reason, prefix) DO UPDATE SET amount = excluded.amount";
    FORGET = both "DELETE FROM refusal_tally WHERE slot > 0 AND slot < $1";
}

/// Counts what carriers refused, and what they took and could not deliver, of the tries of a span.
///
/// # Errors
/// When the database does not answer.
pub async fn counted(tx: &mut Tx, from: Millis, until: Millis) -> Result<Vec<Refused>> {
    tx.all(COUNTED, values![from, until]).await
}

/// Writes how often something was refused in a slot, in the place of what is there.
///
/// # Errors
/// When the database cannot be written to.
pub async fn put(tx: &mut Tx, slot: Millis, refused: &Refused) -> Result<()> {
    tx.execute(PUT, bound(slot, refused).as_slice()).await.map(drop)
}

/// Adds to how often something was refused in a slot.
///
/// # Errors
/// When the database cannot be written to.
pub async fn add(tx: &mut Tx, slot: Millis, refused: &Refused) -> Result<()> {
    tx.execute(ADD, bound(slot, refused).as_slice()).await.map(drop)
}

fn bound(slot: Millis, refused: &Refused) -> [crate::value::Value<'_>; 5] {
    let Refused { carrier, reason, prefix, amount } = refused;
    *values![slot, carrier, reason, prefix, *amount]
}

/// What was refused in the slots from one moment to another.
///
/// # Errors
/// When the database does not answer.
pub async fn between(tx: &mut Tx, from: Millis, until: Millis) -> Result<Vec<Refused>> {
    tx.all(BETWEEN, values![from, until]).await
}

/// Adds all slots before a moment up in slot 0, so that the sums over all slots stay what they are.
///
/// # Errors
/// When the database cannot be written to.
pub async fn fold(tx: &mut Tx, before: Millis) -> Result<()> {
    tx.execute(FOLD, values![before]).await?;
    tx.execute(FORGET, values![before]).await.map(drop)
}
