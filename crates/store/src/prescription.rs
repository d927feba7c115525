//! Prescriptions: records that were prescribed at once, under one number.

use crate::{Result, Tx, value::values};
use domain::{
    Millis,
    id::{PatientId, PrescriptionId, RecordId},
};

row! {
    /// A prescription, as stored.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PrescriptionRow {
        /// Its name.
        pub id: PrescriptionId,
        /// Whose it is.
        pub patient_id: PatientId,
        /// Its number, sealed to the patient.
        pub number: Vec<u8>,
        /// When it came here.
        pub added_at: Millis,
    }
}

row! {
    /// One medicine of a prescription, as stored.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ItemRow {
        /// The record of it.
        pub record_id: RecordId,
        /// What it allows, sealed to the patient.
        pub allowance: Vec<u8>,
    }
}

statements! {
    INSERT = both "INSERT INTO prescription (id, patient_id, lookup, number, source, added_at) \
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    PUT = both "INSERT INTO prescription_item (record_id, prescription_id, allowance) VALUES ($1, $2, $3) \
        ON CONFLICT (record_id) DO UPDATE SET allowance = excluded.allowance";
    GET = both "SELECT id, patient_id, number, added_at FROM prescription WHERE id = $1";
    BY_NUMBER = both "SELECT id, patient_id, number, added_at FROM prescription WHERE lookup = $1";
    BY_SOURCE = both "SELECT id, patient_id, number, added_at FROM prescription WHERE patient_id = $1 AND source = $2";
    OF_RECORD = both "SELECT prescription.id, patient_id, number, added_at FROM prescription \
        JOIN prescription_item ON prescription_id = prescription.id WHERE record_id = $1";
    OF_PATIENT = both "SELECT id, patient_id, number, added_at FROM prescription WHERE patient_id = $1 \
        ORDER BY added_at DESC, id DESC";
    ITEMS = both "SELECT record_id, allowance FROM prescription_item WHERE prescription_id = $1 ORDER BY record_id";
    ALLOWANCE = both "SELECT record_id, allowance FROM prescription_item WHERE record_id = $1";
    WAIT = both "UPDATE record SET version = version WHERE id = $1";
    HOLD = both "UPDATE record SET version = version WHERE id = $1 AND version = $2 AND status IN ('final', 'amended')";
}

/// What a new prescription is found by.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// The look-up key of its number.
    pub number: &'a [u8; 32],
    /// The look-up key of what its source calls the group; one medicine by itself has none.
    pub source: Option<&'a [u8; 32]>,
}

/// Writes a new prescription; says whether neither its number nor its group was there.
///
/// # Errors
/// A missing reference when the patient is not there.
pub async fn insert(tx: &mut Tx, row: &PrescriptionRow, found: Found<'_>) -> Result<bool> {
    let PrescriptionRow { id, patient_id, number, added_at } = row;
    let values = values![*id, *patient_id, found.number, number, found.source, *added_at];
    Ok(tx.execute(INSERT, values).await? == 1)
}

/// Lets a record be part of a prescription, and says what it allows; one that is part of another stays there.
///
/// # Errors
/// A missing reference when the record or the prescription is not there.
pub async fn put_item(tx: &mut Tx, item: &ItemRow, prescription: PrescriptionId) -> Result<()> {
    let values = values![item.record_id, prescription, &item.allowance];
    tx.execute(PUT, values).await.map(drop)
}

/// Reads a prescription.
///
/// # Errors
/// When the database does not answer.
pub async fn get(tx: &mut Tx, id: PrescriptionId) -> Result<Option<PrescriptionRow>> {
    tx.optional(GET, values![id]).await
}

/// The prescription whose number has this look-up key.
///
/// # Errors
/// When the database does not answer.
pub async fn by_number(tx: &mut Tx, lookup: [u8; 32]) -> Result<Option<PrescriptionRow>> {
    tx.optional(BY_NUMBER, values![&lookup]).await
}

/// A patient's prescription that its source calls so, by the look-up key of that.
///
/// # Errors
/// When the database does not answer.
pub async fn by_source(
    tx: &mut Tx,
    patient: PatientId,
    source: [u8; 32],
) -> Result<Option<PrescriptionRow>> {
    tx.optional(BY_SOURCE, values![patient, &source]).await
}

/// The prescription that a record is part of.
///
/// # Errors
/// When the database does not answer.
pub async fn of_record(tx: &mut Tx, record: RecordId) -> Result<Option<PrescriptionRow>> {
    tx.optional(OF_RECORD, values![record]).await
}

/// A patient's prescriptions, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_patient(tx: &mut Tx, patient: PatientId) -> Result<Vec<PrescriptionRow>> {
    tx.all(OF_PATIENT, values![patient]).await
}

/// The medicines of a prescription, in an order that stays.
///
/// # Errors
/// When the database does not answer.
pub async fn items(tx: &mut Tx, id: PrescriptionId) -> Result<Vec<ItemRow>> {
    tx.all(ITEMS, values![id]).await
}

/// Holds a record of a prescription as it stands until the transaction ends: neither an import nor another pharmacy changes
/// what is left of it meanwhile. Says whether it is still this version, and holds good.
///
/// # Errors
/// When the database cannot be written to.
pub async fn hold(tx: &mut Tx, record: RecordId, version: i64) -> Result<bool> {
    Ok(tx.execute(HOLD, values![record, version]).await? == 1)
}

/// Waits for whoever hands these records over, and lets nobody do so until the transaction ends. They are taken in the order of
/// their names, as whoever hands over takes them.
///
/// # Errors
/// When the database cannot be written to.
pub async fn wait(tx: &mut Tx, records: &mut Vec<RecordId>) -> Result<()> {
    records.sort_unstable();
    records.dedup();
    for record in records {
        tx.execute(WAIT, values![*record]).await?;
    }
    Ok(())
}

/// One medicine of a prescription, by the record of it.
///
/// # Errors
/// When the database does not answer.
pub async fn item(tx: &mut Tx, record: RecordId) -> Result<Option<ItemRow>> {
    tx.optional(ALLOWANCE, values![record]).await
}
