//! Making the files: by one at a time, who holds the row by a lease.

use crate::{
    Result, Tx,
    export::{ExportRow, export},
    value::values,
};
use domain::{
    Millis,
    export::{File, TRIES},
    id::ExportId,
};
use uuid::Uuid;

/// The work of one who makes the files. What it writes counts while the row has its mark.
#[derive(Clone, Copy, Debug)]
pub struct Lease {
    /// The mark.
    pub mark: Uuid,
    /// Until when.
    pub until: Millis,
}

/// What waits to be made at the moment `$3`, oldest first.
macro_rules! waits {
    ($skip:literal) => {
        concat!(
            "UPDATE export SET lease = $1, lease_until = $2, tries = tries + 1, done = 0, records = 0 WHERE id = ( \
            SELECT id FROM export WHERE ready_at IS NULL AND ended_at IS NULL AND expires_at > $3 AND tries < $4 \
            AND (lease_until IS NULL OR lease_until <= $3) ORDER BY granted_at, id LIMIT 1",
            $skip,
            ") RETURNING ",
            export!()
        )
    };
}

statements! {
    WAITING = both "SELECT count(*) FROM export WHERE ready_at IS NULL AND ended_at IS NULL AND expires_at > $1 \
        AND tries < $2 AND (lease_until IS NULL OR lease_until <= $1)";
    CLAIM = sqlite waits!(""), postgres waits!(" FOR UPDATE SKIP LOCKED");
    PROGRESS = both "UPDATE export SET lease_until = $3, done = $4, records = $5 WHERE id = $1 AND lease = $2 \
        AND ended_at IS NULL AND ready_at IS NULL";
    FINISH = both "UPDATE export SET ready_at = $3, done = records, lease = NULL, lease_until = NULL \
        WHERE id = $1 AND lease = $2 AND ended_at IS NULL AND ready_at IS NULL";
    ADD_FILE = both "INSERT INTO export_file (export_id, file, size, parts) VALUES ($1, $2, $3, $4)";
    PUT_PART = both "INSERT INTO export_part (export_id, file, part, envelope) VALUES ($1, $2, $3, $4)";
    CLEAR_PARTS = both "DELETE FROM export_part WHERE export_id = $1";
    CLEAR_FILES = both "DELETE FROM export_file WHERE export_id = $1";
}

/// Whether any export waits to be made. It only reads, so that nobody who writes waits for it.
///
/// # Errors
/// When the database does not answer.
pub async fn is_waiting(tx: &mut Tx, now: Millis) -> Result<bool> {
    Ok(tx.one::<(u64,)>(WAITING, values![now, TRIES]).await?.0 > 0)
}

/// Takes the oldest export that waits to be made, or whose maker gave no sign of life for longer than the lease.
///
/// # Errors
/// When the database cannot be written to.
pub async fn claim(tx: &mut Tx, lease: Lease, now: Millis) -> Result<Option<ExportRow>> {
    tx.optional(CLAIM, values![lease.mark, lease.until, now, TRIES]).await
}

/// Says how far the making is, and keeps the lease; no when somebody else has it, or the export has ended.
///
/// # Errors
/// When the database cannot be written to.
pub async fn progress(
    tx: &mut Tx,
    id: ExportId,
    lease: Lease,
    done: u64,
    records: u64,
) -> Result<bool> {
    let values = values![id, lease.mark, lease.until, done, records];
    Ok(tx.execute(PROGRESS, values).await? == 1)
}

/// Deletes what was made of the files.
///
/// # Errors
/// When the database cannot be written to.
pub async fn clear(tx: &mut Tx, id: ExportId) -> Result<()> {
    tx.execute(CLEAR_PARTS, values![id]).await?;
    tx.execute(CLEAR_FILES, values![id]).await.map(drop)
}

/// Writes a piece of a file; `part` counts from 0.
///
/// # Errors
/// A missing reference when the export is gone, a unique violation when the piece is there.
pub async fn put_part(
    tx: &mut Tx,
    id: ExportId,
    file: File,
    part: i64,
    envelope: &[u8],
) -> Result<()> {
    tx.execute(PUT_PART, values![id, file.name(), part, envelope]).await.map(drop)
}

/// Says that the files are ready: of each its length in bytes and in pieces. No when somebody else has the lease, or the
/// export has ended; then nothing is written.
///
/// # Errors
/// When the database cannot be written to.
pub async fn finish(
    tx: &mut Tx,
    id: ExportId,
    lease: Lease,
    now: Millis,
    files: &[(File, u64, i64)],
) -> Result<bool> {
    if tx.execute(FINISH, values![id, lease.mark, now]).await? == 0 {
        return Ok(false);
    }
    for (file, size, parts) in files {
        tx.execute(ADD_FILE, values![id, file.name(), *size, *parts]).await?;
    }
    Ok(true)
}
