//! The second code, to the number that is taken, and the change itself.

use super::{
    old::{asker, left},
    opened,
    write::{Told, change, tell},
};
use crate::{
    Portal, Principal, Refusal,
    challenge::{self, Addressee, Asked, Manner, Opened, Pending},
    earned, elsewhere,
    event::{About, note},
    profile::Profile,
    rebind,
};
use domain::{
    audit::Event,
    challenge::{LeaveNumber, Proof, TakeNumber, Wrong},
    id::ChallengeId,
};
use store::{Tx, credential};

/// Sends the code to the new number, once the first was answered.
///
/// Whether the number may be sent a code is not told: others may have it, and what they were sent is theirs alone.
///
/// # Errors
/// [`Refusal::Lapsed`] when the first code was answered too long ago, or was acted upon; a limit or a pause of the person
/// who asks; [`Refusal::NeedsStaff`].
pub async fn ask(portal: &Portal, who: &Principal, challenge: ChallengeId) -> Result<(), Refusal> {
    who.themselves()?;
    let mut tx = portal.begin().await?;
    let asked = open(portal, &mut tx, who, challenge).await;
    portal.settle(tx, asked).await.map(drop)
}

async fn open(
    portal: &Portal,
    tx: &mut Tx,
    who: &Principal,
    challenge: ChallengeId,
) -> Result<Opened, Refusal> {
    let LeaveNumber { patient, to } = left(portal, tx, who, challenge).await?;
    let failures = credential::get(tx, patient).await?.map_or(0, |row| row.failures);
    let profile = Profile::of(portal, tx, patient).await?;
    let phone = opened(portal, &profile.row, &to)?;
    let (caller, asker) = (&who.caller, asker::<TakeNumber>(portal, who));
    let reached =
        Addressee::of::<TakeNumber>(portal, tx, (caller, asker), &profile, failures).await?;
    let addressee = Addressee { phone, ..reached };
    let first = Some(addressee.first::<TakeNumber>(portal));
    let manner = Manner::Quietly;
    let purpose = || TakeNumber { patient, left: challenge, to: to.clone() };
    let wish = Asked { caller, purpose: purpose(), asker, to: Some(addressee), manner, first };
    match challenge::open(portal, tx, &wish).await? {
        // As at signing in: nothing is sent, and all goes on as if it were.
        Opened::Unsent => {
            let wish = Asked { caller, purpose: purpose(), asker, to: None, manner, first };
            challenge::open(portal, tx, &wish).await
        }
        opened @ Opened::Challenge(_) => Ok(opened),
    }
}

/// The challenge of this session that waits for the code to the new number.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn pending(portal: &Portal, who: &Principal) -> Result<Option<Pending>, Refusal> {
    challenge::pending::<TakeNumber>(portal, &who.caller, None).await
}

/// Judges the code that went to the new number, and puts that in place of the old one: in one transaction with both codes,
/// the end of all other sessions, and what tells both numbers.
///
/// # Errors
/// [`Refusal::Code`], [`Refusal::Wrong`], or [`Refusal::Lapsed`] when the first code was answered too long ago, or was
/// acted upon.
pub async fn answer(
    portal: &Portal,
    who: &Principal,
    challenge: ChallengeId,
    typed: &str,
) -> Result<(), Refusal> {
    who.themselves()?;
    let proof =
        challenge::answer::<TakeNumber>(portal, &who.caller, challenge, None, typed).await?;
    if proof.purpose().patient != who.patient {
        return Err(Wrong::Purpose.into());
    }
    let mut tx = portal.begin().await?;
    let taken = take(portal, &mut tx, who, &proof).await;
    match taken {
        // Neither code is used up by what was not done.
        Err(refusal) => Err(refusal),
        Ok(()) => portal.settle(tx, Ok(())).await,
    }
}

async fn take(
    portal: &Portal,
    tx: &mut Tx,
    who: &Principal,
    proof: &Proof<TakeNumber>,
) -> Result<(), Refusal> {
    // Nobody imports the patient meanwhile.
    store::source::gate(tx, portal.now()).await?;
    let TakeNumber { patient, left, to } = proof.purpose();
    let answered = challenge::redeem(portal, tx, proof, &[*patient]).await?;
    let agreed = earned::use_up::<LeaveNumber>(portal, tx, *left).await?;
    if agreed != (LeaveNumber { patient: *patient, to: to.clone() }) {
        return Err(Refusal::Lapsed);
    }
    let before = Profile::of(portal, tx, *patient).await?;
    let phone = opened(portal, &before.row, to)?;
    let about = About { patient: Some(*patient), ..About::default() };
    if rebind::stop::settle(portal, tx, *patient, Some(&phone)).await? {
        let about = About { detail: Some("number-changed"), ..about };
        note(portal, tx, &who.caller, Event::RebindStopped, about).await?;
    }
    elsewhere::end_others(portal, tx, &who.caller, *patient, "number-changed").await?;
    change(portal, tx, &before, &phone).await?;
    let told = Told { template: "number-changed", challenge: proof.challenge() };
    for number in before.phone(portal).into_iter().chain([&phone]) {
        tell(portal, tx, &before, number, &told, who.caller.language).await?;
    }
    answered.bought(portal, tx, &who.caller, Event::NumberChanged, about).await
}
