//! Signing in: what a person knows, then a code to what they have.
//!
//! An identifier that is unknown and a password that is wrong walk the same path as right ones: the same work
//! is done, and a decoy challenge is opened that no code answers.
//!
//! Whoever signs in does so as themselves, although somebody may be acting for another in the same browser.

mod check;
pub(crate) mod open;

use crate::{
    Caller, Portal, Principal, Refusal,
    challenge::{self, Asker, Pending},
    earned,
    elsewhere::still_admits,
    event::{About, note},
    pin,
    profile::Profile,
};
use domain::{
    audit::Event,
    challenge::{SignIn, Wrong},
    id::{ChallengeId, PatientId},
    identifier::{Identifier, NotAnIdentifier},
    password::LONGEST,
    pin::Pin,
};
use store::Tx;

/// Checks an identifier and a password, and opens the challenge that finishes signing in.
///
/// # Errors
/// [`Refusal::Identifier`] or [`Refusal::PasswordMissing`] for what was not filled in; a sending limit or a
/// pause; [`Refusal::NumberNotServed`] or [`Refusal::NeedsStaff`] once the password was right;
/// [`Refusal::Busy`] in a flood. Never whether the identifier is known.
pub async fn begin(
    portal: &Portal,
    caller: &Caller,
    identifier: &str,
    password: &str,
) -> Result<(), Refusal> {
    let readings = Identifier::readings(identifier, portal.rules().home())?;
    if password.is_empty() {
        return Err(Refusal::PasswordMissing);
    }
    // Nobody has a longer password, nor an empty one: too long a password is wrong like any other.
    let password = if password.len() > LONGEST { "" } else { password };
    let password = domain::password::normal(password);
    let identifier = readings.first().ok_or(NotAnIdentifier::Missing)?;
    let who = format!("{}:{}", identifier.kind(), identifier.normal());
    let caller = &caller.for_themselves();
    let asker = Asker::of::<SignIn>(portal, caller, &who);
    asker.may_ask(portal).await?;
    let right = check::right(portal, caller, &readings, &password).await?;
    open::open(portal, caller, asker, identifier, &right).await
}

/// The challenge of this session that waits for its sign-in code.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn pending(portal: &Portal, caller: &Caller) -> Result<Option<Pending>, Refusal> {
    challenge::pending::<SignIn>(portal, caller, None).await
}

/// What an answered code, or a choice after it, leads to.
#[derive(Clone, Copy, Debug)]
pub enum Entry {
    /// Somebody is signed in.
    In(Principal),
    /// They are as soon as they [give their PIN](give_pin); until then nobody is.
    Pin(PatientId),
}

/// Whom an answered code admits.
#[derive(Clone, Debug)]
pub enum Admission {
    /// One patient.
    One(Entry),
    /// Several, who share the phone and the password: the person must still [`choose`].
    Several(Vec<PatientId>),
}

/// Judges the sign-in code and consumes it.
///
/// # Errors
/// [`Refusal::Code`] or [`Refusal::Wrong`].
pub async fn answer(
    portal: &Portal,
    caller: &Caller,
    challenge: ChallengeId,
    typed: &str,
) -> Result<Admission, Refusal> {
    let caller = &caller.for_themselves();
    let proof = challenge::answer::<SignIn>(portal, caller, challenge, None, typed).await?;
    let candidates = proof.purpose().candidates.clone();
    let mut tx = portal.begin().await?;
    are_admitted(&mut tx, &candidates, challenge).await?;
    let answered = challenge::redeem(portal, &mut tx, &proof, &candidates).await?;
    let admission = match candidates.as_slice() {
        [only] => Admission::One(entry(&mut tx, caller, *only).await?),
        _ => Admission::Several(candidates),
    };
    match admission {
        Admission::One(Entry::In(Principal { patient, .. })) => {
            let about = About { patient: Some(patient), ..About::default() };
            answered.bought(portal, &mut tx, caller, Event::SignedIn, about).await?;
        }
        Admission::One(Entry::Pin(_)) | Admission::Several(_) => {
            answered.alone(portal, &mut tx, caller).await?;
        }
    }
    tx.commit().await?;
    Ok(admission)
}

