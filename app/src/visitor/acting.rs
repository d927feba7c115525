//! Acting for somebody else.

use super::{Visitor, fresh_key, stay::is_of_a_script};
use crate::{
    acts::wants_json,
    problem::Problem,
    remark::{Family, Remark},
    seat::Ward,
};
use axum::http::request::Parts;
use portal::{Acting, Principal, Refusal, family};

/// The act that ends a session.
const SIGN_OUT: &str = "/sign-out";

impl Visitor {
    /// For whom whoever is signed in acts, where that is not themselves.
    pub(super) fn acting(&self) -> Option<Acting> {
        let (by, ward) = (self.seat.patient?, self.seat.ward.as_ref()?);
        Some(Acting { by, patient: ward.patient })
    }

    /// The name of whom they act for, for the line that every page then has.
    pub(crate) fn acts_for(&self) -> Option<&str> {
        self.principal()?;
        self.seat.ward.as_ref().map(|ward| ward.given.as_str())
    }

    /// Whether they could act for somebody until just now: whatever the request asks for was for that one, and is not done.
    pub(crate) fn acts_no_longer(&self) -> bool {
        self.no_longer
    }

    /// Asks whether they still may, and else makes them themselves again.
    pub(super) async fn look_after(&mut self, parts: &Parts) -> Result<(), Problem> {
        let (Some(acting), Some(who)) = (self.acting(), self.principal()) else { return Ok(()) };
        // Whoever signs out does so for themselves.
        if parts.uri.path() == SIGN_OUT {
            return Ok(());
        }
        let holds = family::still_holds(self.site.portal(), acting).await;
        if holds.map_err(|refusal| self.broken(&refusal))? {
            return Ok(());
        }
        // A page's own script gets nothing; the person is told on the next page that they see.
        if is_of_a_script(parts) || wants_json(&parts.headers) {
            return Err(Problem::Forbidden);
        }
        self.no_longer = true;
        self.be_oneself(&who).await?;
        self.set_flash(Remark::Family(Family::Over)).await
    }

    /// Acts for somebody from now on, under a new key. The session keeps its id, since its row is only written over: a new
    /// row would bring back a session that was ended meanwhile.
    pub(crate) async fn act_for(&mut self, ward: family::Ward) -> Result<(), Problem> {
        let family::Ward { patient, given } = ward;
        self.seat.act_for(fresh_key(self.site.portal()), Some(Ward { patient, given }));
        self.keep().await
    }

    /// Is themselves again, under a new key.
    pub(crate) async fn be_oneself(&mut self, who: &Principal) -> Result<(), Problem> {
        match family::back(self.site.portal(), who).await {
            Ok(()) => {}
            Err(refusal) => return Err(self.broken(&refusal)),
        }
        self.seat.act_for(fresh_key(self.site.portal()), None);
        self.keep().await
    }

    /// What a refusal that nobody can be told of comes to.
    pub(super) fn broken(&self, refusal: &Refusal) -> Problem {
        match self.fate(refusal) {
            crate::refusal::Fate::Broken(problem) => problem,
            crate::refusal::Fate::Told(..) => Problem::Unavailable,
        }
    }
}
