//! A forgotten password: number and birth date, a code to the phone on file, a new password.

use crate::{
    Caller, Portal, Refusal,
    challenge::{self, Pending},
    earned,
    password::{Change, chosen, hashed, is_newest, replace},
    pin::{self, Judged},
    sign_in::{Candidate, candidates},
    stranger,
};
use domain::{
    birth::BirthDate,
    challenge::NewPassword,
    id::{ChallengeId, PatientId},
    identifier::Identifier,
    pin::Pin,
};

/// Opens the challenge by which somebody with this number or address and birth date sets a new password, or a decoy;
/// `readings` are the ways to read what they typed.
///
/// # Errors
/// A limit or a pause, or [`Refusal::Busy`] in a flood. Never whether there is such a patient.
pub async fn begin(
    portal: &Portal,
    caller: &Caller,
    readings: &[Identifier],
    born: &BirthDate,
) -> Result<(), Refusal> {
    stranger::begin::<NewPassword>(portal, caller, readings, born).await
}

/// The challenge of this session that waits for its code.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn pending(portal: &Portal, caller: &Caller) -> Result<Option<Pending>, Refusal> {
    challenge::pending::<NewPassword>(portal, caller, None).await
}

/// Judges the code and consumes it.
///
/// # Errors
/// [`Refusal::Code`] or [`Refusal::Wrong`].
pub async fn answer(
    portal: &Portal,
    caller: &Caller,
    challenge: ChallengeId,
    typed: &str,
) -> Result<(), Refusal> {
    stranger::answer::<NewPassword>(portal, caller, challenge, typed).await.map(drop)
}

/// Those whose password it may be: one, or twins on one phone.
///
/// # Errors
/// [`Refusal::Lapsed`] when the code was answered too long ago, or what it entitled to was done.
pub async fn whose(portal: &Portal, challenge: ChallengeId) -> Result<Vec<Candidate>, Refusal> {
    let mut tx = portal.read().await?;
    let purpose: NewPassword = earned::see(portal, &mut tx, challenge).await?;
    drop(tx);
    candidates(portal, &purpose.candidates).await
}

/// Sets the new password of the one who is meant, by their `pin` if they have one; ends all their sessions, and tells them.
///
/// # Errors
/// [`Refusal::NobodyChosen`] where there are several and none was chosen; [`Refusal::Weak`]; [`Refusal::NotAPin`] or
/// [`Refusal::PinWrong`] where they have a PIN; [`Refusal::Lapsed`] as for
/// [`whose`].
pub async fn finish(
    portal: &Portal,
    caller: &Caller,
    challenge: ChallengeId,
    meant: Option<PatientId>,
    pin: &str,
    typed: &str,
) -> Result<PatientId, Refusal> {
    let mut tx = portal.read().await?;
    let purpose: NewPassword = earned::see(portal, &mut tx, challenge).await?;
    drop(tx);
    let patient = one(&purpose, meant)?;
    let password = chosen(portal, patient, typed).await?;
    let judged = given(portal, caller, patient, challenge, pin).await?;
    let password_hash = hashed(portal, caller, &password).await?;
    let mut tx = portal.begin().await?;
    is_newest(&mut tx, patient, challenge).await?;
    pin::holds(&mut tx, &judged).await?;
    let patient = one(&earned::use_up(portal, &mut tx, challenge).await?, meant)?;
    let change = Change { patient, challenge, password_hash, detail: "forgotten" };
    let replaced = replace(portal, &mut tx, caller, change).await;
    portal.settle(tx, replaced).await.map(|()| patient)
}

/// Judges the PIN of whoever has one, as at signing in.
async fn given(
    portal: &Portal,
    caller: &Caller,
    patient: PatientId,
    challenge: ChallengeId,
    typed: &str,
) -> Result<Judged, Refusal> {
    if pin::is_set(portal, patient).await? {
        Pin::typed(typed)?;
        earned::spend_try::<NewPassword>(portal, challenge).await?;
    }
    pin::judge(portal, caller, patient, challenge, typed).await
}

fn one(purpose: &NewPassword, meant: Option<PatientId>) -> Result<PatientId, Refusal> {
    match (purpose.candidates.as_slice(), meant) {
        ([only], None) => Ok(*only),
        (several, Some(meant)) if several.contains(&meant) => Ok(meant),
        _ => Err(Refusal::NobodyChosen),
    }
}
