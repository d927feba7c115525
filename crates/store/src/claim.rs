//! Wrong codes of those who only said who they are, counted apart from those of whoever knows a password.

use crate::{Result, Tx, sql::Sql, value::values};
use domain::id::PatientId;

statements! {
    FAILURES = both "SELECT claim_failures FROM patient WHERE id = $1";
    // SQLite's transaction holds its lock from its beginning.
    HOLD = sqlite "SELECT 1 FROM patient WHERE id = $1", postgres "SELECT 1 FROM patient WHERE id = $1 FOR NO KEY UPDATE";
    FAIL = both "UPDATE patient SET claim_failures = claim_failures + 1 WHERE id = $1 RETURNING wrapped_key";
    SUCCEED = both "UPDATE patient SET claim_failures = 0 WHERE id = $1 RETURNING wrapped_key";
}

/// How many there have been since the last right one; nought for somebody who is not there.
///
/// # Errors
/// When the database does not answer.
pub async fn failures(tx: &mut Tx, patient: PatientId) -> Result<i64> {
    let row = tx.optional::<(i64,)>(FAILURES, values![patient]).await?;
    Ok(row.map_or(0, |(failures,)| failures))
}

/// Holds a patient's details as they are until the transaction ends. Who holds their password too does that first.
///
/// # Errors
/// When the database cannot be written to.
pub async fn hold(tx: &mut Tx, patient: PatientId) -> Result<()> {
    tx.execute(HOLD, values![patient]).await.map(drop)
}

/// Counts one.
///
/// # Errors
/// When the database cannot be written to.
pub async fn fail(tx: &mut Tx, patient: PatientId) -> Result<()> {
    count(tx, FAIL, patient).await
}

/// Forgets them.
///
/// # Errors
/// When the database cannot be written to.
pub async fn succeed(tx: &mut Tx, patient: PatientId) -> Result<()> {
    count(tx, SUCCEED, patient).await
}

/// What an answer leads to is told of in the log, sealed to the patient, so their wrapped key comes along with the row and is
/// not asked for again.
async fn count(tx: &mut Tx, sql: Sql, patient: PatientId) -> Result<()> {
    let row = tx.optional::<(Vec<u8>,)>(sql, values![patient]).await?;
    tx.last_key = row.map(|(key,)| (patient, key));
    Ok(())
}
