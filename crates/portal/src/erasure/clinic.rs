//! What the clinic does: looks at the requests, and answers each.

use crate::{
    Portal, Refusal,
    event::{About, note_clinic},
    news::{self, News},
    profile::Profile,
};
use domain::{
    Millis,
    audit::Event,
    erasure::{Reason, State},
    id::PatientId,
};

/// A request that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The patient number, where they have one.
    pub number: Option<String>,
    /// When it was asked.
    pub asked_at: Millis,
    /// Where it stands.
    pub state: State,
    /// Until when records must be kept; none where there are none, or their time is over.
    pub kept_until: Option<Millis>,
}

/// The requests that are neither done nor over, the oldest first.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn list(portal: &Portal) -> Result<Vec<Waiting>, Refusal> {
    let mut tx = portal.read().await?;
    let mut all = Vec::new();
    for request in store::erasure::open(&mut tx).await? {
        let number = match Profile::of(portal, &mut tx, request.patient).await {
            Ok(profile) => profile.person.number,
            Err(Refusal::NotFound) => None,
            Err(refusal) => return Err(refusal),
        };
        let state = request.state();
        let kept_until = super::kept_until(portal, &mut tx, request.patient).await?;
        all.push(Waiting { number, asked_at: request.asked_at, state, kept_until });
    }
    Ok(all)
}

/// What comes of a request that was confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// When it is done.
    pub due_at: Millis,
    /// Until when records must be kept all the same; none where there are none, or their time is over.
    pub kept_until: Option<Millis>,
}

/// Confirms a patient's request, tells them by text, and says what comes of it.
///
/// # Errors
/// [`Refusal::Lapsed`] where no request waits for an answer.
pub async fn confirm(portal: &Portal, patient: PatientId) -> Result<Confirmed, Refusal> {
    let now = portal.now();
    let due_at = now.after(portal.rules().erasure_notice);
    let mut tx = portal.begin().await?;
    if !store::erasure::confirm(&mut tx, patient, now, due_at).await? {
        return Err(Refusal::Lapsed);
    }
    let about = About { patient: Some(patient), ..About::default() };
    note_clinic(portal, &mut tx, Event::ErasureConfirmed, about).await?;
    news::of_clinic(portal, &mut tx, patient, News::ErasureConfirmed).await?;
    let kept_until = super::kept_until(portal, &mut tx, patient).await?;
    tx.commit().await?;
    Ok(Confirmed { due_at, kept_until })
}

/// Refuses a patient's request, for one of a few reasons.
///
/// # Errors
/// [`Refusal::Lapsed`] where no request waits for an answer.
pub async fn refuse(portal: &Portal, patient: PatientId, why: Reason) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    if !store::erasure::refuse(&mut tx, patient, portal.now(), why).await? {
        return Err(Refusal::Lapsed);
    }
    let about = About { patient: Some(patient), detail: Some(why.name()), ..About::default() };
    note_clinic(portal, &mut tx, Event::ErasureRefused, about).await?;
    Ok(tx.commit().await?)
}
