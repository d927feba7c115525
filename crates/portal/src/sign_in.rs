//! Signing in: what a person knows, then a code to what they have.
//!
//! An identifier that is unknown and a password that is wrong walk the same path as right ones: the same work
//! is done, and a decoy challenge is opened that no code answers.

use crate::{
    Caller, Portal, Principal, Refusal,
    challenge::{self, Asked, Pending, Recipient},
    event::{About, note},
    profile::Profile,
};
use domain::{
    audit::Event,
    challenge::SignIn,
    id::{ChallengeId, PatientId},
    identifier::{Identifier, NotAnIdentifier},
    pause::FAILURES,
};
use store::credential::{self, CredentialRow};

/// The longest password that is read, in bytes; a longer one is wrong.
const LONGEST: usize = 1_024;

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
    let password =
        domain::password::normal(password.get(..LONGEST.min(password.len())).unwrap_or(password));
    let identifier = readings.first().ok_or(NotAnIdentifier::Missing)?;
    let known = credentials(portal, &readings).await?;
    let right = check(portal, identifier, &known, &password).await?;
    let opened = open(portal, caller, identifier, &right).await;
    portal.ring();
    opened
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
    let proof = challenge::answer::<SignIn>(portal, caller, challenge, typed).await?;
    let candidates = proof.purpose().candidates.clone();
    let mut tx = portal.begin().await?;
    challenge::redeem(portal, &mut tx, caller, &proof, &candidates).await?;
    if let [patient] = candidates.as_slice() {
        note_signed_in(portal, &mut tx, caller, *patient).await?;
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

/// Signs in one of the patients whom an answered challenge admits.
///
/// # Errors
/// [`Refusal::NotFound`] when the choice is not among them.
pub async fn choose(
    portal: &Portal,
    caller: &Caller,
    admitted: &[PatientId],
    chosen: PatientId,
) -> Result<Principal, Refusal> {
    if !admitted.contains(&chosen) {
        return Err(Refusal::NotFound);
    }
    let mut tx = portal.begin().await?;
    note_signed_in(portal, &mut tx, caller, chosen).await?;
    tx.commit().await?;
    Ok(Principal { patient: chosen, caller: *caller })
}

async fn note_signed_in(
    portal: &Portal,
    tx: &mut store::Tx,
    caller: &Caller,
    patient: PatientId,
) -> Result<(), Refusal> {
    let about = About { patient: Some(patient), ..About::default() };
    note(portal, tx, caller, Event::SignedIn, about).await
}

async fn credentials(
    portal: &Portal,
    readings: &[Identifier],
) -> Result<Vec<CredentialRow>, Refusal> {
    let mut tx = portal.read().await?;
    let mut known = Vec::new();
    for identifier in readings {
        let lookup = portal.vault().lookup(identifier.kind(), identifier.normal());
        for patient in store::patient::by_contact(&mut tx, identifier.kind(), lookup).await? {
            known.extend(credential::get(&mut tx, patient).await?);
        }
    }
    Ok(known)
}

/// Checks the password against every account of the identifier, and against nobody's until the number of
/// checks is the same as for an identifier that nobody has.
async fn check(
    portal: &Portal,
    identifier: &Identifier,
    known: &[CredentialRow],
    password: &str,
) -> Result<Vec<CredentialRow>, Refusal> {
    let mut right = Vec::new();
    for row in known {
        if portal.hasher().verify(password, &row.password_hash).await? {
            right.push(row.clone());
        }
    }
    for _ in known.len()..checks(identifier, known.len()) {
        portal.hasher().verify_nobody(password).await?;
    }
    for row in &right {
        renew(portal, row, password).await?;
    }
    Ok(right)
}

/// A phone is often shared by two, so every phone costs two checks; larger families double that.
fn checks(identifier: &Identifier, known: usize) -> usize {
    match identifier {
        Identifier::Phone(_) => known.next_power_of_two().max(2),
        Identifier::Email(_) | Identifier::Number(_) => known.next_power_of_two(),
    }
}

async fn renew(portal: &Portal, row: &CredentialRow, password: &str) -> Result<(), Refusal> {
    if !portal.hasher().is_stale(&row.password_hash) {
        return Ok(());
    }
    let fresh = portal.hasher().hash(password, portal.chance()).await?;
    let mut tx = portal.begin().await?;
    credential::rehash(&mut tx, row.patient, &row.password_hash, &fresh, portal.now()).await?;
    Ok(tx.commit().await?)
}

async fn open(
    portal: &Portal,
    caller: &Caller,
    identifier: &Identifier,
    right: &[CredentialRow],
) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let opened = match right.first() {
        Some(first) => real(portal, &mut tx, caller, first, right).await,
        None => decoy(portal, &mut tx, caller, identifier).await,
    };
    // A refusal leaves an audit event, so the transaction is committed either way.
    tx.commit().await?;
    opened.map(|_| ())
}

async fn real(
    portal: &Portal,
    tx: &mut store::Tx,
    caller: &Caller,
    first: &CredentialRow,
    right: &[CredentialRow],
) -> Result<ChallengeId, Refusal> {
    if right.iter().any(|row| row.failures >= FAILURES) {
        return Err(Refusal::NeedsStaff);
    }
    let profile = Profile::of(portal, tx, first.patient).await?;
    let to = Recipient::of(portal, caller, &profile)?;
    let purpose = SignIn { candidates: right.iter().map(|row| row.patient).collect() };
    challenge::open(portal, tx, &Asked { caller, purpose, to: Ok(to) }).await
}

async fn decoy(
    portal: &Portal,
    tx: &mut store::Tx,
    caller: &Caller,
    identifier: &Identifier,
) -> Result<ChallengeId, Refusal> {
    note(portal, tx, caller, Event::SignInFailed, About::default()).await?;
    let stand_in = challenge::StandIn(format!("{}:{}", identifier.kind(), identifier.normal()));
    let purpose = SignIn { candidates: Vec::new() };
    challenge::open(portal, tx, &Asked { caller, purpose, to: Err(stand_in) }).await
}
