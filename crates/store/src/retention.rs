//! Deleting what nothing needs any more, in batches, so that no other writer waits for long.
//!
//! Each function deletes at most `limit` rows, the oldest first, and says how many.

use crate::{Result, Tx, value::values};
use domain::Millis;

statements! {
    SENDINGS = both "DELETE FROM sending WHERE id IN (SELECT id FROM sending WHERE at < $1 ORDER BY at LIMIT $2)";
    ASKINGS = both "DELETE FROM asking WHERE id IN (SELECT id FROM asking WHERE at < $1 ORDER BY at LIMIT $2)";
    // The first condition is looked at again by PostgreSQL once it has waited for a row that was touched meanwhile.
    GATES = both "DELETE FROM sending_gate WHERE touched_at < $1 AND lookup IN \
        (SELECT lookup FROM sending_gate WHERE touched_at < $1 ORDER BY touched_at LIMIT $2)";
    GRANTS = both "DELETE FROM access_grant WHERE id IN \
        (SELECT id FROM access_grant WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";
    TRIES = both "DELETE FROM message_attempt WHERE message_id IN (SELECT id FROM message \
        WHERE created_at < $1 AND expires_at < $1 ORDER BY created_at, id LIMIT $2)";
    MESSAGES = both "DELETE FROM message WHERE id IN (SELECT id FROM message \
        WHERE created_at < $1 AND expires_at < $1 ORDER BY created_at, id LIMIT $2)";
    DEVICES = both "DELETE FROM device WHERE id IN \
        (SELECT id FROM device WHERE last_seen_at < $1 ORDER BY last_seen_at LIMIT $2)";
    CHALLENGES = both "DELETE FROM challenge WHERE id IN (SELECT c.id FROM challenge AS c \
        WHERE c.issued_at < $1 AND c.expires_at < $1 \
        AND NOT EXISTS (SELECT 1 FROM message AS m WHERE m.challenge_id = c.id) \
        AND NOT EXISTS (SELECT 1 FROM asking AS a WHERE a.challenge_id = c.id) \
        AND NOT EXISTS (SELECT 1 FROM sending AS s WHERE s.challenge_id = c.id) \
        AND NOT EXISTS (SELECT 1 FROM access_grant AS g WHERE g.challenge_id = c.id) \
        ORDER BY c.issued_at LIMIT $2)";
    KEYS = both "DELETE FROM idempotent_act WHERE (verification_id, key) IN \
        (SELECT verification_id, key FROM idempotent_act WHERE done_at < $1 ORDER BY done_at LIMIT $2)";
    LOOK_UPS = both "DELETE FROM verification WHERE id IN (SELECT v.id FROM verification AS v \
        WHERE v.asked_at < $1 AND v.dispensed_at IS NULL \
        AND NOT EXISTS (SELECT 1 FROM idempotent_act AS a WHERE a.verification_id = v.id) ORDER BY v.asked_at LIMIT $2)";
}

/// Deletes sends before a moment.
///
/// # Errors
/// When the database cannot be written to.
pub async fn sendings(tx: &mut Tx, before: Millis, limit: i64) -> Result<u64> {
    tx.execute(SENDINGS, values![before, limit]).await
}

/// Deletes, of those who asked for codes, the times before a moment.
///
/// # Errors
/// When the database cannot be written to.
pub async fn askings(tx: &mut Tx, before: Millis, limit: i64) -> Result<u64> {
    tx.execute(ASKINGS, values![before, limit]).await
}

/// Deletes gates that nobody has passed since a moment.
///
/// # Errors
/// When the database cannot be written to.
pub async fn gates(tx: &mut Tx, before: Millis, limit: i64) -> Result<u64> {
    tx.execute(GATES, values![before, limit]).await
}

/// Deletes grants that ended by themselves before a moment.
///
/// # Errors
/// When the database cannot be written to.
pub async fn grants(tx: &mut Tx, before: Millis, limit: i64) -> Result<u64> {
    tx.execute(GRANTS, values![before, limit]).await
}

/// Deletes messages that were written, and dead, before a moment, with all tries at them.
///
/// # Errors
/// When the database cannot be written to.
pub async fn messages(tx: &mut Tx, before: Millis, limit: i64) -> Result<u64> {
    tx.execute(TRIES, values![before, limit]).await?;
    tx.execute(MESSAGES, values![before, limit]).await
}

/// Deletes challenges that were opened, and over, before a moment, and that nothing refers to: no message, no grant, and
/// nothing that a limit counts.
///
/// # Errors
/// When the database cannot be written to.
pub async fn challenges(tx: &mut Tx, before: Millis, limit: i64) -> Result<u64> {
    tx.execute(CHALLENGES, values![before, limit]).await
}

/// Deletes browsers that were last seen before a moment.
///
/// # Errors
/// When the database cannot be written to.
pub async fn devices(tx: &mut Tx, before: Millis, limit: i64) -> Result<u64> {
    tx.execute(DEVICES, values![before, limit]).await
}

/// Deletes the keys under which pharmacies' systems asked for something before a moment.
///
/// # Errors
/// When the database cannot be written to.
pub async fn keys(tx: &mut Tx, before: Millis, limit: i64) -> Result<u64> {
    tx.execute(KEYS, values![before, limit]).await
}

/// Deletes look-ups from before a moment by which nothing was handed over, and which no key stands for.
///
/// # Errors
/// When the database cannot be written to.
pub async fn look_ups(tx: &mut Tx, before: Millis, limit: i64) -> Result<u64> {
    tx.execute(LOOK_UPS, values![before, limit]).await
}
