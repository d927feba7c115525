//! Where the audit log's events stand in the tree, and what becomes of what they say.

use crate::{
    Result, Tx,
    audit::{EventRow, events},
    value::{list, values},
};
use domain::{Millis, audit::Event, id::EventId};
use uuid::Uuid;

statements! {
    WAITING = both events!("WHERE position IS NULL AND id > $1 ORDER BY id LIMIT $2");
    PLACE = sqlite "UPDATE audit_event SET position = $1 + n.key FROM json_each($2) AS n \
            WHERE audit_event.id = unhex(n.value) AND audit_event.position IS NULL",
        postgres "UPDATE audit_event SET position = $1 + n.place - 1 \
            FROM json_array_elements_text($2::text::json) WITH ORDINALITY AS n (value, place) \
            WHERE audit_event.id = n.value::uuid AND audit_event.position IS NULL";
    // Not by comparing pairs: SQLite would not see that such places are not null, and pass over its index.
    STANDING = both events!("WHERE position >= $1 AND (position > $1 OR id > $2) ORDER BY position, id LIMIT $3");
    OVER = both events!("WHERE event = $1 AND at < $2 AND payload IS NOT NULL AND position IS NOT NULL \
        ORDER BY at LIMIT $3");
    FORGET = both "UPDATE audit_event SET payload = NULL, sealed = $2 WHERE id = $1";
}

/// Events that wait for a place and come after this one by name, at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting(tx: &mut Tx, after: EventId, limit: i64) -> Result<Vec<EventRow>> {
    tx.all(WAITING, values![after, limit]).await
}

/// Gives these events their places, from `first` on, in their order; says how many had none before.
///
/// # Errors
/// A unique violation when a place is taken.
pub async fn place(tx: &mut Tx, first: u64, events: &[EventId]) -> Result<u64> {
    let names = list(events.iter().map(|event| event.0));
    tx.execute(PLACE, values![first, &names]).await
}

/// The events that stand after this place, in the order of their places, at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn standing(
    tx: &mut Tx,
    after: Option<(u64, EventId)>,
    limit: i64,
) -> Result<Vec<EventRow>> {
    let (place, event) = match after {
        Some((place, event)) => (i64::try_from(place).unwrap_or(i64::MAX), event),
        // A place that cannot be one is not passed over.
        None => (i64::MIN, EventId(Uuid::nil())),
    };
    tx.all(STANDING, values![place, event, limit]).await
}

/// The events of a kind before a moment that stand in the tree and still say something, the oldest first, at most
/// `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn over(tx: &mut Tx, event: Event, before: Millis, limit: i64) -> Result<Vec<EventRow>> {
    tx.all(OVER, values![event, before, limit]).await
}

/// Removes what an event says, and keeps its hash.
///
/// # Errors
/// When the database cannot be written to.
pub async fn forget(tx: &mut Tx, event: EventId, sealed: [u8; 32]) -> Result<()> {
    tx.execute(FORGET, values![event, &sealed]).await.map(drop)
}
