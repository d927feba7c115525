//! Doing it.

use super::scrub;
use crate::{
    Portal, Refusal,
    event::{About, note_clinic},
};
use domain::{Millis, audit::Event, erasure::kept_until, id::PatientId};
use store::{Tx, wipe};

/// How many are looked for at once.
const BATCH: i64 = 20;

/// Erases whoever's notice is over, and says how many people it did something for. Each is one transaction, which another
/// node may have been faster with, and which can be begun again. Then the files are cleared of what was deleted.
///
/// # Errors
/// [`Refusal`] when the database fails; whoever was erased before that stays erased.
pub async fn run(portal: &Portal) -> Result<u64, Refusal> {
    let mut all = 0;
    let due = store::erasure::due(&mut portal.read().await?, portal.now(), BATCH).await?;
    for patient in due {
        all += u64::from(erase(portal, patient).await?);
    }
    if all > 0 {
        // Whoever signed in while they were erased.
        let mut tx = portal.begin().await?;
        wipe::sessions(&mut tx).await?;
        tx.commit().await?;
    }
    scrub::what_is_owed(portal).await?;
    Ok(all)
}

async fn erase(portal: &Portal, patient: PatientId) -> Result<bool, Refusal> {
    let now = portal.now();
    let mut tx = portal.begin().await?;
    // No import looks this patient up meanwhile; the next one finds nobody and makes a new patient.
    store::source::gate(&mut tx, now).await?;
    let done = match super::kept_until(portal, &mut tx, patient).await? {
        Some(until) => close(portal, &mut tx, patient, until).await?,
        None => destroy(portal, &mut tx, patient).await?,
    };
    if done {
        tx.commit().await?;
    }
    Ok(done)
}

/// Erases all but the records that must be kept, and their patient's name on them.
async fn close(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    until: Millis,
) -> Result<bool, Refusal> {
    let now = portal.now();
    if !store::erasure::close(tx, patient, now, until).await? {
        return Ok(false);
    }
    wipe::account(tx, patient).await?;
    let over = kept_from(now, portal.rules().record_years);
    wipe::records(tx, patient, over).await?;
    let about = About { patient: Some(patient), detail: Some("kept-by-law"), ..About::default() };
    note_clinic(portal, tx, Event::Erased, about).await?;
    Ok(true)
}

/// The day before which no record must be kept.
fn kept_from(now: Millis, years: u32) -> Millis {
    now.before(Millis(0).until(kept_until(Millis(0), years)))
}

/// Destroys the key, and deletes what it sealed.
async fn destroy(portal: &Portal, tx: &mut Tx, patient: PatientId) -> Result<bool, Refusal> {
    let key = store::patient::wrapped_key(tx, patient).await?;
    let key_id = key.and_then(|key| portal.vault().wrapped_by(&key));
    if !store::erasure::finish(tx, patient, portal.now(), key_id.as_deref()).await? {
        return Ok(false);
    }
    everything(tx, patient).await?;
    // After the key is gone, so that the line is sealed to the clinic and can be read.
    let about = About { patient: Some(patient), detail: Some("key-destroyed"), ..About::default() };
    note_clinic(portal, tx, Event::Erased, about).await?;
    Ok(true)
}

/// Deletes all rows of a patient, the key with them.
pub(crate) async fn everything(tx: &mut Tx, patient: PatientId) -> Result<(), Refusal> {
    wipe::account(tx, patient).await?;
    wipe::records(tx, patient, Millis(i64::MAX)).await?;
    Ok(wipe::patient(tx, patient).await?)
}
