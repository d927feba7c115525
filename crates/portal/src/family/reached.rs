//! Whose phone a patient is reached by who may have none.

use crate::{
    Caller, Portal, Refusal,
    challenge::Addressee,
    profile::{self, Profile},
};
use store::{Tx, guardian};

/// Whom a pharmacy's code for a patient goes to: themselves, or where they have no number that is served, whoever was named
/// last of those who may act for them and have one. Nobody where there is none.
pub(crate) async fn reached(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    profile: Profile,
) -> Result<Option<Addressee>, Refusal> {
    let own = at(portal, tx, caller, &profile).await?;
    if own.is_some() {
        return Ok(own);
    }
    let now = portal.now();
    for row in guardian::of_patient(tx, profile.row.id).await? {
        if row.holds(now)
            && let Some(guardian) = profile::known(portal, tx, row.guardian).await?
            && let Some(to) = at(portal, tx, caller, &guardian).await?
        {
            return Ok(Some(to));
        }
    }
    Ok(None)
}

/// Where a code or a text to this person goes; nobody where they have no number that is served.
pub(crate) async fn at(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    profile: &Profile,
) -> Result<Option<Addressee>, Refusal> {
    match Addressee::reached(portal, tx, caller, profile).await {
        Ok(to) => Ok(Some(to)),
        Err(refusal) if refusal.is_failure() => Err(refusal),
        Err(_) => Ok(None),
    }
}
