//! Changing one's password, with the current one and a code; and what every new password asks.

use crate::{
    Caller, Portal, Principal, Refusal, earned,
    elsewhere::{end_others, still_admits},
    event::{About, note},
    news::{self, News},
    own,
    profile::Profile,
};
use domain::{
    audit::Event,
    challenge::ChangePassword,
    id::{ChallengeId, PatientId},
    password::{LONGEST, Password, normal},
};
use store::{
    Tx,
    credential::{self, CredentialRow},
};

own::steps!(ChangePassword);

/// Changes the password, after the current one was given; ends all other sessions, and tells the person.
///
/// # Errors
/// [`Refusal::Weak`]; [`Refusal::PasswordWrong`], which counts a try; [`Refusal::Lapsed`] when the code was answered too
/// long ago, was acted upon, or after ten tries.
pub async fn change(
    portal: &Portal,
    who: &Principal,
    challenge: ChallengeId,
    current: &str,
    typed: &str,
) -> Result<(), Refusal> {
    is_open(portal, who, challenge).await?;
    let password = chosen(portal, who.patient, typed).await?;
    earned::spend_try::<ChangePassword>(portal, challenge).await?;
    if !is_current(portal, who, current).await? {
        return refused(portal, who, challenge).await;
    }
    let password_hash = hashed(portal, &who.caller, &password).await?;
    let mut tx = portal.begin().await?;
    is_newest(&mut tx, who.patient, challenge).await?;
    let purpose = own::use_up::<ChangePassword>(portal, &mut tx, who, challenge).await?;
    let change = Change { patient: purpose.patient, challenge, password_hash, detail: "changed" };
    let replaced = replace(portal, &mut tx, &who.caller, change).await;
    portal.settle(tx, replaced).await
}

/// # Errors
/// [`Refusal::Lapsed`] when another password was set since the code was asked for.
pub(crate) async fn is_newest(
    tx: &mut Tx,
    patient: PatientId,
    challenge: ChallengeId,
) -> Result<(), Refusal> {
    if still_admits(tx, patient, challenge).await? { Ok(()) } else { Err(Refusal::Lapsed) }
}

/// Whether this is the principal's password.
pub(crate) async fn is_current(
    portal: &Portal,
    who: &Principal,
    typed: &str,
) -> Result<bool, Refusal> {
    let mut tx = portal.read().await?;
    let row = credential::get(&mut tx, who.patient).await?.ok_or(Refusal::Lapsed)?;
    drop(tx);
    let _visit = portal.hasher().join(who.caller.network())?;
    let typed = if typed.len() > LONGEST { "" } else { typed };
    portal.hasher().verify(&normal(typed), &row.password_hash).await
}

/// Counts a password that is not theirs.
///
/// # Errors
/// [`Refusal::PasswordWrong`], always.
pub(crate) async fn refused<T>(
    portal: &Portal,
    who: &Principal,
    challenge: ChallengeId,
) -> Result<T, Refusal> {
    let mut tx = portal.begin().await?;
    credential::fail(&mut tx, who.patient).await?;
    let about =
        About { patient: Some(who.patient), challenge: Some(challenge), ..About::default() };
    note(portal, &mut tx, &who.caller, Event::PasswordRefused, about).await?;
    tx.commit().await?;
    Err(Refusal::PasswordWrong)
}

/// A new password, if it may be this person's.
///
/// # Errors
/// [`Refusal::PasswordMissing`] or [`Refusal::Weak`].
pub(crate) async fn chosen(
    portal: &Portal,
    patient: PatientId,
    typed: &str,
) -> Result<Password, Refusal> {
    if typed.is_empty() {
        return Err(Refusal::PasswordMissing);
    }
    let mut tx = portal.read().await?;
    let person = Profile::of(portal, &mut tx, patient).await?.person;
    Ok(Password::parse(typed, &person.known(portal.rules().home()))?)
}

/// The hash of a new password; one network takes half of the pool at most.
///
/// # Errors
/// [`Refusal::Busy`] in a flood.
pub(crate) async fn hashed(
    portal: &Portal,
    caller: &Caller,
    password: &Password,
) -> Result<String, Refusal> {
    let _visit = portal.hasher().join(caller.network())?;
    portal.hasher().hash(password.reveal(), portal.chance()).await
}

/// A password in place of another.
pub(crate) struct Change {
    pub patient: PatientId,
    /// The challenge that allowed it.
    pub challenge: ChallengeId,
    pub password_hash: String,
    /// By which way.
    pub detail: &'static str,
}

/// Writes a new password, ends every other session of the patient and every sign-in under way, and tells them.
pub(crate) async fn replace(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    change: Change,
) -> Result<(), Refusal> {
    let Change { patient, challenge, password_hash, detail } = change;
    let row = CredentialRow { patient, password_hash, failures: 0, changed_at: portal.now() };
    credential::put(tx, &row).await?;
    end_others(portal, tx, caller, patient, "password-changed").await?;
    news::of_oneself(portal, tx, caller, (patient, challenge), News::PasswordChanged).await?;
    let about = About {
        patient: Some(patient),
        challenge: Some(challenge),
        detail: Some(detail),
        ..About::default()
    };
    note(portal, tx, caller, Event::PasswordChanged, about).await
}
