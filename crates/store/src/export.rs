//! Grants to all of a patient's records, and the files made by them.

pub use crate::{
    export_file::{FileRow, claim_file, drop_file, files, part},
    export_work::{Lease, claim, clear, finish, is_waiting, progress, put_part},
};

use crate::{
    Result, Tx,
    column::{Line, Loaded},
    value::values,
};
use domain::{
    Language, Millis,
    grant::GrantedAll,
    id::{ExportId, PatientId, SessionKey},
};

/// An export, as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportRow {
    /// What it grants.
    pub granted: GrantedAll,
    /// The language of the page to be read.
    pub language: Language,
    /// Until when somebody makes the files.
    pub lease_until: Option<Millis>,
    /// How often the making was begun.
    pub tries: i64,
    /// How many records are written.
    pub done: u64,
    /// Of how many.
    pub records: u64,
    /// When the files were ready.
    pub ready_at: Option<Millis>,
}

impl Loaded for ExportRow {
    fn of(line: &impl Line) -> Result<Self> {
        Ok(Self {
            granted: GrantedAll {
                id: line.read("id")?,
                session: line.read("session")?,
                patient: line.read("patient_id")?,
                granted_at: line.read("granted_at")?,
                expires_at: line.read("expires_at")?,
                ended_at: line.read("ended_at")?,
            },
            language: line.read("language")?,
            lease_until: line.read("lease_until")?,
            tries: line.read("tries")?,
            done: line.read("done")?,
            records: line.read("records")?,
            ready_at: line.read("ready_at")?,
        })
    }
}

/// The columns of an [`ExportRow`].
macro_rules! export {
    () => {
        "id, session, patient_id, language, granted_at, expires_at, ended_at, lease_until, tries, done, records, ready_at"
    };
}
pub(crate) use export;

statements! {
    INSERT = both "INSERT INTO export (id, session, patient_id, language, granted_at, expires_at, ended_at, tries, \
        done, records) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0)";
    LATEST = both concat!("SELECT ", export!(), " FROM export WHERE session = $1 AND patient_id = $2 \
        ORDER BY granted_at DESC, id DESC LIMIT 1");
    END_OF_PATIENT = both "UPDATE export SET ended_at = $2 WHERE patient_id = $1 AND ended_at IS NULL";
    END_OF_SESSION = both "UPDATE export SET ended_at = $2 WHERE session = $1 AND ended_at IS NULL";
    OVER = both "SELECT id FROM export WHERE expires_at <= $1 OR ended_at IS NOT NULL ORDER BY expires_at LIMIT $2";
    DELETE = both "DELETE FROM export WHERE id = $1";
}

/// Writes a grant to all of a patient's records; the files are to be made.
///
/// # Errors
/// A missing reference when the patient is not there.
pub async fn insert(tx: &mut Tx, granted: &GrantedAll, language: Language) -> Result<()> {
    let values = values![
        granted.id,
        granted.session,
        granted.patient,
        language,
        granted.granted_at,
        granted.expires_at,
        granted.ended_at,
    ];
    tx.execute(INSERT, values).await.map(drop)
}

/// The newest export that a session was given of a patient's records, dead or alive.
///
/// # Errors
/// When the database does not answer.
pub async fn latest(
    tx: &mut Tx,
    session: SessionKey,
    patient: PatientId,
) -> Result<Option<ExportRow>> {
    tx.optional(LATEST, values![session, patient]).await
}

/// Ends every export of a patient's records; says how many.
///
/// # Errors
/// When the database cannot be written to.
pub async fn end_of_patient(tx: &mut Tx, patient: PatientId, now: Millis) -> Result<u64> {
    tx.execute(END_OF_PATIENT, values![patient, now]).await
}

/// Ends every export that a session was given; says how many.
///
/// # Errors
/// When the database cannot be written to.
pub async fn end_of_session(tx: &mut Tx, session: SessionKey, now: Millis) -> Result<u64> {
    tx.execute(END_OF_SESSION, values![session, now]).await
}

/// Exports that have ended by `now`, at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn over(tx: &mut Tx, now: Millis, limit: i64) -> Result<Vec<ExportId>> {
    let rows: Vec<(ExportId,)> = tx.all(OVER, values![now, limit]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Deletes an export with its files; says whether it was there.
///
/// # Errors
/// When the database cannot be written to.
pub async fn delete(tx: &mut Tx, id: ExportId) -> Result<bool> {
    clear(tx, id).await?;
    Ok(tx.execute(DELETE, values![id]).await? == 1)
}
