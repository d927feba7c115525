//! What another program says was handed over.

use crate::{Portal, Refusal};
use domain::{
    clinical::{Dispensing, Handover},
    dispense::{Allowance, Amount, Fill},
    id::RecordId,
};
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
    let Some(row) = prescription::item(tx, item).await? else { return Ok(()) };
    let (vault, key) = (portal.vault(), &patient.wrapped_key);
    let plain = vault.open_field(patient.id, key, Field::Allowance(item), &row.allowance)?;
    let allowance: Allowance =
        serde_json::from_slice(&plain).map_err(|_| Refusal::Inner("reading an allowance"))?;
    // One that was undone is noted as such, with whatever it was.
    let standing = Dispensing { handover: Handover::Completed, ..it.clone() };
    let amount: Option<Amount> = Fill::of(&standing, &allowance).and_then(|fill| fill.amount);
    let amount = serde_json::to_vec(&amount).map_err(|_| Refusal::Inner("writing an amount"))?;
    let undone = it.handover == Handover::EnteredInError;
    let row = DispensingRow {
        record_id: record,
        verification_id: None,
        item_id: item,
        patient_id: patient.id,
        amount: vault.seal_field(patient.id, key, Field::Amount(record), &amount)?,
        dispensed_at: it.handed_over_at.unwrap_or(portal.now()),
        undone_at: undone.then(|| portal.now()),
        disowned_at: None,
    };
    Ok(dispensing::note(tx, &row).await?)
}
