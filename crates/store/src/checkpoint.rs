//! The signed heads of the audit log's tree.

use crate::{
    Result, Tx,
    column::{Line, Loaded},
    value::values,
};
use domain::Millis;

/// A head as it was found. Somebody may have written to it: what cannot be read counts as nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckpointRow {
    /// How many were signed before it.
    pub number: u64,
    /// How many leaves the tree had.
    pub size: u64,
    /// The signed note.
    pub note: String,
    /// When it was signed.
    pub signed_at: Millis,
}

impl Loaded for CheckpointRow {
    fn of(line: &impl Line) -> Result<Self> {
        Ok(Self {
            number: line.read("number")?,
            size: line.read("size").unwrap_or_default(),
            note: line.read("note").unwrap_or_default(),
            signed_at: line.read("signed_at")?,
        })
    }
}

statements! {
    GATE = both "INSERT INTO audit_gate (id, touched_at) VALUES (1, $1) \
        ON CONFLICT (id) DO UPDATE SET touched_at = excluded.touched_at";
    INSERT = both "INSERT INTO audit_checkpoint (number, size, note, signed_at) VALUES ($1, $2, $3, $4)";
    // No number of ours is below zero, and none there is one at all.
    LATEST = both "SELECT number, size, note, signed_at FROM audit_checkpoint WHERE number >= 0 \
        ORDER BY number DESC LIMIT $1";
    AFTER = both "SELECT number, size, note, signed_at FROM audit_checkpoint WHERE number > $1 \
        ORDER BY number LIMIT $2";
}

/// Waits its turn to let the tree grow: until the transaction ends, no other passes.
///
/// # Errors
/// When the database cannot be written to, or the turn does not come.
pub async fn gate(tx: &mut Tx, now: Millis) -> Result<()> {
    tx.execute(GATE, values![now]).await.map(drop)
}

/// Keeps a head.
///
/// # Errors
/// A unique violation when its number is taken.
pub async fn insert(tx: &mut Tx, row: &CheckpointRow) -> Result<()> {
    tx.execute(INSERT, values![row.number, row.size, &row.note, row.signed_at]).await.map(drop)
}

/// The heads of the highest numbers, from the highest down, at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn latest(tx: &mut Tx, limit: i64) -> Result<Vec<CheckpointRow>> {
    tx.all(LATEST, values![limit]).await
}

/// The heads after this number, or from the first on, in their order, at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn after(tx: &mut Tx, number: Option<u64>, limit: i64) -> Result<Vec<CheckpointRow>> {
    let number = number.map_or(-1, |number| i64::try_from(number).unwrap_or(i64::MAX));
    tx.all(AFTER, values![number, limit]).await
}
