//! What of a visitor outlasts the end of their session, for them alone.

use super::Visitor;
use crate::{
    away::Away,
    fields::Fields,
    kept::{Form, Kept, STAY},
    problem::Problem,
    remark::Remark,
    seat::Flash,
};
use portal::Principal;

impl Visitor {
    /// Who is signed in. A form that comes after the session has ended by time is kept for its person; one from a page of
    /// somebody else does nothing.
    ///
    /// # Errors
    /// The way to sign in, as for [`Visitor::themselves`]: whoever fills such a form in does so for what is theirs. The form
    /// itself, where another signed in since.
    pub(crate) async fn signed_in_with(
        &mut self,
        form: &Form,
        fields: &Fields,
        page: &str,
    ) -> Result<Principal, Away> {
        match self.mark() {
            None => drop(self.note_typed(form, fields)),
            Some(mark) if fields.find(STAY).is_some_and(|it| it != mark) => {
                return Err(Away::To(form.page));
            }
            Some(_) => {}
        }
        self.themselves(page).await
    }

    /// Keeps what was typed into a form whose page leaves it, for whoever it was written for, if they are signed in or were until
    /// their time was over.
    pub(crate) async fn keep_typed(&mut self, form: &Form, fields: &Fields) -> Result<(), Problem> {
        if self.note_typed(form, fields) { self.keep().await } else { Ok(()) }
    }

    /// Whether it was. Once somebody's time is over, whoever sits there writes over nothing that waits for them.
    fn note_typed(&mut self, form: &Form, fields: &Fields) -> bool {
        let Some(patient) = self.whose(fields.find(STAY)) else { return false };
        let now = self.site.portal().now();
        let waits = self.seat.kept.as_ref().is_some_and(|kept| kept.waits(patient, now));
        if waits && self.principal().is_none() {
            return false;
        }
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
