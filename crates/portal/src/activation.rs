//! Activating one's account: number and birth date, a code to the phone on file, the notice, a password.

use crate::{
    Caller, Portal, Refusal,
    challenge::{self, Pending},
    earned,
    event::{About, note},
    notice,
    password::{chosen, hashed},
    stranger,
};
use domain::{
    audit::Event,
    birth::BirthDate,
    challenge::{Activate, Wrong},
    id::{ChallengeId, PatientId},
    identifier::Identifier,
};
use store::{
    Tx,
    credential::{self, CredentialRow},
};

/// What a right code leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// A password can be chosen.
    Earned,
    /// The account is active already; who is told so holds its phone.
    Active,
}

/// Opens the challenge by which somebody with this patient number and birth date activates their account, or a decoy.
///
/// # Errors
/// A limit or a pause, or [`Refusal::Busy`] in a flood. Never whether there is such a patient, or is active already.
pub async fn begin(
    portal: &Portal,
    caller: &Caller,
    number: &Identifier,
    born: &BirthDate,
) -> Result<(), Refusal> {
    stranger::begin::<Activate>(portal, caller, std::slice::from_ref(number), born).await
}

/// The challenge of this session that waits for its code.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn pending(portal: &Portal, caller: &Caller) -> Result<Option<Pending>, Refusal> {
    challenge::pending::<Activate>(portal, caller, None).await
}

/// Judges the code and consumes it.
///
/// # Errors
/// [`Refusal::Code`] or [`Refusal::Wrong`].
pub async fn answer(
    portal: &Portal,
    caller: &Caller,
    challenge: ChallengeId,
    typed: &str,
) -> Result<Answered, Refusal> {
    let candidates = stranger::answer::<Activate>(portal, caller, challenge, typed).await?;
    let patient = *candidates.first().ok_or(Wrong::Purpose)?;
    let mut tx = portal.read().await?;
    Ok(match credential::get(&mut tx, patient).await? {
        Some(_) => Answered::Active,
        None => Answered::Earned,
    })
}

async fn patient(portal: &Portal, challenge: ChallengeId) -> Result<PatientId, Refusal> {
    let mut tx = portal.read().await?;
    of(&earned::see::<Activate>(portal, &mut tx, challenge).await?)
}

fn of(purpose: &Activate) -> Result<PatientId, Refusal> {
    purpose.candidates.first().copied().ok_or(Refusal::Lapsed)
}

/// Who is about to activate their account.
///
/// # Errors
/// [`Refusal::Lapsed`] when the code was answered too long ago, or what it entitled to was done.
pub async fn whose(portal: &Portal, challenge: ChallengeId) -> Result<PatientId, Refusal> {
    patient(portal, challenge).await
}

/// Whether a password may be chosen.
///
/// # Errors
/// [`Refusal::Weak`] when it may not; [`Refusal::Lapsed`] as for [`whose`].
pub async fn weigh(portal: &Portal, challenge: ChallengeId, typed: &str) -> Result<(), Refusal> {
    chosen(portal, patient(portal, challenge).await?, typed).await.map(drop)
}

/// Activates the account: the notice was accepted, in this version, and this is the password. The person is signed in.
///
/// # Errors
/// [`Refusal::NoticeNotAccepted`] when the notice is another by now; [`Refusal::Weak`]; [`Refusal::Lapsed`] as for
/// [`whose`]; [`Refusal::AlreadyActive`] when somebody else was faster.
pub async fn finish(
    portal: &Portal,
    caller: &Caller,
    challenge: ChallengeId,
    accepted: &str,
    typed: &str,
) -> Result<PatientId, Refusal> {
    notice::is_current(portal, accepted)?;
    let password = chosen(portal, patient(portal, challenge).await?, typed).await?;
    let password_hash = hashed(portal, caller, &password).await?;
    let mut tx = portal.begin().await?;
    let activated = activate(portal, &mut tx, caller, challenge, password_hash).await;
    portal.settle(tx, activated).await
}

async fn activate(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    challenge: ChallengeId,
    password_hash: String,
) -> Result<PatientId, Refusal> {
    let patient = of(&earned::use_up::<Activate>(portal, tx, challenge).await?)?;
    let row = CredentialRow { patient, password_hash, failures: 0, changed_at: portal.now() };
    if !credential::put_first(tx, &row).await? {
        return Err(Refusal::AlreadyActive);
    }
    notice::note_accepted(portal, tx, caller, patient).await?;
    let about = About { patient: Some(patient), challenge: Some(challenge), ..About::default() };
    note(portal, tx, caller, Event::Activated, about).await?;
    note(portal, tx, caller, Event::SignedIn, about).await?;
    Ok(patient)
}
