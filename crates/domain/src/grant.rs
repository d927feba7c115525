//! Grants: what a proof buys.

use crate::{
    Millis,
    id::{GrantId, PatientId, RecordId, SessionKey},
    sealed::{Binding, Kind},
};
use std::time::Duration;

/// How long a grant to a report lives.
pub const REPORT_LIFE: Duration = Duration::from_mins(5);

/// A grant as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Granted {
    /// Its name.
    pub id: GrantId,
    /// The session it was given to.
    pub session: SessionKey,
    /// Whose record it opens.
    pub patient: PatientId,
    /// The report it opens.
    pub report: RecordId,
    /// When it was given.
    pub granted_at: Millis,
    /// When it ends by time.
    pub expires_at: Millis,
    /// When it was ended by hand or with its session.
    pub ended_at: Option<Millis>,
}

/// Live access of one session to one report. The vault asks for one before it opens anything.
///
/// Only [`Granted::live`] makes it, for the moment it was asked for, and it is not `Clone`: who opens something later
/// asks again.
#[derive(Debug)]
pub struct Grant {
    patient: PatientId,
    report: RecordId,
    expires_at: Millis,
}

impl Granted {
    /// The grant, if it lives at `now` and was given to this session for this report.
    #[must_use]
    pub fn live(&self, session: SessionKey, report: RecordId, now: Millis) -> Option<Grant> {
        let lives = self.ended_at.is_none() && self.granted_at <= now && now < self.expires_at;
        (lives && self.session == session && self.report == report).then_some(Grant {
            patient: self.patient,
            report: self.report,
            expires_at: self.expires_at,
        })
    }
}

impl Grant {
    /// Whose record it opens.
    #[must_use]
    pub fn patient(&self) -> PatientId {
        self.patient
    }

    /// The report it opens.
    #[must_use]
    pub fn report(&self) -> RecordId {
        self.report
    }

    /// When it ends by time.
    #[must_use]
    pub fn expires_at(&self) -> Millis {
        self.expires_at
    }

    /// Whether it admits to a record: its own report with its documents, and the patient's observations,
    /// for the trends; never another report, a prescription, or another patient's anything.
    #[must_use]
    pub fn admits(&self, binding: &Binding) -> bool {
        binding.patient == self.patient
            && match binding.kind {
                Kind::Report | Kind::Document => binding.record == self.report,
                Kind::Observation => true,
                Kind::Prescription => false,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn granted() -> Granted {
        Granted {
            id: GrantId(Uuid::from_u128(1)),
            session: SessionKey(Uuid::from_u128(2)),
            patient: PatientId(Uuid::from_u128(3)),
            report: RecordId(Uuid::from_u128(4)),
            granted_at: Millis(100),
            expires_at: Millis(200),
            ended_at: None,
        }
    }

    #[test]
    fn a_grant_lives_in_its_session_for_its_report_until_its_end() {
        let row = granted();
        let other = Uuid::from_u128(9);
        let cases = [
            (row.session, row.report, 100, None, true),
            (row.session, row.report, 199, None, true),
            (row.session, row.report, 200, None, false),
            (row.session, row.report, 99, None, false),
            (SessionKey(other), row.report, 150, None, false),
            (row.session, RecordId(other), 150, None, false),
            (row.session, row.report, 150, Some(Millis(140)), false),
        ];
        for (session, report, now, ended_at, lives) in cases {
            let row = Granted { ended_at, ..row };
            assert_eq!(row.live(session, report, Millis(now)).is_some(), lives, "{now}");
        }
    }

    #[test]
    fn a_grant_admits_to_its_own_report_and_no_other() {
        let row = granted();
        let grant = row.live(row.session, row.report, Millis(150)).unwrap();
        let other = Uuid::from_u128(9);
        let binding = |patient, record, kind| Binding {
            patient,
            record: RecordId(record),
            kind,
            version: 1,
            part: 0,
        };
        let cases = [
            (binding(row.patient, row.report.0, Kind::Report), true),
            (binding(row.patient, other, Kind::Report), false),
            (binding(row.patient, other, Kind::Observation), true),
            (binding(row.patient, row.report.0, Kind::Document), true),
            (binding(row.patient, other, Kind::Document), false),
            (binding(row.patient, other, Kind::Prescription), false),
            (binding(PatientId(other), row.report.0, Kind::Report), false),
            (binding(PatientId(other), other, Kind::Observation), false),
        ];
        for (binding, admitted) in cases {
            assert_eq!(grant.admits(&binding), admitted, "{binding:?}");
        }
    }
}
