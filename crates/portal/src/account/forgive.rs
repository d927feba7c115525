//! What staff do for a person who typed wrong codes too often.

use crate::{
    Portal, Refusal,
    event::{About, note_clinic},
    profile::Profile,
};
use domain::{audit::Event, id::PatientId};

/// Lets a patient's wrong tries no longer count, so that codes are sent again at once: those in a row, and those that
/// made codes pause for them and for everybody on the number that their codes go to. Sending limits stay. Who typed a
/// wrong password as well waits for the rest of their quarter of an hour: nobody knows whose that was.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such patient.
pub async fn forgive(portal: &Portal, patient: PatientId) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let profile = Profile::of(portal, &mut tx, patient).await?;
    // Where no code can be sent, there is no number that could be paused.
    let number = profile.phone(portal).map_or("", |phone| phone.e164());
    let number = portal.vault().lookup("number", number);
    store::credential::succeed(&mut tx, patient).await?;
    store::claim::succeed(&mut tx, patient).await?;
    store::pause::forgive(&mut tx, patient, number, portal.now()).await?;
    let about = About { patient: Some(patient), ..About::default() };
    note_clinic(portal, &mut tx, Event::WrongTriesForgiven, about).await?;
    Ok(tx.commit().await?)
}
