//! Who accepted which version of the notice on personal data.

use crate::{Result, Tx, value::values};
use domain::{Language, Millis, id::PatientId};

statements! {
    ACCEPT = both "INSERT INTO notice_acceptance (patient_id, version, language, accepted_at) VALUES ($1, $2, $3, $4) \
        ON CONFLICT DO NOTHING";
    ACCEPTED = both "SELECT accepted_at, language FROM notice_acceptance WHERE patient_id = $1 AND version = $2";
    ALL = both "SELECT version, language, accepted_at FROM notice_acceptance WHERE patient_id = $1 \
        ORDER BY accepted_at DESC, version DESC";
}

/// Notes that a patient accepted a version, which they read in this language; says whether they had not before.
///
/// # Errors
/// A missing reference when the patient is not there.
pub async fn accept(
    tx: &mut Tx,
    patient: PatientId,
    version: &str,
    language: Language,
    at: Millis,
) -> Result<bool> {
    Ok(tx.execute(ACCEPT, values![patient, version, language, at]).await? == 1)
}

/// When a patient accepted a version, and in which language they had read it; none while they have not.
///
/// # Errors
/// When the database does not answer.
pub async fn accepted(
    tx: &mut Tx,
    patient: PatientId,
    version: &str,
) -> Result<Option<(Millis, Language)>> {
    tx.optional(ACCEPTED, values![patient, version]).await
}

/// Every version that a patient accepted, in which language and when, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &mut Tx, patient: PatientId) -> Result<Vec<(String, Language, Millis)>> {
    tx.all(ALL, values![patient]).await
}
