//! The notice on personal data, which everybody accepts before they use the portal, and again when its meaning changes.

use crate::{
    Caller, Portal, Principal, Refusal,
    event::{About, note, note_clinic},
};
use domain::{Language, Millis, audit::Event, id::PatientId};
use store::Tx;

/// The version that a patient has still to accept; none once they have.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn due(portal: &Portal, patient: PatientId) -> Result<Option<String>, Refusal> {
    let version = &portal.rules().notice;
    let mut tx = portal.read().await?;
    let accepted = store::notice::accepted(&mut tx, patient, version).await?;
    Ok(accepted.is_none().then(|| version.clone()))
}

/// A notice that somebody accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Which version.
    pub version: String,
    /// In which language they had read it.
    pub language: Language,
    /// When.
    pub at: Millis,
}

/// The notices that a patient accepted, the newest first.
pub(crate) async fn all(tx: &mut Tx, patient: PatientId) -> Result<Vec<Accepted>, Refusal> {
    let all = store::notice::all(tx, patient).await?.into_iter();
    Ok(all.map(|(version, language, at)| Accepted { version, language, at }).collect())
}

/// Notes that the principal accepted the notice, in this version.
///
/// # Errors
/// [`Refusal::NoticeNotAccepted`] when the notice is another by now; [`Refusal::NotForGuardians`].
pub async fn accept(portal: &Portal, who: &Principal, version: &str) -> Result<(), Refusal> {
    is_current(portal, version)?;
    let mut tx = portal.begin().await?;
    note_accepted(portal, &mut tx, &who.caller, who.themselves()?).await?;
    Ok(tx.commit().await?)
}

/// Notes that a patient accepted the notice on paper, at the desk.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such patient.
pub async fn accepted_on_paper(portal: &Portal, patient: PatientId) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let row = store::patient::get(&mut tx, patient).await?.ok_or(Refusal::NotFound)?;
    let (version, language) = (&portal.rules().notice, row.language.unwrap_or_default());
    if store::notice::accept(&mut tx, patient, version, language, portal.now()).await? {
        let about = About { patient: Some(patient), detail: Some("on-paper"), ..About::default() };
        note_clinic(portal, &mut tx, Event::NoticeAccepted, about).await?;
    }
    Ok(tx.commit().await?)
}

/// # Errors
/// [`Refusal::NoticeNotAccepted`] when it is not.
pub(crate) fn is_current(portal: &Portal, version: &str) -> Result<(), Refusal> {
    if version == portal.rules().notice { Ok(()) } else { Err(Refusal::NoticeNotAccepted) }
}

/// Notes that a patient accepted the notice that is in force, in the language of the caller's page.
pub(crate) async fn note_accepted(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    patient: PatientId,
) -> Result<(), Refusal> {
    let version = &portal.rules().notice;
    if store::notice::accept(tx, patient, version, caller.language, portal.now()).await? {
        let about = About { patient: Some(patient), ..About::default() };
        note(portal, tx, caller, Event::NoticeAccepted, about).await?;
    }
    Ok(())
}
