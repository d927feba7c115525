//! What a browser has earned by a code, and what its person set.

use super::{Visitor, fresh_key};
use crate::{
    errand::{Earned, Errand},
    paths,
    problem::Problem,
    refusal::Fate,
};
use portal::{
    activation,
    domain::{
        Language,
        id::{ChallengeId, PatientId},
        settings::{Settings, TextSize},
    },
    earned::LIFE,
    forgotten, notice, settings,
};

impl Visitor {
    /// Notes that a code was answered, so that the errand's next page is open, and goes on under a new session id; somebody
    /// who is not signed in goes on under a new key too.
    pub(crate) async fn earn(
        &mut self,
        errand: Errand,
        challenge: ChallengeId,
    ) -> Result<(), Problem> {
        let portal = self.site.portal();
        let earned = Earned { errand, challenge, until: portal.now().after(LIFE) };
        if errand.is_own() {
            self.seat.earned = Some(earned);
            self.seat.flash = None;
            return self.renew_id().await;
        }
        let language = self.language_after(errand, challenge).await?;
        self.take_over().await?;
        self.seat.earn(fresh_key(self.site.portal()), earned, language);
        self.renew().await
    }

    /// In which language whoever answered a code reads, where they are not signed in: what comes next is the notice that they
    /// are to understand. Several who share a number and a birth date are asked in the browser's, unless they read the same.
    async fn language_after(
        &self,
        errand: Errand,
        challenge: ChallengeId,
    ) -> Result<Option<Language>, Problem> {
        let portal = self.site.portal();
        let whose = match errand {
            Errand::Activate => {
                activation::whose(portal, challenge).await.map(|patient| vec![patient])
            }
            Errand::Forgotten => {
                let whose = forgotten::whose(portal, challenge).await;
                whose.map(|several| several.into_iter().map(|it| it.patient).collect())
            }
            _ => return Ok(None),
        };
        let whose = match whose.map_err(|refusal| self.fate(&refusal)) {
            Ok(whose) => whose,
            Err(Fate::Broken(problem)) => return Err(problem),
            Err(Fate::Told(..)) => return Ok(None),
        };
        let mut languages = Vec::new();
        for patient in whose {
            let set = settings::of(portal, patient).await.map_err(|it| self.broken(&it))?;
            languages.push(set.language.or(self.known_language(patient).await?));
        }
        languages.dedup();
        Ok(match languages[..] {
            [language] => language,
            _ => None,
        })
    }

    /// The language that the clinic knows a patient to read. The clinic's own is no such knowledge: its system writes that down
    /// for everybody, so what the browser asks for counts more.
    pub(super) async fn known_language(
        &self,
        patient: PatientId,
    ) -> Result<Option<Language>, Problem> {
        let person = portal::profile::person(self.site.portal(), patient).await;
        match person.map_err(|refusal| self.fate(&refusal)) {
            Ok(person) => {
                Ok(person.language.filter(|it| *it != self.site.clinic().default_language))
            }
            Err(Fate::Broken(problem)) => Err(problem),
            Err(Fate::Told(..)) => Ok(None),
        }
    }

    /// The challenge that entitles this browser to an errand now.
    pub(crate) fn earned(&self, errand: Errand) -> Option<ChallengeId> {
        let now = self.site.portal().now();
        let earned = self.seat.earned.filter(|it| it.errand == errand && now < it.until);
        earned.map(|earned| earned.challenge)
    }

    /// Forgets what was earned: it was used, or is over.
    pub(crate) async fn forget_errand(&mut self) -> Result<(), Problem> {
        self.seat.earned = None;
        self.keep().await
    }

    /// Forgets what was earned, since it was used for something that gives the session new worth: it goes on under a new id.
    pub(crate) async fn settle_errand(&mut self) -> Result<(), Problem> {
        self.seat.earned = None;
        self.renew_id().await
    }

    /// Lets the pages follow what the person has just set.
    pub(crate) async fn apply(&mut self, settings: &Settings) -> Result<(), Problem> {
        self.seat.language = settings.language;
        self.seat.text = settings.text;
        self.keep().await
    }

    /// The size of the pages' text.
    pub(crate) fn text(&self) -> TextSize {
        self.seat.text
    }

    /// What a patient set, and which notice they have still to accept.
    pub(super) async fn set_by(
        &self,
        patient: PatientId,
    ) -> Result<(Settings, Option<String>), Problem> {
        let portal = self.site.portal();
        let set = settings::of(portal, patient).await.map_err(|it| self.broken(&it))?;
        let due = notice::due(portal, patient).await.map_err(|it| self.broken(&it))?;
        Ok((set, due))
    }

    /// Whether the person must accept the notice before they go on.
    pub(crate) fn owes_notice(&self) -> bool {
        self.seat.notice_due.is_some()
    }

    /// Lets the person come back to a page once they have accepted the notice.
    pub(crate) async fn ask_to_accept(&mut self, path: &str) -> Result<(), Problem> {
        match paths::place(path).filter(|page| page != "/notice") {
            Some(page) if self.seat.return_to.as_ref() != Some(&page) => {
                self.seat.return_to = Some(page);
                self.keep().await
            }
            _ => Ok(()),
        }
    }

    /// Lets the person go on.
    pub(crate) async fn notice_accepted(&mut self) -> Result<(), Problem> {
        self.seat.notice_due = None;
        self.keep().await
    }
}
