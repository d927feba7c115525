//! Browsers in which a patient signed in, known again by a hash of what their cookie holds.

use crate::{Result, Tx, value::values};
use domain::{
    Millis,
    id::{DeviceId, PatientId},
};

/// How many browsers of one patient are listed.
const MOST: i64 = 50;

row! {
    /// A browser, as stored.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DeviceRow {
        /// Its id.
        pub id: DeviceId,
        /// Who signed in with it.
        pub patient: PatientId,
        /// The keyed hash of what its cookie holds.
        pub cookie: [u8; 32],
        /// What it looks like, sealed to the patient.
        pub look: Vec<u8>,
        /// When the patient first signed in with it.
        pub first_seen_at: Millis,
        /// When it last asked for anything while the patient was signed in.
        pub last_seen_at: Millis,
        /// When it was asked that it forgets everything.
        pub wipe_asked_at: Option<Millis>,
        /// When it was told to.
        pub wipe_delivered_at: Option<Millis>,
    }
}

statements! {
    FIND = both "SELECT id FROM device WHERE patient_id = $1 AND cookie = $2";
    INSERT = both "INSERT INTO device (id, patient_id, cookie, look, first_seen_at, last_seen_at) \
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    MEET = both "UPDATE device SET look = $2, last_seen_at = $3 WHERE id = $1";
    SEE = both "UPDATE device SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2";
    LIST = both "SELECT id, patient_id AS patient, cookie, look, first_seen_at, last_seen_at, wipe_asked_at, \
        wipe_delivered_at FROM device WHERE patient_id = $1 ORDER BY last_seen_at DESC, id DESC LIMIT $2";
    WITH_SESSIONS = both "SELECT DISTINCT device_id FROM session \
        WHERE patient_id = $1 AND expires_at > $2 AND device_id IS NOT NULL";
    // SQLite's transaction holds its lock from its beginning.
    HOLD = sqlite "SELECT id FROM device WHERE patient_id = $1 ORDER BY id",
        postgres "SELECT id FROM device WHERE patient_id = $1 ORDER BY id FOR UPDATE";
    ASK = both "UPDATE device SET wipe_asked_at = $3 WHERE id = $2 AND patient_id = $1 AND wipe_asked_at IS NULL";
    ASKED_BY = both "SELECT patient_id FROM device WHERE cookie = $1 AND wipe_asked_at IS NOT NULL ORDER BY wipe_asked_at DESC LIMIT 1";
    WIPED_SINCE = both "SELECT count(*) FROM device WHERE patient_id = $1 AND wipe_asked_at > $2";
    WAITS = both "SELECT count(*) FROM device \
        WHERE cookie = $1 AND wipe_asked_at IS NOT NULL AND wipe_delivered_at IS NULL";
    DELIVER = both "UPDATE device SET wipe_delivered_at = $2 \
        WHERE cookie = $1 AND wipe_asked_at IS NOT NULL AND wipe_delivered_at IS NULL RETURNING id, patient_id";
}

/// The id of a patient's browser; none when they never signed in with it.
///
/// # Errors
/// When the database does not answer.
pub async fn find(tx: &mut Tx, patient: PatientId, cookie: [u8; 32]) -> Result<Option<DeviceId>> {
    let found: Option<(DeviceId,)> = tx.optional(FIND, values![patient, &cookie]).await?;
    Ok(found.map(|(id,)| id))
}

/// Writes a browser that no wipe was asked for; says whether the patient had none with its cookie.
///
/// # Errors
/// A missing reference when the patient is not there.
pub async fn insert(tx: &mut Tx, row: &DeviceRow) -> Result<bool> {
    let DeviceRow { id, patient, cookie, look, first_seen_at, last_seen_at, .. } = row;
    let values = values![*id, *patient, cookie, look, *first_seen_at, *last_seen_at];
    Ok(tx.execute(INSERT, values).await? == 1)
}

/// Notes that the patient signed in with a browser again, and what it looks like now.
///
/// # Errors
/// When the database cannot be written to.
pub async fn meet(tx: &mut Tx, id: DeviceId, look: &[u8], at: Millis) -> Result<()> {
    tx.execute(MEET, values![id, look, at]).await.map(drop)
}

/// Notes that a browser was seen, unless it was seen later.
///
/// # Errors
/// When the database cannot be written to.
pub async fn see(tx: &mut Tx, id: DeviceId, at: Millis) -> Result<()> {
    tx.execute(SEE, values![id, at]).await.map(drop)
}

/// A patient's browsers, the one seen last first; at most 50.
///
/// # Errors
/// When the database does not answer.
pub async fn of_patient(tx: &mut Tx, patient: PatientId) -> Result<Vec<DeviceRow>> {
    tx.all(LIST, values![patient, MOST]).await
}

/// Those of a patient's browsers that have a session which has not ended by `now`.
///
/// # Errors
/// When the database does not answer.
pub async fn with_sessions(tx: &mut Tx, patient: PatientId, now: Millis) -> Result<Vec<DeviceId>> {
    let found: Vec<(DeviceId,)> = tx.all(WITH_SESSIONS, values![patient, now]).await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Holds a patient's browsers until the transaction ends, so that two that end each other do so in turn; gives their ids,
/// the oldest first.
///
/// # Errors
/// When the database cannot be written to.
pub async fn hold(tx: &mut Tx, patient: PatientId) -> Result<Vec<DeviceId>> {
    let held: Vec<(DeviceId,)> = tx.all(HOLD, values![patient]).await?;
    Ok(held.into_iter().map(|(id,)| id).collect())
}

/// Asks that a patient's browser forgets everything; says whether nobody had before.
///
/// # Errors
/// When the database cannot be written to.
pub async fn ask_to_wipe(
    tx: &mut Tx,
    patient: PatientId,
    id: DeviceId,
    at: Millis,
) -> Result<bool> {
    Ok(tx.execute(ASK, values![patient, id, at]).await? == 1)
}

/// Who asked last that the browser with this cookie forgets everything, however often it was told already; none if
/// nobody did.
///
/// # Errors
/// When the database does not answer.
pub async fn wiped_for(tx: &mut Tx, cookie: [u8; 32]) -> Result<Option<PatientId>> {
    let found: Option<(PatientId,)> = tx.optional(ASKED_BY, values![&cookie]).await?;
    Ok(found.map(|(patient,)| patient))
}

/// Whether one of a patient's browsers was asked to forget everything after a moment.
///
/// # Errors
/// When the database does not answer.
pub async fn wiped_since(tx: &mut Tx, patient: PatientId, since: Millis) -> Result<bool> {
    Ok(tx.one::<(u64,)>(WIPED_SINCE, values![patient, since]).await?.0 > 0)
}

/// Whether the browser with this cookie is to forget everything, and was not told yet.
///
/// # Errors
/// When the database does not answer.
pub async fn wipe_waits(tx: &mut Tx, cookie: [u8; 32]) -> Result<bool> {
    Ok(tx.one::<(u64,)>(WAITS, values![&cookie]).await?.0 > 0)
}

/// Notes that the browser with this cookie is told to forget everything; gives, the first time alone, under which ids
/// that was asked and by whom.
///
/// # Errors
/// When the database cannot be written to.
pub async fn deliver(
    tx: &mut Tx,
    cookie: [u8; 32],
    at: Millis,
) -> Result<Vec<(DeviceId, PatientId)>> {
    tx.all(DELIVER, values![&cookie, at]).await
}
