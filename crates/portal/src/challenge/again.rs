//! A further send of an open challenge's code, as a text or as a call.

use super::{
    allowance::{Allowed, Manner, Target, Wish, allow},
    asker::{Asker, Step},
    messages::{Carried, enqueue},
    open::{Addressee, count},
    shown::ends_at,
};
use crate::{
    Caller, Portal, Refusal,
    event::{About, note},
    number,
    profile::Profile,
};
use domain::{
    Millis,
    audit::Event,
    challenge::{Basis, Channel, RESEND_AFTER, SENDS, Wrong, is_sent_quietly},
    id::ChallengeId,
};
use store::{Tx, challenge::ChallengeRow, claim, life::Further};

/// A further send that nothing forbids.
pub(super) struct Again<'a> {
    caller: &'a Caller,
    asker: Asker,
    allowed: Allowed,
    target: Option<Target>,
    about: About,
    /// The challenge, as it was before.
    pub row: ChallengeRow,
    /// Whom it goes to; nobody where it is only pretended.
    pub to: Option<Addressee>,
    /// The send itself, as it is counted.
    pub further: Further,
}

impl<'a> Again<'a> {
    /// One that the sending limits allow, or whose refusal is not told.
    ///
    /// # Errors
    /// [`Refusal::Paused`] or [`Refusal::Limited`] with the moment from which it may be asked for again.
    pub(super) async fn allowed(
        portal: &Portal,
        tx: &mut Tx,
        caller: &'a Caller,
        row: ChallengeRow,
        detail: Option<&'static str>,
    ) -> Result<Self, Refusal> {
        let to = match addressee(portal, tx, caller, &row).await {
            // Nor is it told that nothing can be sent there any more.
            Err(refusal) if !refusal.is_failure() && is_sent_quietly(&row.kind) => None,
            to => to?,
        };
        let target = to.as_ref().map(|to| Target::of(portal, &to.phone));
        // Counted as it was asked for at first, wherever the browser is by now.
        let asker = Asker::again(portal, caller, &row);
        let about =
            About { patient: row.patient, challenge: Some(row.id), detail, ..About::default() };
        if let Some(patient) = row.patient.filter(|_| asker.basis == Basis::Stop) {
            // In the order in which an answer takes them: the patient, the challenge, the number that waits.
            claim::hold(tx, patient).await?;
        }
        let (target_of, manner, step) = (target.as_ref(), manner(&row), Step::Further);
        let wish = Wish { caller, asker, target: target_of, manner, step };
        // What is not sent is pretended to be, as for a decoy.
        let allowed = allow(portal, tx, &wish, about).await?;
        let (to, target) = match allowed {
            Allowed::Yes | Allowed::Heard(_) => (to, target),
            Allowed::Unsent => (None, None),
        };
        let now = portal.now();
        let further = Further {
            challenge: row.id,
            session: caller.session,
            now,
            expires_at: portal.rules().life.after_resend(row.issued_at, row.expires_at, now),
            most: SENDS,
            not_after: now.before(RESEND_AFTER),
        };
        Ok(Self { caller, asker, allowed, target, about, row, to, further })
    }

    /// Counts it, once the challenge's row was moved by it; a row that another request moved meanwhile refuses it.
    ///
    /// # Errors
    /// [`Refusal::TooSoon`].
    pub(super) async fn count(
        &self,
        portal: &Portal,
        tx: &mut Tx,
        moved: bool,
    ) -> Result<(), Refusal> {
        if !moved {
            return Err(Refusal::TooSoon(self.further.now.after(RESEND_AFTER)));
        }
        let (by, to) = ((self.caller, self.asker), (self.allowed, self.target.as_ref()));
        count(portal, tx, by, to, self.row.id).await
    }

    /// Puts its message into the outbox; `asked_at` is when the person asked for one that no plan has.
    pub(super) async fn enqueue(
        &self,
        portal: &Portal,
        tx: &mut Tx,
        to: &Addressee,
        channel: Channel,
        asked_at: Option<Millis>,
    ) -> Result<(), Refusal> {
        let Self { row, further, .. } = self;
        let carried = Carried {
            challenge: row.id,
            kind: &row.kind,
            purpose: &row.purpose,
            written_at: further.now,
            expires_at: further.expires_at,
            asked_at,
        };
        enqueue(portal, tx, &carried, to, channel.at_once()).await
    }

    /// Notes that it was asked for.
    pub(super) async fn note(&self, portal: &Portal, tx: &mut Tx) -> Result<(), Refusal> {
        note(portal, tx, self.caller, Event::CodeResent, self.about).await
    }
}

/// A challenge of this session that is neither answered nor over, with the end that its page shows.
///
/// # Errors
/// [`Wrong::Used`] or [`Wrong::Expired`].
pub(super) async fn open_row(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    id: ChallengeId,
) -> Result<ChallengeRow, Refusal> {
    let mut row = store::challenge::get(tx, id, caller.session).await?.ok_or(Wrong::Expired)?;
    let ends_at = ends_at(portal, tx, &row).await?;
    row.expires_at = row.expires_at.max(ends_at);
    match () {
        () if row.consumed_at.is_some() => Err(Wrong::Used.into()),
        () if row.ended_at.is_some() || ends_at <= portal.now() => Err(Wrong::Expired.into()),
        () => Ok(row),
    }
}

/// Before somebody has signed in, whether their number may be sent a code is not told.
fn manner(row: &ChallengeRow) -> Manner {
    if is_sent_quietly(&row.kind) { Manner::Quietly } else { Manner::Openly }
}

/// Whom a challenge's code goes to; nobody for a decoy.
async fn addressee(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    row: &ChallengeRow,
) -> Result<Option<Addressee>, Refusal> {
    match row.patient {
        Some(patient) => {
            let profile = Profile::of(portal, tx, patient).await?;
            if let Some(phone) = number::new_number_of(portal, &profile, row)? {
                return Addressee::at(tx, &profile, phone, caller.language).await.map(Some);
            }
            Addressee::reached(portal, tx, caller, &profile).await.map(Some)
        }
        None => Ok(None),
    }
}
