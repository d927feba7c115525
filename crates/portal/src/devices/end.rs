//! Signing other browsers out. It takes no code: whoever ends a session too many signs in again. Nor has it a limit, by which
//! a thief could keep it from its owner; but where there is nothing to end no line is written, and what can be ended took a code.

use crate::{
    Portal, Principal, Refusal, elsewhere,
    event::{About, note},
};
use domain::{audit::Event, id::DeviceId};

/// What a session's end says in the log.
const DETAIL: &str = "from-another-device";

/// Signs the principal out of one of their browsers, and ends what is under way with a code elsewhere: nobody knows in which
/// browser a sign-in was begun.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not theirs.
pub async fn end(portal: &Portal, who: &Principal, device: DeviceId) -> Result<(), Refusal> {
    let patient = who.themselves()?;
    let mut tx = portal.begin().await?;
    if !elsewhere::cut_off(portal, &mut tx, patient).await?.contains(&device) {
        return Err(Refusal::NotFound);
    }
    let ended = elsewhere::end_of_device(portal, &mut tx, patient, device).await?;
    let keep = Some(who.caller.session);
    let underway = elsewhere::end_underway(portal, &mut tx, patient, keep).await?;
    if ended.is_empty() && !underway {
        // What had begun, and nobody sees yet, is over all the same.
        return Ok(tx.commit().await?);
    }
    let about = About { patient: Some(patient), detail: Some("one"), ..About::default() };
    note(portal, &mut tx, &who.caller, Event::DeviceEnded, about).await?;
    elsewhere::note_ended(portal, &mut tx, &who.caller, patient, &ended, DETAIL).await?;
    Ok(tx.commit().await?)
}

/// Signs the principal out everywhere but here.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn end_others(portal: &Portal, who: &Principal) -> Result<(), Refusal> {
    let patient = who.themselves()?;
    let mut tx = portal.begin().await?;
    if !elsewhere::end_others(portal, &mut tx, &who.caller, patient, DETAIL).await? {
        return Ok(tx.commit().await?);
    }
    let about = About { patient: Some(patient), detail: Some("others"), ..About::default() };
    note(portal, &mut tx, &who.caller, Event::DeviceEnded, about).await?;
    Ok(tx.commit().await?)
}
