//! Telling a browser to forget everything: asked for, and delivered the next time that it asks for anything.

use super::hash;
use crate::{
    Caller, Portal, Principal, Refusal, elsewhere,
    event::{About, note, note_clinic},
};
use domain::{
    Language,
    audit::Event,
    id::{DeviceId, PatientId, SessionKey},
};
use store::{Tx, device};

/// What a session's end says in the log.
const DETAIL: &str = "wiped";

/// Which of a patient's browsers the clinic means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// One.
    One(DeviceId),
    /// All of them, and every session there is.
    All,
}

/// Asks that one of the principal's browsers forgets everything, and signs it out at once. It may be the one that asks.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not theirs.
pub async fn wipe(portal: &Portal, who: &Principal, device: DeviceId) -> Result<(), Refusal> {
    let patient = who.themselves()?;
    let mut tx = portal.begin().await?;
    if !elsewhere::cut_off(portal, &mut tx, patient).await?.contains(&device) {
        return Err(Refusal::NotFound);
    }
    let ended = elsewhere::end_of_device(portal, &mut tx, patient, device).await?;
    // Whoever has it may be about to sign in again.
    elsewhere::end_underway(portal, &mut tx, patient, Some(who.caller.session)).await?;
    if device::ask_to_wipe(&mut tx, patient, device, portal.now()).await? {
        let about = About { patient: Some(patient), ..About::default() };
        note(portal, &mut tx, &who.caller, Event::WipeAsked, about).await?;
    }
    elsewhere::note_ended(portal, &mut tx, &who.caller, patient, &ended, DETAIL).await?;
    Ok(tx.commit().await?)
}

/// Asks, for a patient whom the clinic knows to have lost it, that a browser forgets everything, and signs it out at once;
/// says how many browsers had not been asked before.
///
/// # Errors
/// [`Refusal::NotFound`] when the patient has no such browser.
pub async fn wipe_by_clinic(
    portal: &Portal,
    patient: PatientId,
    which: Which,
) -> Result<usize, Refusal> {
    let mut tx = portal.begin().await?;
    let held = elsewhere::cut_off(portal, &mut tx, patient).await?;
    let meant = match which {
        Which::All => held,
        Which::One(one) if held.contains(&one) => vec![one],
        Which::One(_) => return Err(Refusal::NotFound),
    };
    let ended = end(portal, &mut tx, patient, which).await?;
    let mut asked = 0;
    for device in meant {
        if device::ask_to_wipe(&mut tx, patient, device, portal.now()).await? {
            asked += 1;
            let about = About { patient: Some(patient), ..About::default() };
            note_clinic(portal, &mut tx, Event::WipeAsked, about).await?;
        }
    }
    for _ in ended {
        let about = About { patient: Some(patient), detail: Some(DETAIL), ..About::default() };
        note_clinic(portal, &mut tx, Event::SessionEnded, about).await?;
    }
    tx.commit().await?;
    Ok(asked)
}

async fn end(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    which: Which,
) -> Result<Vec<SessionKey>, Refusal> {
    let ended = match which {
        Which::One(device) => elsewhere::end_of_device(portal, tx, patient, device).await?,
        Which::All => elsewhere::end_sessions(portal, tx, patient, None).await?,
    };
    elsewhere::end_underway(portal, tx, patient, None).await?;
    Ok(ended)
}

/// What a browser that is to forget everything is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cleared {
    /// The language of whoever lost it, where it is known.
    pub language: Option<Language>,
}

/// What the browser that asks, by what its cookie holds, is told if it is to forget everything. It is told each time that
/// it comes with that cookie; the first time is noted as the delivery.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn deliver(
    portal: &Portal,
    caller: &Caller,
    cookie: &str,
) -> Result<Option<Cleared>, Refusal> {
    let cookie = hash(portal, cookie);
    let mut tx = portal.read().await?;
    let Some(loser) = device::wiped_for(&mut tx, cookie).await? else { return Ok(None) };
    let set = store::settings::get(&mut tx, loser).await?.language;
    let known = store::patient::get(&mut tx, loser).await?.and_then(|row| row.language);
    let is_new = device::wipe_waits(&mut tx, cookie).await?;
    drop(tx);
    // That it forgets is worth more than that we know.
    if is_new && let Err(error) = note_told(portal, caller, cookie).await {
        tracing::error!(%error, "cannot note that a lost browser was told to forget everything");
    }
    Ok(Some(Cleared { language: set.or(known) }))
}

async fn note_told(portal: &Portal, caller: &Caller, cookie: [u8; 32]) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    for (_, patient) in device::deliver(&mut tx, cookie, portal.now()).await? {
        let about = About { patient: Some(patient), ..About::default() };
        note(portal, &mut tx, caller, Event::WipeDelivered, about).await?;
    }
    Ok(tx.commit().await?)
}
