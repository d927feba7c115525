//! "Call me instead": the same digits, read aloud now.

use super::{
    again::{Again, open_row},
    course::{Course, course},
    pending::{call_at, calls},
};
use crate::{Caller, Portal, Refusal};
use domain::{
    challenge::{Channel, SENDS},
    id::ChallengeId,
};
use store::{Tx, challenge::ChallengeRow, life, message};

/// Calls the person of an open challenge of this session now, whether or not a text arrived; for a decoy, pretends to.
/// It counts as a further send.
///
/// # Errors
/// [`Refusal::TooSoon`] while the phone may still ring from the last call, [`Refusal::NoMoreSends`], a limit,
/// [`Refusal::NotFound`] where the clinic calls nobody, or [`domain::challenge::Wrong`] when the code has ended.
pub async fn call(portal: &Portal, caller: &Caller, id: ChallengeId) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let made = make(portal, &mut tx, caller, id).await;
    portal.settle(tx, made).await
}

async fn make(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    id: ChallengeId,
) -> Result<(), Refusal> {
    let row = open_row(portal, tx, caller, id).await?;
    check(portal, tx, &row).await?;
    let again = Again::allowed(portal, tx, caller, row, Some("call")).await?;
    let moved = life::call(tx, &again.further).await?;
    again.count(portal, tx, moved).await?;
    let (now, ends) = (again.further.now, again.further.expires_at);
    // The call that was planned comes sooner; where none waits any more, there is a further one.
    if let Some(to) = &again.to
        && message::hasten(tx, id, Channel::Voice, now, ends).await? == 0
    {
        again.enqueue(portal, tx, to, Channel::Voice, Some(now)).await?;
    }
    again.note(portal, tx).await
}

async fn check(portal: &Portal, tx: &mut Tx, row: &ChallengeRow) -> Result<(), Refusal> {
    let Course { legs, .. } = course(portal, tx, row).await?;
    let at = call_at(row, &legs, portal.now());
    match () {
        () if !calls(portal, row) => Err(Refusal::NotFound),
        () if row.sends >= SENDS => Err(Refusal::NoMoreSends),
        () if portal.now() < at => Err(Refusal::TooSoon(at)),
        () => Ok(()),
    }
}
