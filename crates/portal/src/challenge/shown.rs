//! A challenge's messages and the end of its code, as its page shows them.
//!
//! A receipt that comes after a code has ended gives it a new life. What borrows its course borrows that too: else a page that
//! comes back to life would tell that somebody had been sent a code.

use super::course::{Course, course, opening};
use crate::{Portal, Refusal};
use domain::{
    Millis,
    challenge::{Leg, is_sent_quietly},
};
use store::{Tx, challenge::ChallengeRow};

/// What a page shows of a challenge's messages.
pub(super) struct Shown {
    pub legs: Vec<Leg>,
    /// When the code ends, for all that the page knows.
    pub expires_at: Millis,
}

/// What the page of a challenge shows of its messages now.
pub(super) async fn shown(
    portal: &Portal,
    tx: &mut Tx,
    row: &ChallengeRow,
) -> Result<Shown, Refusal> {
    let Course { legs, is_borrowed } = course(portal, tx, row).await?;
    let mut seen = legs.clone();
    if !is_borrowed || !is_sent_quietly(&row.kind) {
        return Ok(Shown { legs, expires_at: row.expires_at });
    }
    if row.sent_at > row.issued_at {
        seen.extend(opening(portal, tx, row).await?);
    }
    Ok(Shown { legs, expires_at: pretended_end(portal, row, &seen) })
}

/// When the code of a challenge ends, for all that its page knows.
pub(super) async fn ends_at(
    portal: &Portal,
    tx: &mut Tx,
    row: &ChallengeRow,
) -> Result<Millis, Refusal> {
    Ok(shown(portal, tx, row).await?.expires_at)
}

/// When a code ends whose receipts are these: nothing counts that is not there yet, nor what the row says of real ones.
fn pretended_end(portal: &Portal, row: &ChallengeRow, legs: &[Leg]) -> Millis {
    let (life, now) = (portal.rules().life, portal.now());
    let planned = life.after_resend(row.issued_at, life.ends_at(row.issued_at), row.sent_at);
    let mut receipts: Vec<Millis> = legs.iter().filter_map(|leg| leg.delivered_at).collect();
    receipts.retain(|at| *at <= now);
    receipts.sort_unstable();
    let late = |end, at| life.after_receipt(row.issued_at, end, at);
    receipts.into_iter().fold(planned, late)
}
