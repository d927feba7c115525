//! A new number for a patient whose phone is lost: staff ask for it, having seen who it is; for a day both numbers are
//! told and nothing changes, and until it has taken effect the old number can stop it.

mod ask;
mod due;
pub mod stop;

pub use ask::{HOLD, LONGEST, NotRebound, ask};
pub use due::apply_due;

use crate::{Portal, Refusal, number::opened_as, profile::Profile};
use domain::{Millis, id::PatientId};
use store::number_hold;

/// A number that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// When it takes effect.
    pub due_at: Millis,
    /// Its last digits.
    pub tail: String,
}

/// The number that waits to be a patient's.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn waiting(portal: &Portal, patient: PatientId) -> Result<Option<Waiting>, Refusal> {
    let mut tx = portal.read().await?;
    let Some(hold) = number_hold::waiting(&mut tx, patient).await? else { return Ok(None) };
    let profile = Profile::of(portal, &mut tx, patient).await?;
    let phone = opened_as(portal, &profile.row, hold.id, &hold.phone)?;
    Ok(Some(Waiting { due_at: hold.due_at, tail: phone.tail().to_owned() }))
}
