//! All of a patient's part of the log, for them to take away.

use super::said::{Said, opened};
use crate::{Portal, Refusal, export};
use domain::{
    Millis,
    audit::Event,
    id::{EventId, PatientId},
};
use store::audit::{EventRow, Range};
use uuid::Uuid;

/// How many events are read at once.
const AT_ONCE: i64 = 200;

/// Where the reading stands.
pub(crate) struct Taking<'a> {
    patient: PatientId,
    key: &'a [u8],
    before: (Millis, EventId),
}

/// An event.
pub(crate) struct Entry {
    pub id: EventId,
    pub at: Millis,
    pub event: Event,
    /// What more it says; none once that was kept for long enough, or where it cannot be read.
    pub said: Option<Said>,
}

impl<'a> Taking<'a> {
    /// A patient's events, whose wrapped key is at hand.
    pub(crate) const fn of(patient: PatientId, key: &'a [u8]) -> Self {
        Self { patient, key, before: (Millis(i64::MAX), EventId(Uuid::nil())) }
    }

    /// The next of them, the newest first; none after the last.
    pub(crate) async fn next(&mut self, portal: &Portal) -> Result<Vec<Entry>, Refusal> {
        let range = Range { kinds: &Event::ALL, since: Millis(i64::MIN), before: self.before };
        let mut tx = portal.read().await?;
        let rows = store::audit::page(&mut tx, self.patient, &range, AT_ONCE).await?;
        if let Some(last) = rows.last() {
            self.before = (last.at, last.id);
        }
        Ok(rows.iter().filter_map(|row| self.entry(portal, row)).collect())
    }

    fn entry(&self, portal: &Portal, row: &EventRow) -> Option<Entry> {
        let event = Event::of_name(&row.kind)?;
        let content = opened(portal, self.patient, Some(self.key), row).ok().flatten();
        let said = content.and_then(|content| serde_json::from_str(content.text()).ok());
        Some(Entry { id: row.id, at: row.at, event, said })
    }
}

impl Entry {
    /// As the page to be read shows it.
    pub(crate) fn shown(&self) -> export::Line {
        let who = self.said.as_ref().map(|said| said.who);
        export::Line { at: self.at, event: self.event, who }
    }
}
