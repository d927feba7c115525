//! What a patient sets for themselves: how codes come, the language, the size of the text.

use crate::{
    Portal, Principal, Refusal,
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

own::steps!(ChangeSettings);

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
