//! Sending a code again: the same digits, at most three times, not before 30 seconds.

use super::again::{Again, open_row};
use crate::{Caller, Portal, Refusal};
use domain::{
    Millis,
    challenge::{RESEND_AFTER, SENDS},
    id::ChallengeId,
};
use store::{Tx, challenge::ChallengeRow, life};

/// Sends the code of an open challenge of this session again; for a decoy, pretends to.
///
/// # Errors
/// [`Refusal::TooSoon`], [`Refusal::NoMoreSends`], a limit, or [`domain::challenge::Wrong::Expired`] when the code has
/// ended.
pub async fn resend(portal: &Portal, caller: &Caller, id: ChallengeId) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let sent = send(portal, &mut tx, caller, id).await;
    portal.settle(tx, sent).await
}

async fn send(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    id: ChallengeId,
) -> Result<(), Refusal> {
    let row = open_row(portal, tx, caller, id).await?;
    check(&row, portal.now())?;
    let again = Again::allowed(portal, tx, caller, row, None).await?;
    let moved = life::resend(tx, &again.further).await?;
    again.count(portal, tx, moved).await?;
    if let Some(to) = &again.to {
        // As the first message went: who is called first is called again.
        let first = to.plan_of(portal, &again.row.kind).first();
        again.enqueue(portal, tx, to, first, None).await?;
    }
    again.note(portal, tx).await
}

fn check(row: &ChallengeRow, now: Millis) -> Result<(), Refusal> {
    let again_at = row.sent_at.after(RESEND_AFTER);
    match () {
        () if row.sends >= SENDS => Err(Refusal::NoMoreSends),
        () if now < again_at => Err(Refusal::TooSoon(again_at)),
        () => Ok(()),
    }
}
