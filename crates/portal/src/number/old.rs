//! The first code, to the number that is left, and what it agrees to.

use super::{opened, sealed};
use crate::{
    Portal, Principal, Refusal,
    challenge::{self, Addressee, Asked, Asker, Manner, Opened, Pending},
    earned,
    event::{About, note},
    profile::Profile,
};
use domain::{
    audit::Event,
    challenge::{LeaveNumber, Purpose, TakeNumber, Wrong},
    id::ChallengeId,
    phone::Phone,
};
use store::{Tx, challenge::ChallengeRow, credential};

/// Sends the code to the present number, by which its holder agrees to leave it for this one.
///
/// # Errors
/// [`Refusal::NotServed`] when no code could be sent to the new number, [`Refusal::SameNumber`] when it is the present
/// one; a limit, a pause, [`Refusal::NumberNotServed`] or [`Refusal::NeedsStaff`]. Never whether others have the number.
pub async fn ask(portal: &Portal, who: &Principal, new: &Phone) -> Result<(), Refusal> {
    who.themselves()?;
    // Nobody leaves a number for one that cannot be taken today.
    asker::<TakeNumber>(portal, who).may_ask(portal).await?;
    if !new.is_of(&portal.rules().countries) {
        return Err(Refusal::NotServed);
    }
    let mut tx = portal.begin().await?;
    let asked = open(portal, &mut tx, who, new).await;
    portal.settle(tx, asked).await.map(drop)
}

/// Who asks, as the limits count it.
pub(super) fn asker<P: Purpose>(portal: &Portal, who: &Principal) -> Asker {
    Asker::of::<P>(portal, &who.caller, &format!("patient:{}", who.patient))
}

async fn open(
    portal: &Portal,
    tx: &mut Tx,
    who: &Principal,
    new: &Phone,
) -> Result<Opened, Refusal> {
    let failures = credential::get(tx, who.patient).await?.map_or(0, |row| row.failures);
    let profile = Profile::of(portal, tx, who.patient).await?;
    if profile.phone(portal).ok() == Some(new) {
        return Err(Refusal::SameNumber);
    }
    let (caller, asker) = (&who.caller, asker::<LeaveNumber>(portal, who));
    let to = Addressee::of::<LeaveNumber>(portal, tx, (caller, asker), &profile, failures).await?;
    let purpose = LeaveNumber { patient: who.patient, to: sealed(portal, &profile.row, new)? };
    let manner = Manner::Openly;
    let wish = Asked { caller, purpose, asker, to: Some(to), manner, first: None };
    let opened = challenge::open(portal, tx, &wish).await?;
    let challenge = match opened {
        Opened::Challenge(challenge) => Some(challenge),
        Opened::Unsent => None,
    };
    let about = About { patient: Some(who.patient), challenge, ..About::default() };
    note(portal, tx, &who.caller, Event::NumberChangeAsked, about).await?;
    Ok(opened)
}

/// The challenge of this session that waits for the code to the present number.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn pending(portal: &Portal, who: &Principal) -> Result<Option<Pending>, Refusal> {
    challenge::pending::<LeaveNumber>(portal, &who.caller, None).await
}

/// Judges the code that went to the present number, and consumes it.
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
        challenge::answer::<LeaveNumber>(portal, &who.caller, challenge, None, typed).await?;
    if proof.purpose().patient != who.patient {
        return Err(Wrong::Purpose.into());
    }
    let mut tx = portal.begin().await?;
    let answered = challenge::redeem(portal, &mut tx, &proof, &[who.patient]).await?;
    answered.alone(portal, &mut tx, &who.caller).await?;
    Ok(tx.commit().await?)
}

/// Whether the first code can still be acted upon.
///
/// # Errors
/// [`Refusal::Lapsed`] when it cannot.
pub async fn is_open(portal: &Portal, who: &Principal, left: ChallengeId) -> Result<(), Refusal> {
    let mut tx = portal.read().await?;
    self::left(portal, &mut tx, who, left).await.map(drop)
}

/// What the first code agreed to, while it can be acted upon.
pub(super) async fn left(
    portal: &Portal,
    tx: &mut Tx,
    who: &Principal,
    challenge: ChallengeId,
) -> Result<LeaveNumber, Refusal> {
    let purpose = earned::see::<LeaveNumber>(portal, tx, challenge).await?;
    if purpose.patient == who.patient { Ok(purpose) } else { Err(Refusal::Lapsed) }
}

/// The number that a challenge's code goes to where that is not yet the patient's.
pub(crate) fn new_number_of(
    portal: &Portal,
    profile: &Profile,
    row: &ChallengeRow,
) -> Result<Option<Phone>, Refusal> {
    if row.kind != TakeNumber::KIND {
        return Ok(None);
    }
    let purpose: TakeNumber =
        serde_json::from_str(&row.purpose).map_err(|_| Refusal::Inner("reading a purpose"))?;
    opened(portal, &profile.row, &purpose.to).map(Some)
}
