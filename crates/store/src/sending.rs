//! The codes sent to a number, as the limits count them.

use crate::{Result, Tx, value::values};
use domain::{Millis, id::ChallengeId, sending::Sent};
use uuid::Uuid;

/// One code about to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendingRow {
    /// Its name.
    pub id: Uuid,
    /// Whose code.
    pub challenge: ChallengeId,
    /// A keyed hash of the number it goes to.
    pub number: [u8; 32],
    /// The dialling prefix of the number.
    pub prefix: String,
    /// When.
    pub at: Millis,
}

statements! {
    GATE = both "INSERT INTO sending_gate (lookup, touched_at) VALUES ($1, $2) \
        ON CONFLICT (lookup) DO UPDATE SET touched_at = excluded.touched_at";
    INSERT = both "INSERT INTO sending (id, challenge_id, number, prefix, at) VALUES ($1, $2, $3, $4, $5)";
    OF_NUMBER = both "SELECT at, verified_at FROM sending WHERE number = $1 AND at > $2 ORDER BY at, id";
    UNVERIFIED = both "SELECT count(*), min(at) FROM sending WHERE prefix = $1 AND at > $2 AND verified_at IS NULL";
    VERIFIED = both "SELECT count(*) FROM sending WHERE prefix = $1 AND at > $2 AND verified_at IS NOT NULL";
    VERIFY = both "UPDATE sending SET verified_at = $2 WHERE challenge_id = $1 AND verified_at IS NULL";
}

/// Waits its turn to count what these keys asked for or were sent, and to add to it: until the transaction ends, no other passes for
/// any of them. The keys are taken in one order, so that two transactions cannot wait for each other.
///
/// # Errors
/// When the database cannot be written to, or the turn does not come.
pub async fn gate(tx: &mut Tx, lookups: &[[u8; 32]], now: Millis) -> Result<()> {
    let mut sorted = lookups.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    for lookup in &sorted {
        tx.execute(GATE, values![lookup, now]).await?;
    }
    Ok(())
}

/// Writes a send, not verified yet.
///
/// # Errors
/// A missing reference when the challenge is not there.
pub async fn insert(tx: &mut Tx, row: &SendingRow) -> Result<()> {
    let values = values![row.id, row.challenge, &row.number, &row.prefix, row.at];
    tx.execute(INSERT, values).await.map(drop)
}

/// The sends to a number after `since`, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_number(tx: &mut Tx, lookup: [u8; 32], since: Millis) -> Result<Vec<Sent>> {
    tx.all(OF_NUMBER, values![&lookup, since]).await
}

/// How many sends to a prefix after `since` are not verified, and when the oldest of them was.
///
/// # Errors
/// When the database does not answer.
pub async fn unverified_of_prefix(
    tx: &mut Tx,
    prefix: &str,
    since: Millis,
) -> Result<(u32, Option<Millis>)> {
    tx.one(UNVERIFIED, values![prefix, since]).await
}

/// How many sends to a prefix after `since` are verified.
///
/// # Errors
/// When the database does not answer.
pub async fn verified_of_prefix(tx: &mut Tx, prefix: &str, since: Millis) -> Result<u32> {
    Ok(tx.one::<(u32,)>(VERIFIED, values![prefix, since]).await?.0)
}

/// Marks the sends of an answered challenge as verified.
///
/// # Errors
/// When the database cannot be written to.
pub async fn verify(tx: &mut Tx, challenge: ChallengeId, at: Millis) -> Result<()> {
    tx.execute(VERIFY, values![challenge, at]).await.map(drop)
}
