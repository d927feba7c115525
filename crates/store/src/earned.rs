//! What an answered challenge entitles to, once: for acts that take a further page after the code.
//!
//! A sign-in is used up when one of those who share a phone is [chosen](crate::challenge::choose); everything else here.

use crate::{Result, Tx, challenge::EndedBy, value::values};
use domain::{
    Millis,
    id::{ChallengeId, PatientId, SessionKey},
};

statements! {
    SEE = both "SELECT purpose FROM challenge WHERE id = $1 AND kind = $2 AND consumed_at > $3 AND chosen_at IS NULL";
    SPEND_TRY = both "UPDATE challenge SET attempts = attempts + 1 WHERE id = $1 AND kind = $2 AND consumed_at > $3 \
        AND chosen_at IS NULL RETURNING attempts";
    USE_UP = both "UPDATE challenge SET chosen_at = $4 WHERE id = $1 AND kind = $2 AND consumed_at > $3 \
        AND chosen_at IS NULL RETURNING purpose";
    // What stands in a purpose are the ids of those whom its answer may admit.
    END_OPEN = both "UPDATE challenge SET ended_by = $5, ended_at = $6 WHERE session IS DISTINCT FROM $3 AND kind = $4 \
        AND consumed_at IS NULL AND ended_at IS NULL AND (patient_id = $1 OR purpose LIKE $2)";
    END_CHOICES = both "UPDATE challenge SET chosen_at = $5 WHERE session IS DISTINCT FROM $3 AND kind = $4 \
        AND consumed_at IS NOT NULL AND chosen_at IS NULL AND (patient_id = $1 OR purpose LIKE $2)";
}

/// The purpose, as JSON, of a challenge of this kind that was answered after `since` and is not used up.
///
/// # Errors
/// When the database does not answer.
pub async fn see(
    tx: &mut Tx,
    id: ChallengeId,
    kind: &str,
    since: Millis,
) -> Result<Option<String>> {
    let row: Option<(String,)> = tx.optional(SEE, values![id, kind, since]).await?;
    Ok(row.map(|(purpose,)| purpose))
}

/// Counts a further try at what such a challenge entitles to, and says how many there have been, those at its code
/// included.
///
/// # Errors
/// When the database cannot be written to.
pub async fn spend_try(
    tx: &mut Tx,
    id: ChallengeId,
    kind: &str,
    since: Millis,
) -> Result<Option<i64>> {
    let row: Option<(i64,)> = tx.optional(SPEND_TRY, values![id, kind, since]).await?;
    Ok(row.map(|(tries,)| tries))
}

/// Uses such a challenge up, and gives its purpose as JSON if this call did it. Of many at once, one does.
///
/// # Errors
/// When the database cannot be written to.
pub async fn use_up(
    tx: &mut Tx,
    id: ChallengeId,
    kind: &str,
    since: Millis,
    now: Millis,
) -> Result<Option<String>> {
    let row: Option<(String,)> = tx.optional(USE_UP, values![id, kind, since, now]).await?;
    Ok(row.map(|(purpose,)| purpose))
}

/// Whose challenges of a kind are ended, in all sessions but one.
#[derive(Clone, Copy, Debug)]
pub struct Others<'a> {
    /// The patient.
    pub patient: PatientId,
    /// Whether a challenge counts that went to somebody else, and whose answer may admit the patient too.
    pub shared: bool,
    /// The session whose challenges stay, if any do.
    pub keep: Option<SessionKey>,
    /// The kind.
    pub kind: &'a str,
}

/// Ends the challenges of a kind that are open, or were answered and are not used up; says how many.
///
/// # Errors
/// When the database cannot be written to.
pub async fn end_others(tx: &mut Tx, others: &Others<'_>, now: Millis) -> Result<u64> {
    let Others { patient, shared, keep, kind } = others;
    let (by, purpose) =
        (EndedBy::Superseded, if *shared { format!("%\"{patient}\"%") } else { String::new() });
    let open = tx.execute(END_OPEN, values![*patient, &purpose, *keep, *kind, by, now]).await?;
    let choices = tx.execute(END_CHOICES, values![*patient, &purpose, *keep, *kind, now]).await?;
    Ok(open + choices)
}
