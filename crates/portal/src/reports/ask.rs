//! Asking for a report's code, and answering it.

use super::glance::own;
use crate::{
    Portal, Principal, Refusal,
    challenge::{self, Opened, Pending},
    event::About,
    family,
};
use domain::{
    audit::Event,
    challenge::{OpenReport, Wrong},
    grant::{Granted, REPORT_LIFE},
    id::{ChallengeId, GrantId, RecordId},
    sealed::Kind,
};

/// Opens the challenge whose answer opens this report.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::NotReleased`], a sending limit, a pause, or [`Refusal::NeedsStaff`].
pub async fn ask(portal: &Portal, who: &Principal, id: RecordId) -> Result<(), Refusal> {
    let row = own(portal, who, id).await?;
    if !row.status.opens() {
        return Err(Refusal::NotReleased);
    }
    let mut tx = portal.begin().await?;
    let asked = open(portal, &mut tx, who, id).await;
    portal.settle(tx, asked).await.map(drop)
}

async fn open(
    portal: &Portal,
    tx: &mut store::Tx,
    who: &Principal,
    report: RecordId,
) -> Result<Opened, Refusal> {
    family::holds(portal, tx, who).await?;
    let purpose = OpenReport { patient: who.patient, report };
    challenge::open_for(portal, tx, who, purpose).await
}

/// The challenge of this session that waits for this report's code.
///
/// # Errors
/// [`Refusal::NotFound`] when the report is not the principal's.
pub async fn pending(
    portal: &Portal,
    who: &Principal,
    id: RecordId,
) -> Result<Option<Pending>, Refusal> {
    own(portal, who, id).await?;
    challenge::pending::<OpenReport>(portal, &who.caller, Some(id.0)).await
}

/// Judges the code, consumes it, and grants this session the report for five minutes.
///
/// # Errors
/// [`Refusal::Code`] or [`Refusal::Wrong`]; a code that was sent for another report opens nothing.
pub async fn answer(
    portal: &Portal,
    who: &Principal,
    id: RecordId,
    challenge: ChallengeId,
    typed: &str,
) -> Result<(), Refusal> {
    if !own(portal, who, id).await?.status.opens() {
        return Err(Refusal::NotReleased);
    }
    let resource = Some(id.0);
    let proof =
        challenge::answer::<OpenReport>(portal, &who.caller, challenge, resource, typed).await?;
    let OpenReport { patient, .. } = *proof.purpose();
    if patient != who.patient {
        return Err(Wrong::Purpose.into());
    }
    let mut tx = portal.begin().await?;
    family::holds(portal, &mut tx, who).await?;
    let answered = challenge::redeem(portal, &mut tx, &proof, &[who.holder()]).await?;
    store::grant::insert(&mut tx, &granted(portal, who, id), challenge).await?;
    let about = About { patient: Some(patient), record: Some(id), ..About::default() };
    answered.bought(portal, &mut tx, &who.caller, Event::RecordOpened, about).await?;
    Ok(tx.commit().await?)
}

fn granted(portal: &Portal, who: &Principal, report: RecordId) -> Granted {
    let now = portal.now();
    Granted {
        id: GrantId::fresh(now, portal.chance()),
        session: who.caller.session,
        patient: who.patient,
        record: report,
        kind: Kind::Report,
        granted_at: now,
        expires_at: now.after(REPORT_LIFE),
        ended_at: None,
    }
}
