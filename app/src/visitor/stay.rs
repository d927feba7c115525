//! How a stay goes on and ends.

use super::{FRESH, Visitor, fresh_key, page_of, unkept};
use crate::{paths, problem::Problem, refusal::Fate, remark::Remark, seat::Seat};
use axum::http::request::Parts;
use portal::{
    account::{self, Leaving},
    domain::{id::PatientId, session::Standing},
};

/// Requests that a page makes by itself: they are no sign of life.
fn is_by_itself(parts: &Parts) -> bool {
    is_of_a_script(parts)
        || matches!(parts.uri.path(), "/session/ending" | "/session/form")
        || parts.uri.query() == Some(paths::OVER)
}

/// Requests of a page's own script, which wants data. They neither lengthen a stay nor end it: the page that is told of
/// the end is one that a person sees.
pub(super) fn is_of_a_script(parts: &Parts) -> bool {
    let path = parts.uri.path();
    path == "/session/left" || path.ends_with("/code/progress")
}

impl Visitor {
    /// What the stay is worth now; none for somebody who is not signed in.
    pub(super) fn standing(&self) -> Option<Standing> {
        let portal = self.site.portal();
        self.seat.stay.map(|stay| stay.standing(self.limits(), portal.now()))
    }

    /// The seconds until the stay ends if nothing more is done; 0 for somebody who is not signed in.
    #[must_use]
    pub fn left(&self) -> u32 {
        match self.standing() {
            Some(Standing::Live(end)) => {
                // A last second that has begun counts: a page that heard "none" would come back and be shown again.
                let left = self.site.portal().now().until(end).as_millis().div_ceil(1_000);
                u32::try_from(left).unwrap_or(u32::MAX)
            }
            _ => 0,
        }
    }

    /// Goes on with the stay, or ends it.
    pub(super) async fn attend(&mut self, parts: &Parts) -> Result<(), Problem> {
        match self.standing() {
            Some(Standing::Live(_)) if !is_by_itself(parts) => self.touch(parts).await,
            Some(Standing::Idle) if !is_of_a_script(parts) => {
                let minutes = self.limits().idle.as_secs() / 60;
                let minutes = i64::try_from(minutes).unwrap_or(0);
                self.end(parts, Leaving::Idle, Remark::TimedOut(minutes)).await
            }
            Some(Standing::Over) if !is_of_a_script(parts) => {
                self.end(parts, Leaving::Over, Remark::LongSession).await
            }
            _ => Ok(()),
        }
    }

    /// Signs out: what the session held is ended, and the session with it.
    pub(crate) async fn sign_out(&mut self) -> Result<(), Problem> {
        if self.seat.account().is_some() {
            self.wanted.leave();
        }
        self.leave(Leaving::SignedOut).await
    }

    /// Signs out whoever is signed in here while somebody signs in, who may be another: what they held is ended, and where they
    /// were is for them alone.
    pub(super) async fn take_over(&mut self) -> Result<(), Problem> {
        let Some(before) = self.seat.account() else { return Ok(()) };
        self.end_what_is_held(Leaving::SignedOut).await?;
        self.seat.left_by = Some(before);
        Ok(())
    }

    /// By what a page knows again whose stay it is; none for somebody who is not signed in.
    pub(crate) fn mark(&self) -> Option<String> {
        let account = self.seat.account().filter(|_| self.is_signed_in())?;
        Some(account::mark(self.site.portal(), account))
    }

    /// Who was signed in when a page with this mark was written, where that is whoever is signed in now, or was until their time
    /// was over.
    pub(super) fn whose(&self, mark: Option<&str>) -> Option<PatientId> {
        let left = self.seat.left_by.map(|by| account::mark(self.site.portal(), by));
        match mark? {
            mark if self.mark().as_deref() == Some(mark) => self.seat.patient,
            mark if left.as_deref() == Some(mark) => self.seat.left_by,
            _ => None,
        }
    }

    async fn touch(&mut self, parts: &Parts) -> Result<(), Problem> {
        let now = self.site.portal().now();
        let place = page_of(parts).or_else(|| self.seat.place.clone());
        let Some(stay) = &mut self.seat.stay else { return Ok(()) };
        if stay.seen_at.until(now) < FRESH && place == self.seat.place {
            return Ok(());
        }
        stay.seen_at = now;
        self.seat.place = place;
        self.keep().await
    }

    /// Ends the stay by time, and remembers where the person was.
    async fn end(&mut self, parts: &Parts, why: Leaving, told: Remark) -> Result<(), Problem> {
        let last = self.seat.place.take();
        let page = match (paths::place_of(&parts.uri), last) {
            // The page went here by itself, and knew its path alone.
            (Some(page), Some(last)) if last.split('?').next() == Some(&page) => Some(last),
            (page, last) => page.or(last),
        };
        let account = self.seat.account();
        self.leave(why).await?;
        // A flushed session would be created again under the id that has just ended.
        self.session.cycle_id().await.map_err(|error| unkept(&error))?;
        self.seat.return_to = page;
        self.seat.left_by = account;
        self.set_flash(told).await
    }

    pub(super) async fn leave(&mut self, why: Leaving) -> Result<(), Problem> {
        self.end_what_is_held(why).await?;
        self.seat = Seat::new(fresh_key(self.site.portal()));
        self.session.flush().await.map_err(|error| unkept(&error))
    }

    async fn end_what_is_held(&self, why: Leaving) -> Result<(), Problem> {
        if let Some(seat) = self.seat.staff {
            self.leave_counter(seat, why).await?;
        }
        let portal = self.site.portal();
        if let Some(holder) = self.seat.patient {
            let caller = self.caller();
            let patient = caller.acting.map_or(holder, |acting| acting.patient);
            let who = portal::Principal { patient, caller };
            if let Err(refusal) = account::leave(portal, &who, why).await {
                return Err(match self.fate(&refusal) {
                    Fate::Broken(problem) => problem,
                    Fate::Told(..) => Problem::Unavailable,
                });
            }
        }
        Ok(())
    }
}
