//! Having one's data erased: what becomes of a request.

use crate::{Millis, id::PatientId};
use std::time::Duration;

/// How long a patient may take a confirmed request back, unless the clinic says otherwise.
pub const NOTICE: Duration = Duration::from_hours(24 * 30);
/// The shortest and the longest notice, in days.
pub const NOTICE_DAYS: (u32, u32) = (7, 180);
/// For how many years medical records are kept, unless the clinic says otherwise: three, as the regulations for doctors in
/// India have it.
pub const RECORD_YEARS: u32 = 3;
/// The most years that can be asked for.
pub const MOST_YEARS: u32 = 30;

/// A request, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Whose data.
    pub patient: PatientId,
    /// When it was asked.
    pub asked_at: Millis,
    /// When the patient took it back.
    pub withdrawn_at: Option<Millis>,
    /// When the clinic refused it.
    pub refused_at: Option<Millis>,
    /// Why.
    pub reason: Option<Reason>,
    /// When the clinic confirmed it.
    pub confirmed_at: Option<Millis>,
    /// When everything is erased.
    pub due_at: Option<Millis>,
    /// When all was erased but the records that must be kept.
    pub closed_at: Option<Millis>,
    /// When the patient's key was destroyed.
    pub erased_at: Option<Millis>,
    /// The key that had wrapped it.
    pub key_id: Option<String>,
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The clinic has not answered.
    Asked,
    /// The patient took it back.
    Withdrawn,
    /// The clinic refused it.
    Refused(Reason),
    /// The clinic confirmed it: it is done at this moment, unless it is taken back before.
    Confirmed(Millis),
    /// All is erased but the records that must be kept until then.
    Closed(Millis),
    /// Everything is erased.
    Erased(Millis),
}

/// Why a clinic refuses. A closed set, so that nothing about anybody is written into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A law or a court has the records kept as they are.
    Law,
    /// The person is under treatment for which the records are needed.
    Treatment,
    /// It is not sure that it was the patient who asked.
    Identity,
}

impl Reason {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Law, Self::Treatment, Self::Identity];

    /// The name under which it is stored and given.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Treatment => "treatment",
            Self::Identity => "identity",
        }
    }

    /// The reason of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

impl Request {
    /// Where it stands: what happened last counts.
    #[must_use]
    pub fn state(&self) -> State {
        match (self.erased_at, self.closed_at, self.withdrawn_at, self.refused_at, self.due_at) {
            (Some(at), ..) => State::Erased(at),
            (None, Some(_), _, _, due) => State::Closed(due.unwrap_or(self.asked_at)),
            (None, None, Some(_), ..) => State::Withdrawn,
            (None, None, None, Some(_), _) => State::Refused(self.reason.unwrap_or(Reason::Law)),
            (None, None, None, None, Some(due)) => State::Confirmed(due),
            (None, None, None, None, None) => State::Asked,
        }
    }
}

/// Until when the newest record of a patient must be kept.
#[must_use]
pub fn kept_until(newest: Millis, years: u32) -> Millis {
    newest.after(Duration::from_hours(24 * 366 * u64::from(years)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_happened_last_counts() {
        let at = Some(Millis(5));
        let asked = Request {
            patient: PatientId(Uuid::nil()),
            asked_at: Millis(1),
            withdrawn_at: None,
            refused_at: None,
            reason: None,
            confirmed_at: None,
            due_at: None,
            closed_at: None,
            erased_at: None,
            key_id: None,
        };
        let refused = Request { refused_at: at, reason: Some(Reason::Treatment), ..asked.clone() };
        let confirmed = Request { confirmed_at: at, due_at: Some(Millis(9)), ..asked.clone() };
        let withdrawn = Request { withdrawn_at: at, ..confirmed.clone() };
        let closed = Request { closed_at: at, ..confirmed.clone() };
        let erased = Request { erased_at: at, ..closed.clone() };
        for (request, state) in [
            (asked, State::Asked),
            (refused, State::Refused(Reason::Treatment)),
            (confirmed, State::Confirmed(Millis(9))),
            (withdrawn, State::Withdrawn),
            (closed, State::Closed(Millis(9))),
            (erased, State::Erased(Millis(5))),
        ] {
            assert_eq!(request.state(), state);
        }
    }

    #[test]
    fn each_reason_has_a_name() {
        for reason in Reason::ALL {
            assert_eq!(Reason::of_name(reason.name()), Some(reason));
        }
        assert_eq!(Reason::of_name("mood"), None);
    }

    #[test]
    fn records_are_kept_for_whole_years() {
        let year = 366 * 24 * 3_600_000;
        assert_eq!(kept_until(Millis(7), 0), Millis(7));
        assert_eq!(kept_until(Millis(7), 3), Millis(7 + 3 * year));
    }
}
