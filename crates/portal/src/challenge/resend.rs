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
    challenge::{Channel, Plan, Purpose, RESEND_AFTER, SENDS, SignIn, Wrong},
    id::ChallengeId,
};
use store::{
    Tx,
    challenge::ChallengeRow,
    life::{self, Further},
};

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
    let row = open_row(portal, tx, caller, id).await?;
    check(&row, now)?;
    let to = recipient(portal, tx, caller, &row).await?;
    let target = to.as_ref().map(|to| Target::of(portal, &to.phone));
    let asker = asker(portal, caller, &row);
    let about = About { patient: row.patient, challenge: Some(id), ..About::default() };
    let wish = Wish { caller, asker, target: target.as_ref(), manner: manner(&row) };
    // What is not sent is pretended to be, as for a decoy.
    let (to, target) = match allow(portal, tx, &wish, about).await? {
        Allowed::Yes => (to, target),
        Allowed::Unsent => (None, None),
    };
    let further = further(portal, caller, &row);
    if !life::resend(tx, &further).await? {
        return Err(Refusal::TooSoon(now.after(RESEND_AFTER)));
    }
    count(portal, tx, asker, target.as_ref(), id).await?;
    if let Some(to) = &to {
        let (kind, asked_at) = (row.kind.as_str(), None);
        let expires_at = further.expires_at;
        let carried = Carried { challenge: id, kind, written_at: now, expires_at, asked_at };
        enqueue(portal, tx, &carried, to, channel(portal, &row, to).at_once()).await?;
    }
    note(portal, tx, caller, Event::CodeResent, about).await
}

/// A further send, asked for now.
pub(super) fn further(portal: &Portal, caller: &Caller, row: &ChallengeRow) -> Further {
    let now = portal.now();
    Further {
        challenge: row.id,
        session: caller.session,
        now,
        expires_at: portal.rules().life.after_resend(row.issued_at, row.expires_at, now),
        most: SENDS,
        not_after: now.before(RESEND_AFTER),
    }
}

/// Before somebody has signed in, whether their number may be sent a code is not told.
pub(super) fn manner(row: &ChallengeRow) -> Manner {
    if row.kind == SignIn::KIND { Manner::Quietly } else { Manner::Openly }
}

/// How a code is sent again: as texts are, unless the clinic or the line takes calls alone.
fn channel(portal: &Portal, row: &ChallengeRow, to: &Recipient) -> Channel {
    let plan = portal.rules().plan_of(&row.kind).unwrap_or(Plan::SmsThenVoice);
    match plan {
        Plan::Voice => Channel::Voice,
        _ if to.phone.is_landline() => Channel::Voice,
        _ => Channel::Sms,
    }
}

/// A challenge of this session that is neither answered nor over.
///
/// # Errors
/// [`Wrong::Used`] or [`Wrong::Expired`].
pub(super) async fn open_row(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    id: ChallengeId,
) -> Result<ChallengeRow, Refusal> {
    let row = store::challenge::get(tx, id, caller.session).await?.ok_or(Wrong::Expired)?;
    match () {
        () if row.consumed_at.is_some() => Err(Wrong::Used.into()),
        () if row.ended_at.is_some() || row.expires_at <= portal.now() => {
            Err(Wrong::Expired.into())
        }
        () => Ok(row),
    }
}

/// Who asks again: counted as it was asked for at first, wherever the browser is by now.
pub(super) fn asker(portal: &Portal, caller: &Caller, row: &ChallengeRow) -> Asker {
    let network = portal.vault().lookup("network", &caller.network());
    Asker { who: row.asker, network }
}

fn check(row: &ChallengeRow, now: Millis) -> Result<(), Refusal> {
    let again_at = row.sent_at.after(RESEND_AFTER);
    match () {
        () if row.sends >= SENDS => Err(Refusal::NoMoreSends),
        () if now < again_at => Err(Refusal::TooSoon(again_at)),
        () => Ok(()),
    }
}

/// Whom a challenge's code goes to; nobody for a decoy.
pub(super) async fn recipient(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    row: &ChallengeRow,
) -> Result<Option<Recipient>, Refusal> {
    match row.patient {
        Some(patient) => {
            let profile = Profile::of(portal, tx, patient).await?;
            Recipient::reached(portal, tx, caller, &profile).await.map(Some)
        }
        None => Ok(None),
    }
}
