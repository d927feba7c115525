//! Browsers' sessions, found by a hash of what the cookie holds.

use crate::{Result, Tx, credential::Held, sql::Sql, value::values};
use domain::{
    Millis,
    id::{DeviceId, PatientId, SessionKey},
};
use std::fmt;

row! {
    /// A session, as stored. Its `Debug` says when it ends and no more.
    #[derive(Clone, PartialEq, Eq)]
    pub struct SessionRow {
        /// The hash of the session's secret id.
        pub id_hash: [u8; 32],
        /// What the session holds: an envelope that the caller sealed, in base64 (RFC 4648, section 4).
        pub data: String,
        /// When it ends.
        pub expires_at: Millis,
        /// Who is signed in.
        pub patient: Option<PatientId>,
        /// The session's name to the portal.
        pub name: Option<SessionKey>,
        /// The browser that it is in.
        pub device: Option<DeviceId>,
    }
}

impl fmt::Debug for SessionRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SessionRow(until {})", self.expires_at.0)
    }
}

statements! {
    INSERT = both "INSERT INTO session (id_hash, data, expires_at, patient_id, name, device_id) \
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    UPDATE = both "UPDATE session SET data = $2, expires_at = $3, patient_id = $4, name = $5, device_id = $6 \
        WHERE id_hash = $1";
    RENAME = both "UPDATE session SET id_hash = $1, data = $2, expires_at = $3, patient_id = $4, name = $5, device_id = $6 \
        WHERE id_hash = $7";
    GET = both "SELECT id_hash, data, expires_at, patient_id AS patient, name, device_id AS device FROM session \
        WHERE id_hash = $1 AND expires_at > $2";
    // SQLite's transaction holds its lock from its beginning.
    HELD = sqlite "SELECT changed_at, ended_at FROM credential WHERE patient_id = $1",
        postgres "SELECT changed_at, ended_at FROM credential WHERE patient_id = $1 FOR SHARE";
    WIPE_ASKED = sqlite "SELECT wipe_asked_at FROM device WHERE id = $1",
        postgres "SELECT wipe_asked_at FROM device WHERE id = $1 FOR SHARE";
    END_OTHERS = both "DELETE FROM session WHERE patient_id = $1 AND name IS DISTINCT FROM $2 RETURNING name";
    END_OF_DEVICE = both "DELETE FROM session WHERE patient_id = $1 AND device_id = $2 RETURNING name";
    OF_PATIENT = both "SELECT count(*) FROM session WHERE patient_id = $1 AND name = $2";
    DELETE = both "DELETE FROM session WHERE id_hash = $1";
    DELETE_EXPIRED = both "DELETE FROM session WHERE id_hash IN \
        (SELECT id_hash FROM session WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)";
}

/// Writes a new session; says whether its id was free.
///
/// # Errors
/// When the database cannot be written to.
pub async fn insert(tx: &mut Tx, row: &SessionRow) -> Result<bool> {
    write(tx, INSERT, row).await
}

/// Whether a patient who signed in at a moment, in a browser, may have a session now: not once their password was set anew
/// or their sessions were ended after that, or the browser told to forget everything. All end the sessions that are there, and
/// this one was not yet. It stays so until the transaction ends.
///
/// # Errors
/// When the database cannot be written to.
pub async fn may_begin(
    tx: &mut Tx,
    patient: PatientId,
    device: Option<DeviceId>,
    signed_in_at: Millis,
) -> Result<bool> {
    let held: Option<Held> = tx.optional(HELD, values![patient]).await?;
    if held.is_some_and(|held| held.since() > signed_in_at) {
        return Ok(false);
    }
    let wipe: Option<(Option<Millis>,)> = tx.optional(WIPE_ASKED, values![device]).await?;
    Ok(wipe.is_none_or(|(asked_at,)| asked_at.is_none()))
}

/// Writes over a session that is there, and says whether it was: one that was ended meanwhile stays ended.
///
/// # Errors
/// When the database cannot be written to.
pub async fn update(tx: &mut Tx, row: &SessionRow) -> Result<bool> {
    write(tx, UPDATE, row).await
}

/// Lets a session go on under another id, whose hash is the row's, and says whether it was there: one that was ended
/// meanwhile stays ended. The row is there all the time, so that whoever ends it finds it.
///
/// # Errors
/// A unique violation when the other id is taken.
pub async fn rename(tx: &mut Tx, from: [u8; 32], row: &SessionRow) -> Result<bool> {
    let SessionRow { id_hash, data, expires_at, patient, name, device } = row;
    let values = values![id_hash, data, *expires_at, *patient, *name, *device, &from];
    Ok(tx.execute(RENAME, values).await? == 1)
}

async fn write(tx: &mut Tx, sql: Sql, row: &SessionRow) -> Result<bool> {
    let SessionRow { id_hash, data, expires_at, patient, name, device } = row;
    let values = values![id_hash, data, *expires_at, *patient, *name, *device];
    Ok(tx.execute(sql, values).await? == 1)
}

/// Reads a session that has not ended by `now`.
///
/// # Errors
/// When the database does not answer.
pub async fn get(tx: &mut Tx, id_hash: [u8; 32], now: Millis) -> Result<Option<SessionRow>> {
    tx.optional(GET, values![&id_hash, now]).await
}

/// Whether whoever is signed in in the session of this name is that patient themselves, and no guardian of theirs.
///
/// # Errors
/// When the database does not answer.
pub async fn is_of(tx: &mut Tx, patient: PatientId, name: SessionKey) -> Result<bool> {
    Ok(tx.one::<(u64,)>(OF_PATIENT, values![patient, name]).await?.0 > 0)
}

/// Deletes a session, if it is there.
///
/// # Errors
/// When the database cannot be written to.
pub async fn delete(tx: &mut Tx, id_hash: [u8; 32]) -> Result<()> {
    tx.execute(DELETE, values![&id_hash]).await.map(drop)
}

/// Ends every session in which a patient is signed in, but for the one of this name; gives the names of those that ended.
///
/// # Errors
/// When the database cannot be written to.
pub async fn end_others(
    tx: &mut Tx,
    patient: PatientId,
    keep: Option<SessionKey>,
) -> Result<Vec<SessionKey>> {
    let ended = tx.all::<(Option<SessionKey>,)>(END_OTHERS, values![patient, keep]).await?;
    Ok(ended.into_iter().filter_map(|(name,)| name).collect())
}

/// Ends every session of a patient in one browser; gives the names of those that ended.
///
/// # Errors
/// When the database cannot be written to.
pub async fn end_of_device(
    tx: &mut Tx,
    patient: PatientId,
    device: DeviceId,
) -> Result<Vec<SessionKey>> {
    let ended = tx.all::<(Option<SessionKey>,)>(END_OF_DEVICE, values![patient, device]).await?;
    Ok(ended.into_iter().filter_map(|(name,)| name).collect())
}

/// Deletes sessions that have ended by `now`, at most `limit`, the longest ended first; says how many.
///
/// # Errors
/// When the database cannot be written to.
pub async fn delete_expired(tx: &mut Tx, now: Millis, limit: i64) -> Result<u64> {
    tx.execute(DELETE_EXPIRED, values![now, limit]).await
}
