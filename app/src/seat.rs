//! What the portal remembers of a browser between requests, on the server.

use crate::{errand::Earned, remark::Remark};
use portal::domain::{
    Language, Millis,
    id::{ChallengeId, PatientId, SessionKey},
    session::Stay,
    settings::TextSize,
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// The name under which a session keeps its seat.
pub const KEPT_AS: &str = "seat";

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

/// Patients who share a phone and a password, once the code was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admitted {
    /// The challenge whose code was answered: it admits one of them, once.
    pub challenge: ChallengeId,
    /// Who may be chosen.
    pub patients: Vec<PatientId>,
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
}

impl Flash {
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
            language: None,
            stay: None,
            admitted: None,
            earned: None,
            text: TextSize::Normal,
            notice_due: None,
            return_to: None,
            place: None,
            identifier: None,
            flash: None,
        }
    }

    /// Seats a patient anew: nothing is left of before but where they wanted to go.
    pub fn sign_in(
        &mut self,
        key: SessionKey,
        patient: PatientId,
        language: Option<Language>,
        now: Millis,
    ) {
        let (return_to, patient) = (self.return_to.take(), Some(patient));
        let stay = Some(Stay { signed_in_at: now, seen_at: now });
        let former = self.names();
        *self = Self { former, patient, language, stay, return_to, ..Self::new(key) };
    }

    /// Lets the person choose among these for five minutes.
    pub fn admit(
        &mut self,
        key: SessionKey,
        challenge: ChallengeId,
        patients: Vec<PatientId>,
        now: Millis,
    ) {
        let return_to = self.return_to.take();
        let admitted = Some(Admitted { challenge, patients, until: now.after(CHOOSING) });
        *self = Self { former: self.names(), admitted, return_to, ..Self::new(key) };
    }

    /// Entitles somebody who is not signed in to what an answered code is for.
    pub fn earn(&mut self, key: SessionKey, earned: Earned) {
        let return_to = self.return_to.take();
        *self = Self { former: self.names(), earned: Some(earned), return_to, ..Self::new(key) };
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
mod tests {
    use super::*;
    use crate::errand::Errand;

    const KEY: &str = "0195a000-0000-7000-8000-000000000001";
    const OTHER: &str = "0195a000-0000-7000-8000-000000000002";

    fn seat() -> Seat {
        Seat::new(KEY.parse().unwrap())
    }

    #[test]
    fn a_seat_survives_its_session_and_older_ones_are_read() {
        let mut full = seat();
        let hindi = Some(Language::Hi);
        full.sign_in(OTHER.parse().unwrap(), KEY.parse().unwrap(), hindi, Millis(7));
        full.return_to = Some("/labs".into());
        full.place = Some("/home".into());
        full.identifier = Some("MED-0042".into());
        full.flash = Some(Flash {
            messages: vec![Remark::CodeWrong(2), Remark::PasswordMissing],
            identifier: Some("MED-0042".into()),
            typed: vec![("day".into(), "29".into())],
        });
        let (challenge, until) = (OTHER.parse().unwrap(), Millis(9));
        full.earned = Some(Earned { errand: Errand::Password, challenge, until });
        full.text = TextSize::Large;
        full.notice_due = Some("2".into());
        let (challenge, patients) = (OTHER.parse().unwrap(), vec![KEY.parse().unwrap()]);
        full.admitted = Some(Admitted { challenge, patients, until: Millis(9) });
        let kept = serde_json::to_string(&full).unwrap();
        assert_eq!(serde_json::from_str::<Seat>(&kept).unwrap(), full);
        let bare = format!(r#"{{"key":"{KEY}"}}"#);
        assert_eq!(serde_json::from_str::<Seat>(&bare).unwrap(), seat());
    }

    #[test]
    fn signing_in_leaves_nothing_of_before_but_the_way_back() {
        let mut seat = seat();
        seat.return_to = Some("/labs".into());
        seat.identifier = Some("MED-0042".into());
        seat.flash = Some(Remark::CodeResent.into());
        let (challenge, patients) = (KEY.parse().unwrap(), vec![KEY.parse().unwrap()]);
        seat.admit(OTHER.parse().unwrap(), challenge, patients, Millis(0));
        assert_eq!((seat.key.to_string().as_str(), seat.identifier.take()), (OTHER, None));
        assert_eq!(seat.former, [KEY.parse().unwrap()]);
        assert_eq!(seat.choices(Millis(299_999)).map(<[_]>::len), Some(1));
        assert_eq!(seat.choices(Millis(300_000)), None);
        seat.sign_in(KEY.parse().unwrap(), OTHER.parse().unwrap(), None, Millis(5));
        assert_eq!(seat.key.to_string(), KEY);
        assert_eq!((seat.choices(Millis(5)), seat.flash.clone()), (None, None));
        assert_eq!(seat.return_to.as_deref(), Some("/labs"));
        assert_eq!(seat.stay.map(|stay| stay.signed_in_at), Some(Millis(5)));
        assert_eq!(seat.former, [KEY, OTHER].map(|key| key.parse().unwrap()));
    }
}
