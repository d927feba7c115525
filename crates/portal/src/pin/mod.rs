//! PINs: a patient who shares a phone sets one, so that whoever holds the phone does not sign in as them.
//!
//! A PIN is asked for after the code, at signing in and where a password was forgotten, and once in a session. Tries are
//! counted before they are judged, five in a row pause it, and it stands nowhere but hashed.

mod judge;
mod keep;

pub(crate) use judge::{Judged, holds, judge};
pub use keep::{answer, ask, change, clear, is_open, pending, remove, set_for_demo};

use crate::{Portal, Principal, Refusal, profile::Profile};
use domain::{id::PatientId, identifier::Identifier, phone::Phone};
use store::Tx;

/// Whether a patient has a PIN.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn is_set(portal: &Portal, patient: PatientId) -> Result<bool, Refusal> {
    let mut tx = portal.read().await?;
    Ok(store::pin::get(&mut tx, patient).await?.is_some())
}

/// Whether somebody had better set one: others get their codes on the same phone, and there is none yet.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn is_advised(portal: &Portal, who: &Principal) -> Result<bool, Refusal> {
    let Ok(patient) = who.themselves() else { return Ok(false) };
    let mut tx = portal.read().await?;
    if store::pin::get(&mut tx, patient).await?.is_some() {
        return Ok(false);
    }
    let profile = Profile::of(portal, &mut tx, patient).await?;
    match profile.phone(portal) {
        Ok(phone) => is_shared(portal, &mut tx, patient, phone).await,
        Err(_) => Ok(false),
    }
}

/// Whether anybody else's codes go to this phone; that it is on file beside another is not enough.
async fn is_shared(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    phone: &Phone,
) -> Result<bool, Refusal> {
    let identifier = Identifier::Phone(phone.clone());
    let lookup = portal.vault().lookup(identifier.kind(), identifier.normal());
    for other in store::patient::by_contact(tx, identifier.kind(), lookup).await? {
        if other == patient {
            continue;
        }
        match Profile::of(portal, tx, other).await {
            Ok(profile) if profile.phone(portal).is_ok_and(|theirs| theirs == phone) => {
                return Ok(true);
            }
            Err(Refusal::Store(error)) => return Err(error.into()),
            _ => {}
        }
    }
    Ok(false)
}
