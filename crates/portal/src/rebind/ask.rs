//! Asking for the new number, at the desk.

use crate::{
    Portal, Refusal,
    event::{About, note_clinic},
    news::carrier,
    number::{Told, sealed_as, tell},
    profile::Profile,
};
use domain::{Language, Millis, audit::Event, id::PatientId, phone::Phone};
use std::time::Duration;
use store::number_hold::{self, NumberHold};

/// How long a new number waits.
pub const HOLD: Duration = Duration::from_hours(24);
/// How long it waits at the most, however often it is put off since somebody could not be heard.
pub const LONGEST: Duration = Duration::from_hours(72);

/// Why a number was not taken to wait.
#[derive(Debug, thiserror::Error)]
pub enum NotRebound {
    /// No code could be sent to it.
    #[error("codes are not sent to a number of this country (codes.countries)")]
    NotServed,
    /// It is theirs already.
    #[error("their codes go to this number already")]
    Same,
    /// Another one waits.
    #[error("a number waits already; stop it first (--stop)")]
    Waits,
    /// The portal failed, or there is no such patient.
    #[error(transparent)]
    Failed(Refusal),
}

impl<E: Into<Refusal>> From<E> for NotRebound {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Lets a number wait to become a patient's, and tells it and the present one; gives the moment at which it does.
///
/// # Errors
/// [`NotRebound`] says why it does not wait.
pub async fn ask(portal: &Portal, patient: PatientId, phone: &Phone) -> Result<Millis, NotRebound> {
    if !phone.is_of(&portal.rules().countries) {
        return Err(NotRebound::NotServed);
    }
    let (asked_at, due_at) = (portal.now(), portal.now().after(HOLD));
    let mut tx = portal.begin().await?;
    let profile = Profile::of(portal, &mut tx, patient).await?;
    let present = profile.phone(portal).ok();
    if present == Some(phone) {
        return Err(NotRebound::Same);
    }
    let id = domain::id::fresh(asked_at, portal.chance());
    let sealed = sealed_as(portal, &profile.row, id, phone)?;
    let hold = NumberHold { id, patient_id: patient, phone: sealed, asked_at, due_at };
    if !number_hold::insert(&mut tx, &hold).await? {
        return Err(NotRebound::Waits);
    }
    let challenge = carrier(portal, &mut tx, patient).await?;
    for (number, template) in
        present.map(|it| (it, "number-waits")).into_iter().chain([(phone, "number-waits-here")])
    {
        let told = Told { template, challenge };
        tell(portal, &mut tx, &profile, number, &told, Language::En).await?;
    }
    let about = About { patient: Some(patient), ..About::default() };
    note_clinic(portal, &mut tx, Event::RebindAsked, about).await?;
    portal.settle(tx, Ok(())).await?;
    Ok(due_at)
}