/// Holds the passwords by which a code was asked for, those of several in one order, so that two do so in turn.
///
/// # Errors
/// [`Wrong::Expired`] when one of them is no longer theirs.
async fn are_admitted(
    tx: &mut Tx,
    patients: &[PatientId],
    challenge: ChallengeId,
) -> Result<(), Refusal> {
    let mut patients = patients.to_vec();
    patients.sort_unstable();
    for patient in patients {
        if !still_admits(tx, patient, challenge).await? {
            return Err(Wrong::Expired.into());
        }
    }
    Ok(())
}

/// A patient who has no PIN is in.
async fn entry(tx: &mut Tx, caller: &Caller, patient: PatientId) -> Result<Entry, Refusal> {
    Ok(match store::pin::get(tx, patient).await? {
        Some(_) => Entry::Pin(patient),
        None => Entry::In(Principal { patient, caller: *caller }),
    })
}

/// One of several patients who share a phone and a password.
pub struct Candidate {
    /// Who.
    pub patient: PatientId,
    /// Their name.
    pub name: String,
    /// Whether they have a PIN.
    pub has_pin: bool,
}

/// The names of those among whom the person may choose, after the code.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn candidates(
    portal: &Portal,
    patients: &[PatientId],
) -> Result<Vec<Candidate>, Refusal> {
    let mut tx = portal.read().await?;
    let mut named = Vec::with_capacity(patients.len());
    for patient in patients {
        let profile = Profile::of(portal, &mut tx, *patient).await?;
        let has_pin = store::pin::get(&mut tx, *patient).await?.is_some();
        named.push(Candidate { patient: *patient, name: profile.person.name, has_pin });
    }
    Ok(named)
}

/// Signs in one of the patients whom an answered challenge admits, once; or asks for their PIN first, so that the code can
/// still be another's.
///
/// # Errors
/// [`Refusal::NotFound`] when the choice is not among them; [`Wrong::Used`] when one was chosen already; [`Wrong::Expired`] when
/// their password was set anew since.
pub async fn choose(
    portal: &Portal,
    caller: &Caller,
    challenge: ChallengeId,
    admitted: &[PatientId],
    chosen: PatientId,
) -> Result<Entry, Refusal> {
    if !admitted.contains(&chosen) {
        return Err(Refusal::NotFound);
    }
    let caller = &caller.for_themselves();
    let mut tx = portal.begin().await?;
    are_admitted(&mut tx, &[chosen], challenge).await?;
    match earned::see::<SignIn>(portal, &mut tx, challenge).await {
        Err(Refusal::Lapsed) => return Err(Wrong::Used.into()),
        seen => drop(seen?),
    }
    let entry = entry(&mut tx, caller, chosen).await?;
    if let Entry::In(_) = entry {
        enter(portal, &mut tx, caller, chosen, challenge).await?;
    }
    tx.commit().await?;
    Ok(entry)
}

/// Signs in a patient whom an answered challenge admits by their PIN, once.
///
/// # Errors
/// [`Refusal::NotFound`] when they are not among those; [`Refusal::NotAPin`] or [`Refusal::PinWrong`]; [`Wrong::Used`] when
/// somebody was signed in by the code already; [`Refusal::Lapsed`] when that was too long ago, or after ten tries.
pub async fn give_pin(
    portal: &Portal,
    caller: &Caller,
    challenge: ChallengeId,
    admitted: &[PatientId],
    chosen: PatientId,
    typed: &str,
) -> Result<Principal, Refusal> {
    if !admitted.contains(&chosen) {
        return Err(Refusal::NotFound);
    }
    let caller = &caller.for_themselves();
    Pin::typed(typed)?;
    earned::spend_try::<SignIn>(portal, challenge).await?;
    let judged = pin::judge(portal, caller, chosen, challenge, typed).await?;
    let mut tx = portal.begin().await?;
    are_admitted(&mut tx, &[chosen], challenge).await?;
    pin::holds(&mut tx, &judged).await?;
    enter(portal, &mut tx, caller, chosen, challenge).await?;
    tx.commit().await?;
    Ok(Principal { patient: chosen, caller: *caller })
}

/// Signs in one whom a challenge admits that was answered before: once.
async fn enter(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    patient: PatientId,
    challenge: ChallengeId,
) -> Result<(), Refusal> {
    if !store::challenge::choose(tx, challenge, portal.now()).await? {
        return Err(Wrong::Used.into());
    }
    let (patient, challenge) = (Some(patient), Some(challenge));
    let about = About { patient, challenge, ..About::default() };
    note(portal, tx, caller, Event::SignedIn, about).await
}
