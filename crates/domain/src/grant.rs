//! Grants: what a proof buys.

use crate::{
    Millis,
    id::{ExportId, GrantId, PatientId, RecordId, SessionKey},
    sealed::{Binding, Kind},
};
use std::time::Duration;

/// How long a grant to a report lives.
pub const REPORT_LIFE: Duration = Duration::from_mins(5);

/// How long a grant to all of a patient's records lives: long enough to make the files and to take them away.
pub const EXPORT_LIFE: Duration = Duration::from_hours(1);

/// A grant as stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Granted {
    /// Its name.
    pub id: GrantId,
    /// The session it was given to.
    pub session: SessionKey,
    /// Whose record it opens.
    pub patient: PatientId,
    /// What it opens.
    pub record: RecordId,
    /// What that is.
    pub kind: Kind,
    /// When it was given.
    pub granted_at: Millis,
    /// When it ends by time.
    pub expires_at: Millis,
    /// When it was ended by hand or with its session.
    pub ended_at: Option<Millis>,
}

/// A grant to all of a patient's records, as stored: what the code for taking them away buys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GrantedAll {
    /// Its name, and that of the files made by it.
    pub id: ExportId,
    /// The session it was given to.
    pub session: SessionKey,
    /// Whose records it opens.
    pub patient: PatientId,
    /// When it was given.
    pub granted_at: Millis,
    /// When it ends by time.
    pub expires_at: Millis,
    /// When it was ended by hand or with its session.
    pub ended_at: Option<Millis>,
}

/// Live access of one session to one report, or to all of a patient's records. The vault asks for one before it opens
/// anything.
///
/// Only [`Granted::live`] and [`GrantedAll::live`] make it, for the moment it was asked for, and it is not `Clone`: who
/// opens something later asks again.
#[derive(Debug)]
pub struct Grant {
    patient: PatientId,
    to: To,
    expires_at: Millis,
}

/// What a grant opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum To {
    Record(RecordId, Kind),
    All(ExportId),
}

impl Granted {
    /// The grant, if it lives at `now` and was given to this session for this record.
    #[must_use]
    pub fn live(&self, session: SessionKey, record: RecordId, now: Millis) -> Option<Grant> {
        let lives = self.ended_at.is_none() && self.granted_at <= now && now < self.expires_at;
        (lives && self.session == session && self.record == record).then_some(Grant {
            patient: self.patient,
            to: To::Record(self.record, self.kind),
            expires_at: self.expires_at,
        })
    }
}

impl GrantedAll {
    /// The grant, if it lives at `now`. Whoever makes the files has no session; whoever takes them must have
    /// [`GrantedAll::session`].
    #[must_use]
    pub fn live(&self, now: Millis) -> Option<Grant> {
        let lives = self.ended_at.is_none() && self.granted_at <= now && now < self.expires_at;
        let (patient, expires_at) = (self.patient, self.expires_at);
        lives.then_some(Grant { patient, to: To::All(self.id), expires_at })
    }
}

impl Grant {
    /// Whose record it opens.
    #[must_use]
    pub fn patient(&self) -> PatientId {
        self.patient
    }

    /// When it ends by time.
    #[must_use]
    pub fn expires_at(&self) -> Millis {
        self.expires_at
    }

