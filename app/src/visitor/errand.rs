//! What a browser has earned by a code, and what its person set.

use super::{Visitor, fresh_key};
use crate::{
    errand::{Earned, Errand},
    paths,
    problem::Problem,
};
use portal::{
    domain::{
        id::{ChallengeId, PatientId},
        settings::{Settings, TextSize},
    },
    earned::LIFE,
    notice, settings,
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
        self.seat.earn(fresh_key(portal), earned);
        self.renew().await
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
