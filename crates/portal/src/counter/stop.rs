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
    let now = portal.now();
    for row in verification::open_of(tx, whose, begun(portal)).await? {
        end_what_it_opened(portal, tx, &row).await?;
        verification::end(tx, row.id, now).await?;
    }
    Ok(())
}

/// Refuses a look-up for its patient, with what it opened; says whether nothing was handed over yet.
pub(crate) async fn stop(
    portal: &Portal,
    tx: &mut Tx,
    row: &VerificationRow,
) -> Result<bool, Refusal> {
    end_what_it_opened(portal, tx, row).await?;
    Ok(verification::refuse(tx, row.id, portal.now()).await?)
}

/// Refuses whatever pharmacies look up and have not handed over, of a patient's and of those for whom they act: somebody else
/// may have said yes to it.
pub(crate) async fn stop_all(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
) -> Result<(), Refusal> {
    let now = portal.now();
    let wards = guardian::of_guardian(tx, patient).await?;
    let wards = wards.into_iter().filter(|row| row.holds(now)).map(|row| row.patient);
    for patient in std::iter::once(patient).chain(wards) {
        for row in verification::waiting(tx, patient, begun(portal)).await? {
            stop(portal, tx, &row).await?;
        }
    }
    Ok(())
}

/// Since when something may have begun that goes on: asked for, looked at and allowed, each at the last moment.
fn begun(portal: &Portal) -> domain::Millis {
    since(since(since(portal.now())))
}

/// Ends the challenges and then the grants of a look-up, in the order in which an answer takes them.
async fn end_what_it_opened(
    portal: &Portal,
    tx: &mut Tx,
    row: &VerificationRow,
) -> Result<(), Refusal> {
    let (session, now) = (row.session, portal.now());
    challenge::end_all_of_session(tx, session, challenge::EndedBy::SignedOut, now).await?;
    grant::end_of_session(tx, session, now).await?;
    Ok(())
}
