//! Ending what a patient has under way in other browsers.

use crate::{
    Caller, Portal, Refusal, counter,
    event::{About, note},
};
use domain::{
    audit::Event,
    challenge::{ChangePassword, NewPassword, PURPOSES, Purpose, SignIn},
    id::{ChallengeId, DeviceId, PatientId, SessionKey},
};
use store::{
    Tx,
    challenge::EndedBy,
    earned::{self, Others},
};

/// Lets nothing that a patient began before now lead to a session any more, and gives the browsers that they signed in with. Both
/// are held until the transaction ends, in the order in which whoever signs in asks for them; so that two that end each other's
/// sessions do so in turn, and a sign-in whose session is not there yet is over as well.
pub(crate) async fn cut_off(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
) -> Result<Vec<DeviceId>, Refusal> {
    store::credential::end(tx, patient, portal.now()).await?;
    Ok(store::device::hold(tx, patient).await?)
}

/// Ends every session of a patient but the one that is kept, with its grants and challenges; gives their names.
pub(crate) async fn end_sessions(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    keep: Option<SessionKey>,
) -> Result<Vec<SessionKey>, Refusal> {
    cut_off(portal, tx, patient).await?;
    let ended = store::session::end_others(tx, patient, keep).await?;
    end_what_they_held(portal, tx, patient, &ended).await?;
    Ok(ended)
}

/// Ends every session of a patient in one browser, with its grants and challenges; gives their names.
pub(crate) async fn end_of_device(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    device: DeviceId,
) -> Result<Vec<SessionKey>, Refusal> {
    let ended = store::session::end_of_device(tx, patient, device).await?;
    end_what_they_held(portal, tx, patient, &ended).await?;
    Ok(ended)
}

/// Also what pharmacies were let in to, or wait for: somebody else may have said yes.
async fn end_what_they_held(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    ended: &[SessionKey],
) -> Result<(), Refusal> {
    counter::end_all(portal, tx, patient).await?;
    for session in ended {
        store::grant::end_of_session(tx, *session, portal.now()).await?;
        let by = EndedBy::WithSession;
        store::challenge::end_all_of_session(tx, *session, by, portal.now()).await?;
    }
    Ok(())
}

/// Appends to the audit log that a patient's sessions were ended, from where, and why.
pub(crate) async fn note_ended(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    patient: PatientId,
    ended: &[SessionKey],
    why: &'static str,
) -> Result<(), Refusal> {
    for _ in ended {
        let about = About { patient: Some(patient), detail: Some(why), ..About::default() };
        note(portal, tx, caller, Event::SessionEnded, about).await?;
    }
    Ok(())
}

/// Ends every session of a patient but the caller's, with its grants and challenges; `why` stands in the audit log. Says
/// whether there was any.
pub(crate) async fn end_other_sessions(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    patient: PatientId,
    why: &'static str,
) -> Result<bool, Refusal> {
    let ended = end_sessions(portal, tx, patient, Some(caller.session)).await?;
    note_ended(portal, tx, caller, patient, &ended, why).await?;
    Ok(!ended.is_empty())
}

/// Ends every session of a patient but the caller's, with its grants and challenges, and what is under way elsewhere; `why`
/// is noted. Says whether there was any of that.
pub(crate) async fn end_others(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    patient: PatientId,
    why: &'static str,
) -> Result<bool, Refusal> {
    let ended = end_other_sessions(portal, tx, caller, patient, why).await?;
    Ok(end_underway(portal, tx, patient, Some(caller.session)).await? || ended)
}

/// Ends what is under way with a code that may admit the patient, in all sessions but the one that is kept: a sign-in that was
/// begun with a password that is no longer theirs, and another new password. Says whether anything was.
pub(crate) async fn end_underway(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    keep: Option<SessionKey>,
) -> Result<bool, Refusal> {
    let kinds = [SignIn::KIND, NewPassword::KIND, ChangePassword::KIND];
    end_kinds(portal, tx, patient, keep, &kinds).await
}

/// Whether a code may still let a patient in, or change their password: not once their password was set anew, their
/// sessions were ended, or one of their browsers told to forget everything, after it was asked for. All end what is under way, and
/// this finds what they could not see. The password stays as it is until the transaction ends, so that a newer one comes after it.
pub(crate) async fn still_admits(
    tx: &mut Tx,
    patient: PatientId,
    challenge: ChallengeId,
) -> Result<bool, Refusal> {
    let held = store::credential::hold(tx, patient).await?;
    let Some(issued_at) = store::challenge::issued_at(tx, challenge).await? else {
        return Ok(false);
    };
    Ok(held.is_none_or(|held| held.since() <= issued_at)
        && !store::device::wiped_since(tx, patient, issued_at).await?)
}

/// Ends whatever is under way with a code of the patient's, or one that may admit them, in all sessions but the one that is kept.
pub(crate) async fn end_all_underway(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    keep: Option<SessionKey>,
) -> Result<(), Refusal> {
    end_kinds(portal, tx, patient, keep, &PURPOSES.map(|(kind, _)| kind)).await.map(drop)
}

async fn end_kinds(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    keep: Option<SessionKey>,
    kinds: &[&str],
) -> Result<bool, Refusal> {
    let mut ended = 0;
    for kind in kinds {
        // Others have codes at the same number, which are none of the patient's business unless they let them in too.
        let shared = [SignIn::KIND, NewPassword::KIND].contains(kind);
        let others = Others { patient, shared, keep, kind };
        ended += earned::end_others(tx, &others, portal.now()).await?;
    }
    Ok(ended > 0)
}
