//! The documents of records, sealed.

use crate::{Result, Tx, value::values};
use domain::id::RecordId;

statements! {
    PUT = both "INSERT INTO document (record_id, version, part, envelope) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (record_id, version, part) DO UPDATE SET envelope = excluded.envelope";
    GET = both "SELECT envelope FROM document WHERE record_id = $1 AND version = $2 AND part = $3";
    PARTS = both "SELECT count(*) FROM document WHERE record_id = $1 AND version = $2";
}

/// Writes one document of a version of a record; `part` counts from 0.
///
/// # Errors
/// A missing reference when the record is not there.
pub async fn put(
    tx: &mut Tx,
    record: RecordId,
    version: i64,
    part: i64,
    envelope: &[u8],
) -> Result<()> {
    tx.execute(PUT, values![record, version, part, envelope]).await.map(drop)
}

/// Reads the envelope of one document of a version of a record.
///
/// # Errors
/// When the database does not answer.
pub async fn get(
    tx: &mut Tx,
    record: RecordId,
    version: i64,
    part: i64,
) -> Result<Option<Vec<u8>>> {
    let found = tx.optional::<(Vec<u8>,)>(GET, values![record, version, part]).await?;
    Ok(found.map(|(envelope,)| envelope))
}

/// How many documents a version of a record has.
///
/// # Errors
/// When the database does not answer.
pub async fn parts(tx: &mut Tx, record: RecordId, version: i64) -> Result<u64> {
    Ok(tx.one::<(u64,)>(PARTS, values![record, version]).await?.0)
}
