//! Signing in: what a person knows, then a code to what they have.
//!
//! An identifier that is unknown and a password that is wrong walk the same path as right ones: the same work
//! is done, and a decoy challenge is opened that no code answers.

mod check;
pub(crate) mod open;

use crate::{
    Caller, Portal, Principal, Refusal,
    challenge::{self, Asker, Pending},
    event::{About, note},
    profile::Profile,
};
use domain::{
    audit::Event,
    challenge::{SignIn, Wrong},
    id::{ChallengeId, PatientId},
    identifier::{Identifier, NotAnIdentifier},
    password::LONGEST,
};

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
    let asker = Asker::of(portal, caller, &who);
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

/// Judges the sign-in code and consumes it. More than one patient means that the person must still
/// [`choose`], among those who share the phone and the password.
///
/// # Errors
/// [`Refusal::Code`] or [`Refusal::Wrong`].
pub async fn answer(
    portal: &Portal,
    caller: &Caller,
    challenge: ChallengeId,
    typed: &str,
) -> Result<Vec<PatientId>, Refusal> {
    let proof = challenge::answer::<SignIn>(portal, caller, challenge, None, typed).await?;
    let candidates = proof.purpose().candidates.clone();
    let mut tx = portal.begin().await?;
    challenge::redeem(portal, &mut tx, caller, &proof, &candidates).await?;
    if let [patient] = candidates.as_slice() {
        note_signed_in(portal, &mut tx, caller, *patient, challenge).await?;
    }
    tx.commit().await?;
    Ok(candidates)
}

/// One of several patients who share a phone and a password.
pub struct Candidate {
    /// Who.
    pub patient: PatientId,
    /// Their name.
    pub name: String,
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
        named.push(Candidate { patient: *patient, name: profile.person.name });
    }
    Ok(named)
}

/// Signs in one of the patients whom an answered challenge admits, once.
///
/// # Errors
/// [`Refusal::NotFound`] when the choice is not among them; [`Wrong::Used`] when one was chosen already.
pub async fn choose(
    portal: &Portal,
    caller: &Caller,
    challenge: ChallengeId,
    admitted: &[PatientId],
    chosen: PatientId,
) -> Result<Principal, Refusal> {
    if !admitted.contains(&chosen) {
        return Err(Refusal::NotFound);
    }
    let mut tx = portal.begin().await?;
    if !store::challenge::choose(&mut tx, challenge, portal.now()).await? {
        return Err(Wrong::Used.into());
    }
    note_signed_in(portal, &mut tx, caller, chosen, challenge).await?;
    tx.commit().await?;
    Ok(Principal { patient: chosen, caller: *caller })
}

async fn note_signed_in(
    portal: &Portal,
    tx: &mut store::Tx,
    caller: &Caller,
    patient: PatientId,
    challenge: ChallengeId,
) -> Result<(), Refusal> {
    let (patient, challenge) = (Some(patient), Some(challenge));
    let about = About { patient, challenge, ..About::default() };
    note(portal, tx, caller, Event::SignedIn, about).await
}
