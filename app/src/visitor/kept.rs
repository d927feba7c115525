//! What of a visitor outlasts the end of their session, for them alone.

use super::Visitor;
use crate::{
    acts::Done,
    fields::Fields,
    kept::{Form, Kept},
    problem::Problem,
};
use portal::Principal;

impl Visitor {
    /// Who is signed in. A form that comes after the session has ended by time is kept for its person.
    ///
    /// # Errors
    /// The way to sign in, as for [`Visitor::themselves`]: whoever fills such a form in does so for what is theirs.
    pub(crate) async fn signed_in_with(
        &mut self,
        form: &Form,
        fields: &Fields,
        page: &str,
    ) -> Result<Principal, Done> {
        if self.principal().is_none()
            && let Some(patient) = self.seat.left_by
        {
            let now = self.site.portal().now();
            self.seat.kept = Kept::of(form, fields, patient, now).or(self.seat.kept.take());
        }
        self.themselves(page).await
    }

    /// What was kept of a form, once.
    pub(crate) async fn take_kept(&mut self, form: &Form) -> Result<Option<Kept>, Problem> {
        let (Some(patient), now) = (self.seat.patient, self.site.portal().now()) else {
            return Ok(None);
        };
        let Some(kept) = self.seat.kept.take_if(|kept| kept.page == form.page) else {
            return Ok(None);
        };
        self.keep().await?;
        Ok(Some(kept).filter(|kept| kept.waits(patient, now)))
    }
}
