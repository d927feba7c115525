//! What another program says was handed over.

use crate::{Portal, Refusal, counter::Shelf};
use domain::{
    clinical::{Dispensing, Handover},
    id::{PrescriptionId, RecordId},
};
use std::collections::HashMap;
use store::{
    Tx,
    dispensing::{self, DispensingRow},
    patient::PatientRow,
    prescription,
};
use vault::Field;

/// Counts what was handed over elsewhere of a medicine, so that no more is handed over than was meant.
pub(crate) async fn count(
    portal: &Portal,
    tx: &mut Tx,
    patient: &PatientRow,
    (item, record): (RecordId, RecordId),
    it: &Dispensing,
) -> Result<(), Refusal> {
    if prescription::item(tx, item).await?.is_none() {
        return Ok(());
    }
    let amount = serde_json::to_vec(&it.amount).map_err(|_| Refusal::Inner("writing an amount"))?;
    let key = &patient.wrapped_key;
    let undone = it.handover == Handover::EnteredInError;
    let row = DispensingRow {
        record_id: record,
        verification_id: None,
        item_id: item,
        patient_id: patient.id,
        amount: portal.vault().seal_field(patient.id, key, Field::Amount(record), &amount)?,
        dispensed_at: it.handed_over_at.unwrap_or(portal.now()),
        undone_at: undone.then(|| portal.now()),
        disowned_at: None,
    };
    Ok(dispensing::note(tx, &row).await?)
}

/// The records of what other programs say was handed over of a prescription.
pub(super) async fn records(tx: &mut Tx, of: PrescriptionId) -> Result<Vec<RecordId>, Refusal> {
    let rows = dispensing::of_prescription(tx, of).await?;
    let elsewhere = rows.into_iter().filter(|row| row.verification_id.is_none());
    Ok(elsewhere.map(|row| row.record_id).collect())
}

/// The pharmacies that these programs name, by the record; of what a session has a live grant to.
pub(super) async fn places(
    tx: &mut Tx,
    shelf: &Shelf<'_>,
    of: PrescriptionId,
) -> Result<HashMap<RecordId, String>, Refusal> {
    let mut places = HashMap::new();
    for record in records(tx, of).await? {
        match shelf.open::<Dispensing>(tx, record).await {
            Ok((_, it)) => places.extend(it.pharmacy.map(|name| (record, name))),
            Err(Refusal::Sealed) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(places)
}
