//! Somebody of a pharmacy's staff at the other end.

use super::{Visitor, fresh_key};
use crate::{
    paths,
    problem::{Problem, Reference},
    seat::StaffSeat,
};
use portal::{
    account::Leaving,
    counter::{self, By, Dispenser},
    domain::{
        Millis,
        session::{Limits, Standing},
    },
};

impl Visitor {
    /// Who of a pharmacy's staff is signed in, in a role that hands over.
    #[must_use]
    pub fn dispenser(&self) -> Option<Dispenser> {
        let seat = self.seat.staff.filter(|seat| seat.role.dispenses())?;
        matches!(self.standing()?, Standing::Live(_)).then(|| self.behind(seat))
    }

    fn behind(&self, seat: StaffSeat) -> Dispenser {
        Dispenser::staff((seat.staff, seat.role), seat.pharmacy, self.caller())
    }

    /// Whether anybody is signed in.
    pub(crate) fn is_signed_in(&self) -> bool {
        self.principal().is_some() || self.dispenser().is_some()
    }

    /// The page that comes first for whoever is signed in.
    pub(crate) fn first_page(&self) -> &'static str {
        if self.seat.staff.is_some() { "/pharmacy" } else { "/home" }
    }

    /// How long whoever is signed in may stay.
    pub(super) fn limits(&self) -> Limits {
        match self.seat.staff {
            Some(_) => Limits::STAFF,
            None => self.site.portal().rules().stay,
        }
    }

    /// Signs somebody of a pharmacy's staff in, as [`Visitor::sign_in`] does a patient.
    pub(crate) async fn sign_in_staff(
        &mut self,
        who: &Dispenser,
        now: Millis,
    ) -> Result<(), Problem> {
        let By::Staff(staff, role) = who.by else {
            return Err(Problem::Server(Reference::default()));
        };
        let seat = StaffSeat { staff, pharmacy: who.pharmacy, role };
        let device = self.recognise(seat.account()).await?;
        self.take_over().await?;
        self.seat.sign_in_staff(fresh_key(self.site.portal()), seat, now);
        self.seat.device = Some(device);
        self.renew().await
    }

    /// Ends what somebody of a pharmacy's staff began.
    pub(super) async fn leave_counter(&self, seat: StaffSeat, why: Leaving) -> Result<(), Problem> {
        let left = counter::sign_in::leave(self.site.portal(), &self.behind(seat), why).await;
        left.map_err(|refusal| self.broken(&refusal))
    }

    /// Why whoever is signed in has no business at an address: patients at a counter, and a pharmacy's staff anywhere else.
    pub(crate) fn misplaced(&self, path: &str) -> Option<Problem> {
        match (self.seat.staff.is_some(), paths::is_counter(path)) {
            (false, true) => self.principal().map(|_| Problem::ForPharmacies),
            (true, false) if !is_for_everybody(path) => {
                self.dispenser().map(|_| Problem::ForPatients)
            }
            _ => None,
        }
    }
}

/// Addresses that are the same for everybody.
fn is_for_everybody(path: &str) -> bool {
    matches!(path, "/" | "/language" | "/sign-out" | "/signed-out" | "/cleared")
        || (path.starts_with("/session/") && path != "/session/form")
}
