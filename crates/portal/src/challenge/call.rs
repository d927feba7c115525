//! "Call me instead": the same digits, read aloud now.

use super::{
    allowance::{Allowed, Target, Wish, allow},
    course::legs,
    messages::{Carried, enqueue},
    open::count,
    pending::{call_at, calls},
    resend::{asker, further, manner, open_row, recipient},
};
use crate::{
    Caller, Portal, Refusal,
    event::{About, note},
};
use domain::{
    audit::Event,
    challenge::{Channel, RESEND_AFTER, SENDS},
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
    let done = now(portal, &mut tx, caller, id).await;
    let done = Portal::settle(tx, done).await;
    portal.ring();
    done
}

async fn now(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    id: ChallengeId,
) -> Result<(), Refusal> {
    let row = open_row(portal, tx, caller, id).await?;
    check(portal, tx, &row).await?;
    let to = recipient(portal, tx, caller, &row).await?;
    let target = to.as_ref().map(|to| Target::of(portal, &to.phone));
    let asker = asker(portal, caller, &row);
    let about =
        About { patient: row.patient, challenge: Some(id), detail: Some("call"), record: None };
    let wish = Wish { caller, asker, target: target.as_ref(), manner: manner(&row) };
    // A call that is not made is pretended to be, as for a decoy.
    let (to, target) = match allow(portal, tx, &wish, about).await? {
        Allowed::Yes => (to, target),
        Allowed::Unsent => (None, None),
    };
    let further = further(portal, caller, &row);
    let (now, expires_at) = (further.now, further.expires_at);
    if !life::call(tx, &further).await? {
        return Err(Refusal::TooSoon(now.after(RESEND_AFTER)));
    }
    count(portal, tx, asker, target.as_ref(), id).await?;
    // The call that was planned comes sooner; where none waits any more, there is a further one.
    if let Some(to) = &to
        && message::hasten(tx, id, Channel::Voice, now, expires_at).await? == 0
    {
        let (kind, asked_at) = (row.kind.as_str(), Some(now));
        let carried = Carried { challenge: id, kind, written_at: now, expires_at, asked_at };
        enqueue(portal, tx, &carried, to, Channel::Voice.at_once()).await?;
    }
    note(portal, tx, caller, Event::CodeResent, about).await
}

async fn check(portal: &Portal, tx: &mut Tx, row: &ChallengeRow) -> Result<(), Refusal> {
    let at = call_at(row, &legs(portal, tx, row).await?, portal.now());
    match () {
        () if !calls(portal, row) => Err(Refusal::NotFound),
        () if row.sends >= SENDS => Err(Refusal::NoMoreSends),
        () if portal.now() < at => Err(Refusal::TooSoon(at)),
        () => Ok(()),
    }
}
