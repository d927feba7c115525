//! The counter of a pharmacy: looking a prescription up by its number, being let in by its patient, and handing over.
//!
//! A look-up is a *verification*. Its codes and grants are bound to a session of its own, so that the pharmacy's page and
//! the patient's answer the same challenge; who may go on with it is checked each time.

mod again;
mod answer;
mod ask;
mod dispense;
mod look;
mod once;
pub mod sign_in;
mod stop;
mod today;
mod turn;
mod undo;
pub mod vouch;

pub use answer::{answer, call, pending, progress, resend};
pub use ask::ask;
pub use dispense::{Handed, Wanted, dispense};
pub use look::{Look, Medicine, look, state};
pub use once::Once;
pub use today::{Glance, today};
pub use undo::undo;

pub(crate) use answer::admit;
pub(crate) use look::{Shelf, amount, fills};
pub(crate) use stop::{end_all, end_of, stop, stop_all};
pub(crate) use vouch::place_of_reason;

use crate::{Acting, Caller, Refusal, caller::Counter};
use domain::{
    Millis,
    challenge::{Purpose, VerifyPrescription},
    id::{PharmacyId, StaffId, TokenId, VerificationId},
    pharmacy::{DISPENSE_LIFE, Role},
};
use store::{
    Tx, challenge,
    verification::{self, VerificationRow},
};

/// Who stands at a counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Somebody of the pharmacy's staff, and as what they signed in.
    Staff(StaffId, Role),
    /// The pharmacy's own system, by its token.
    System(TokenId),
}

/// Somebody at a counter, signed in.
#[derive(Clone, Copy, Debug)]
pub struct Dispenser {
    /// Which pharmacy's.
    pub pharmacy: PharmacyId,
    /// Who.
    pub by: By,
    /// The browser, or the system.
    pub caller: Caller,
}

impl Dispenser {
    /// Somebody of the staff, in this browser.
    #[must_use]
    pub fn staff(staff: (StaffId, Role), pharmacy: PharmacyId, caller: Caller) -> Self {
        let (staff, role) = staff;
        let counter = Some(Counter { pharmacy, staff: Some(staff), token: None });
        let caller = Caller { counter, acting: None, ..caller };
        Self { pharmacy, by: By::Staff(staff, role), caller }
    }

    /// Who it is of the staff; nobody for a system.
    pub(crate) const fn person(&self) -> Option<StaffId> {
        match self.by {
            By::Staff(staff, _) => Some(staff),
            By::System(_) => None,
        }
    }

    /// By which token it is; none for a person.
    #[must_use]
    pub const fn token(&self) -> Option<TokenId> {
        match self.by {
            By::Staff(..) => None,
            By::System(token) => Some(token),
        }
    }

    /// A verification of theirs: whoever asked goes on with it, and nobody else does.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is none of this name, or it is another's.
    pub(crate) async fn own(
        &self,
        tx: &mut Tx,
        id: VerificationId,
    ) -> Result<VerificationRow, Refusal> {
        self.works(tx).await?;
        let row = verification::get(tx, id).await?.ok_or(Refusal::NotFound)?;
        let own = row.pharmacy == self.pharmacy
            && row.staff == self.person()
            && row.token == self.token();
        own.then_some(row).ok_or(Refusal::NotFound)
    }

    /// Passes while they work there as what they signed in as, which is to hand over. A token was looked up with the request.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when they have left or have another role, or the pharmacy was taken away.
    pub(crate) async fn works(&self, tx: &mut Tx) -> Result<(), Refusal> {
        let By::Staff(staff, role) = self.by else { return Ok(()) };
        let row = store::staff::get(tx, staff).await?.filter(|row| row.ended_at.is_none());
        let is_theirs = row.is_some_and(|row| row.pharmacy_id == self.pharmacy && row.role == role);
        let works = is_theirs && role.dispenses();
        works.then_some(()).ok_or(Refusal::NotFound)
    }

    /// The caller, in the session of a verification.
    pub(crate) const fn bound(&self, row: &VerificationRow) -> Caller {
        Caller { session: row.session, ..self.caller }
    }

    /// The same, where its code went to a guardian for the patient: what becomes of it is the patient's to see.
    pub(crate) async fn coded(
        &self,
        tx: &mut Tx,
        row: &VerificationRow,
    ) -> Result<Caller, Refusal> {
        let code = challenge::latest(tx, row.session, VerifyPrescription::KIND, Some(row.id.0));
        let sent_to = code.await?.and_then(|code| code.patient);
        let acting = match (sent_to, row.patient) {
            (Some(by), Some(patient)) if by != patient => Some(Acting { by, patient }),
            _ => None,
        };
        Ok(Caller { acting, ..self.bound(row) })
    }
}

/// From when on what somebody was let in to still counts.
fn since(now: Millis) -> Millis {
    now.before(DISPENSE_LIFE)
}
