//! Undoing what was handed over, by whoever did it and for ten minutes.

use super::Dispenser;
use crate::{
    Portal, Refusal,
    event::{About, note},
};
use domain::{
    audit::Event,
    clinical::Handover,
    id::VerificationId,
    pharmacy::{State, UNDO_WITHIN},
};
use store::{dispensing, verification};

/// Undoes what was handed over by a look-up. Another handing over takes another look-up.
///
/// # Errors
/// [`Refusal::NotFound`] when it is another's; [`Refusal::LookUpOver`] when nothing was handed over, or too long ago.
pub async fn undo(portal: &Portal, who: &Dispenser, id: VerificationId) -> Result<(), Refusal> {
    let now = portal.now();
    let mut tx = portal.begin().await?;
    let row = who.own(&mut tx, id).await?;
    if !verification::undo(&mut tx, id, now.before(UNDO_WITHIN), now).await? {
        return match row.moments.state(now) {
            State::Undone(_) => Ok(()),
            _ => Err(Refusal::LookUpOver),
        };
    }
    dispensing::undo(&mut tx, id, now).await?;
    for it in dispensing::of_verification(&mut tx, id).await? {
        let status = Handover::EnteredInError.status();
        store::record::set_status(&mut tx, it.record_id, status).await?;
        let (patient, record) = (Some(it.patient_id), Some(it.record_id));
        let about = About { patient, record, look_up: Some(id), ..About::default() };
        note(portal, &mut tx, &who.caller, Event::DispensingUndone, about).await?;
    }
    Ok(tx.commit().await?)
}
