//! A patient's own part of the log.

use super::said::{Said, is_genuine, key, opened};
use crate::{Portal, Principal, Refusal, family};
use domain::{
    Millis,
    audit::{Event, Group},
    id::EventId,
};
use store::audit::{EventRow, Range};
use uuid::Uuid;

/// How many events a page has.
pub const PAGE: usize = 50;

/// Which kinds of events are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Every one.
    #[default]
    All,
    /// All but the small steps of acts that have a line of their own.
    Matters,
    /// Those of a group.
    Of(Group),
}

impl Which {
    fn kinds(self) -> Vec<Event> {
        match self {
            Self::All => Event::ALL.to_vec(),
            Self::Matters => Event::ALL.into_iter().filter(|it| !it.is_routine()).collect(),
            Self::Of(group) => group.events().collect(),
        }
    }
}

/// Which events are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Of which kinds.
    pub which: Which,
    /// From which moment on.
    pub since: Option<Millis>,
    /// Before which moment.
    pub until: Option<Millis>,
    /// The last event of the page before.
    pub after: Option<(Millis, EventId)>,
}

/// One event, as its patient sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its name.
    pub id: EventId,
    /// When.
    pub at: Millis,
    /// What happened.
    pub event: Event,
    /// What more it says; none once that was kept for long enough, or where it cannot be read.
    pub said: Option<Said>,
    /// Whether the portal wrote it as it stands.
    pub genuine: bool,
    /// Whether it has a place in the tree, so that a receipt can be had.
    pub sealed: bool,
}

/// A page of the principal's own events, the newest first.
pub struct Page {
    /// The events, at most [`PAGE`].
    pub lines: Vec<Line>,
    /// Where the next page goes on; none at the end.
    pub next: Option<(Millis, EventId)>,
}

/// The principal's own events. What they say is opened by the principal's key, and for nobody else.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn page(portal: &Portal, who: &Principal, wanted: &Wanted) -> Result<Page, Refusal> {
    let kinds = wanted.which.kinds();
    let end = (wanted.until.unwrap_or(Millis(i64::MAX)), EventId(Uuid::nil()));
    let range = Range {
        kinds: &kinds,
        since: wanted.since.unwrap_or(Millis(i64::MIN)),
        before: wanted.after.map_or(end, |after| after.min(end)),
    };
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut tx = portal.read().await?;
    family::holds(portal, &mut tx, who).await?;
    let key = key(&mut tx, Some(who.patient)).await?;
    let mut rows = store::audit::page(&mut tx, who.patient, &range, limit).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|row| (row.at, row.id));
    let lines = rows.iter().filter_map(|row| line(portal, who, key.as_deref(), row));
    Ok(Page { lines: lines.collect(), next })
}

/// One of the principal's own events.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such event, or it is somebody else's.
pub async fn one(portal: &Portal, who: &Principal, id: EventId) -> Result<Line, Refusal> {
    let mut tx = portal.read().await?;
    family::holds(portal, &mut tx, who).await?;
    let row = store::audit::get(&mut tx, id).await?;
    let row = row.filter(|row| row.patient == Some(who.patient)).ok_or(Refusal::NotFound)?;
    let key = key(&mut tx, Some(who.patient)).await?;
    line(portal, who, key.as_deref(), &row).ok_or(Refusal::NotFound)
}

/// A line that somebody wrote to must not hide the others, so it says that it is not as it was.
fn line(portal: &Portal, who: &Principal, key: Option<&[u8]>, row: &EventRow) -> Option<Line> {
    let event = Event::of_name(&row.kind)?;
    let genuine = is_genuine(portal, row);
    let content = opened(portal, who.patient, key, row).ok().flatten();
    let said = content.and_then(|content| serde_json::from_str(content.text()).ok());
    Some(Line { id: row.id, at: row.at, event, said, genuine, sealed: row.position.is_some() })
}
