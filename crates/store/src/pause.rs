//! Pauses after wrong tries: what they follow from is read with the [challenges](crate::challenge), and forgiven here.

use crate::{Result, Tx, challenge::EndedBy, value::values};
use domain::{Millis, id::PatientId};

statements! {
    FORGIVE = both "UPDATE challenge SET forgiven_at = $4 WHERE ended_by = $3 AND forgiven_at IS NULL \
        AND (patient_id = $1 OR id IN (SELECT challenge_id FROM sending WHERE number = $2))";
}

/// Lets the challenges that wrong tries ended no longer count, of a patient and of everybody whose codes go to the
/// same number; says how many those are.
///
/// # Errors
/// When the database cannot be written to.
pub async fn forgive(
    tx: &mut Tx,
    patient: PatientId,
    number: [u8; 32],
    now: Millis,
) -> Result<u64> {
    tx.execute(FORGIVE, values![patient, &number, EndedBy::WrongTries, now]).await
}
