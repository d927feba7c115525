//! The patient's code, told to the pharmacist: it lets the pharmacy in.

use super::{Dispenser, Once, ask::is_for, turn::Turn};
use crate::{
    Acting, Caller, Portal, Refusal,
    challenge::{self, Pending},
    event::About,
    prescriptions::{Seen, granted},
};
use domain::{
    audit::Event,
    challenge::{Progress, VerifyPrescription, Wrong},
    id::{ChallengeId, RecordId, VerificationId},
    pharmacy::{DISPENSE_LIFE, State},
};
use store::{
    Tx,
    verification::{self, VerificationRow},
};

/// The challenge of a look-up, while its code is awaited.
///
/// # Errors
/// [`Refusal::NotFound`] when it is another's.
pub async fn pending(
    portal: &Portal,
    who: &Dispenser,
    id: VerificationId,
) -> Result<Option<Pending>, Refusal> {
    let caller = bound(portal, who, id).await?;
    challenge::pending::<VerifyPrescription>(portal, &caller, Some(id.0)).await
}

/// Where the patient's code is.
///
/// # Errors
/// [`Refusal::NotFound`] as for [`pending`]; [`Wrong::Expired`].
pub async fn progress(
    portal: &Portal,
    who: &Dispenser,
    id: VerificationId,
    challenge: ChallengeId,
) -> Result<Progress, Refusal> {
    let caller = bound(portal, who, id).await?;
    challenge::progress(portal, &caller, challenge).await
}

/// Sends the patient's code again.
///
/// # Errors
/// As for [`challenge::resend`], and [`Refusal::NotFound`].
pub async fn resend(
    portal: &Portal,
    who: &Dispenser,
    id: VerificationId,
    challenge: ChallengeId,
) -> Result<(), Refusal> {
    let caller = bound(portal, who, id).await?;
    challenge::resend(portal, &caller, challenge).await
}

/// Has the patient called with the code.
///
/// # Errors
/// As for [`challenge::call`], and [`Refusal::NotFound`].
pub async fn call(
    portal: &Portal,
    who: &Dispenser,
    id: VerificationId,
    challenge: ChallengeId,
) -> Result<(), Refusal> {
    let caller = bound(portal, who, id).await?;
    challenge::call(portal, &caller, challenge).await
}

pub(super) async fn bound(
    portal: &Portal,
    who: &Dispenser,
    id: VerificationId,
) -> Result<Caller, Refusal> {
    let mut tx = portal.read().await?;
    let row = who.own(&mut tx, id).await?;
    who.coded(&mut tx, &row).await
}

/// Judges the code that the patient told, consumes it, and lets the pharmacy see the medicines for ten minutes.
///
/// # Errors
/// [`Refusal::Code`] or [`Refusal::Wrong`]; [`Refusal::PatientRefused`] or [`Refusal::LookUpOver`] where nothing is awaited;
/// [`Refusal::UnderWay`] while the same request is judged; [`Refusal::KeyReused`].
pub async fn answer(
    portal: &Portal,
    who: &Dispenser,
    id: VerificationId,
    challenge: ChallengeId,
    typed: &str,
    once: Option<Once<'_>>,
) -> Result<(), Refusal> {
    let Some(turn) = Turn::take(portal, who, id, once).await? else { return Ok(()) };
    let judged = judged(portal, who, &turn, challenge, typed).await;
    if judged.is_err() {
        turn.leave(portal, who).await;
    }
    judged
}

async fn judged(
    portal: &Portal,
    who: &Dispenser,
    turn: &Turn<'_>,
    challenge: ChallengeId,
    typed: &str,
) -> Result<(), Refusal> {
    let Turn { row, caller, .. } = turn;
    awaited(row, portal)?;
    let resource = Some(row.id.0);
    let proof =
        challenge::answer::<VerifyPrescription>(portal, caller, challenge, resource, typed).await?;
    let patient = is_for(proof.purpose(), row).ok_or(Wrong::Purpose)?;
    let mut tx = portal.begin().await?;
    who.works(&mut tx).await?;
    still_acts(portal, &mut tx, caller).await?;
    turn.done(portal, &mut tx, who).await?;
    let answered = challenge::redeem(portal, &mut tx, &proof, &[patient]).await?;
    // The text told how many medicines there were. What came since is not what the patient agreed to.
    let of = (patient, row.prescription.ok_or(Refusal::LookUpOver)?);
    let records = Seen::by(row).and(&Seen::now(portal, &mut tx, of).await?).records();
    let about = admit(portal, &mut tx, row, &records, challenge).await?;
    answered.bought(portal, &mut tx, caller, Event::PharmacyAllowed, about).await?;
    Ok(tx.commit().await?)
}

/// Passes unless the code went to a guardian who is none any more.
async fn still_acts(portal: &Portal, tx: &mut Tx, caller: &Caller) -> Result<(), Refusal> {
    let Some(Acting { by, patient }) = caller.acting else { return Ok(()) };
    let until = store::guardian::holds(tx, patient, by, portal.now()).await?;
    until.map(drop).ok_or(Refusal::LookUpOver)
}

/// Passes while the patient's code is awaited.
pub(super) fn awaited(row: &VerificationRow, portal: &Portal) -> Result<(), Refusal> {
    match row.moments.state(portal.now()) {
        State::Asked => Ok(()),
        State::LookedAt | State::Allowed(_) | State::Dispensed { .. } | State::Undone(_) => {
            Err(Wrong::Used.into())
        }
        State::Refused => Err(Refusal::PatientRefused),
        State::Over => Err(Refusal::LookUpOver),
    }
}

/// Lets the pharmacy in: a grant to each of these medicines, in the session of the look-up, bought with the answer to a
/// challenge. Gives what the line of the log is about.
///
/// # Errors
/// [`Refusal::LookUpOver`] when somebody was faster, or it was ended meanwhile.
pub(crate) async fn admit(
    portal: &Portal,
    tx: &mut Tx,
    row: &VerificationRow,
    records: &[RecordId],
    challenge: ChallengeId,
) -> Result<About, Refusal> {
    let patient = row.patient.ok_or(Refusal::LookUpOver)?;
    if !verification::allow(tx, row.id, portal.now()).await? {
        return Err(Refusal::LookUpOver);
    }
    for record in records {
        let granted = granted(portal, row.session, (patient, *record), DISPENSE_LIFE);
        store::grant::insert(tx, &granted, challenge).await?;
    }
    let (patient, record) = (Some(patient), records.first().copied());
    Ok(About { patient, record, look_up: Some(row.id), ..About::default() })
}
