//! Those whom patients send to collect a prescription for them.

use crate::{Result, Tx, value::values};
use domain::{
    Millis,
    id::{CollectorId, PatientId, PrescriptionId},
};

row! {
    /// Somebody who collects, as stored.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CollectorRow {
        /// The name of the row.
        pub id: CollectorId,
        /// What they collect.
        pub prescription_id: PrescriptionId,
        /// For whom.
        pub patient_id: PatientId,
        /// What they are called, sealed to the patient.
        pub name: Vec<u8>,
        /// On which day of the clinic's, as `YYYY-MM-DD` (ISO 8601).
        pub day: String,
        /// When they were named.
        pub named_at: Millis,
    }
}

statements! {
    INSERT = both "INSERT INTO collector (id, prescription_id, patient_id, name, day, named_at) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    CURRENT = both "SELECT id, prescription_id, patient_id, name, day, named_at FROM collector \
        WHERE prescription_id = $1 AND day >= $2 AND ended_at IS NULL ORDER BY day, id";
    END = both "UPDATE collector SET ended_at = $3 WHERE id = $1 AND patient_id = $2 AND ended_at IS NULL";
    END_OF_DAY = both "UPDATE collector SET ended_at = $3 WHERE prescription_id = $1 AND day = $2 AND ended_at IS NULL";
}

/// Names somebody for a day, in place of whoever was named for it before.
///
/// # Errors
/// A missing reference when the prescription or the patient is not there.
pub async fn name(tx: &mut Tx, row: &CollectorRow) -> Result<()> {
    let CollectorRow { id, prescription_id, patient_id, name, day, named_at } = row;
    tx.execute(END_OF_DAY, values![*prescription_id, day, *named_at]).await?;
    let values = values![*id, *prescription_id, *patient_id, name, day, *named_at];
    tx.execute(INSERT, values).await.map(drop)
}

/// Those who may collect a prescription on this day (ISO 8601) or later, the first day first.
///
/// # Errors
/// When the database does not answer.
pub async fn current(
    tx: &mut Tx,
    prescription: PrescriptionId,
    day: &str,
) -> Result<Vec<CollectorRow>> {
    tx.all(CURRENT, values![prescription, day]).await
}

/// Takes back that somebody may collect for this patient; says whether they could until now.
///
/// # Errors
/// When the database cannot be written to.
pub async fn end(tx: &mut Tx, id: CollectorId, patient: PatientId, now: Millis) -> Result<bool> {
    Ok(tx.execute(END, values![id, patient, now]).await? == 1)
}
