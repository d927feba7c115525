//! Judging an answer: an attempt is spent and committed first, then the guess is judged.

use super::{answered::Answered, shown::ends_at};
use crate::{
    Caller, Portal, Refusal,
    event::{About, note},
};
use domain::{
    Millis,
    audit::Event,
    challenge::{Basis, Guess, Life, Proof, Purpose, Spent, Wrong, judge},
    id::{ChallengeId, PatientId, SessionKey},
};
use store::{
    Tx, asking,
    challenge::{self, ChallengeRow, EndedBy},
    claim, credential, message, sending,
};
use uuid::Uuid;

/// Judges what was typed as the code of a challenge of this session, for a resource.
///
/// # Errors
/// [`Refusal::Code`] without spending an attempt when it is no code; [`Refusal::Wrong`] when it was judged.
pub(crate) fn answer<P: Purpose>(
    portal: &Portal,
    caller: &Caller,
    challenge: ChallengeId,
    resource: Option<Uuid>,
    typed: &str,
) -> impl Future<Output = Result<Proof<P>, Refusal>> {
    answer_at(portal, caller, At { session: caller.session, challenge, resource }, typed)
}

/// Which challenge is answered.
#[derive(Clone, Copy)]
pub(crate) struct At {
    /// To which session it is bound.
    pub session: SessionKey,
    /// Which.
    pub challenge: ChallengeId,
    /// For which resource.
    pub resource: Option<Uuid>,
}

/// The same for a challenge that may be bound to another session than that of whoever answers it; what is noted is noted as
/// theirs.
pub(crate) async fn answer_at<P: Purpose>(
    portal: &Portal,
    caller: &Caller,
    at: At,
    typed: &str,
) -> Result<Proof<P>, Refusal> {
    let guess = Guess::parse(typed)?;
    let mut tx = portal.begin().await?;
    let row = challenge::spend_attempt(&mut tx, at.challenge, at.session).await?;
    tx.commit().await?;
    let row = row.ok_or(Wrong::Expired)?;
    let pepper = portal.vault().pepper(&row.key_id).ok_or(Wrong::Expired)?;
    let wrong = match judge::<P>(&Spent::from(row.clone()), &guess, &pepper, portal.now()) {
        Ok(proof) if proof.purpose().resource() == at.resource => return Ok(proof),
        Ok(_) => Wrong::Purpose,
        Err(wrong) => {
            let mut spent = Spent::from(row.clone());
            spent.expires_at = shown_end(portal, &row).await?;
            // What is told is what the page shows; what opens follows from the row alone.
            let told = judge::<P>(&spent, &guess, &pepper, portal.now());
            told.err().unwrap_or(wrong)
        }
    };
    failed(portal, caller, &row, wrong).await
}

/// When the code ends for all that its page knows, where that may be another moment than the row's.
async fn shown_end(portal: &Portal, row: &ChallengeRow) -> Result<Millis, Refusal> {
    let now = portal.now();
    let life = portal.rules().life;
    if now < life.ends_at(row.issued_at) || row.issued_at.after(Life::LONGEST) <= now {
        return Ok(row.expires_at);
    }
    let mut tx = portal.read().await?;
    ends_at(portal, &mut tx, row).await
}

/// Redeems a proof in the transaction of what it is for: exactly one caller succeeds, and says in the log what came of it.
///
/// # Errors
/// [`Wrong::Used`] when another request was first, or the code ended meanwhile.
pub(crate) async fn redeem<P: Purpose>(
    portal: &Portal,
    tx: &mut Tx,
    proof: &Proof<P>,
    patients: &[PatientId],
) -> Result<Answered, Refusal> {
    let now = portal.now();
    let challenge = proof.challenge();
    let mut held = patients.to_vec();
    held.sort_unstable();
    for patient in held {
        hold(tx, P::BASIS, patient).await?;
    }
    if !challenge::consume(tx, challenge, now).await? {
        return Err(Wrong::Used.into());
    }
    asking::verify(tx, challenge, now).await?;
    // What waits to follow need not be looked at again.
    message::pass_over(tx, challenge).await?;
    sending::verify(tx, challenge, now).await?;
    for patient in patients {
        match P::BASIS {
            Basis::Secret => {
                credential::succeed(tx, *patient).await?;
                claim::succeed(tx, *patient).await?;
            }
            Basis::Claim | Basis::Stop => claim::succeed(tx, *patient).await?,
            Basis::Typed | Basis::Counter => {}
        }
    }
    let patient = patients.first().copied().filter(|_| patients.len() == 1);
    Ok(Answered { challenge, kind: P::KIND, patient })
}

/// Holds the row of the patient, or of their password where that counts wrong answers, before that of the challenge: in the order in
/// which sessions are ended, so that neither waits for the other.
async fn hold(tx: &mut Tx, basis: Basis, patient: PatientId) -> Result<(), Refusal> {
    match basis {
        Basis::Secret | Basis::Typed => credential::hold(tx, patient).await.map(drop)?,
        Basis::Claim | Basis::Stop => claim::hold(tx, patient).await?,
        Basis::Counter => {}
    }
    Ok(())
}

/// Notes an answer that was not accepted, and what follows from it.
async fn failed<T>(
    portal: &Portal,
    caller: &Caller,
    row: &ChallengeRow,
    wrong: Wrong,
) -> Result<T, Refusal> {
    let (detail, counts, ends) = match wrong {
        Wrong::Purpose => ("purpose", false, false),
        Wrong::Used => ("used", false, false),
        Wrong::Expired => ("expired", false, false),
        // The last wrong guess ends the challenge; one that was not even judged must not take it from a right
        // guess that is about to be redeemed.
        Wrong::TooMany => ("too-many", false, false),
        Wrong::Guess { left } => ("wrong", true, left == 0),
    };
    // What is not even judged at a counter is none of the patient's affair, and would fill their history.
    let patient = row.patient.filter(|_| counts || caller.counter.is_none());
    let about =
        About { patient, challenge: Some(row.id), detail: Some(detail), ..About::default() };
    let mut tx = portal.begin().await?;
    // Rows in the order of `redeem`, so that a right guess at the same moment waits for this one, or this one for it. The
    // patient's key comes along with the count.
    let basis = Basis::of(&row.kind);
    if let Some(patient) = row.patient.filter(|_| counts) {
        hold(&mut tx, basis, patient).await?;
    }
    let ended = ends && challenge::end(&mut tx, row.id, EndedBy::WrongTries, portal.now()).await?;
    if let Some(patient) = row.patient.filter(|_| counts) {
        match basis {
            Basis::Secret | Basis::Typed => credential::fail(&mut tx, patient).await.map(drop)?,
            Basis::Claim => claim::fail(&mut tx, patient).await?,
            // Whoever guesses right there has only stopped something.
            Basis::Stop | Basis::Counter => {}
        }
    }
    note(portal, &mut tx, caller, Event::CodeFailed, about).await?;
    if ended {
        let about = About { detail: None, ..about };
        note(portal, &mut tx, caller, Event::ChallengeEnded, about).await?;
    }
    tx.commit().await?;
    Err(wrong.into())
}
