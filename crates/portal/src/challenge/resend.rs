//! Sending a code again: the same digits, at most three times, not before 30 seconds.

use super::{
    allowance::{Allowed, Asker, Manner, Target, Wish, allow},
    messages::{Carried, enqueue},
    open::{Recipient, count},
};
use crate::{
    Caller, Portal, Refusal,
    event::{About, note},
    profile::Profile,
};
use domain::{
    Millis,
    audit::Event,
    challenge::{Channel, Purpose, RESEND_AFTER, SENDS, SignIn, Step, Wrong},
    id::ChallengeId,
};
use std::time::Duration;
use store::{
    Tx,
    challenge::{self, ChallengeRow},
};

const SMS_NOW: &[Step] = &[Step { channel: Channel::Sms, after: Duration::ZERO }];

/// Sends the code of an open challenge of this session again; for a decoy, pretends to.
///
/// # Errors
/// [`Refusal::TooSoon`], [`Refusal::NoMoreSends`], a limit, or [`Wrong::Expired`] when the code has ended.
pub async fn resend(portal: &Portal, caller: &Caller, id: ChallengeId) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let sent = again(portal, &mut tx, caller, id).await;
    let sent = Portal::settle(tx, sent).await;
    portal.ring();
    sent
}

async fn again(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    id: ChallengeId,
) -> Result<(), Refusal> {
    let now = portal.now();
    let row = challenge::get(tx, id, caller.session).await?.ok_or(Wrong::Expired)?;
    check(&row, now)?;
    let to = recipient(portal, tx, caller, &row).await?;
    let target = to.as_ref().map(|to| Target::of(portal, &to.phone));
    // Counted as it was asked for, wherever the browser is by now.
    let network = portal.vault().lookup("network", &caller.network());
    let asker = Asker { who: row.asker, network };
    let about = About { patient: row.patient, challenge: Some(id), ..About::default() };
    let wish = Wish { caller, asker, target: target.as_ref(), manner: manner(&row) };
    // What is not sent is pretended to be, as for a decoy.
    let (to, target) = match allow(portal, tx, &wish, about).await? {
        Allowed::Yes => (to, target),
        Allowed::Unsent => (None, None),
    };
    let expires_at = portal.rules().life.after_resend(row.issued_at, row.expires_at, now);
    let not_after = now.before(RESEND_AFTER);
    if !challenge::resend(tx, id, caller.session, now, expires_at, SENDS, not_after).await? {
        return Err(Refusal::TooSoon(now.after(RESEND_AFTER)));
    }
    count(portal, tx, asker, target.as_ref(), id).await?;
    if let Some(to) = &to {
        let carried = Carried { challenge: id, kind: &row.kind, issued_at: now, expires_at };
        enqueue(portal, tx, &carried, to, SMS_NOW).await?;
    }
    note(portal, tx, caller, Event::CodeResent, about).await
}

/// Before somebody has signed in, whether their number may be sent a code is not told.
fn manner(row: &ChallengeRow) -> Manner {
    if row.kind == SignIn::KIND { Manner::Quietly } else { Manner::Openly }
}

fn check(row: &ChallengeRow, now: Millis) -> Result<(), Refusal> {
    let again_at = row.sent_at.after(RESEND_AFTER);
    match () {
        () if row.consumed_at.is_some() => Err(Wrong::Used.into()),
        () if row.ended_at.is_some() || row.expires_at <= now => Err(Wrong::Expired.into()),
        () if row.sends >= SENDS => Err(Refusal::NoMoreSends),
        () if now < again_at => Err(Refusal::TooSoon(again_at)),
        () => Ok(()),
    }
}

async fn recipient(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    row: &ChallengeRow,
) -> Result<Option<Recipient>, Refusal> {
    match row.patient {
        Some(patient) => {
            let profile = Profile::of(portal, tx, patient).await?;
            Recipient::reached(portal, caller, &profile).map(Some)
        }
        None => Ok(None),
    }
}
