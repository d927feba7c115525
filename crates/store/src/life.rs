//! How the code of a challenge lives on: it is sent again, its person is called, or its receipt comes late.

use crate::{Result, Tx, value::values};
use domain::{
    Millis,
    id::{ChallengeId, SessionKey},
};

statements! {
    RESEND = both "UPDATE challenge SET sends = sends + 1, sent_at = $3, expires_at = $4 WHERE id = $1 \
        AND session = $2 AND sends < $5 AND sent_at <= $6 AND consumed_at IS NULL AND ended_at IS NULL";
    CALL = both "UPDATE challenge SET sends = sends + 1, sent_at = $3, called_at = $3, expires_at = $4 WHERE id = $1 \
        AND session = $2 AND sends < $5 AND (called_at IS NULL OR called_at <= $6) AND consumed_at IS NULL \
        AND ended_at IS NULL";
    EXTEND = both "UPDATE challenge SET receipted_at = COALESCE(receipted_at, $2), \
        expires_at = CASE WHEN expires_at < $3 THEN $3 ELSE expires_at END \
        WHERE id = $1 AND consumed_at IS NULL AND ended_at IS NULL";
}

/// Counts a further send and moves the code's end, if the challenge is open, was sent fewer than `most` times, and
/// last no later than `not_after`; says whether this call did it.
///
/// # Errors
/// When the database cannot be written to.
pub async fn resend(
    tx: &mut Tx,
    id: ChallengeId,
    session: SessionKey,
    now: Millis,
    new_expires_at: Millis,
    most: i64,
    not_after: Millis,
) -> Result<bool> {
    let values = values![id, session, now, new_expires_at, most, not_after];
    Ok(tx.execute(RESEND, values).await? == 1)
}

/// Counts a call that the person asked for and moves the code's end, if the challenge is open, was sent fewer than
/// `most` times, and a call was last asked for no later than `not_after`; says whether this call did it.
///
/// # Errors
/// When the database cannot be written to.
pub async fn call(
    tx: &mut Tx,
    id: ChallengeId,
    session: SessionKey,
    now: Millis,
    new_expires_at: Millis,
    most: i64,
    not_after: Millis,
) -> Result<bool> {
    let values = values![id, session, now, new_expires_at, most, not_after];
    Ok(tx.execute(CALL, values).await? == 1)
}

/// Notes that an open challenge's code was delivered (the first time counts) and moves its end, never to an earlier
/// moment; says whether the challenge was open.
///
/// # Errors
/// When the database cannot be written to.
pub async fn extend(
    tx: &mut Tx,
    id: ChallengeId,
    receipted_at: Millis,
    expires_at: Millis,
) -> Result<bool> {
    Ok(tx.execute(EXTEND, values![id, receipted_at, expires_at]).await? == 1)
}
