//! The browser itself, whoever is signed in.

use super::Visitor;
use crate::{language, problem::Problem};
use axum::http::request::Parts;
use portal::{
    account::Leaving,
    devices,
    domain::id::{DeviceId, PatientId},
};

impl Visitor {
    /// The browser, as the account of whoever is signed in knows it.
    pub(crate) fn device(&self) -> Option<DeviceId> {
        self.seat.device
    }

    /// Knows the browser again for a patient who signs in, and lets it keep its badge.
    pub(super) async fn recognise(&self, patient: PatientId) -> Result<DeviceId, Problem> {
        let portal = self.site.portal();
        let cookie = self.badge.give(portal.chance());
        let known = devices::recognise(portal, patient, cookie, self.badge.look()).await;
        known.map_err(|refusal| self.broken(&refusal))
    }

    /// Tells a browser that was lost to forget everything, whoever is signed in with it.
    ///
    /// # Errors
    /// [`Problem::Wiped`] when it is to.
    pub(super) async fn forget_if_lost(&mut self, parts: &Parts) -> Result<(), Problem> {
        let Some(cookie) = self.badge.shown() else { return Ok(()) };
        let told = devices::deliver(self.site.portal(), &self.caller(), cookie).await;
        let told = told.map_err(|refusal| self.broken(&refusal))?;
        let Some(told) = told else { return Ok(()) };
        let language = language::chosen(parts, self.site.cookies().language)
            .or(self.seat.language)
            .or(told.language);
        if self.session.id().is_some() {
            // It was logged, and the browser forgets nevertheless.
            drop(self.leave(Leaving::Wiped).await);
        }
        Err(Problem::Wiped(language.unwrap_or(self.language)))
    }
}
