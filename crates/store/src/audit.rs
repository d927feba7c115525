//! The audit log: lines are appended and read. Where they stand in the tree is [`crate::leaf`]'s.

use crate::{
    Result, Tx,
    column::{Line, Loaded},
    value::values,
};
use domain::{
    Millis,
    audit::{Event, Leaf, sealed},
    id::{EventId, PatientId},
};
use uuid::Uuid;

/// An event to be appended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// Its name.
    pub id: EventId,
    /// When.
    pub at: Millis,
    /// What happened.
    pub event: Event,
    /// To whom.
    pub patient: Option<PatientId>,
    /// What it says, sealed.
    pub payload: Vec<u8>,
    /// The digest of what it says.
    pub content: [u8; 32],
    /// The keyed digest over its leaf.
    pub tag: [u8; 32],
}

impl NewEvent {
    /// What is hashed of it.
    #[must_use]
    pub fn leaf(&self) -> Leaf<'static> {
        Leaf {
            id: self.id,
            at: self.at,
            kind: self.event.name(),
            patient: self.patient,
            sealed: sealed(&self.payload),
            content: self.content,
        }
    }
}

/// An event as it was found. Somebody may have written to it: what cannot be read counts as not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRow {
    /// Its name.
    pub id: EventId,
    /// When.
    pub at: Millis,
    /// The name of its kind.
    pub kind: String,
    /// To whom.
    pub patient: Option<PatientId>,
    /// What it says, sealed; none once it was kept for long enough.
    pub payload: Option<Vec<u8>>,
    /// The hash of the payload, where that is gone.
    pub sealed: Option<[u8; 32]>,
    /// The digest of what it says.
    pub content: Option<[u8; 32]>,
    /// The keyed digest over its leaf.
    pub tag: Option<[u8; 32]>,
    /// Its place in the tree, from 0.
    pub position: Option<u64>,
}

impl EventRow {
    /// What is hashed of it; none where a part is missing.
    #[must_use]
    pub fn leaf(&self) -> Option<Leaf<'_>> {
        Some(Leaf {
            id: self.id,
            at: self.at,
            kind: &self.kind,
            patient: self.patient,
            sealed: self.payload.as_deref().map(sealed).or(self.sealed)?,
            content: self.content?,
        })
    }
}

impl Loaded for EventRow {
    fn of(line: &impl Line) -> Result<Self> {
        Ok(Self {
            id: line.read("id").unwrap_or(EventId(Uuid::nil())),
            at: line.read("at")?,
            kind: line.read("event")?,
            patient: line.read("patient_id").unwrap_or_default(),
            payload: line.read("payload")?,
            sealed: line.read("sealed").unwrap_or_default(),
            content: line.read("content").unwrap_or_default(),
            tag: line.read("tag").unwrap_or_default(),
            position: line.read("position").unwrap_or_default(),
        })
    }
}

/// The columns of an [`EventRow`], from its table.
macro_rules! events {
    ($rest:literal) => {
        concat!(
            "SELECT id, at, event, patient_id, payload, sealed, content, tag, position FROM audit_event ",
            $rest
        )
    };
}
pub(crate) use events;

statements! {
    APPEND = both "INSERT INTO audit_event (id, at, event, patient_id, payload, content, tag) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    COUNT = both "SELECT count(*) FROM audit_event WHERE event = $1";
    GET = both events!("WHERE id = $1");
    PAGE = sqlite events!("WHERE patient_id = $1 AND at >= $2 AND (at, id) < ($3, $4) \
            AND event IN (SELECT value FROM json_each($5)) ORDER BY at DESC, id DESC LIMIT $6"),
        postgres events!("WHERE patient_id = $1 AND at >= $2 AND (at, id) < ($3, $4) \
            AND event IN (SELECT json_array_elements_text($5::text::json)) ORDER BY at DESC, id DESC LIMIT $6");
}

/// Appends an event.
///
/// # Errors
/// A unique violation when it is there already.
pub async fn append(tx: &mut Tx, event: &NewEvent) -> Result<()> {
    let values = values![
        event.id,
        event.at,
        event.event,
        event.patient,
        &event.payload,
        &event.content,
        &event.tag,
    ];
    tx.execute(APPEND, values).await.map(drop)
}

/// How many events of a kind there are.
///
/// # Errors
/// When the database does not answer.
pub async fn count(tx: &mut Tx, event: Event) -> Result<u64> {
    Ok(tx.one::<(u64,)>(COUNT, values![event]).await?.0)
}

/// An event.
///
/// # Errors
/// When the database does not answer.
pub async fn get(tx: &mut Tx, id: EventId) -> Result<Option<EventRow>> {
    tx.optional(GET, values![id]).await
}

/// Which of a patient's events are read.
#[derive(Clone, Debug)]
pub struct Range<'a> {
    /// Of which kinds.
    pub kinds: &'a [Event],
    /// From this moment on.
    pub since: Millis,
    /// Only what was before this event, by its moment and its name. A moment with the nil name is before all of it.
    pub before: (Millis, EventId),
}

/// A patient's events, the newest first, at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn page(
    tx: &mut Tx,
    patient: PatientId,
    range: &Range<'_>,
    limit: i64,
) -> Result<Vec<EventRow>> {
    let kinds: Vec<_> = range.kinds.iter().map(|kind| format!("\"{}\"", kind.name())).collect();
    let kinds = format!("[{}]", kinds.join(","));
    let (at, id) = range.before;
    tx.all(PAGE, values![patient, range.since, at, id, &kinds, limit]).await
}
