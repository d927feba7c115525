//! Handing over what was handed over already.

use super::{Handed, look::amount};
use crate::{Portal, Refusal};
use domain::{dispense::Amount, id::VerificationId, pharmacy::State};
use store::{
    Tx, dispensing,
    verification::{self, VerificationRow},
};

/// Why nothing more can be handed over; nothing is wrong where the very same was done already.
pub(super) async fn over(
    portal: &Portal,
    tx: &mut Tx,
    id: VerificationId,
    handed: &Handed,
) -> Result<(), Refusal> {
    let row = verification::get(tx, id).await?.ok_or(Refusal::NotFound)?;
    match row.moments.state(portal.now()) {
        State::Dispensed { .. } if is_the_same(portal, tx, &row, handed).await? => Ok(()),
        State::Refused => Err(Refusal::PatientRefused),
        State::Asked | State::LookedAt => Err(Refusal::Sealed),
        State::Allowed(_) | State::Dispensed { .. } | State::Undone(_) | State::Over => {
            Err(Refusal::LookUpOver)
        }
    }
}

/// Whether what was handed over is what is asked for once more.
async fn is_the_same(
    portal: &Portal,
    tx: &mut Tx,
    row: &VerificationRow,
    handed: &Handed,
) -> Result<bool, Refusal> {
    let patient = row.patient.ok_or(Refusal::LookUpOver)?;
    let key = store::patient::wrapped_key(tx, patient).await?.ok_or(Refusal::NotFound)?;
    let mut done = Vec::new();
    for it in dispensing::of_verification(tx, row.id).await? {
        let amount = amount(portal, (patient, &key), it.record_id, &it.amount)?;
        let amount = amount.and_then(|amount| Amount::of_decimal(&amount.value).ok());
        done.push((it.item_id, amount));
    }
    let mut wanted: Vec<_> = handed.wanted.iter().map(|it| (it.record, it.amount)).collect();
    done.sort_unstable();
    wanted.sort_unstable();
    Ok(done == wanted)
}
