//! What the portal remembers of a browser between requests, on the server.

use crate::{errand::Earned, kept::Kept, remark::Remark};
use portal::domain::{
    Language, Millis,
    id::{ChallengeId, DeviceId, PatientId, SessionKey},
    session::Stay,
    settings::TextSize,
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

mod staff;

pub use staff::StaffSeat;

/// The name under which a session keeps its seat.
pub const KEPT_AS: &str = "seat";

/// The name under which a session that is being renewed keeps the id that it goes on as. Whoever stores sessions moves the
/// row that is there to that id, and writes no other.
pub const GOES_ON_AS: &str = "goes-on-as";

/// How long a person may take to say which of several patients they are.
const CHOOSING: Duration = Duration::from_mins(5);

/// How many former names are kept: more than signing in takes.
const NAMES: usize = 4;

/// A browser's place in the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// The session's name to the portal; it changes whenever the session gains rights.
    pub key: SessionKey,
    /// The names that it had before, the newest last: what they did, this browser did.
    #[serde(default)]
    pub former: Vec<SessionKey>,
    /// Who is signed in.
    #[serde(default)]
    pub patient: Option<PatientId>,
    /// Who of a pharmacy's staff is signed in: never together with a patient.
    #[serde(default)]
    pub staff: Option<StaffSeat>,
    /// For whom they act, while that is not themselves.
    #[serde(default)]
    pub ward: Option<Ward>,
    /// The language that the clinic knows to be theirs.
    #[serde(default)]
    pub language: Option<Language>,
    /// Since when, and when they last did something.
    #[serde(default)]
    pub stay: Option<Stay>,
    /// Who may be chosen, after a code was answered.
    #[serde(default)]
    pub admitted: Option<Admitted>,
    /// What an answered code entitles to.
    #[serde(default)]
    pub earned: Option<Earned>,
    /// How large the text of their pages is.
    #[serde(default)]
    pub text: TextSize,
    /// The version of the notice that they have still to accept.
    #[serde(default)]
    pub notice_due: Option<String>,
    /// Where the person wanted to go before they had to sign in.
    #[serde(default)]
    pub return_to: Option<String>,
    /// The browser, as the account of whoever is signed in knows it.
    #[serde(default)]
    pub device: Option<DeviceId>,
    /// Who was signed in before time ended that: where they were, and what they typed, is for nobody else.
    #[serde(default)]
    pub left_by: Option<PatientId>,
    /// A form that came after the end.
    #[serde(default)]
    pub kept: Option<Kept>,
    /// The page that the person was on last; the way back from "are you still there?".
    #[serde(default)]
    pub place: Option<String>,
    /// Whom somebody who waits for a code says they are. Signing in forgets it.
    #[serde(default)]
    pub identifier: Option<String>,
    /// What the next page says, once.
    #[serde(default)]
    pub flash: Option<Flash>,
}

/// For whom a guardian acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ward {
    /// Who.
    pub patient: PatientId,
    /// The name that the pages call them by.
    pub given: String,
}

/// Patients who share a phone and a password, once the code was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admitted {
    /// The challenge whose code was answered: it admits one of them, once.
    pub challenge: ChallengeId,
    /// Who may be chosen.
    pub patients: Vec<PatientId>,
    /// Who was chosen, and has still to give their PIN: until then nobody is signed in.
    #[serde(default)]
    pub chosen: Option<PatientId>,
    /// Until when.
    pub until: Millis,
}

/// What the next page says, and what had been typed. Passwords and codes are never kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// What is said.
    pub messages: Vec<Remark>,
    /// What was typed to say who it is.
    #[serde(default)]
    pub identifier: Option<String>,
    /// What was typed into other fields, by their names.
    #[serde(default)]
    pub typed: Vec<(String, String)>,
    /// The only page that may say it; none where any may.
    #[serde(default)]
    pub page: Option<String>,
}

impl Flash {
    /// Whether the page at this path may say it.
    #[must_use]
    pub fn is_for(&self, path: &str) -> bool {
        self.page.as_deref().is_none_or(|page| page == path)
    }

