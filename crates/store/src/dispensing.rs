//! What was handed over of each medicine.

use crate::{Result, Tx, value::values};
use domain::{
    Millis,
    id::{PatientId, PrescriptionId, RecordId, VerificationId},
};

row! {
    /// What was handed over of one medicine at once, as stored.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DispensingRow {
        /// The record of it.
        pub record_id: RecordId,
        /// By which look-up; none where another program says that it was handed over.
        pub verification_id: Option<VerificationId>,
        /// Of which medicine.
        pub item_id: RecordId,
        /// Whose it is.
        pub patient_id: PatientId,
        /// How much, sealed to the patient.
        pub amount: Vec<u8>,
        /// When.
        pub dispensed_at: Millis,
        /// When it was undone.
        pub undone_at: Option<Millis>,
        /// When the patient said that they did not collect it.
        pub disowned_at: Option<Millis>,
    }
}

macro_rules! dispensing {
    ($rest:literal) => {
        concat!(
            "SELECT record_id, verification_id, item_id, patient_id, amount, dispensed_at, undone_at, disowned_at \
            FROM dispensing ",
            $rest
        )
    };
}

statements! {
    INSERT = both "INSERT INTO dispensing (record_id, verification_id, item_id, patient_id, amount, dispensed_at) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    NOTE = both "INSERT INTO dispensing (record_id, item_id, patient_id, amount, dispensed_at, undone_at) \
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (record_id) DO UPDATE SET amount = excluded.amount, \
        dispensed_at = excluded.dispensed_at, undone_at = excluded.undone_at WHERE dispensing.verification_id IS NULL";
    OF_ITEM = both dispensing!("WHERE item_id = $1 ORDER BY dispensed_at, record_id");
    OF_VERIFICATION = both dispensing!("WHERE verification_id = $1 ORDER BY item_id");
    OF_PRESCRIPTION = both dispensing!("WHERE item_id IN (SELECT record_id FROM prescription_item \
        WHERE prescription_id = $1) ORDER BY dispensed_at, record_id");
    UNDO = both "UPDATE dispensing SET undone_at = $2 WHERE verification_id = $1 AND undone_at IS NULL";
    DISOWN = both "UPDATE dispensing SET disowned_at = $3 WHERE verification_id = $1 AND patient_id = $2 \
        AND disowned_at IS NULL";
}

/// Writes what was handed over of a medicine.
///
/// # Errors
/// A missing reference when its record, the medicine or the look-up is not there.
pub async fn insert(tx: &mut Tx, row: &DispensingRow) -> Result<()> {
    let DispensingRow {
        record_id, verification_id, item_id, patient_id, amount, dispensed_at, ..
    } = row;
    let values =
        values![*record_id, *verification_id, *item_id, *patient_id, amount, *dispensed_at];
    tx.execute(INSERT, values).await.map(drop)
}

/// Notes what another program says was handed over, in place of what it said before.
///
/// # Errors
/// A missing reference when its record or the medicine is not there.
pub async fn note(tx: &mut Tx, row: &DispensingRow) -> Result<()> {
    let DispensingRow { record_id, item_id, patient_id, amount, dispensed_at, undone_at, .. } = row;
    let values = values![*record_id, *item_id, *patient_id, amount, *dispensed_at, *undone_at];
    tx.execute(NOTE, values).await.map(drop)
}

/// What was handed over of a medicine, the oldest first, with what was undone.
///
/// # Errors
/// When the database does not answer.
pub async fn of_item(tx: &mut Tx, item: RecordId) -> Result<Vec<DispensingRow>> {
    tx.all(OF_ITEM, values![item]).await
}

/// What was handed over by a look-up.
///
/// # Errors
/// When the database does not answer.
pub async fn of_verification(tx: &mut Tx, id: VerificationId) -> Result<Vec<DispensingRow>> {
    tx.all(OF_VERIFICATION, values![id]).await
}

/// What was handed over of a prescription, the oldest first, with what was undone.
///
/// # Errors
/// When the database does not answer.
pub async fn of_prescription(tx: &mut Tx, id: PrescriptionId) -> Result<Vec<DispensingRow>> {
    tx.all(OF_PRESCRIPTION, values![id]).await
}

/// Undoes what was handed over by a look-up; says of how many medicines.
///
/// # Errors
/// When the database cannot be written to.
pub async fn undo(tx: &mut Tx, id: VerificationId, now: Millis) -> Result<u64> {
    tx.execute(UNDO, values![id, now]).await
}

/// The patient says that they did not collect what was handed over by a look-up; says whether this call wrote that.
///
/// # Errors
/// When the database cannot be written to.
pub async fn disown(
    tx: &mut Tx,
    id: VerificationId,
    patient: PatientId,
    now: Millis,
) -> Result<bool> {
    Ok(tx.execute(DISOWN, values![id, patient, now]).await? > 0)
}
