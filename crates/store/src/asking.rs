//! The codes that were asked for, as the limits count them, whether or not one was sent.

use crate::{
    Result, Tx,
    column::{Line, Loaded},
    value::values,
};
use domain::{Millis, id::ChallengeId, sending::Sent};
use uuid::Uuid;

/// One time that somebody asked for a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskingRow {
    /// Its name.
    pub id: Uuid,
    /// The challenge that was opened for them, a decoy perhaps.
    pub challenge: ChallengeId,
    /// A keyed hash of who asked: whom they say they are, and from which network.
    pub asker: [u8; 32],
    /// A keyed hash of the network.
    pub network: [u8; 32],
    /// When.
    pub at: Millis,
}

impl Loaded for Sent {
    fn of(line: &impl Line) -> Result<Self> {
        let verified_at: Option<Millis> = line.read("verified_at")?;
        Ok(Self { at: line.read("at")?, verified: verified_at.is_some() })
    }
}

statements! {
    INSERT = both "INSERT INTO asking (id, challenge_id, asker, network, at) VALUES ($1, $2, $3, $4, $5)";
    OF_ASKER = both "SELECT at, verified_at FROM asking WHERE asker = $1 AND at > $2 ORDER BY at, id";
    OPENINGS = both "SELECT min(at) AS at, max(verified_at) AS verified_at FROM asking WHERE asker = $1 AND at > $2 \
        GROUP BY challenge_id ORDER BY min(at)";
    OF_NETWORK = both "SELECT at, verified_at FROM asking WHERE network = $1 AND at > $2 ORDER BY at, id";
    VERIFY = both "UPDATE asking SET verified_at = $2 WHERE challenge_id = $1 AND verified_at IS NULL";
}

/// Writes that somebody asked, not verified yet.
///
/// # Errors
/// A missing reference when the challenge is not there.
pub async fn insert(tx: &mut Tx, row: &AskingRow) -> Result<()> {
    let values = values![row.id, row.challenge, &row.asker, &row.network, row.at];
    tx.execute(INSERT, values).await.map(drop)
}

/// When an asker asked, after `since`, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_asker(tx: &mut Tx, lookup: [u8; 32], since: Millis) -> Result<Vec<Sent>> {
    tx.all(OF_ASKER, values![&lookup, since]).await
}

/// When an asker asked for something new after `since`, oldest first: once for each challenge, however often its code was sent.
///
/// # Errors
/// When the database does not answer.
pub async fn openings(tx: &mut Tx, lookup: [u8; 32], since: Millis) -> Result<Vec<Sent>> {
    tx.all(OPENINGS, values![&lookup, since]).await
}

/// When anybody of a network asked, after `since`, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_network(tx: &mut Tx, lookup: [u8; 32], since: Millis) -> Result<Vec<Sent>> {
    tx.all(OF_NETWORK, values![&lookup, since]).await
}

/// Marks what led to an answered challenge as verified.
///
/// # Errors
/// When the database cannot be written to.
pub async fn verify(tx: &mut Tx, challenge: ChallengeId, at: Millis) -> Result<()> {
    tx.execute(VERIFY, values![challenge, at]).await.map(drop)
}
