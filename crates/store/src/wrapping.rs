//! The wrapped keys of all patients, and which keys may wrap them.

use crate::{Result, Tx, value::values};
use domain::{Millis, id::PatientId};

statements! {
    PAGE = both "SELECT id, wrapped_key FROM patient WHERE id > $1 ORDER BY id LIMIT $2";
    REWRAP = both "UPDATE patient SET wrapped_key = $3 WHERE id = $1 AND wrapped_key = $2";
    RETIRE = both "INSERT INTO retired_key (id, retired_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    IS_RETIRED = both "SELECT count(*) FROM retired_key WHERE id = $1";
}

/// Patients after this one with their wrapped keys, at most `limit`, by patient.
///
/// # Errors
/// When the database does not answer.
pub async fn page(tx: &mut Tx, after: PatientId, limit: i64) -> Result<Vec<(PatientId, Vec<u8>)>> {
    tx.all(PAGE, values![after, limit]).await
}

/// Puts a wrapped key in the place of another; no where the patient has neither, or is gone.
///
/// # Errors
/// When the database cannot be written to.
pub async fn rewrap(tx: &mut Tx, patient: PatientId, old: &[u8], new: &[u8]) -> Result<bool> {
    tx.last_key = None;
    Ok(tx.execute(REWRAP, values![patient, old, new]).await? == 1)
}

/// Says that a key may wrap no patient's key any more.
///
/// # Errors
/// When the database cannot be written to.
pub async fn retire(tx: &mut Tx, key_id: &str, now: Millis) -> Result<()> {
    tx.execute(RETIRE, values![key_id, now]).await.map(drop)
}

/// Whether a key may wrap no patient's key any more.
///
/// # Errors
/// When the database does not answer.
pub async fn is_retired(tx: &mut Tx, key_id: &str) -> Result<bool> {
    Ok(tx.one::<(u64,)>(IS_RETIRED, values![key_id]).await?.0 > 0)
}
