//! Numbers that staff gave patients whose phone is lost, while they wait: the old number can stop them.

use crate::{Result, Tx, value::values};
use domain::{Millis, id::PatientId};
use std::time::Duration;
use uuid::Uuid;

row! {
    /// A number that waits, or waited. Its `Debug` shows no number: that is sealed.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct NumberHold {
        /// Its name.
        pub id: Uuid,
        /// Whose number it is to be.
        pub patient_id: PatientId,
        /// The number, sealed to the patient.
        pub phone: Vec<u8>,
        /// When staff asked for it.
        pub asked_at: Millis,
        /// When it takes effect, unless it is stopped before.
        pub due_at: Millis,
    }
}

/// What became of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It took effect.
    Done,
    /// Somebody stopped it, or a newer number took its place.
    Stopped,
    /// The patient's key is gone.
    Void,
}

impl Outcome {
    /// The name under which it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Stopped => "stopped",
            Self::Void => "void",
        }
    }
}

statements! {
    INSERT = both "INSERT INTO number_hold (id, patient_id, phone, asked_at, due_at) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT DO NOTHING";
    WAITING = both "SELECT id, patient_id, phone, asked_at, due_at FROM number_hold WHERE patient_id = $1 \
        AND settled_at IS NULL";
    DUE = both "SELECT id, patient_id, phone, asked_at, due_at FROM number_hold WHERE settled_at IS NULL \
        AND due_at <= $1 ORDER BY due_at, id LIMIT $2";
    LONGER = both "SELECT id, patient_id, phone, asked_at, due_at FROM number_hold WHERE settled_at IS NULL \
        AND due_at - asked_at > $1 ORDER BY asked_at, id LIMIT $2";
    SETTLE = both "UPDATE number_hold SET settled_at = $2, outcome = $3 WHERE id = $1 AND settled_at IS NULL \
        AND (due_at <= $2 OR $3 <> 'done')";
    PUT_OFF = both "UPDATE number_hold SET due_at = $2 WHERE id = $1 AND settled_at IS NULL AND due_at < $2";
}

/// Lets a number wait; says whether it does: a patient has one that waits at the most.
///
/// # Errors
/// A missing reference when the patient is not there.
pub async fn insert(tx: &mut Tx, row: &NumberHold) -> Result<bool> {
    let values = values![row.id, row.patient_id, &row.phone, row.asked_at, row.due_at];
    Ok(tx.execute(INSERT, values).await? == 1)
}

/// The number that waits to be a patient's.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting(tx: &mut Tx, patient: PatientId) -> Result<Option<NumberHold>> {
    tx.optional(WAITING, values![patient]).await
}

/// Those whose time has come by `now`, the longest due first, at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn due(tx: &mut Tx, now: Millis, limit: i64) -> Result<Vec<NumberHold>> {
    tx.all(DUE, values![now, limit]).await
}

/// Those that wait for longer than this, the first that was asked for first, at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn longer(tx: &mut Tx, than: Duration, limit: i64) -> Result<Vec<NumberHold>> {
    let than = i64::try_from(than.as_millis()).unwrap_or(i64::MAX);
    tx.all(LONGER, values![than, limit]).await
}

/// Lets one wait until a moment at the least; says whether it would have ended before.
///
/// # Errors
/// When the database cannot be written to.
pub async fn put_off(tx: &mut Tx, id: Uuid, until: Millis) -> Result<bool> {
    Ok(tx.execute(PUT_OFF, values![id, until]).await? == 1)
}

/// Ends the wait of one; says whether this call did it: of many at once, one does. One that was put off meanwhile takes no effect.
///
/// # Errors
/// When the database cannot be written to.
pub async fn settle(tx: &mut Tx, id: Uuid, outcome: Outcome, now: Millis) -> Result<bool> {
    Ok(tx.execute(SETTLE, values![id, now, outcome.name()]).await? == 1)
}
