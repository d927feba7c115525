//! One look-up, as the clinic sees it when it follows up what an alarm or a patient said.

use super::{Colleague, directory};
use crate::{
    Portal, Refusal, counter,
    event::{About, note_clinic},
    profile,
};
use domain::{
    Millis,
    audit::Event,
    id::{StaffId, TokenId, VerificationId},
    line::tidy,
    pharmacy::Moments,
};
use store::{
    Tx, dispensing,
    verification::{self, VerificationRow},
};

/// What one pharmacy asked for at once, and what came of it. Of the prescription it says nothing.
pub struct LookUp {
    /// Which pharmacy.
    pub pharmacy: String,
    /// Who asked.
    pub by: By,
    /// The second pharmacist who stood for it without a code.
    pub second: Option<Colleague>,
    /// Why no code reached the patient, in the first one's words.
    pub reason: Option<String>,
    /// The patient number; none for a number by which nothing is found, or where the patient was erased.
    pub patient: Option<String>,
    /// When each thing happened.
    pub moments: Moments,
    /// When the patient said that they did not collect it.
    pub denied_at: Option<Millis>,
}

/// Who asked for a look-up.
pub enum By {
    /// Somebody of the staff; none where their account was erased.
    Staff(Option<Colleague>),
    /// The pharmacy's own system, by this token.
    System(TokenId),
}

/// A look-up, of which it is noted that the clinic read it.
///
/// # Errors
/// [`Refusal::NotFound`] when there is none of this name, or it was forgotten.
pub async fn show(portal: &Portal, id: VerificationId) -> Result<LookUp, Refusal> {
    let mut tx = portal.begin().await?;
    let row = verification::get(&mut tx, id).await?.ok_or(Refusal::NotFound)?;
    let about = About { patient: row.patient, look_up: Some(id), ..About::default() };
    note_clinic(portal, &mut tx, Event::LookUpShown, about).await?;
    let shown = shown(portal, &mut tx, row).await?;
    tx.commit().await?;
    Ok(shown)
}

async fn shown(portal: &Portal, tx: &mut Tx, row: VerificationRow) -> Result<LookUp, Refusal> {
    let by = match (row.staff, row.token) {
        (None, Some(token)) => By::System(token),
        (staff, _) => By::Staff(colleague(portal, tx, staff).await?),
    };
    let parts = dispensing::of_verification(tx, row.id).await?;
    Ok(LookUp {
        pharmacy: directory::name(portal, tx, row.pharmacy).await?,
        by,
        second: colleague(portal, tx, row.vouched_by).await?,
        reason: reason(portal, &row)?,
        patient: match row.patient {
            Some(patient) => profile::number(portal, tx, patient).await?,
            None => None,
        },
        moments: row.moments,
        denied_at: parts.iter().find_map(|part| part.disowned_at),
    })
}

async fn colleague(
    portal: &Portal,
    tx: &mut Tx,
    staff: Option<StaffId>,
) -> Result<Option<Colleague>, Refusal> {
    match staff {
        Some(staff) => Colleague::of(portal, tx, staff).await,
        None => Ok(None),
    }
}

fn reason(portal: &Portal, row: &VerificationRow) -> Result<Option<String>, Refusal> {
    let Some(sealed) = &row.reason else { return Ok(None) };
    let plain = portal.vault().open_clinic(&counter::place_of_reason(row.id), sealed)?;
    Ok(Some(tidy(&String::from_utf8_lossy(&plain))))
}
