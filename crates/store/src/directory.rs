//! Practitioners and organisations, whose names are sealed to the clinic.

use crate::{Result, Tx, value::values};
use domain::Millis;
use uuid::Uuid;

row! {
    /// A practitioner or an organisation, as stored.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DirectoryRow {
        /// Which one.
        pub id: Uuid,
        /// What it is, such as `practitioner`.
        pub kind: String,
        /// Its name, sealed.
        pub name: Vec<u8>,
        /// Which version of it this is, from 1.
        pub version: i64,
        /// What its source calls this version.
        pub stamp: Option<String>,
        /// A keyed hash of its source's text, by which an unchanged one is known again.
        pub digest: Vec<u8>,
        /// When this version was written.
        pub updated_at: Millis,
    }
}

statements! {
    INSERT = both "INSERT INTO directory (id, kind, name, version, stamp, digest, updated_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    GET = both "SELECT id, kind, name, version, stamp, digest, updated_at FROM directory WHERE id = $1";
    KEEP = both "INSERT INTO directory_version (directory_id, version, name, replaced_at) \
        SELECT id, version, name, $3 FROM directory WHERE id = $1 AND version < $2";
    UPDATE = both "UPDATE directory SET name = $3, version = $2, stamp = $4, digest = $5, updated_at = $6 \
        WHERE id = $1 AND version < $2";
}

/// Writes a new entry.
///
/// # Errors
/// A unique violation when it is there already.
pub async fn insert(tx: &mut Tx, row: &DirectoryRow) -> Result<()> {
    let values = values![
        row.id,
        &row.kind,
        &row.name,
        row.version,
        row.stamp.as_ref(),
        &row.digest,
        row.updated_at,
    ];
    tx.execute(INSERT, values).await.map(drop)
}

/// Reads an entry.
///
/// # Errors
/// When the database does not answer.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<DirectoryRow>> {
    tx.optional(GET, values![id]).await
}

/// Replaces an entry by a newer version and keeps the name it had; what it is stays. Says whether the entry is there
/// with an older version: if not, nothing changes.
///
/// # Errors
/// When the database cannot be written to.
pub async fn update(tx: &mut Tx, row: &DirectoryRow, replaced_at: Millis) -> Result<bool> {
    tx.execute(KEEP, values![row.id, row.version, replaced_at]).await?;
    let values =
        values![row.id, row.version, &row.name, row.stamp.as_ref(), &row.digest, row.updated_at];
    Ok(tx.execute(UPDATE, values).await? == 1)
}
