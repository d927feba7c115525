//! What operators are told: figures, counted from what was sent, and alarms.
//!
//! Figures are in the database and the same on every node. What was refused is kept in mind and written with the next
//! count, so that a flood of refusals costs no writes; and each node raises an alarm about one thing once an hour.

mod count;
mod figures;
mod hours;
mod look;
mod reason;

pub use count::count;
pub use figures::{Figured, figures, over_time, reports_waiting, totals};
pub use reason::Reason;
pub use store::{
    delivery::{Span, Tally},
    refusal::Refused,
};

use crate::Portal;
use domain::{
    Millis,
    alarm::{Alarm, QUIET},
};
use std::{
    collections::HashMap,
    mem,
    sync::{Mutex, PoisonError},
};

/// An alarm that this node raised within the hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raised {
    /// What is wrong.
    pub alarm: Alarm,
    /// The prefix, country or carrier that it is about, or the line of the log or the look-up; empty for the whole portal.
    pub about: String,
    /// When it was raised.
    pub at: Millis,
}

/// The alarms that this node raised within the hour, the newest first.
#[must_use]
pub fn raised(portal: &Portal) -> Vec<Raised> {
    portal.watch().raised(portal.now())
}

/// What a node keeps in mind for its operators.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    refused: Mutex<HashMap<(Reason, String), u64>>,
    raised: Mutex<HashMap<(Alarm, String), Millis>>,
}

impl Watch {
    /// Notes that a wish for a code was refused, by a number of this prefix if one is known.
    pub(crate) fn refused(&self, reason: Reason, prefix: &str) {
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        *refused.entry((reason, prefix.to_owned())).or_default() += 1;
    }

    /// What was refused since this was asked last.
    pub(crate) fn take_refused(&self) -> HashMap<(Reason, String), u64> {
        mem::take(&mut self.refused.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Keeps in mind again what could not be written.
    fn put_back(&self, refusals: HashMap<(Reason, String), u64>) {
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, amount) in refusals {
            *refused.entry(key).or_default() += amount;
        }
    }

    /// Raises an alarm about something, unless that was done within the hour; says whether it did.
    pub(crate) fn raise(&self, alarm: Alarm, about: &str, now: Millis) -> bool {
        let mut raised = self.raised.lock().unwrap_or_else(PoisonError::into_inner);
        raised.retain(|_, at| *at > now.before(QUIET));
        let key = (alarm, about.to_owned());
        if raised.contains_key(&key) {
            return false;
        }
        raised.insert(key, now);
        tracing::warn!(alarm = alarm.name(), about, "operators should look at this");
        true
    }

    fn raised(&self, now: Millis) -> Vec<Raised> {
        let raised = self.raised.lock().unwrap_or_else(PoisonError::into_inner);
        let recent = raised.iter().filter(|(_, at)| **at > now.before(QUIET));
        let mut alarms: Vec<_> = recent
            .map(|((alarm, about), at)| Raised { alarm: *alarm, about: about.clone(), at: *at })
            .collect();
        alarms.sort_by(|one, other| (other.at, &one.about).cmp(&(one.at, &other.about)));
        alarms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alarm_is_raised_once_an_hour_about_each_thing() {
        let watch = Watch::default();
        let cases = [
            (0, "91900", true),
            (1, "91900", false),
            (1, "91901", true),
            (3_599_999, "91900", false),
            (3_600_000, "91900", true),
            (3_600_001, "91900", false),
        ];
        for (at, about, raised) in cases {
            let done = watch.raise(Alarm::PrefixBudgetSpent, about, Millis(at));
            assert_eq!(done, raised, "{at} {about}");
        }
        assert!(watch.raise(Alarm::DayBudgetSpent, "91900", Millis(3_600_002)));
    }

    #[test]
    fn what_was_raised_is_told_for_an_hour_the_newest_first() {
        let watch = Watch::default();
        watch.raise(Alarm::DeliveryFallen, "kannel", Millis(0));
        watch.raise(Alarm::ConversionFallen, "91900", Millis(1));
        let told =
            |now| watch.raised(Millis(now)).into_iter().map(|it| (it.alarm, it.about, it.at.0));
        let (kannel, prefix) = (
            (Alarm::DeliveryFallen, "kannel".to_owned(), 0),
            (Alarm::ConversionFallen, "91900".to_owned(), 1),
        );
        assert_eq!(told(2).collect::<Vec<_>>(), [prefix.clone(), kannel]);
        assert_eq!(told(3_600_000).collect::<Vec<_>>(), [prefix]);
        assert_eq!(told(3_600_001).collect::<Vec<_>>(), []);
    }
}
