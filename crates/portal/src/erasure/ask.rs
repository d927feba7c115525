//! What a patient does: asks, looks, and takes it back.

use crate::{
    Portal, Principal, Refusal,
    challenge::{self, Pending},
    event::{About, note},
    own::{self, Own},
};
use domain::{
    Millis,
    audit::Event,
    challenge::{AskErasure, Wrong},
    erasure::State,
    id::ChallengeId,
};

/// Where a patient's request stands, and what would come of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The request; none where there never was one.
    pub state: Option<State>,
    /// Until when records must be kept; none where there are none, or their time is over.
    pub kept_until: Option<Millis>,
}

/// Where the principal's request stands.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn standing(portal: &Portal, who: &Principal) -> Result<Standing, Refusal> {
    let mut tx = portal.read().await?;
    let request = store::erasure::get(&mut tx, who.patient).await?;
    let kept_until = super::kept_until(portal, &mut tx, who.patient).await?;
    Ok(Standing { state: request.map(|request| request.state()), kept_until })
}

/// Sends the code by which the principal asks for it.
///
/// # Errors
/// [`Refusal::NotForGuardians`], a limit, a pause, [`Refusal::NumberNotServed`] or [`Refusal::NeedsStaff`].
pub async fn ask(portal: &Portal, who: &Principal) -> Result<(), Refusal> {
    own::ask::<AskErasure>(portal, who).await
}

/// The challenge of this session that waits for its code.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn pending(portal: &Portal, who: &Principal) -> Result<Option<Pending>, Refusal> {
    challenge::pending::<AskErasure>(portal, &who.caller, None).await
}

/// Judges the code, consumes it, and notes the request; one that is open already stays as it is.
///
/// # Errors
/// [`Refusal::Code`] or [`Refusal::Wrong`].
pub async fn answer(
    portal: &Portal,
    who: &Principal,
    challenge: ChallengeId,
    typed: &str,
) -> Result<(), Refusal> {
    who.themselves()?;
    let proof =
        challenge::answer::<AskErasure>(portal, &who.caller, challenge, None, typed).await?;
    let patient = proof.purpose().patient();
    if patient != who.patient {
        return Err(Wrong::Purpose.into());
    }
    let mut tx = portal.begin().await?;
    let answered = challenge::redeem(portal, &mut tx, &proof, &[patient]).await?;
    if store::erasure::ask(&mut tx, patient, portal.now()).await? {
        let about = About { patient: Some(patient), ..About::default() };
        answered.bought(portal, &mut tx, &who.caller, Event::ErasureAsked, about).await?;
    } else {
        answered.alone(portal, &mut tx, &who.caller).await?;
    }
    Ok(tx.commit().await?)
}

/// Takes the principal's request back, until its notice is over. It needs no code: whoever is signed in may stop it.
///
/// # Errors
/// [`Refusal::Lapsed`] where there is none, or it is too late.
pub async fn withdraw(portal: &Portal, who: &Principal) -> Result<(), Refusal> {
    who.themselves()?;
    let mut tx = portal.begin().await?;
    if !store::erasure::withdraw(&mut tx, who.patient, portal.now()).await? {
        return Err(Refusal::Lapsed);
    }
    let about = About { patient: Some(who.patient), ..About::default() };
    note(portal, &mut tx, &who.caller, Event::ErasureWithdrawn, about).await?;
    Ok(tx.commit().await?)
}
