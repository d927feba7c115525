//! The signed heads of the audit log's tree.

use crate::{Result, Tx, value::values};
use domain::Millis;

row! {
    /// A head.
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
}

statements! {
    GATE = both "INSERT INTO audit_gate (id, touched_at) VALUES (1, $1) \
        ON CONFLICT (id) DO UPDATE SET touched_at = excluded.touched_at";
    INSERT = both "INSERT INTO audit_checkpoint (number, size, note, signed_at) VALUES ($1, $2, $3, $4)";
    NEWEST = both "SELECT number, size, note, signed_at FROM audit_checkpoint ORDER BY number DESC LIMIT 1";
    FROM = both "SELECT number, size, note, signed_at FROM audit_checkpoint WHERE number >= $1 \
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

/// The newest head.
///
/// # Errors
/// When the database does not answer.
pub async fn newest(tx: &mut Tx) -> Result<Option<CheckpointRow>> {
    tx.optional(NEWEST, &[]).await
}

/// The heads from this number on, in their order, at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn from(tx: &mut Tx, number: u64, limit: i64) -> Result<Vec<CheckpointRow>> {
    tx.all(FROM, values![number, limit]).await
}
