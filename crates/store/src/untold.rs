//! What was done at a counter without a patient's code, where no text could say so: it waits until they have seen it.

use crate::{Result, Tx, value::values};
use domain::{
    Millis,
    id::{PatientId, VerificationId},
};

statements! {
    NOTE = both "UPDATE verification SET untold_at = $2, noticed_at = NULL WHERE id = $1";
    OF_PATIENT = both "SELECT id, untold_at FROM verification WHERE patient_id = $1 AND untold_at IS NOT NULL \
        AND noticed_at IS NULL ORDER BY untold_at DESC, id DESC";
    IS_UNTOLD = both "SELECT count(*) FROM verification WHERE id = $1 AND untold_at IS NOT NULL AND noticed_at IS NULL";
    SEE = both "UPDATE verification SET noticed_at = $3 WHERE id = $1 AND patient_id = $2 AND untold_at IS NOT NULL \
        AND noticed_at IS NULL";
}

/// Notes of a look-up that nobody could be told of it.
///
/// # Errors
/// When the database cannot be written to.
pub async fn note(tx: &mut Tx, id: VerificationId, now: Millis) -> Result<()> {
    tx.execute(NOTE, values![id, now]).await.map(drop)
}

/// The look-ups that a patient was not told of and has not seen, each with when that was, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_patient(tx: &mut Tx, patient: PatientId) -> Result<Vec<(VerificationId, Millis)>> {
    tx.all(OF_PATIENT, values![patient]).await
}

/// Whether the patient was neither told of a look-up nor has seen it.
///
/// # Errors
/// When the database does not answer.
pub async fn is_untold(tx: &mut Tx, id: VerificationId) -> Result<bool> {
    Ok(tx.one::<(i64,)>(IS_UNTOLD, values![id]).await?.0 > 0)
}

/// The patient has seen it; says whether this call wrote that.
///
/// # Errors
/// When the database cannot be written to.
pub async fn see(tx: &mut Tx, id: VerificationId, patient: PatientId, now: Millis) -> Result<bool> {
    Ok(tx.execute(SEE, values![id, patient, now]).await? == 1)
}
