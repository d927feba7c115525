//! What a patient sets for themselves: how codes come, the language, the size of the text.

use crate::{
    Portal, Principal, Refusal,
    challenge::{self, Pending},
    event::{About, note},
    own,
};
use domain::{
    audit::Event,
    challenge::ChangeSettings,
    id::{ChallengeId, PatientId},
    settings::Settings,
};

/// What a patient set.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn of(portal: &Portal, patient: PatientId) -> Result<Settings, Refusal> {
    let mut tx = portal.read().await?;
    Ok(store::settings::get(&mut tx, patient).await?)
}

/// Sends the code by which the principal changes their settings.
///
/// # Errors
/// A limit, a pause, [`Refusal::NumberNotServed`] or [`Refusal::NeedsStaff`].
pub async fn ask(portal: &Portal, who: &Principal) -> Result<(), Refusal> {
    own::ask::<ChangeSettings>(portal, who).await
}

/// The challenge of this session that waits for its code.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn pending(portal: &Portal, who: &Principal) -> Result<Option<Pending>, Refusal> {
    challenge::pending::<ChangeSettings>(portal, &who.caller, None).await
}

/// Judges the code and consumes it.
///
/// # Errors
/// [`Refusal::Code`] or [`Refusal::Wrong`].
pub async fn answer(
    portal: &Portal,
    who: &Principal,
    challenge: ChallengeId,
    typed: &str,
) -> Result<(), Refusal> {
    own::answer::<ChangeSettings>(portal, who, challenge, typed).await
}

/// Whether the code can still be acted upon.
///
/// # Errors
/// [`Refusal::Lapsed`] when it cannot.
pub async fn is_open(
    portal: &Portal,
    who: &Principal,
    challenge: ChallengeId,
) -> Result<(), Refusal> {
    own::is_open::<ChangeSettings>(portal, who, challenge).await
}

/// Changes the settings, once for an answered code.
///
/// # Errors
/// [`Refusal::Lapsed`] when the code was answered too long ago, or was acted upon.
pub async fn change(
    portal: &Portal,
    who: &Principal,
    challenge: ChallengeId,
    settings: &Settings,
) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let purpose = own::use_up::<ChangeSettings>(portal, &mut tx, who, challenge).await?;
    store::settings::set(&mut tx, purpose.patient, settings).await?;
    let about =
        About { patient: Some(purpose.patient), challenge: Some(challenge), ..About::default() };
    note(portal, &mut tx, &who.caller, Event::SettingsChanged, about).await?;
    Ok(tx.commit().await?)
}
