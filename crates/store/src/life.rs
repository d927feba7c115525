//! How the code of a challenge lives on: it is sent again, its person is called, or its receipt comes late.

use crate::{Result, Tx, sql::Sql, value::values};
use domain::{
    Millis,
    id::{ChallengeId, SessionKey},
};

/// A further send of a code, which its person asks for.
#[derive(Clone, Copy, Debug)]
pub struct Further {
    /// The challenge.
    pub challenge: ChallengeId,
    /// The session that must be the challenge's.
    pub session: SessionKey,
    /// When it is asked for.
    pub now: Millis,
    /// When the code ends from then on.
    pub expires_at: Millis,
    /// How often the code may be sent in all.
    pub most: i64,
    /// When the last one of its kind may have been asked for, at the latest.
    pub not_after: Millis,
}

/// Counts a further send that notes its moment in these columns, where the last one is long enough ago.
macro_rules! further {
    ($noted:literal, $last:literal) => {
        concat!(
            "UPDATE challenge SET sends = sends + 1, ",
            $noted,
            ", expires_at = $4 WHERE id = $1 AND session = $2 AND sends < $5 AND ",
            $last,
            " AND consumed_at IS NULL AND ended_at IS NULL"
        )
    };
}

statements! {
    RESEND = both further!("sent_at = $3", "sent_at <= $6");
    CALL = both further!("sent_at = $3, called_at = $3", "(called_at IS NULL OR called_at <= $6)");
    EXTEND = both "UPDATE challenge SET receipted_at = COALESCE(receipted_at, $2), \
        expires_at = CASE WHEN expires_at < $3 THEN $3 ELSE expires_at END \
        WHERE id = $1 AND consumed_at IS NULL AND ended_at IS NULL";
}

/// Counts a further text and moves the code's end, if the challenge is open and neither bound is passed; says whether
/// this call did it.
///
/// # Errors
/// When the database cannot be written to.
pub async fn resend(tx: &mut Tx, further: &Further) -> Result<bool> {
    count(tx, RESEND, further).await
}

/// Counts a call that the person asked for and moves the code's end, if the challenge is open and neither bound is
/// passed; says whether this call did it.
///
/// # Errors
/// When the database cannot be written to.
pub async fn call(tx: &mut Tx, further: &Further) -> Result<bool> {
    count(tx, CALL, further).await
}

async fn count(tx: &mut Tx, sql: Sql, further: &Further) -> Result<bool> {
    let Further { challenge, session, now, expires_at, most, not_after } = *further;
    let values = values![challenge, session, now, expires_at, most, not_after];
    Ok(tx.execute(sql, values).await? == 1)
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
