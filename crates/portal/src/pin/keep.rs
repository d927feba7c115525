//! Setting, changing and removing one's PIN, with a code and the PIN that is set; and clearing it, by the clinic.

use super::{Judged, holds, judge};
use crate::{
    Portal, Principal, Refusal, earned,
    elsewhere::{end_other_sessions, end_sessions},
    event::{About, note, note_clinic},
    news::{self, News},
    own, password,
    profile::Profile,
};
use domain::{
    audit::Event,
    challenge::ChangePin,
    id::{ChallengeId, PatientId},
    pin::Pin,
};
use store::Tx;

own::steps!(ChangePin);

/// Sets the PIN, after the `current` one was given, or the password where there is none yet, and ends all other sessions: who
/// holds the phone may have begun one, and must not set a PIN of their own.
///
/// # Errors
/// [`Refusal::PinWeak`]; [`Refusal::NotAPin`], [`Refusal::PinWrong`] or [`Refusal::PasswordWrong`] for what is given;
/// [`Refusal::Lapsed`] when the code was answered too long ago, was acted upon, or after ten tries.
pub async fn change(
    portal: &Portal,
    who: &Principal,
    challenge: ChallengeId,
    current: &str,
    typed: &str,
) -> Result<(), Refusal> {
    let patient = own::open_to::<ChangePin>(portal, who, challenge).await?;
    Pin::uneven(typed)?;
    let judged = given(portal, who, patient, challenge, current).await?;
    let mut tx = portal.read().await?;
    let person = Profile::of(portal, &mut tx, patient).await?.person;
    drop(tx);
    // Only whoever gave that may learn from a refusal what the person's birthday is.
    let pin = match Pin::chosen(typed, &person) {
        Ok(pin) => pin,
        Err(weak) => return right_but(portal, &judged, weak.into()).await,
    };
    let pin_hash = {
        let _visit = portal.hasher().join(who.caller.network())?;
        portal.hasher().hash(pin.reveal(), portal.chance()).await?
    };
    let mut tx = portal.begin().await?;
    let patient = allowed(portal, &mut tx, who, challenge, &judged).await?;
    store::pin::put(&mut tx, patient, &pin_hash, portal.now()).await?;
    end_other_sessions(portal, &mut tx, &who.caller, patient, "pin-set").await?;
    let done = note_done(portal, &mut tx, who, challenge, Event::PinSet).await;
    portal.settle(tx, done).await
}

/// Removes the PIN, after it was given.
///
/// # Errors
/// As for [`change`], but for the new PIN; [`Refusal::NotFound`] when there is none.
pub async fn remove(
    portal: &Portal,
    who: &Principal,
    challenge: ChallengeId,
    current: &str,
) -> Result<(), Refusal> {
    let patient = own::open_to::<ChangePin>(portal, who, challenge).await?;
    let judged = given(portal, who, patient, challenge, current).await?;
    let mut tx = portal.begin().await?;
    let patient = allowed(portal, &mut tx, who, challenge, &judged).await?;
    if !store::pin::remove(&mut tx, patient).await? {
        return Err(Refusal::NotFound);
    }
    let done = note_done(portal, &mut tx, who, challenge, Event::PinRemoved).await;
    portal.settle(tx, done).await
}

/// Refuses the new PIN alone: the one that is set was right, and its tries no longer count.
async fn right_but(portal: &Portal, judged: &Judged, refusal: Refusal) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    holds(&mut tx, judged).await?;
    tx.commit().await?;
    Err(refusal)
}

/// Judges the PIN that this patient has set, or the password where there is none; the code as well has ten tries alone.
async fn given(
    portal: &Portal,
    who: &Principal,
    patient: PatientId,
    challenge: ChallengeId,
    current: &str,
) -> Result<Judged, Refusal> {
    earned::spend_try::<ChangePin>(portal, challenge).await?;
    if !super::is_set(portal, patient).await? && !password::is_current(portal, who, current).await?
    {
        return password::refused(portal, who, challenge).await;
    }
    judge(portal, &who.caller, patient, challenge, current).await
}

/// Uses the code up, once, by whoever gave the PIN that is set still.
async fn allowed(
    portal: &Portal,
    tx: &mut Tx,
    who: &Principal,
    challenge: ChallengeId,
    judged: &Judged,
) -> Result<PatientId, Refusal> {
    let purpose = own::use_up::<ChangePin>(portal, tx, who, challenge).await?;
    holds(tx, judged).await?;
    Ok(purpose.patient)
}

/// Tells the person of it too.
async fn note_done(
    portal: &Portal,
    tx: &mut Tx,
    who: &Principal,
    challenge: ChallengeId,
    event: Event,
) -> Result<(), Refusal> {
    let own = (who.patient, challenge);
    news::of_oneself(portal, tx, &who.caller, own, News::PinChanged).await?;
    let about =
        About { patient: Some(who.patient), challenge: Some(challenge), ..About::default() };
    note(portal, tx, &who.caller, event, about).await
}

/// Sets a patient's PIN without a code of theirs, as the demo clinic's people have theirs; no command offers it.
///
/// # Errors
/// [`Refusal::PinWeak`]; [`Refusal::NotFound`] when there is no such patient.
pub async fn set_for_demo(portal: &Portal, patient: PatientId, typed: &str) -> Result<(), Refusal> {
    let mut tx = portal.read().await?;
    let person = Profile::of(portal, &mut tx, patient).await?.person;
    drop(tx);
    let pin = Pin::chosen(typed, &person)?;
    let pin_hash = portal.hasher().hash(pin.reveal(), portal.chance()).await?;
    let mut tx = portal.begin().await?;
    store::pin::put(&mut tx, patient, &pin_hash, portal.now()).await?;
    end_sessions(portal, &mut tx, patient, None).await?;
    let about = About { patient: Some(patient), ..About::default() };
    note_clinic(portal, &mut tx, Event::PinSet, about).await?;
    let told = news::of_clinic(portal, &mut tx, patient, News::PinChanged).await;
    portal.settle(tx, told).await
}

/// Removes a patient's PIN at the desk, once it was checked who they are, and tells them.
///
/// # Errors
/// [`Refusal::NotFound`] when they have none.
pub async fn clear(portal: &Portal, patient: PatientId) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    if !store::pin::remove(&mut tx, patient).await? {
        return Err(Refusal::NotFound);
    }
    let about = About { patient: Some(patient), ..About::default() };
    note_clinic(portal, &mut tx, Event::PinRemoved, about).await?;
    let told = news::of_clinic(portal, &mut tx, patient, News::PinChanged).await;
    portal.settle(tx, told).await
}
