//! Passwords, hashed.

use crate::{Result, Tx, value::values};
use domain::{Millis, id::PatientId};
use std::fmt;

row! {
    /// A patient's password. Its `Debug` leaves the hash out.
    #[derive(Clone, PartialEq, Eq)]
    pub struct CredentialRow {
        /// Whose.
        pub patient: PatientId,
        /// Its hash (PHC string format).
        pub password_hash: String,
        /// Wrong tries since the last right one.
        pub failures: i64,
        /// When it was set.
        pub changed_at: Millis,
    }
}

row! {
    /// What a sign-in hangs on, held as it is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Held {
        /// When the password was set.
        pub changed_at: Millis,
        /// When sessions were last ended: what was begun before then is over, whether or not it could be seen.
        pub ended_at: Option<Millis>,
    }
}

impl Held {
    /// The moment before which nothing that was begun may lead to a session.
    #[must_use]
    pub fn since(&self) -> Millis {
        self.ended_at.map_or(self.changed_at, |at| at.max(self.changed_at))
    }
}

impl fmt::Debug for CredentialRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CredentialRow({}, {} failures)", self.patient, self.failures)
    }
}

statements! {
    GET = both "SELECT patient_id AS patient, password_hash, failures, changed_at FROM credential \
        WHERE patient_id = $1";
    // SQLite's transaction holds its lock from its beginning.
    HOLD = sqlite "SELECT changed_at, ended_at FROM credential WHERE patient_id = $1",
        postgres "SELECT changed_at, ended_at FROM credential WHERE patient_id = $1 FOR UPDATE";
    END = both "UPDATE credential SET ended_at = CASE WHEN ended_at > $2 THEN ended_at ELSE $2 END WHERE patient_id = $1";
    PUT = both "INSERT INTO credential (patient_id, password_hash, failures, changed_at) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (patient_id) DO UPDATE SET password_hash = excluded.password_hash, \
        failures = excluded.failures, changed_at = excluded.changed_at";
    PUT_FIRST = both "INSERT INTO credential (patient_id, password_hash, failures, changed_at) VALUES ($1, $2, $3, $4) \
        ON CONFLICT DO NOTHING";
    FAIL = both "UPDATE credential SET failures = failures + 1 WHERE patient_id = $1 \
        RETURNING failures, (SELECT wrapped_key FROM patient WHERE patient.id = credential.patient_id)";
    SUCCEED = both "UPDATE credential SET failures = 0 WHERE patient_id = $1";
    REHASH = both "UPDATE credential SET password_hash = $3 WHERE patient_id = $1 AND password_hash = $2";
}

/// Reads a patient's password.
///
/// # Errors
/// When the database does not answer.
pub async fn get(tx: &mut Tx, patient: PatientId) -> Result<Option<CredentialRow>> {
    tx.optional(GET, values![patient]).await
}

/// Holds a patient's password as it is until the transaction ends; none where there is none.
///
/// # Errors
/// When the database cannot be written to.
pub async fn hold(tx: &mut Tx, patient: PatientId) -> Result<Option<Held>> {
    tx.optional(HOLD, values![patient]).await
}

/// Notes that whatever a patient began before `now` leads to no session any more, and holds that as [`hold`] does.
///
/// # Errors
/// When the database cannot be written to.
pub async fn end(tx: &mut Tx, patient: PatientId, now: Millis) -> Result<()> {
    tx.execute(END, values![patient, now]).await.map(drop)
}

/// Sets a patient's password, new or instead of the old.
///
/// # Errors
/// A missing reference when the patient is not there.
pub async fn put(tx: &mut Tx, row: &CredentialRow) -> Result<()> {
    let values = values![row.patient, &row.password_hash, row.failures, row.changed_at];
    tx.execute(PUT, values).await.map(drop)
}

/// Sets the first password of a patient; says whether they had none. Of two at once, one does.
///
/// # Errors
/// A missing reference when the patient is not there.
pub async fn put_first(tx: &mut Tx, row: &CredentialRow) -> Result<bool> {
    let values = values![row.patient, &row.password_hash, row.failures, row.changed_at];
    Ok(tx.execute(PUT_FIRST, values).await? == 1)
}

/// Counts a wrong try, and says how many there have been since the last right one; nought for a patient without a
/// password. The line of the log that tells of it is sealed to the patient, so their wrapped key comes along.
///
/// # Errors
/// When the database cannot be written to.
pub async fn fail(tx: &mut Tx, patient: PatientId) -> Result<i64> {
    let row = tx.optional::<(i64, Vec<u8>)>(FAIL, values![patient]).await?;
    let Some((failures, key)) = row else { return Ok(0) };
    tx.last_key = Some((patient, key));
    Ok(failures)
}

/// Forgets the wrong tries.
///
/// # Errors
/// When the database cannot be written to.
pub async fn succeed(tx: &mut Tx, patient: PatientId) -> Result<()> {
    tx.execute(SUCCEED, values![patient]).await.map(drop)
}

/// Renews the hash of a password, unless the password was changed since `old_hash` was read; says whether it did.
///
/// # Errors
/// When the database cannot be written to.
pub async fn rehash(
    tx: &mut Tx,
    patient: PatientId,
    old_hash: &str,
    new_hash: &str,
) -> Result<bool> {
    Ok(tx.execute(REHASH, values![patient, old_hash, new_hash]).await? == 1)
}
