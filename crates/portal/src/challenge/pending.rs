//! An open challenge as its page shows it.

use super::shown::{Shown, shown};
use crate::{Caller, Portal, Refusal};
use domain::{
    Millis,
    challenge::{Channel, Leg, Plan, Purpose, RESEND_AFTER, Reference, SENDS},
    id::ChallengeId,
};
use store::challenge::ChallengeRow;
use uuid::Uuid;

/// What a person may know of a challenge that waits for their answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pending {
    /// Its name.
    pub id: ChallengeId,
    /// The two characters that its messages show too.
    pub reference: Reference,
    /// When its code ends.
    pub expires_at: Millis,
    /// How its code is first sent. On the way to signing in it follows from the configuration and from what was typed
    /// alone, so that it says nothing of whom the account belongs to.
    pub first: Channel,
    /// From when the code can be sent again; none when it cannot.
    pub resend_at: Option<Millis>,
    /// From when the person can ask to be called; none when they cannot.
    pub call_at: Option<Millis>,
    /// Whether an answer can still be right.
    pub live: bool,
}

/// The newest challenge of this session for a purpose and its resource; none if there is none to answer.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn pending<P: Purpose>(
    portal: &Portal,
    caller: &Caller,
    resource: Option<Uuid>,
) -> Result<Option<Pending>, Refusal> {
    let mut tx = portal.read().await?;
    let row = store::challenge::latest(&mut tx, caller.session, P::KIND, resource).await?;
    match row.filter(|row| row.consumed_at.is_none()) {
        Some(row) => {
            let shown = shown(portal, &mut tx, &row).await?;
            Ok(Some(view(portal, &row, &shown)))
        }
        None => Ok(None),
    }
}

fn view(portal: &Portal, row: &ChallengeRow, shown: &Shown) -> Pending {
    let now = portal.now();
    let Shown { legs, expires_at } = shown;
    let live = row.ended_at.is_none() && now < *expires_at;
    let sends = live && row.sends < SENDS;
    Pending {
        id: row.id,
        reference: Reference::of(row.id),
        expires_at: *expires_at,
        first: row.first,
        resend_at: sends.then(|| row.sent_at.after(RESEND_AFTER)),
        call_at: (sends && calls(portal, row)).then(|| call_at(row, legs, now)),
        live,
    }
}

/// Whether the clinic calls anybody for such a purpose.
pub(super) fn calls(portal: &Portal, row: &ChallengeRow) -> bool {
    portal.rules().plan_of(&row.kind) != Plan::Sms
}

/// From when a call may be asked for: not while the phone may still ring from the last one.
pub(super) fn call_at(row: &ChallengeRow, legs: &[Leg], now: Millis) -> Millis {
    let calls = legs.iter().filter(|leg| leg.channel == Channel::Voice);
    let called = calls.filter_map(|leg| leg.accepted_at).filter(|at| *at <= now).max();
    let last = called.max(row.called_at);
    last.map_or(row.issued_at, |at| at.after(RESEND_AFTER))
}
