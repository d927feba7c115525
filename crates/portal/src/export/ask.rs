//! Asking for one's data, with a code.

use crate::{
    Portal, Principal, Refusal,
    challenge::{self, Opened, Pending},
    event::About,
    family,
};
use domain::{
    audit::Event,
    challenge::{ExportData, Wrong},
    grant::{EXPORT_LIFE, GrantedAll},
    id::{ChallengeId, ExportId},
};
use store::Tx;

/// Sends the code by which the principal takes their data away.
///
/// # Errors
/// A limit, a pause, [`Refusal::NumberNotServed`] or [`Refusal::NeedsStaff`].
pub async fn ask(portal: &Portal, who: &Principal) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let asked = open(portal, &mut tx, who).await;
    portal.settle(tx, asked).await.map(drop)
}

/// A guardian may take the data of whom they act for, with a code to their own phone.
async fn open(portal: &Portal, tx: &mut Tx, who: &Principal) -> Result<Opened, Refusal> {
    family::holds(portal, tx, who).await?;
    challenge::open_for(portal, tx, who, ExportData { patient: who.patient }).await
}

/// The challenge of this session that waits for its code.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn pending(portal: &Portal, who: &Principal) -> Result<Option<Pending>, Refusal> {
    challenge::pending::<ExportData>(portal, &who.caller, None).await
}

/// Judges the code, consumes it, and grants this session all of the records for an hour, in which the files are made and
/// taken away. What was granted before ends: there are never two exports of a patient.
///
/// # Errors
/// [`Refusal::Code`] or [`Refusal::Wrong`].
pub async fn answer(
    portal: &Portal,
    who: &Principal,
    challenge: ChallengeId,
    typed: &str,
) -> Result<(), Refusal> {
    let proof =
        challenge::answer::<ExportData>(portal, &who.caller, challenge, None, typed).await?;
    let ExportData { patient } = *proof.purpose();
    if patient != who.patient {
        return Err(Wrong::Purpose.into());
    }
    let now = portal.now();
    let mut tx = portal.begin().await?;
    let term = family::term(portal, &mut tx, who).await?;
    let answered = challenge::redeem(portal, &mut tx, &proof, &[who.holder()]).await?;
    store::export::end_of_patient(&mut tx, patient, now).await?;
    let hour = now.after(EXPORT_LIFE);
    let granted = GrantedAll {
        id: ExportId::fresh(now, portal.chance()),
        session: who.caller.session,
        patient,
        granted_at: now,
        // What a guardian was granted is over when they are none any more, also while the files are made.
        expires_at: term.map_or(hour, |term| term.min(hour)),
        ended_at: None,
    };
    store::export::insert(&mut tx, &granted, who.caller.language).await?;
    let about = About { patient: Some(patient), ..About::default() };
    answered.bought(portal, &mut tx, &who.caller, Event::ExportAsked, about).await?;
    Ok(tx.commit().await?)
}
