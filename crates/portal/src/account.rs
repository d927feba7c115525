//! A person's account: how they are greeted and how they leave, and what staff set for them at the desk.

use crate::{
    Portal, Principal, Refusal,
    event::{About, note},
    family,
    profile::Profile,
};
use domain::{audit::Event, id::PatientId};
use store::{Tx, challenge::EndedBy};

mod desk;
mod forgive;

pub use desk::{has_password, set_codes_by, set_password};
pub use forgive::forgive;

/// How a person is greeted.
pub struct Greeting {
    /// The name to greet by.
    pub given: String,
    /// The whole name.
    pub name: String,
    /// The patient number, as the clinic prints it.
    pub number: Option<String>,
}

/// How the principal is greeted.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn greeting(portal: &Portal, who: &Principal) -> Result<Greeting, Refusal> {
    let mut tx = portal.read().await?;
    let Profile { person, .. } = Profile::of(portal, &mut tx, who.patient).await?;
    Ok(Greeting { given: person.given, name: person.name, number: person.number })
}

/// The last digits of the number that the principal's codes go to; none where there is none.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn tail(portal: &Portal, who: &Principal) -> Result<Option<String>, Refusal> {
    let mut tx = portal.read().await?;
    let profile = Profile::of(portal, &mut tx, who.holder()).await?;
    Ok(profile.phone(portal).ok().map(|phone| phone.tail().to_owned()))
}

/// Whether a patient's number takes texts.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails, or there is no such patient.
pub async fn takes_texts(portal: &Portal, patient: PatientId) -> Result<bool, Refusal> {
    let mut tx = portal.read().await?;
    let profile = Profile::of(portal, &mut tx, patient).await?;
    Ok(profile.phone(portal).is_ok_and(|phone| !phone.is_landline()))
}

/// By what pages know again in whose stay they were written: eight digits of a keyed hash of the account, which say nothing of
/// it. Somebody who signs in once more has the same, so that a page that slept goes on as theirs.
#[must_use]
pub fn mark(portal: &Portal, account: PatientId) -> String {
    let [a, b, c, d, ..] = portal.vault().lookup("stay", &account.to_string());
    format!("{:08x}", u32::from_be_bytes([a, b, c, d]))
}

/// Why a stay ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// The person signed out.
    SignedOut,
    /// Nothing was done for too long.
    Idle,
    /// It lasted as long as a session may.
    Over,
    /// The browser was told to forget everything.
    Wiped,
}

/// Ends what a session holds: its grants and its open challenges.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn leave(portal: &Portal, who: &Principal, leaving: Leaving) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    leave_in(portal, &mut tx, who, leaving).await?;
    Ok(tx.commit().await?)
}

/// As [`leave`], in the caller's transaction.
pub(crate) async fn leave_in(
    portal: &Portal,
    tx: &mut Tx,
    who: &Principal,
    leaving: Leaving,
) -> Result<(), Refusal> {
    let now = portal.now();
    let session = who.caller.session;
    let (event, detail) = match leaving {
        Leaving::SignedOut => (Event::SignedOut, None),
        Leaving::Idle => (Event::SessionEnded, Some("idle")),
        Leaving::Over => (Event::SessionEnded, Some("over")),
        Leaving::Wiped => (Event::SessionEnded, Some("wiped")),
    };
    store::grant::end_of_session(tx, session, now).await?;
    store::challenge::end_all_of_session(tx, session, EndedBy::WithSession, now).await?;
    if who.by().is_some() {
        family::note_back(portal, tx, who).await?;
    }
    let about = About { patient: Some(who.holder()), detail, ..About::default() };
    note(portal, tx, &who.caller.for_themselves(), event, about).await
}
