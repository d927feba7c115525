//! Pharmacies.

use crate::{Result, Tx, value::values};
use domain::{Millis, id::PharmacyId};

row! {
    /// A pharmacy, as stored.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PharmacyRow {
        /// Its name in the database.
        pub id: PharmacyId,
        /// What it is called, sealed to the clinic.
        pub name: Vec<u8>,
        /// When it was added.
        pub added_at: Millis,
        /// When it was taken away.
        pub ended_at: Option<Millis>,
    }
}

statements! {
    INSERT = both "INSERT INTO pharmacy (id, name, lookup, added_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    GET = both "SELECT id, name, added_at, ended_at FROM pharmacy WHERE id = $1";
    BY_NAME = both "SELECT id, name, added_at, ended_at FROM pharmacy WHERE lookup = $1";
    LIST = both "SELECT id, name, added_at, ended_at FROM pharmacy ORDER BY added_at, id";
    END = both "UPDATE pharmacy SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
}

/// Writes a new pharmacy; says whether none is called the same.
///
/// # Errors
/// When the database cannot be written to.
pub async fn insert(tx: &mut Tx, row: &PharmacyRow, lookup: [u8; 32]) -> Result<bool> {
    let values = values![row.id, &row.name, &lookup, row.added_at];
    Ok(tx.execute(INSERT, values).await? == 1)
}

/// Reads a pharmacy.
///
/// # Errors
/// When the database does not answer.
pub async fn get(tx: &mut Tx, id: PharmacyId) -> Result<Option<PharmacyRow>> {
    tx.optional(GET, values![id]).await
}

/// The pharmacy whose name has this look-up key.
///
/// # Errors
/// When the database does not answer.
pub async fn by_name(tx: &mut Tx, lookup: [u8; 32]) -> Result<Option<PharmacyRow>> {
    tx.optional(BY_NAME, values![&lookup]).await
}

/// Every pharmacy, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list(tx: &mut Tx) -> Result<Vec<PharmacyRow>> {
    tx.all(LIST, &[]).await
}

/// Takes a pharmacy away; says whether it was there until now.
///
/// # Errors
/// When the database cannot be written to.
pub async fn end(tx: &mut Tx, id: PharmacyId, now: Millis) -> Result<bool> {
    Ok(tx.execute(END, values![id, now]).await? == 1)
}
