//! The counter of a pharmacy: looking a prescription up by its number, being let in by its patient, and handing over.
//!
//! A look-up is a *verification*. Its codes and grants are bound to a session of its own, so that the pharmacy's page and
//! the patient's answer the same challenge; who may go on with it is checked each time.

mod answer;
mod ask;
mod dispense;
mod look;
mod once;
pub mod sign_in;
mod today;
mod undo;
mod vouch;

pub use answer::{answer, call, pending, progress, resend};
pub use ask::ask;
pub use dispense::{Handed, Wanted, dispense};
pub use look::{Look, Medicine, look, state};
pub use once::Once;
pub use today::{Glance, today};
pub use undo::undo;
pub use vouch::{answer_second, ask_second, pending_second, resend_second};

pub(crate) use answer::admit;
pub(crate) use look::{Shelf, fills};

use crate::{Caller, Portal, Principal, Refusal, caller::Counter};
use domain::{
    Millis,
    id::{PatientId, PharmacyId, StaffId, TokenId, VerificationId},
    pharmacy::DISPENSE_LIFE,
};
use store::{
    Tx,
    verification::{self, VerificationRow},
};

/// Who stands at a counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Somebody of the pharmacy's staff.
    Staff(StaffId),
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
    pub fn staff(staff: StaffId, pharmacy: PharmacyId, caller: Caller) -> Self {
        let counter = Some(Counter { pharmacy, staff: Some(staff) });
        Self { pharmacy, by: By::Staff(staff), caller: Caller { counter, acting: None, ..caller } }
    }

    /// Who it is of the staff; nobody for a system.
    pub(crate) const fn person(&self) -> Option<StaffId> {
        match self.by {
            By::Staff(staff) => Some(staff),
            By::System(_) => None,
        }
    }

    /// By which token it is; none for a person.
    #[must_use]
    pub const fn token(&self) -> Option<TokenId> {
        match self.by {
            By::Staff(_) => None,
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

    /// Passes while they work there. A token was looked up with the request.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when they have left, or the pharmacy was taken away.
    pub(crate) async fn works(&self, tx: &mut Tx) -> Result<(), Refusal> {
        let Some(staff) = self.person() else { return Ok(()) };
        let row = store::staff::get(tx, staff).await?;
        let works =
            row.is_some_and(|row| row.ended_at.is_none() && row.pharmacy_id == self.pharmacy);
        works.then_some(()).ok_or(Refusal::NotFound)
    }

    /// The caller, in the session of a verification.
    pub(crate) const fn bound(&self, row: &VerificationRow) -> Caller {
        Caller { session: row.session, ..self.caller }
    }
}

impl Principal {
    /// The patient's own browser, in the session of a verification.
    pub(crate) const fn bound(&self, row: &VerificationRow) -> Caller {
        Caller { session: row.session, ..self.caller }
    }
}

/// From when on what somebody was let in to still counts.
fn since(now: Millis) -> Millis {
    now.before(DISPENSE_LIFE)
}

/// Ends what somebody of the staff began and did not finish, with what it opened.
pub(crate) async fn end_of_staff(
    portal: &Portal,
    tx: &mut Tx,
    staff: StaffId,
) -> Result<(), Refusal> {
    let now = portal.now();
    let begun = since(since(since(now)));
    for row in verification::of_staff(tx, staff, begun).await? {
        end_what_it_opened(portal, tx, &row).await?;
    }
    verification::end_of_staff(tx, staff, begun, now).await?;
    Ok(())
}

/// Refuses a look-up for its patient, with what it opened; says whether nothing was handed over yet.
pub(crate) async fn stop(
    portal: &Portal,
    tx: &mut Tx,
    row: &VerificationRow,
) -> Result<bool, Refusal> {
    end_what_it_opened(portal, tx, row).await?;
    Ok(verification::refuse(tx, row.id, portal.now()).await?)
}

/// Refuses whatever pharmacies look up of a patient's and have not handed over: somebody else may have said yes to it.
pub(crate) async fn stop_all(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
) -> Result<(), Refusal> {
    let begun = since(since(since(portal.now())));
    for row in verification::waiting(tx, patient, begun).await? {
        stop(portal, tx, &row).await?;
    }
    Ok(())
}

/// Ends the challenges and then the grants of a look-up, in the order in which an answer takes them.
async fn end_what_it_opened(
    portal: &Portal,
    tx: &mut Tx,
    row: &VerificationRow,
) -> Result<(), Refusal> {
    let (session, now) = (row.session, portal.now());
    let by = store::challenge::EndedBy::SignedOut;
    store::challenge::end_all_of_session(tx, session, by, now).await?;
    store::grant::end_of_session(tx, session, now).await?;
    Ok(())
}
