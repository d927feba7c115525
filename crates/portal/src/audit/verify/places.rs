//! Which events are not where they were sealed.

use super::super::{Finding, Findings};
use domain::id::EventId;
use std::collections::BTreeMap;

/// How many are compared with each other; in a log with more than that out of place, it does not matter which moved.
const MOST: usize = 10_000;

/// An event that was found where another one was sealed, or none.
pub(super) struct Found {
    pub place: Option<u64>,
    /// Whether the portal wrote it.
    pub genuine: bool,
    /// Whether it is beyond every signed head.
    pub beyond: bool,
}

/// Events that are missing at their places, and events that stand at others.
#[derive(Default)]
pub(super) struct Places {
    missing: BTreeMap<EventId, u64>,
    found: BTreeMap<EventId, Found>,
}

impl Places {
    pub(super) fn missing(&mut self, event: EventId, place: u64, findings: &mut Findings) {
        if self.missing.len() < MOST {
            self.missing.insert(event, place);
        } else {
            findings.add(Finding::Removed { place, event: Some(event) });
        }
    }

    pub(super) fn found(&mut self, event: EventId, found: Found, findings: &mut Findings) {
        if self.found.len() < MOST {
            self.found.insert(event, found);
        } else {
            findings.add(Finding::Inserted { place: found.place, event });
        }
    }

    /// Tells which of them were moved, removed and inserted.
    pub(super) fn settle(mut self, findings: &mut Findings) {
        for (event, Found { place, genuine, beyond }) in self.found {
            findings.add(match (self.missing.remove(&event), place) {
                (Some(from), Some(to)) => Finding::Moved { event, from, to },
                (None, Some(place)) if genuine && beyond => Finding::Beyond { place, event },
                (_, place) => Finding::Inserted { place, event },
            });
        }
        for (event, place) in self.missing {
            findings.add(Finding::Removed { place, event: Some(event) });
        }
    }
}
