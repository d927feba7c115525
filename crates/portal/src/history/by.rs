//! Who did something, as its patient is told.

use crate::audit::{Said, Who};
use domain::{
    audit::Event,
    id::{PatientId, PharmacyId, SessionKey},
};
use std::collections::HashMap;

/// Who did it, as its patient is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// Whoever has this browser.
    Here,
    /// Whoever had another browser, or this one on an earlier visit.
    Elsewhere,
    /// Somebody who may act for the patient, by their name while they have one.
    Guardian(Option<String>),
    /// A pharmacy, by its name.
    Pharmacy(Option<String>),
    /// The clinic.
    Clinic,
    /// The portal, since a time was over or it was told to.
    Portal,
    /// What it said is gone.
    Unknown,
}

/// What those are called whom lines name.
#[derive(Default)]
pub(super) struct Names {
    pub guardians: HashMap<PatientId, Option<String>>,
    pub pharmacies: HashMap<PharmacyId, String>,
}

impl Names {
    fn guardian(&self, id: PatientId) -> Option<String> {
        self.guardians.get(&id).cloned().flatten()
    }

    fn pharmacy(&self, id: PharmacyId) -> Option<String> {
        self.pharmacies.get(&id).cloned()
    }
}

/// What the end of a session says that nobody asked for.
const BY_TIME: [&str; 2] = ["idle", "over"];

impl By {
    /// Who did it, by what a line says: `here` knows the names of the reader's own session.
    pub(super) fn of(
        event: Event,
        said: Option<&Said>,
        here: impl Fn(SessionKey) -> bool,
        names: &Names,
    ) -> Self {
        let Some(said) = said else { return Self::Unknown };
        let by_time = said.detail.as_deref().is_some_and(|detail| BY_TIME.contains(&detail));
        match (said.who, said.session) {
            (Who::Clinic, _) => Self::Clinic,
            _ if event == Event::SessionEnded && by_time => Self::Portal,
            (Who::Guardian(guardian), _) => Self::Guardian(names.guardian(guardian)),
            (Who::Pharmacy { pharmacy }, _) => Self::Pharmacy(names.pharmacy(pharmacy)),
            (Who::Browser, Some(session)) if here(session) => Self::Here,
            (Who::Browser, _) => Self::Elsewhere,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_time_ends_happens_by_itself_and_nothing_else_does() {
        let own = SessionKey(Uuid::from_u128(1));
        let cases = [
            (Some("idle"), By::Portal, By::Portal),
            (Some("over"), By::Portal, By::Portal),
            (Some("wiped"), By::Here, By::Elsewhere),
            (Some("from-another-device"), By::Here, By::Elsewhere),
            (Some("password-changed"), By::Here, By::Elsewhere),
            (Some("line-reported"), By::Here, By::Elsewhere),
            (None, By::Here, By::Elsewhere),
        ];
        for (detail, here, elsewhere) in cases {
            for (session, expected) in [(own, here), (SessionKey(Uuid::from_u128(2)), elsewhere)] {
                let detail = detail.map(Into::into);
                let said = Said { session: Some(session), detail, ..Said::of(Who::Browser) };
                let by = By::of(
                    Event::SessionEnded,
                    Some(&said),
                    |session| session == own,
                    &Names::default(),
                );
                assert_eq!(by, expected, "{:?}", said.detail);
            }
        }
    }
}