    /// What was typed into a field.
    #[must_use]
    pub fn typed(&self, name: &str) -> Option<&str> {
        self.typed.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

impl Seat {
    /// A seat of somebody unknown.
    #[must_use]
    pub const fn new(key: SessionKey) -> Self {
        Self {
            key,
            former: Vec::new(),
            patient: None,
            staff: None,
            ward: None,
            language: None,
            stay: None,
            admitted: None,
            earned: None,
            text: TextSize::Normal,
            notice_due: None,
            return_to: None,
            device: None,
            left_by: None,
            kept: None,
            place: None,
            identifier: None,
            flash: None,
        }
    }

    /// Seats a patient anew: nothing is left of before but where they wanted to go, and a form of theirs that waits.
    /// What another person left behind is forgotten.
    pub fn sign_in(
        &mut self,
        key: SessionKey,
        patient: PatientId,
        language: Option<Language>,
        now: Millis,
    ) {
        let begun = self.begun(key, patient, now);
        *self = Self { patient: Some(patient), language, ..begun };
    }

    /// A new seat for whoever has this account.
    fn begun(&mut self, key: SessionKey, account: PatientId, now: Millis) -> Self {
        let is_theirs = self.left_by.is_none_or(|before| before == account);
        let return_to = self.return_to.take().filter(|_| is_theirs);
        let kept = self.kept.take().filter(|kept| kept.waits(account, now));
        let stay = Some(Stay { signed_in_at: now, seen_at: now });
        let flash = kept.as_ref().map(|kept| Remark::FormKept(kept.until).into());
        Self { former: self.names(), stay, return_to, kept, flash, ..Self::new(key) }
    }

    /// Lets whoever is signed in act for somebody, or for themselves again: the stay goes on under a new key, and nothing is
    /// left of what was earned and typed.
    pub fn act_for(&mut self, key: SessionKey, ward: Option<Ward>) {
        let Self { patient, language, stay, text, device, .. } = *self;
        let (former, notice_due) = (self.names(), self.notice_due.take());
        let kept = Self { patient, language, stay, text, notice_due, device, ..Self::new(key) };
        *self = Self { former, ward, ..kept };
    }

    /// Lets the person choose among these, or give the PIN of the one who is chosen, for five minutes.
    pub fn admit(
        &mut self,
        key: SessionKey,
        challenge: ChallengeId,
        (patients, chosen): (Vec<PatientId>, Option<PatientId>),
        now: Millis,
    ) {
        let admitted = Some(Admitted { challenge, patients, chosen, until: now.after(CHOOSING) });
        *self = Self { admitted, ..self.left_behind(key) };
    }

    /// Entitles somebody who is not signed in to what an answered code is for, on pages in the language that is known to be
    /// theirs.
    pub fn earn(&mut self, key: SessionKey, earned: Earned, language: Option<Language>) {
        *self = Self { earned: Some(earned), language, ..self.left_behind(key) };
    }

    /// A new seat with what waits for somebody to sign in.
    fn left_behind(&mut self, key: SessionKey) -> Self {
        let (return_to, kept) = (self.return_to.take(), self.kept.take());
        let (former, left_by) = (self.names(), self.left_by);
        Self { former, return_to, left_by, kept, ..Self::new(key) }
    }

    /// Every name that it has had, of which few are kept.
    fn names(&mut self) -> Vec<SessionKey> {
        let mut names = std::mem::take(&mut self.former);
        names.push(self.key);
        names.drain(..names.len().saturating_sub(NAMES));
        names
    }

    /// The choice that is still open at `now`.
    #[must_use]
    pub fn admitted_at(&self, now: Millis) -> Option<&Admitted> {
        self.admitted.as_ref().filter(|admitted| now < admitted.until)
    }

    /// Who has still to give their PIN at `now`, and by which challenge.
    #[must_use]
    pub fn pin_due(&self, now: Millis) -> Option<(&Admitted, PatientId)> {
        let admitted = self.admitted_at(now)?;
        admitted.chosen.map(|chosen| (admitted, chosen))
    }

    /// Those who may be chosen at `now`.
    #[must_use]
    pub fn choices(&self, now: Millis) -> Option<&[PatientId]> {
        self.admitted_at(now).map(|admitted| admitted.patients.as_slice())
    }
}

impl From<Remark> for Flash {
    fn from(message: Remark) -> Self {
        Self { messages: vec![message], ..Self::default() }
    }
}

#[cfg(test)]
#[path = "seat_tests.rs"]
mod tests;
