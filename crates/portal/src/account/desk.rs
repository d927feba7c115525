//! What staff set for a patient who stands at the desk: their password, and how they want their codes.

use crate::{
    Portal, Refusal, elsewhere,
    event::{About, note_clinic},
    news::{self, News},
};
use domain::{audit::Event, challenge::Channel, id::PatientId};

/// Whether a patient has a password.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn has_password(portal: &Portal, patient: PatientId) -> Result<bool, Refusal> {
    let mut tx = portal.read().await?;
    Ok(store::credential::get(&mut tx, patient).await?.is_some())
}

/// Sets a patient's password, and ends all their sessions and what is under way with their codes; tells them where it takes
/// the place of another.
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
    let had_one = store::credential::hold(&mut tx, patient).await?.is_some();
    store::credential::put(&mut tx, &row).await?;
    elsewhere::end_sessions(portal, &mut tx, patient, None).await?;
    elsewhere::end_underway(portal, &mut tx, patient, None).await?;
    if had_one {
        news::of_clinic(portal, &mut tx, patient, News::PasswordChanged).await?;
    }
    let about = About { patient: Some(patient), ..About::default() };
    note_clinic(portal, &mut tx, Event::PasswordChanged, about).await?;
    portal.settle(tx, Ok(())).await
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
