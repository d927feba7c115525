//! Ending look-ups before anything was handed over, with what they opened.

use super::since;
use crate::{Portal, Refusal};
use domain::id::PatientId;
use store::{
    Tx, challenge, grant, guardian,
    verification::{self, Beginner, VerificationRow},
};

/// Ends what somebody began at a counter and did not finish.
pub(crate) async fn end_of(portal: &Portal, tx: &mut Tx, whose: Beginner) -> Result<(), Refusal> {
    let rows = verification::open_of(tx, whose, begun(portal)).await?;
    end_each(portal, tx, rows).await
}

/// Refuses a look-up for its patient, with what it opened; says whether nothing was handed over yet.
pub(crate) async fn stop(
    portal: &Portal,
    tx: &mut Tx,
    row: &VerificationRow,
) -> Result<bool, Refusal> {
    end_challenges(portal, tx, row).await?;
    let stopped = verification::refuse(tx, row.id, portal.now()).await?;
    grant::end_of_session(tx, row.session, portal.now()).await?;
    Ok(stopped)
}

/// Refuses whatever pharmacies look up of a patient's and have not handed over, as the patient's own no.
pub(crate) async fn stop_all(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
) -> Result<(), Refusal> {
    for row in in_order(verification::waiting(tx, patient, begun(portal)).await?) {
        stop(portal, tx, &row).await?;
    }
    Ok(())
}

/// Ends whatever pharmacies look up and have not handed over, of a patient's and of those for whom they act: somebody else
/// may have said yes to it. It does not count as the patient's refusal: they may have lost the phone by which they would give one.
pub(crate) async fn end_all(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
) -> Result<(), Refusal> {
    let now = portal.now();
    let wards = guardian::of_guardian(tx, patient).await?;
    let wards = wards.into_iter().filter(|row| row.holds(now)).map(|row| row.patient);
    for patient in std::iter::once(patient).chain(wards) {
        let rows = verification::waiting(tx, patient, begun(portal)).await?;
        end_each(portal, tx, rows).await?;
    }
    Ok(())
}

/// Ends look-ups with what they opened: challenges, look-up and grants in the order in which an answer takes them, and a handing
/// over the last two.
async fn end_each(portal: &Portal, tx: &mut Tx, rows: Vec<VerificationRow>) -> Result<(), Refusal> {
    let now = portal.now();
    for row in in_order(rows) {
        end_challenges(portal, tx, &row).await?;
        verification::end(tx, row.id, now).await?;
        grant::end_of_session(tx, row.session, now).await?;
    }
    Ok(())
}

/// Whoever takes several takes them in the order of their names.
fn in_order(mut rows: Vec<VerificationRow>) -> Vec<VerificationRow> {
    rows.sort_by_key(|row| row.id);
    rows
}

/// Since when something may have begun that goes on: asked for, looked at and allowed, each at the last moment.
fn begun(portal: &Portal) -> domain::Millis {
    since(since(since(portal.now())))
}

async fn end_challenges(
    portal: &Portal,
    tx: &mut Tx,
    row: &VerificationRow,
) -> Result<(), Refusal> {
    let (by, now) = (challenge::EndedBy::WithSession, portal.now());
    Ok(challenge::end_all_of_session(tx, row.session, by, now).await.map(drop)?)
}
