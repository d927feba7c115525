//! Somebody of a pharmacy's staff in a browser.

use super::Seat;
use portal::domain::{
    Millis,
    id::{PatientId, PharmacyId, SessionKey, StaffId},
    pharmacy::Role,
};
use serde::{Deserialize, Serialize};

/// Who stands at which counter, and as what. A seat that names no role, or one that there is not, is nobody's: they sign in anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffSeat {
    /// Who.
    pub staff: StaffId,
    /// Which pharmacy's.
    pub pharmacy: PharmacyId,
    /// As what they work there.
    pub role: Role,
}

impl StaffSeat {
    /// Their account, on which their sessions and their devices hang.
    #[must_use]
    pub const fn account(self) -> PatientId {
        PatientId(self.staff.0)
    }
}

impl Seat {
    /// Whose account it is that somebody signed in to, a patient's or one of a pharmacy's staff.
    #[must_use]
    pub fn account(&self) -> Option<PatientId> {
        self.patient.or(self.staff.map(StaffSeat::account))
    }

    /// Seats somebody of a pharmacy's staff anew, as [`Seat::sign_in`] does a patient.
    pub fn sign_in_staff(&mut self, key: SessionKey, staff: StaffSeat, now: Millis) {
        let begun = self.begun(key, staff.account(), now);
        *self = Self { staff: Some(staff), ..begun };
    }
}
