//! What a person who is signed in is greeted with, and how they leave.

use crate::{
    Portal, Principal, Refusal,
    event::{About, note, note_clinic},
    profile::Profile,
};
use domain::{audit::Event, challenge::Channel, id::PatientId};
use store::challenge::EndedBy;

mod forgive;

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

/// Why a stay ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// The person signed out.
    SignedOut,
    /// Nothing was done for too long.
    Idle,
    /// It lasted as long as a session may.
    Over,
}

/// Ends what a session holds: its grants and its open challenges.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn leave(portal: &Portal, who: &Principal, leaving: Leaving) -> Result<(), Refusal> {
    let now = portal.now();
    let session = who.caller.session;
    let (event, detail) = match leaving {
        Leaving::SignedOut => (Event::SignedOut, None),
        Leaving::Idle => (Event::SessionEnded, Some("idle")),
        Leaving::Over => (Event::SessionEnded, Some("over")),
    };
    let mut tx = portal.begin().await?;
    store::grant::end_of_session(&mut tx, session, now).await?;
    store::challenge::end_all_of_session(&mut tx, session, EndedBy::SignedOut, now).await?;
    let about = About { patient: Some(who.patient), detail, ..About::default() };
    note(portal, &mut tx, &who.caller, event, about).await?;
    Ok(tx.commit().await?)
}

/// Whether a patient has a password.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn has_password(portal: &Portal, patient: PatientId) -> Result<bool, Refusal> {
    let mut tx = portal.read().await?;
    Ok(store::credential::get(&mut tx, patient).await?.is_some())
}

/// Sets a patient's password.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such patient; [`Refusal::Busy`] when too many passwords are hashed.
pub async fn set_password(
    portal: &Portal,
    patient: PatientId,
    password: &domain::password::Password,
) -> Result<(), Refusal> {
    let password_hash = portal.hasher().hash(password.reveal(), portal.chance()).await?;
    let now = portal.now();
    let mut tx = portal.begin().await?;
    store::patient::get(&mut tx, patient).await?.ok_or(Refusal::NotFound)?;
    let row =
        store::credential::CredentialRow { patient, password_hash, failures: 0, changed_at: now };
    store::credential::put(&mut tx, &row).await?;
    let about = About { patient: Some(patient), ..About::default() };
    note_clinic(portal, &mut tx, Event::PasswordChanged, about).await?;
    Ok(tx.commit().await?)
}

/// Sets how a patient wants their codes, or that they do not mind.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such patient.
pub async fn set_codes_by(
    portal: &Portal,
    patient: PatientId,
    channel: Option<Channel>,
) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    if !store::patient::set_codes_by(&mut tx, patient, channel).await? {
        return Err(Refusal::NotFound);
    }
    let detail = Some(channel.map_or("default", Channel::name));
    let about = About { patient: Some(patient), detail, ..About::default() };
    note_clinic(portal, &mut tx, Event::CodesBySet, about).await?;
    Ok(tx.commit().await?)
}
