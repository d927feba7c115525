//! A finding in words, for whoever administers the portal.

use super::{Finding, Witness};
use std::{
    fmt::{Display, Formatter, Result},
    time::Duration,
};

impl Display for Finding {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Changed { place, event } => {
                write!(f, "changed: event {event} at place {place} is not as it was written")
            }
            Self::Removed { place, event: Some(event) } => {
                write!(f, "removed: event {event} is gone from place {place}")
            }
            Self::Removed { place, event: None } => {
                write!(f, "removed: the event at place {place} is gone, and its name with it")
            }
            Self::Inserted { place: Some(place), event } => {
                write!(f, "inserted: event {event} at place {place} was not sealed there")
            }
            Self::Inserted { place: None, event } => {
                write!(f, "inserted: event {event} has no place and was not written by the portal")
            }
            Self::Moved { event, from, to } => {
                write!(f, "reordered: event {event} was sealed at place {from} and stands at {to}")
            }
            Self::Emptied { place, event } => write!(
                f,
                "emptied: what event {event} at place {place} says was removed before its time"
            ),
            other => of_the_tree(other, f),
        }
    }
}

/// What is found of the tree and its heads, rather than of one event.
fn of_the_tree(finding: &Finding, f: &mut Formatter<'_>) -> Result {
    match finding {
        Finding::Tree { level, number } => {
            write!(f, "tree changed: tile {number} of level {level} does not fit the events")
        }
        Finding::Rewritten { from, to } => write!(
            f,
            "rewritten: events from place {from} to {to} were changed, removed, inserted or reordered, and the tree \
             with them; the head that was signed over {} does not fit",
            events(*to)
        ),
        Finding::HeadForged { number } => {
            write!(f, "checkpoint forged: number {number} is not what the log's key signed")
        }
        Finding::HeadMissing { from, to } if from == to => {
            write!(f, "checkpoint missing: number {from} is gone")
        }
        Finding::HeadMissing { from, to } => {
            write!(f, "checkpoints missing: numbers {from} to {to} are gone")
        }
        Finding::Beyond { place, event } => write!(
            f,
            "tree rewound: event {event} was sealed at place {place}, and no checkpoint reaches it any more"
        ),
        other => of_the_whole(other, f),
    }
}

/// What is found of the log as a whole.
fn of_the_whole(finding: &Finding, f: &mut Formatter<'_>) -> Result {
    match finding {
        Finding::Rewound { by, witnessed, size } => {
            write!(f, "log rewound: from {}, which {by} saw, to {size}", events(*witnessed))
        }
        Finding::Forked { by, witnessed } => {
            write!(
                f,
                "log rewritten: it does not begin with the {} that {by} saw",
                events(*witnessed)
            )
        }
        Finding::Stalled { waiting, span } => write!(
            f,
            "stalled: {} without a place, the oldest for {}; no portal serves, or its log says why it does not seal",
            events(*waiting),
            lasting(*span)
        ),
        Finding::MarkForged => write!(
            f,
            "mark forged: the head that this server keeps beside its keys is not what the log's key signed"
        ),
        _ => Ok(()),
    }
}

/// An amount with its noun.
#[must_use]
pub fn counted(amount: u64, one: &str, many: &str) -> String {
    format!("{amount} {}", if amount == 1 { one } else { many })
}

fn events(amount: u64) -> String {
    counted(amount, "event", "events")
}

/// A span, in the unit in which it is easy to grasp.
fn lasting(span: Duration) -> String {
    match span.as_secs() {
        seconds @ ..120 => counted(seconds, "second", "seconds"),
        seconds @ ..7_200 => counted(seconds / 60, "minute", "minutes"),
        seconds => counted(seconds / 3_600, "hour", "hours"),
    }
}

impl Display for Witness {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Self::Outside => "the witness",
            Self::Node => "this server",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_and_amounts_are_said_as_people_say_them() {
        let cases = [
            (1, 61, "1 event without a place, the oldest for 61 seconds"),
            (2, 119, "2 events without a place, the oldest for 119 seconds"),
            (2, 120, "the oldest for 2 minutes"),
            (2, 7_199, "the oldest for 119 minutes"),
            (2, 90_000, "the oldest for 25 hours"),
        ];
        for (waiting, seconds, says) in cases {
            let finding = Finding::Stalled { waiting, span: Duration::from_secs(seconds) };
            assert!(finding.to_string().contains(says), "{finding}");
        }
    }
}
