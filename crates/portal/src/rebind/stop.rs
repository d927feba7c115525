//! Stopping a number that waits: by staff, by anybody who is signed in as the patient, and by whoever holds the old phone.

use crate::{
    Caller, Portal, Principal, Refusal,
    challenge::{self, Pending},
    event::{About, note, note_clinic},
    news::carrier,
    number::{Told, opened_as, tell},
    profile::Profile,
    stranger,
};
use domain::{
    Language,
    audit::Event,
    birth::BirthDate,
    challenge::{StopNumber, Wrong},
    id::{ChallengeId, PatientId},
    identifier::Identifier,
    phone::Phone,
};
use store::{
    Tx,
    number_hold::{self, Outcome},
};

/// Stops what waits, and tells that number that it gets no codes after all, unless it is the one that gets them anyway; says
/// whether something waited.
pub(crate) async fn settle(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    taken: Option<&Phone>,
) -> Result<bool, Refusal> {
    let Some(hold) = number_hold::waiting(tx, patient).await? else { return Ok(false) };
    if !number_hold::settle(tx, hold.id, Outcome::Stopped, portal.now()).await? {
        return Ok(false);
    }
    let profile = Profile::of(portal, tx, patient).await?;
    let number = opened_as(portal, &profile.row, hold.id, &hold.phone)?;
    if taken != Some(&number) {
        let challenge = carrier(portal, tx, patient).await?;
        let told = Told { template: "number-waits-no-more", challenge };
        tell(portal, tx, &profile, &number, &told, Language::En).await?;
    }
    Ok(true)
}

/// Stops the number that waits to be the principal's; says whether one did. It takes no code: all stays as it is.
///
/// # Errors
/// [`Refusal::NotForGuardians`]; and when the database fails.
pub async fn own(portal: &Portal, who: &Principal) -> Result<bool, Refusal> {
    who.themselves()?;
    let mut tx = portal.begin().await?;
    if !settle(portal, &mut tx, who.patient, None).await? {
        return Ok(false);
    }
    let about = About { patient: Some(who.patient), ..About::default() };
    note(portal, &mut tx, &who.caller, Event::RebindStopped, about).await?;
    portal.settle(tx, Ok(true)).await
}

/// Stops the number that waits to be a patient's, at the desk; says whether one did.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn by_clinic(portal: &Portal, patient: PatientId) -> Result<bool, Refusal> {
    let mut tx = portal.begin().await?;
    if !settle(portal, &mut tx, patient, None).await? {
        return Ok(false);
    }
    let about = About { patient: Some(patient), ..About::default() };
    note_clinic(portal, &mut tx, Event::RebindStopped, about).await?;
    portal.settle(tx, Ok(true)).await
}

/// Opens the challenge by which somebody with this patient number and birth date, who is not signed in, stops a number: its
/// code goes to the present one. Or a decoy.
///
/// # Errors
/// A limit or a pause, or [`Refusal::Busy`] in a flood. Never whether there is such a patient, or a number that waits.
pub async fn begin(
    portal: &Portal,
    caller: &Caller,
    number: &Identifier,
    born: &BirthDate,
) -> Result<(), Refusal> {
    stranger::begin::<StopNumber>(portal, caller, std::slice::from_ref(number), born).await
}

/// The challenge of this session that waits for its code.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn pending(portal: &Portal, caller: &Caller) -> Result<Option<Pending>, Refusal> {
    challenge::pending::<StopNumber>(portal, caller, None).await
}

/// Judges the code, consumes it, and stops the number that waits in the same transaction; says whether one did.
///
/// # Errors
/// [`Refusal::Code`] or [`Refusal::Wrong`].
pub async fn answer(
    portal: &Portal,
    caller: &Caller,
    challenge: ChallengeId,
    typed: &str,
) -> Result<bool, Refusal> {
    let proof = challenge::answer::<StopNumber>(portal, caller, challenge, None, typed).await?;
    let patient = *proof.purpose().candidates.first().ok_or(Wrong::Purpose)?;
    let mut tx = portal.begin().await?;
    let answered = challenge::redeem(portal, &mut tx, &proof, &[patient]).await?;
    let stopped = settle(portal, &mut tx, patient, None).await?;
    if stopped {
        let about = About { patient: Some(patient), ..About::default() };
        answered.bought(portal, &mut tx, caller, Event::RebindStopped, about).await?;
    } else {
        answered.alone(portal, &mut tx, caller).await?;
    }
    portal.settle(tx, Ok(stopped)).await
}
