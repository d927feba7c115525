//! Those who are not signed in, and say who they are by what they know: their number and their birth date.
//!
//! Neither is a secret, so a claim that is not right walks the same path as one that is: as many details are opened, a
//! password's work is done, and a decoy challenge is opened that no code answers. Whatever stands in the way of a code,
//! such as a number that is not served, is told to nobody who has not shown that they hold the phone.

pub(crate) mod find;
mod open;

use crate::{
    Caller, Portal, Refusal,
    challenge::{self, Asker},
};
use domain::{
    birth::BirthDate,
    challenge::{Activate, NewPassword, Purpose, StopNumber},
    id::{ChallengeId, PatientId},
    identifier::{Identifier, NotAnIdentifier},
};

/// A purpose for which somebody claims to be a patient.
pub(crate) trait Claim: Purpose {
    /// The purpose, for these.
    fn of(candidates: Vec<PatientId>) -> Self;
    /// Whom it is for.
    fn candidates(&self) -> &[PatientId];
    /// Whether a patient can be meant by whether they have a password.
    fn is_for(has_password: bool) -> bool;
}

impl Claim for Activate {
    fn of(candidates: Vec<PatientId>) -> Self {
        Self { candidates: candidates.into_iter().take(1).collect() }
    }

    fn candidates(&self) -> &[PatientId] {
        &self.candidates
    }

    /// Whoever is active already is told so once they have shown that they hold the phone.
    fn is_for(_: bool) -> bool {
        true
    }
}

impl Claim for NewPassword {
    fn of(candidates: Vec<PatientId>) -> Self {
        Self { candidates }
    }

    fn candidates(&self) -> &[PatientId] {
        &self.candidates
    }

    /// There is nothing to forget before an account is active.
    fn is_for(has_password: bool) -> bool {
        has_password
    }
}

impl Claim for StopNumber {
    fn of(candidates: Vec<PatientId>) -> Self {
        Self { candidates: candidates.into_iter().take(1).collect() }
    }

    fn candidates(&self) -> &[PatientId] {
        &self.candidates
    }

    /// Whoever has nothing to stop is told so once they have shown that they hold the phone.
    fn is_for(_: bool) -> bool {
        true
    }
}

/// Opens a challenge for whoever has this number and was born on this day, or a decoy.
///
/// # Errors
/// A limit or a pause, or [`Refusal::Busy`] in a flood. Never whether there is such a patient.
pub(crate) async fn begin<P: Claim>(
    portal: &Portal,
    caller: &Caller,
    readings: &[Identifier],
    born: &BirthDate,
) -> Result<(), Refusal> {
    let identifier = readings.first().ok_or(NotAnIdentifier::Missing)?;
    let who = format!("{}:{}:{}", P::KIND, identifier.kind(), identifier.normal());
    let asker = Asker::of::<P>(portal, caller, &who);
    asker.may_ask(portal).await?;
    let matching = find::matching::<P>(portal, caller, readings, born).await?;
    let claim = open::Claimant { caller, asker, identifier };
    open::open::<P>(portal, &claim, matching).await
}

/// Judges the code of a claim and consumes it; gives those whom it is for.
///
/// # Errors
/// [`Refusal::Code`] or [`Refusal::Wrong`].
pub(crate) async fn answer<P: Claim>(
    portal: &Portal,
    caller: &Caller,
    challenge: ChallengeId,
    typed: &str,
) -> Result<Vec<PatientId>, Refusal> {
    let proof = challenge::answer::<P>(portal, caller, challenge, None, typed).await?;
    let candidates = proof.purpose().candidates().to_vec();
    let mut tx = portal.begin().await?;
    let answered = challenge::redeem(portal, &mut tx, &proof, &candidates).await?;
    answered.alone(portal, &mut tx, caller).await?;
    tx.commit().await?;
    Ok(candidates)
}
