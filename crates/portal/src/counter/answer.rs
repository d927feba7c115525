//! The patient's code, told to the pharmacist: it lets the pharmacy in.

use super::{Dispenser, Once, ask::is_for};
use crate::{
    Caller, Portal, Refusal,
    challenge::{self, Pending},
    event::About,
};
use domain::{
    audit::Event,
    challenge::{Progress, VerifyPrescription, Wrong},
    grant::Granted,
    id::{ChallengeId, GrantId, PatientId, RecordId, SessionKey, VerificationId},
    pharmacy::{DISPENSE_LIFE, State},
    sealed::Kind,
};
use store::{
    Tx, prescription,
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

async fn bound(portal: &Portal, who: &Dispenser, id: VerificationId) -> Result<Caller, Refusal> {
    let mut tx = portal.read().await?;
    let row = who.own(&mut tx, id).await?;
    Ok(who.bound(&row))
}

/// Judges the code that the patient told, consumes it, and lets the pharmacy see the medicines for ten minutes.
///
/// # Errors
/// [`Refusal::Code`] or [`Refusal::Wrong`]; [`Refusal::PatientRefused`] or [`Refusal::LookUpOver`] where nothing is awaited.
pub async fn answer(
    portal: &Portal,
    who: &Dispenser,
    id: VerificationId,
    challenge: ChallengeId,
    typed: &str,
    once: Option<Once<'_>>,
) -> Result<(), Refusal> {
    let mut tx = portal.read().await?;
    let row = who.own(&mut tx, id).await?;
    if before(portal, &mut tx, who, id, once).await? {
        return Ok(());
    }
    drop(tx);
    let answered = judged(portal, who, &row, challenge, typed, once).await;
    let Err(refusal) = answered else { return Ok(()) };
    // The same request, sent at the same moment, may have been first.
    let mut tx = portal.read().await?;
    if before(portal, &mut tx, who, id, once).await? { Ok(()) } else { Err(refusal) }
}

/// Whether the same request was done before.
async fn before(
    portal: &Portal,
    tx: &mut Tx,
    who: &Dispenser,
    id: VerificationId,
    once: Option<Once<'_>>,
) -> Result<bool, Refusal> {
    let Some(once) = once else { return Ok(false) };
    match once.before(portal, tx, who).await? {
        None => Ok(false),
        Some(before) if before == id => Ok(true),
        Some(_) => Err(Refusal::KeyReused),
    }
}

async fn judged(
    portal: &Portal,
    who: &Dispenser,
    row: &VerificationRow,
    challenge: ChallengeId,
    typed: &str,
    once: Option<Once<'_>>,
) -> Result<(), Refusal> {
    let id = row.id;
    awaited(row, portal)?;
    let caller = who.bound(row);
    let resource = Some(id.0);
    let proof =
        challenge::answer::<VerifyPrescription>(portal, &caller, challenge, resource, typed)
            .await?;
    let patient = is_for(proof.purpose(), row).ok_or(Wrong::Purpose)?;
    let mut tx = portal.begin().await?;
    who.works(&mut tx).await?;
    if let Some(once) = once {
        once.claim_for(portal, &mut tx, who, id).await?;
    }
    let answered = challenge::redeem(portal, &mut tx, &proof, &[patient]).await?;
    let about = admit(portal, &mut tx, row, challenge).await?;
    answered.bought(portal, &mut tx, &caller, Event::PharmacyAllowed, about).await?;
    Ok(tx.commit().await?)
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

/// Lets the pharmacy in: a grant to each medicine, in the session of the look-up, bought with the answer to a challenge. Gives
/// what the line of the log is about.
///
/// # Errors
/// [`Refusal::LookUpOver`] when somebody was faster, or it was ended meanwhile.
pub(crate) async fn admit(
    portal: &Portal,
    tx: &mut Tx,
    row: &VerificationRow,
    challenge: ChallengeId,
) -> Result<About, Refusal> {
    let (Some(patient), Some(of)) = (row.patient, row.prescription) else {
        return Err(Refusal::LookUpOver);
    };
    if !verification::allow(tx, row.id, portal.now()).await? {
        return Err(Refusal::LookUpOver);
    }
    let items = prescription::items(tx, of).await?;
    for item in &items {
        let granted = granted(portal, row.session, patient, item.record_id);
        store::grant::insert(tx, &granted, challenge).await?;
    }
    let record = items.first().map(|item| item.record_id);
    Ok(About { patient: Some(patient), record, ..About::default() })
}

/// A grant to one medicine, for ten minutes.
pub(super) fn granted(
    portal: &Portal,
    session: SessionKey,
    patient: PatientId,
    record: RecordId,
) -> Granted {
    let now = portal.now();
    Granted {
        id: GrantId::fresh(now, portal.chance()),
        session,
        patient,
        record,
        kind: Kind::Prescription,
        granted_at: now,
        expires_at: now.after(DISPENSE_LIFE),
        ended_at: None,
    }
}
