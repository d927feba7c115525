//! Acting for somebody, and going back.

use crate::{
    Acting, Portal, Principal, Refusal,
    event::{About, note},
    profile::Profile,
};
use domain::{Millis, audit::Event, id::PatientId};
use store::{Tx, challenge::EndedBy, guardian};

/// For whom a guardian acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ward {
    /// Who.
    pub patient: PatientId,
    /// The name that the pages call them by.
    pub given: String,
}

/// Begins to act for somebody. What the session had opened and asked for ends; it goes on under a new name.
///
/// # Errors
/// [`Refusal::NotFound`] when whoever is signed in may not act for them; [`Refusal::PinNeeded`] when they have no PIN and the
/// other has one, since whoever shares their phone would get past it.
pub async fn begin(portal: &Portal, who: &Principal, patient: PatientId) -> Result<Ward, Refusal> {
    let by = who.holder();
    let mut tx = portal.begin().await?;
    if guardian::holds(&mut tx, patient, by, portal.now()).await?.is_none() {
        return Err(Refusal::NotFound);
    }
    if store::pin::get(&mut tx, patient).await?.is_some()
        && store::pin::get(&mut tx, by).await?.is_none()
    {
        return Err(Refusal::PinNeeded);
    }
    let given = Profile::of(portal, &mut tx, patient).await?.person.given;
    if who.by().is_some() {
        note_back(portal, &mut tx, who).await?;
    }
    put_away(portal, &mut tx, who).await?;
    let about = About { patient: Some(patient), ..About::default() };
    let caller = crate::Caller { acting: Some(Acting { by, patient }), ..who.caller };
    note(portal, &mut tx, &caller, Event::ActingBegan, about).await?;
    let about = About { patient: Some(by), ..About::default() };
    note(portal, &mut tx, &who.caller.for_themselves(), Event::WardActingBegan, about).await?;
    tx.commit().await?;
    Ok(Ward { patient, given })
}

/// Goes back to being oneself: by choice, or since it is over. What the session had opened and asked for ends; it goes on
/// under a new name.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn back(portal: &Portal, who: &Principal) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    note_back(portal, &mut tx, who).await?;
    put_away(portal, &mut tx, who).await?;
    Ok(tx.commit().await?)
}

/// Notes that a guardian acts no more, in both histories, in the transaction in which the session changes.
pub(crate) async fn note_back(
    portal: &Portal,
    tx: &mut Tx,
    who: &Principal,
) -> Result<(), Refusal> {
    let about = About { patient: Some(who.patient), ..About::default() };
    note(portal, tx, &who.caller, Event::ActingEnded, about).await?;
    let about = About { patient: Some(who.holder()), ..About::default() };
    note(portal, tx, &who.caller.for_themselves(), Event::WardActingEnded, about).await
}

async fn put_away(portal: &Portal, tx: &mut Tx, who: &Principal) -> Result<(), Refusal> {
    let (session, now) = (who.caller.session, portal.now());
    store::grant::end_of_session(tx, session, now).await?;
    store::challenge::end_all_of_session(tx, session, EndedBy::WithSession, now).await?;
    Ok(())
}

/// Whether a principal may still ask for what they ask for: a patient for what is theirs, a guardian while they are one.
///
/// # Errors
/// [`Refusal::GuardianshipOver`] when they may not.
pub(crate) async fn holds(portal: &Portal, tx: &mut Tx, who: &Principal) -> Result<(), Refusal> {
    term(portal, tx, who).await.map(drop)
}

/// Until when a guardian may ask for what they ask for; none for a patient, whose own time has no end.
///
/// # Errors
/// [`Refusal::GuardianshipOver`] when they may not.
pub(crate) async fn term(
    portal: &Portal,
    tx: &mut Tx,
    who: &Principal,
) -> Result<Option<Millis>, Refusal> {
    let Some(by) = who.by() else { return Ok(None) };
    let until = guardian::holds(tx, who.patient, by, portal.now()).await?;
    until.map(Some).ok_or(Refusal::GuardianshipOver)
}

/// Whether a guardian may still act for whom they act for; at every request.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn still_holds(portal: &Portal, acting: Acting) -> Result<bool, Refusal> {
    let Acting { by, patient } = acting;
    let mut tx = portal.read().await?;
    Ok(guardian::holds(&mut tx, patient, by, portal.now()).await?.is_some())
}