    /// Whether it admits to a record. A grant to a report: that report with its documents, and the patient's
    /// observations, for the trends. A grant to anything else: that alone. Never another record of the same kind, nor another
    /// patient's anything. A grant to all: whatever is the patient's, and the files that were made by it.
    #[must_use]
    pub fn admits(&self, binding: &Binding) -> bool {
        binding.patient == self.patient
            && match (self.to, binding.kind) {
                (To::Record(report, Kind::Report), Kind::Document) => binding.record == report,
                (To::Record(_, Kind::Report), Kind::Observation) => true,
                (To::Record(record, of), kind) => of == kind && binding.record == record,
                (To::All(export), Kind::Export) => binding.record.0 == export.0,
                (To::All(_), _) => true,
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
            record: RecordId(Uuid::from_u128(4)),
            kind: Kind::Report,
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
            (row.session, row.record, 100, None, true),
            (row.session, row.record, 199, None, true),
            (row.session, row.record, 200, None, false),
            (row.session, row.record, 99, None, false),
            (SessionKey(other), row.record, 150, None, false),
            (row.session, RecordId(other), 150, None, false),
            (row.session, row.record, 150, Some(Millis(140)), false),
        ];
        for (session, record, now, ended_at, lives) in cases {
            let row = Granted { ended_at, ..row };
            assert_eq!(row.live(session, record, Millis(now)).is_some(), lives, "{now}");
        }
    }

    #[test]
    fn a_grant_admits_to_its_own_report_and_no_other() {
        let row = granted();
        let grant = row.live(row.session, row.record, Millis(150)).unwrap();
        let other = Uuid::from_u128(9);
        let binding = |patient, record, kind| Binding {
            patient,
            record: RecordId(record),
            kind,
            version: 1,
            part: 0,
        };
        let cases = [
            (binding(row.patient, row.record.0, Kind::Report), true),
            (binding(row.patient, other, Kind::Report), false),
            (binding(row.patient, other, Kind::Observation), true),
            (binding(row.patient, row.record.0, Kind::Document), true),
            (binding(row.patient, other, Kind::Document), false),
            (binding(row.patient, other, Kind::Prescription), false),
            (binding(row.patient, row.record.0, Kind::Dispensing), false),
            (binding(row.patient, row.record.0, Kind::Export), false),
            (binding(PatientId(other), row.record.0, Kind::Report), false),
            (binding(PatientId(other), other, Kind::Observation), false),
        ];
        for (binding, admitted) in cases {
            assert_eq!(grant.admits(&binding), admitted, "{binding:?}");
        }
    }

    #[test]
    fn a_grant_to_a_prescription_admits_to_that_alone() {
        let row = Granted { kind: Kind::Prescription, ..granted() };
        let grant = row.live(row.session, row.record, Millis(150)).unwrap();
        let other = RecordId(Uuid::from_u128(9));
        for kind in Kind::ALL {
            for record in [row.record, other] {
                let binding = Binding { patient: row.patient, record, kind, version: 1, part: 0 };
                let own = kind == Kind::Prescription && record == row.record;
                assert_eq!(grant.admits(&binding), own, "{binding:?}");
            }
        }
    }

    #[test]
    fn a_grant_to_all_admits_to_everything_of_one_patient_until_its_end() {
        let id = |it| Uuid::from_u128(it);
        let row = GrantedAll {
            id: ExportId(id(1)),
            session: SessionKey(id(2)),
            patient: PatientId(id(3)),
            granted_at: Millis(100),
            expires_at: Millis(200),
            ended_at: None,
        };
        for (now, ended_at, lives) in [
            (99, None, false),
            (100, None, true),
            (199, None, true),
            (200, None, false),
            (150, Some(Millis(150)), false),
        ] {
            let row = GrantedAll { ended_at, ..row };
            assert_eq!(row.live(Millis(now)).is_some(), lives, "{now}");
        }
        let grant = row.live(Millis(100)).unwrap();
        let binding = |patient, record, kind| Binding {
            patient: PatientId(id(patient)),
            record: RecordId(id(record)),
            kind,
            version: 1,
            part: 0,
        };
        for kind in Kind::ALL {
            assert!(grant.admits(&binding(3, 9, kind)), "{kind:?}");
            assert!(!grant.admits(&binding(4, 9, kind)), "{kind:?}");
        }
        assert!(grant.admits(&binding(3, 1, Kind::Export)));
        assert!(!grant.admits(&binding(3, 9, Kind::Export)), "the files of another export");
        assert!(!grant.admits(&binding(4, 1, Kind::Export)));
    }
}
