//! Handing over what was handed over already.

use super::{Handed, Wanted};
use crate::{Portal, Refusal};
use domain::{dispense::Amount, id::VerificationId, pharmacy::State};
use serde_json::{Value, json};
use store::{Tx, verification};

/// Why nothing more can be handed over; nothing is wrong where the very same was done already.
pub(super) async fn over(
    portal: &Portal,
    tx: &mut Tx,
    id: VerificationId,
    handed: &Handed,
) -> Result<(), Refusal> {
    let row = verification::get(tx, id).await?.ok_or(Refusal::NotFound)?;
    match row.moments.state(portal.now()) {
        State::Dispensed { .. } if is_the_same(portal, tx, id, handed).await? => Ok(()),
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
    id: VerificationId,
    handed: &Handed,
) -> Result<bool, Refusal> {
    Ok(verification::handed(tx, id).await?.as_deref() == Some(&digest(portal, handed)))
}

/// Keeps what a request asked for, so that the very same is known again: medicines, amounts, papers and whoever collects.
pub(super) async fn keep(
    portal: &Portal,
    tx: &mut Tx,
    id: VerificationId,
    handed: &Handed,
) -> Result<(), Refusal> {
    Ok(verification::hand(tx, id, digest(portal, handed)).await?)
}

fn digest(portal: &Portal, handed: &Handed) -> [u8; 32] {
    let mut wanted: Vec<&Wanted> = handed.wanted.iter().collect();
    wanted.sort_by_key(|it| it.record);
    let wanted: Vec<_> = wanted.into_iter().map(written).collect();
    portal.vault().digest(json!([handed.collector, wanted]).to_string().as_bytes())
}

fn written(it: &Wanted) -> Value {
    let paper = it.identity.as_ref().map(|paper| [&paper.kind, &paper.last]);
    json!([it.record, it.amount.map(Amount::thousandths), paper, it.substituted])
}
