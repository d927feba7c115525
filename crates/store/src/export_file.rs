//! The files, once they are ready.

use crate::{Result, Tx, value::values};
use domain::{Millis, export::File, id::ExportId};

row! {
    /// A file, as stored.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct FileRow {
        /// Which.
        pub file: File,
        /// How long it is, in bytes.
        pub size: u64,
        /// Of how many pieces it is.
        pub parts: i64,
        /// When somebody began to take it away.
        pub claimed_at: Option<Millis>,
    }
}

statements! {
    FILES = both "SELECT file, size, parts, claimed_at FROM export_file WHERE export_id = $1 ORDER BY file DESC";
    CLAIM = both "UPDATE export_file SET claimed_at = $3 WHERE export_id = $1 AND file = $2 AND claimed_at IS NULL \
        RETURNING file, size, parts, claimed_at";
    PART = both "SELECT envelope FROM export_part WHERE export_id = $1 AND file = $2 AND part = $3";
    DROP = both "DELETE FROM export_part WHERE export_id = $1 AND file = $2";
}

/// The files of an export; none until they are ready.
///
/// # Errors
/// When the database does not answer.
pub async fn files(tx: &mut Tx, id: ExportId) -> Result<Vec<FileRow>> {
    tx.all(FILES, values![id]).await
}

/// Claims a file: exactly one caller gets it.
///
/// # Errors
/// When the database cannot be written to.
pub async fn claim_file(
    tx: &mut Tx,
    id: ExportId,
    file: File,
    now: Millis,
) -> Result<Option<FileRow>> {
    tx.optional(CLAIM, values![id, file.name(), now]).await
}

/// A piece of a file, sealed.
///
/// # Errors
/// When the database does not answer.
pub async fn part(tx: &mut Tx, id: ExportId, file: File, part: i64) -> Result<Option<Vec<u8>>> {
    let found: Option<(Vec<u8>,)> = tx.optional(PART, values![id, file.name(), part]).await?;
    Ok(found.map(|(envelope,)| envelope))
}

/// Deletes the pieces of a file that was taken away.
///
/// # Errors
/// When the database cannot be written to.
pub async fn drop_file(tx: &mut Tx, id: ExportId, file: File) -> Result<()> {
    tx.execute(DROP, values![id, file.name()]).await.map(drop)
}
