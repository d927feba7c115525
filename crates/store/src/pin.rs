//! PINs of patients who share a phone, hashed.

use crate::{Result, Tx, value::values};
use domain::{Millis, id::PatientId};
use std::fmt;

row! {
    /// A patient's PIN. Its `Debug` leaves the hash out.
    #[derive(Clone, PartialEq, Eq)]
    pub struct PinRow {
        /// Its hash (PHC string format).
        pub pin_hash: String,
        /// Tries since the last right one, or since the last pause.
        pub tries: i64,
        /// Tries since the last right one.
        pub failures: i64,
        /// When the last was counted.
        pub tried_at: Option<Millis>,
    }
}

impl fmt::Debug for PinRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PinRow({} tries, {} failures)", self.tries, self.failures)
    }
}

/// How many tries there may be.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// So many in a row, then none …
    pub run: i64,
    /// … unless the last of them was at this moment or before.
    pub since: Millis,
    /// In all, until somebody helps.
    pub most: i64,
}

statements! {
    GET = both "SELECT pin_hash, tries, failures, tried_at FROM pin WHERE patient_id = $1";
    PUT = both "INSERT INTO pin (patient_id, pin_hash, tries, failures, tried_at, set_at) \
        VALUES ($1, $2, 0, 0, NULL, $3) ON CONFLICT (patient_id) DO UPDATE SET pin_hash = excluded.pin_hash, \
        tries = 0, failures = 0, tried_at = NULL, set_at = excluded.set_at";
    REMOVE = both "DELETE FROM pin WHERE patient_id = $1";
    SPEND_TRY = both "UPDATE pin SET tries = CASE WHEN tries < $3 THEN tries + 1 ELSE 1 END, \
        failures = failures + 1, tried_at = $2 \
        WHERE patient_id = $1 AND failures < $5 AND (tries < $3 OR tried_at <= $4) \
        RETURNING pin_hash, tries, failures, tried_at";
    SUCCEED = both "UPDATE pin SET tries = 0, failures = 0 WHERE patient_id = $1 AND pin_hash = $2";
}

/// Reads a patient's PIN; none where they set none.
///
/// # Errors
/// When the database does not answer.
pub async fn get(tx: &mut Tx, patient: PatientId) -> Result<Option<PinRow>> {
    tx.optional(GET, values![patient]).await
}

/// Sets a patient's PIN, new or instead of the old; wrong tries no longer count.
///
/// # Errors
/// A missing reference when the patient is not there.
pub async fn put(tx: &mut Tx, patient: PatientId, pin_hash: &str, now: Millis) -> Result<()> {
    tx.execute(PUT, values![patient, pin_hash, now]).await.map(drop)
}

/// Removes a patient's PIN; says whether there was one.
///
/// # Errors
/// When the database cannot be written to.
pub async fn remove(tx: &mut Tx, patient: PatientId) -> Result<bool> {
    Ok(tx.execute(REMOVE, values![patient]).await? == 1)
}

/// Counts a try, and gives the PIN that it is judged by; none where there may be no more tries now, or there is no PIN.
/// Of many at once, each is counted.
///
/// # Errors
/// When the database cannot be written to.
pub async fn spend_try(
    tx: &mut Tx,
    patient: PatientId,
    limits: Limits,
    now: Millis,
) -> Result<Option<PinRow>> {
    let Limits { run, since, most } = limits;
    tx.optional(SPEND_TRY, values![patient, now, run, since, most]).await
}

/// Lets the tries no longer count, unless the PIN is another than this by now; says whether it is this one.
///
/// # Errors
/// When the database cannot be written to.
pub async fn succeed(tx: &mut Tx, patient: PatientId, pin_hash: &str) -> Result<bool> {
    Ok(tx.execute(SUCCEED, values![patient, pin_hash]).await? == 1)
}
