//! Guardianships: who may act for whom.

use crate::{Result, Tx, value::values};
use domain::{
    Millis,
    guardian::Reason,
    id::{GuardianshipId, PatientId},
};

row! {
    /// A guardianship, as stored.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct GuardianshipRow {
        /// Its name.
        pub id: GuardianshipId,
        /// Who is acted for.
        pub patient: PatientId,
        /// Who acts.
        pub guardian: PatientId,
        /// Why.
        pub reason: Reason,
        /// Since when.
        pub granted_at: Millis,
        /// Until when.
        pub ends_at: Millis,
        /// When the clinic ended it before, if it did.
        pub ended_at: Option<Millis>,
    }
}

impl GuardianshipRow {
    /// Whether it holds at `now`.
    #[must_use]
    pub fn holds(&self, now: Millis) -> bool {
        self.ended_at.is_none() && now < self.ends_at
    }
}

statements! {
    // What time has ended gives its place to a new one.
    CLOSE = both "UPDATE guardianship SET ended_at = ends_at WHERE patient_id = $1 AND guardian_id = $2 \
        AND ended_at IS NULL AND ends_at <= $3";
    INSERT = both "INSERT INTO guardianship (id, patient_id, guardian_id, reason, granted_at, ends_at, ended_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    END = both "UPDATE guardianship SET ended_at = $3 WHERE patient_id = $1 AND guardian_id = $2 \
        AND ended_at IS NULL AND ends_at > $3";
    HOLDS = both "SELECT ends_at FROM guardianship WHERE patient_id = $1 AND guardian_id = $2 AND ended_at IS NULL \
        AND ends_at > $3";
    OF_PATIENT = both "SELECT id, patient_id AS patient, guardian_id AS guardian, reason, granted_at, ends_at, ended_at \
        FROM guardianship WHERE patient_id = $1 ORDER BY granted_at DESC, id DESC";
    OF_GUARDIAN = both "SELECT id, patient_id AS patient, guardian_id AS guardian, reason, granted_at, ends_at, ended_at \
        FROM guardianship WHERE guardian_id = $1 ORDER BY granted_at DESC, id DESC";
    END_GRANTS = both "UPDATE access_grant SET ended_at = $3 WHERE patient_id = $1 AND ended_at IS NULL \
        AND expires_at > $3 AND session IN (SELECT name FROM session WHERE patient_id = $2)";
    END_EXPORTS = both "UPDATE export SET ended_at = $3 WHERE patient_id = $1 AND ended_at IS NULL \
        AND session IN (SELECT name FROM session WHERE patient_id = $2)";
}

/// Writes a guardianship; says whether there was none between the two that holds.
///
/// # Errors
/// A missing reference when one of them is not there.
pub async fn insert(tx: &mut Tx, row: &GuardianshipRow) -> Result<bool> {
    tx.execute(CLOSE, values![row.patient, row.guardian, row.granted_at]).await?;
    let values = values![
        row.id,
        row.patient,
        row.guardian,
        row.reason,
        row.granted_at,
        row.ends_at,
        row.ended_at,
    ];
    Ok(tx.execute(INSERT, values).await? == 1)
}

/// Ends the guardianship between two that holds at `now`, with what it opened; says whether there was one.
///
/// # Errors
/// When the database cannot be written to.
pub async fn end(
    tx: &mut Tx,
    patient: PatientId,
    guardian: PatientId,
    now: Millis,
) -> Result<bool> {
    tx.execute(END_GRANTS, values![patient, guardian, now]).await?;
    tx.execute(END_EXPORTS, values![patient, guardian, now]).await?;
    Ok(tx.execute(END, values![patient, guardian, now]).await? == 1)
}

/// Until when somebody may act for a patient; none when they may not at `now`.
///
/// # Errors
/// When the database does not answer.
pub async fn holds(
    tx: &mut Tx,
    patient: PatientId,
    guardian: PatientId,
    now: Millis,
) -> Result<Option<Millis>> {
    let row: Option<(Millis,)> = tx.optional(HOLDS, values![patient, guardian, now]).await?;
    Ok(row.map(|(until,)| until))
}

/// Every guardianship over a patient, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_patient(tx: &mut Tx, patient: PatientId) -> Result<Vec<GuardianshipRow>> {
    tx.all(OF_PATIENT, values![patient]).await
}

/// Every guardianship of a guardian, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_guardian(tx: &mut Tx, guardian: PatientId) -> Result<Vec<GuardianshipRow>> {
    tx.all(OF_GUARDIAN, values![guardian]).await
}
