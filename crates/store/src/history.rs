//! What the tests ask of the past, and the portal does not: earlier versions, what was noted, what is open.

use crate::{
    Result, Tx,
    audit::{EventRow, events},
    value::values,
};
use domain::{
    Millis,
    id::{PatientId, RecordId, SessionKey},
};
use uuid::Uuid;

statements! {
    OF_PATIENT = both "SELECT count(*) FROM patient_version WHERE patient_id = $1";
    OF_RECORD = both "SELECT count(*) FROM record_version WHERE record_id = $1";
    OF_ENTRY = both "SELECT count(*) FROM directory_version WHERE directory_id = $1";
    EVENTS = both events!("WHERE patient_id = $1 ORDER BY at DESC, id DESC LIMIT $2");
    OPEN = both "SELECT DISTINCT record_id FROM access_grant WHERE session = $1 AND ended_at IS NULL \
        AND granted_at <= $2 AND expires_at > $2 ORDER BY record_id";
}

/// How many earlier versions of a patient are kept.
///
/// # Errors
/// When the database does not answer.
pub async fn of_patient(tx: &mut Tx, id: PatientId) -> Result<u64> {
    Ok(tx.one::<(u64,)>(OF_PATIENT, values![id]).await?.0)
}

/// How many earlier versions of a record are kept.
///
/// # Errors
/// When the database does not answer.
pub async fn of_record(tx: &mut Tx, id: RecordId) -> Result<u64> {
    Ok(tx.one::<(u64,)>(OF_RECORD, values![id]).await?.0)
}

/// How many earlier versions of an entry of the directory are kept.
///
/// # Errors
/// When the database does not answer.
pub async fn of_entry(tx: &mut Tx, id: Uuid) -> Result<u64> {
    Ok(tx.one::<(u64,)>(OF_ENTRY, values![id]).await?.0)
}

/// A patient's events, the newest first, at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn events(tx: &mut Tx, patient: PatientId, limit: i64) -> Result<Vec<EventRow>> {
    tx.all(EVENTS, values![patient, limit]).await
}

/// The records open to a session at `now`.
///
/// # Errors
/// When the database does not answer.
pub async fn open_records(tx: &mut Tx, session: SessionKey, now: Millis) -> Result<Vec<RecordId>> {
    let open = tx.all::<(RecordId,)>(OPEN, values![session, now]).await?;
    Ok(open.into_iter().map(|(record,)| record).collect())
}
