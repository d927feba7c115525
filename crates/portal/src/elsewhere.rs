//! Ending what a patient has under way in other browsers.

use crate::{
    Caller, Portal, Refusal,
    event::{About, note},
    profile::Profile,
};
use domain::{
    audit::Event,
    challenge::{ChangePassword, NewPassword, PURPOSES, Purpose, SignIn},
    id::{PatientId, SessionKey},
    phone::Phone,
};
use store::{
    Tx,
    challenge::EndedBy,
    earned::{self, Others},
};

/// Ends every session of a patient but the one that is kept, with its grants and challenges; gives their names.
pub(crate) async fn end_sessions(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    keep: Option<SessionKey>,
) -> Result<Vec<SessionKey>, Refusal> {
    let ended = store::session::end_others(tx, patient, keep).await?;
    for session in &ended {
        store::grant::end_of_session(tx, *session, portal.now()).await?;
        let by = EndedBy::SignedOut;
        store::challenge::end_all_of_session(tx, *session, by, portal.now()).await?;
    }
    Ok(ended)
}

/// Ends every session of a patient but the caller's, with its grants and challenges, and what is under way elsewhere; `why`
/// is noted.
pub(crate) async fn end_others(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    patient: PatientId,
    why: &'static str,
) -> Result<(), Refusal> {
    for session in end_sessions(portal, tx, patient, Some(caller.session)).await? {
        let ended = Caller { session, ..*caller };
        let about = About { patient: Some(patient), detail: Some(why), ..About::default() };
        note(portal, tx, &ended, Event::SessionEnded, about).await?;
    }
    end_underway(portal, tx, patient, Some(caller.session)).await
}

/// Ends what is under way with a code to the patient's number, in all sessions but the one that is kept: a sign-in that was
/// begun with a password that is no longer theirs, and another new password.
pub(crate) async fn end_underway(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    keep: Option<SessionKey>,
) -> Result<(), Refusal> {
    let kinds = [SignIn::KIND, NewPassword::KIND, ChangePassword::KIND];
    end_kinds(portal, tx, patient, keep, &kinds).await
}

/// Ends whatever is under way with a code to the patient's number, in all sessions but the one that is kept.
pub(crate) async fn end_all_underway(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    keep: Option<SessionKey>,
) -> Result<(), Refusal> {
    end_kinds(portal, tx, patient, keep, &PURPOSES.map(|(kind, _)| kind)).await
}

async fn end_kinds(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    keep: Option<SessionKey>,
    kinds: &[&str],
) -> Result<(), Refusal> {
    let profile = Profile::of(portal, tx, patient).await?;
    let number = profile.phone(portal).map_or("", Phone::e164);
    let number = portal.vault().lookup("number", number);
    for kind in kinds {
        let others = Others { patient, number, keep, kind };
        earned::end_others(tx, &others, portal.now()).await?;
    }
    Ok(())
}
