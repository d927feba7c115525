//! An open challenge as its page shows it.

use crate::{Caller, Portal, Refusal};
use domain::{
    Millis,
    challenge::{Purpose, RESEND_AFTER, Reference, SENDS},
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
    /// From when the code can be sent again; none when it cannot.
    pub resend_at: Option<Millis>,
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
    let now = portal.now();
    Ok(row.filter(|row| row.consumed_at.is_none()).map(|row| view(&row, now)))
}

fn view(row: &ChallengeRow, now: Millis) -> Pending {
    let live = row.ended_at.is_none() && now < row.expires_at;
    Pending {
        id: row.id,
        reference: Reference::of(row.id),
        expires_at: row.expires_at,
        resend_at: (live && row.sends < SENDS).then(|| row.sent_at.after(RESEND_AFTER)),
        live,
    }
}
