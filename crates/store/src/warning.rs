//! Telling patients that a pharmacy tried in vain to do without their code.

use crate::{Result, Tx, value::values};
use domain::{
    Millis,
    id::{PatientId, PharmacyId, VerificationId},
};

statements! {
    SINCE = both "SELECT count(*) FROM verification WHERE patient_id = $1 AND pharmacy_id = $2 AND warned_at > $3";
    GIVE = both "UPDATE verification SET warned_at = $2 WHERE id = $1";
}

/// Whether a patient was warned of this pharmacy after a moment.
///
/// # Errors
/// When the database does not answer.
pub async fn was_given(
    tx: &mut Tx,
    (patient, pharmacy): (PatientId, PharmacyId),
    after: Millis,
) -> Result<bool> {
    Ok(tx.one::<(i64,)>(SINCE, values![patient, pharmacy, after]).await?.0 > 0)
}

/// The patient is warned by reason of this look-up.
///
/// # Errors
/// When the database cannot be written to.
pub async fn give(tx: &mut Tx, id: VerificationId, now: Millis) -> Result<()> {
    tx.execute(GIVE, values![id, now]).await.map(drop)
}
