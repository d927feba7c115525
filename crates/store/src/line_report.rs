//! Lines of the audit log of which their patient said that it was not them.

use crate::{
    Result, Tx,
    value::{list, values},
};
use domain::{
    Millis,
    id::{EventId, PatientId},
};

row! {
    /// What a patient said of a line.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct LineReport {
        /// The line.
        pub event_id: EventId,
        /// Whose it is.
        pub patient_id: PatientId,
        /// When they said so.
        pub reported_at: Millis,
        /// When staff had looked at it.
        pub looked_at: Option<Millis>,
    }
}

row! {
    /// The oldest line of a patient at which nobody has looked.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Oldest {
        /// The line.
        pub event_id: EventId,
        /// Whose it is.
        pub patient_id: PatientId,
        /// When they said so.
        pub reported_at: Millis,
        /// How many more of theirs wait.
        pub more: u64,
    }
}

statements! {
    INSERT = both "INSERT INTO line_report (event_id, patient_id, reported_at) VALUES ($1, $2, $3) \
        ON CONFLICT DO NOTHING";
    OF_PATIENT = both "SELECT event_id, patient_id, reported_at, looked_at FROM line_report WHERE patient_id = $1 \
        ORDER BY reported_at DESC, event_id";
    OF_LINES = sqlite "SELECT event_id, patient_id, reported_at, looked_at FROM line_report \
            WHERE event_id IN (SELECT unhex(value) FROM json_each($1)) ORDER BY event_id",
        postgres "SELECT event_id, patient_id, reported_at, looked_at FROM line_report \
            WHERE event_id = ANY (ARRAY(SELECT value::uuid FROM json_array_elements_text($1::text::json))) ORDER BY event_id";
    // However much one patient says, it takes the place of one.
    OPEN = both "SELECT event_id, patient_id, reported_at, amount - 1 AS more FROM (SELECT event_id, patient_id, reported_at, \
        row_number() OVER (PARTITION BY patient_id ORDER BY reported_at, event_id) AS place, \
        count(*) OVER (PARTITION BY patient_id) AS amount FROM line_report WHERE looked_at IS NULL) AS ranked \
        WHERE place = 1 ORDER BY reported_at, event_id LIMIT $1";
    COUNT_OPEN = both "SELECT count(*) FROM line_report WHERE looked_at IS NULL";
    LOOK_AT = both "UPDATE line_report SET looked_at = $2 WHERE event_id = $1 AND looked_at IS NULL \
        RETURNING patient_id";
}

/// Notes that a line was not its patient; says whether that is new.
///
/// # Errors
/// A missing reference when the patient is not there.
pub async fn insert(
    tx: &mut Tx,
    event: EventId,
    patient: PatientId,
    reported_at: Millis,
) -> Result<bool> {
    Ok(tx.execute(INSERT, values![event, patient, reported_at]).await? == 1)
}

/// What a patient said of their lines, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_patient(tx: &mut Tx, patient: PatientId) -> Result<Vec<LineReport>> {
    tx.all(OF_PATIENT, values![patient]).await
}

/// What was said of these lines.
///
/// # Errors
/// When the database does not answer.
pub async fn of_lines(tx: &mut Tx, lines: &[EventId]) -> Result<Vec<LineReport>> {
    let ids = list(lines.iter().map(|id| id.0.as_bytes()));
    tx.all(OF_LINES, values![&ids]).await
}

/// The oldest that nobody has looked at of each patient, the oldest first, at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn open(tx: &mut Tx, limit: i64) -> Result<Vec<Oldest>> {
    tx.all(OPEN, values![limit]).await
}

/// How many nobody has looked at.
///
/// # Errors
/// When the database does not answer.
pub async fn count_open(tx: &mut Tx) -> Result<u64> {
    Ok(tx.one::<(u64,)>(COUNT_OPEN, &[]).await?.0)
}

/// Notes that staff looked at a line, and gives whose it is if this call did it.
///
/// # Errors
/// When the database cannot be written to.
pub async fn look_at(tx: &mut Tx, event: EventId, at: Millis) -> Result<Option<PatientId>> {
    let row: Option<(PatientId,)> = tx.optional(LOOK_AT, values![event, at]).await?;
    Ok(row.map(|(patient,)| patient))
}
