//! Where somebody wanted to go who has to sign in first.

use super::Visitor;
use crate::{badge::Badge, paths, problem::Problem, remark::Remark, wanted::Wanted};

/// Whoever asks for the counter itself knows that they sign in there.
const COUNTER: &str = "/pharmacy";

impl Visitor {
    /// Lets the sign-in page, which comes next, say why; the person comes back to `path` after it,
    /// unless they are somebody else for all that is known: then nothing is kept.
    pub(crate) async fn ask_to_sign_in(&mut self, path: &str) -> Result<(), Problem> {
        // Where somebody was is for them alone. And another request of this browser may have renewed the session just now: a
        // further one would take its place.
        if self.orphan {
            return Ok(());
        }
        // Whose time was over just now is no stranger: the place is theirs, and a form may wait for them.
        if self.session.id().is_none() && self.seat.left_by.is_none() {
            self.wanted.keep(path);
            return Ok(());
        }
        if let Some(page) = paths::place(path) {
            self.seat.return_to = Some(page);
        }
        if path != COUNTER {
            self.seat.flash.get_or_insert_with(|| Remark::SignInNeeded.into());
        }
        self.keep().await
    }

    /// Whether they were sent to where they sign in, and no flash says so.
    pub(crate) fn was_sent_to_sign_in(&self) -> bool {
        self.orphan || self.wanted.page().is_some_and(|page| page != COUNTER)
    }

    /// What their browser keeps by itself, by the time that the request is answered.
    pub(crate) fn keeps(&self) -> (Badge, Wanted) {
        (self.badge.clone(), self.wanted.clone())
    }

    /// The page to go to after signing in, which is then forgotten.
    pub(crate) async fn take_return(&mut self) -> Result<String, Problem> {
        let (first, wanted) = (self.first_page(), self.wanted.take());
        let page = match self.seat.return_to.take() {
            Some(page) => {
                self.keep().await?;
                page
            }
            None => wanted.unwrap_or_else(|| first.to_owned()),
        };
        // Where somebody else was is no place for them.
        let is_theirs = paths::is_counter(&page) == paths::is_counter(first);
        Ok(if is_theirs { page } else { first.to_owned() })
    }
}
