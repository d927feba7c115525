//! What pharmacies did without a patient's code, where no text could tell anybody.

use super::asked::own;
use crate::{
    Portal, Principal, Refusal,
    event::{About, note},
    family, pharmacy,
};
use domain::{Millis, audit::Event, id::VerificationId};
use store::{untold, verification};

/// One of these look-ups, from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untold {
    /// The look-up.
    pub id: VerificationId,
    /// What the pharmacy is called.
    pub pharmacy: String,
    /// When.
    pub at: Millis,
    /// Whether the pharmacy was let in; else it only wanted to be.
    pub let_in: bool,
}

/// What the principal was not told of and has not seen, the newest first.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn untold(portal: &Portal, who: &Principal) -> Result<Vec<Untold>, Refusal> {
    let mut tx = portal.read().await?;
    family::holds(portal, &mut tx, who).await?;
    let mut all = Vec::new();
    for (id, at) in untold::of_patient(&mut tx, who.patient).await? {
        if let Some(row) = verification::get(&mut tx, id).await? {
            let pharmacy = pharmacy::name(portal, &mut tx, row.pharmacy).await?;
            all.push(Untold { id, pharmacy, at, let_in: row.is_vouched() });
        }
    }
    Ok(all)
}

/// Takes the principal's word that they have seen it. Saying so twice does nothing more.
///
/// # Errors
/// [`Refusal::NotFound`] when it is somebody else's.
pub async fn have_seen(
    portal: &Portal,
    who: &Principal,
    id: VerificationId,
) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    own(portal, &mut tx, who, id).await?;
    if !untold::see(&mut tx, id, who.patient, portal.now()).await? {
        return Ok(());
    }
    let about = About { patient: Some(who.patient), look_up: Some(id), ..About::default() };
    note(portal, &mut tx, &who.caller, Event::UntoldSeen, about).await?;
    Ok(tx.commit().await?)
}
