//! What of a visitor outlasts the end of their session, for them alone.

use super::Visitor;
use crate::{
    away::Away,
    fields::Fields,
    kept::{Form, Kept},
    problem::Problem,
    remark::Remark,
    seat::Flash,
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
    ) -> Result<Principal, Away> {
        if self.principal().is_none() {
            self.note_typed(form, fields);
        }
        self.themselves(page).await
    }

    /// Keeps what was typed into a form whose page leaves it, for whoever is signed in or was until their time was over.
    pub(crate) async fn keep_typed(&mut self, form: &Form, fields: &Fields) -> Result<(), Problem> {
        if self.note_typed(form, fields) { self.keep().await } else { Ok(()) }
    }

    /// Whether there was anybody whose it could be.
    fn note_typed(&mut self, form: &Form, fields: &Fields) -> bool {
        let present = self.principal().and(self.seat.patient);
        let Some(patient) = present.or(self.seat.left_by) else { return false };
        let now = self.site.portal().now();
        self.seat.kept = Kept::of(form, fields, patient, now).or(self.seat.kept.take());
        true
    }

    /// What was kept of a form, once; the page that is filled with it says so, and no more that it waits.
    pub(crate) async fn take_kept(
        &mut self,
        form: &Form,
        flash: &mut Flash,
    ) -> Result<Option<Kept>, Problem> {
        let (Some(patient), now) = (self.seat.patient, self.site.portal().now()) else {
            return Ok(None);
        };
        let Some(kept) = self.seat.kept.take_if(|kept| kept.page == form.page) else {
            return Ok(None);
        };
        self.keep().await?;
        if !kept.waits(patient, now) {
            return Ok(None);
        }
        flash.messages.retain(|message| !matches!(message, Remark::FormKept(_)));
        flash.messages.push(Remark::FormFilled);
        Ok(Some(kept))
    }
}
