//! What was handed over, where and when; and "I did not collect this".

use super::own;
use crate::{
    Portal, Principal, Refusal,
    event::{About, note_line},
    pharmacy,
};
use domain::{
    Millis,
    alarm::Alarm,
    audit::Event,
    id::{PrescriptionId, VerificationId},
};
use store::{dispensing, line_report, verification};

/// What was handed over at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The look-up by which it was.
    pub id: VerificationId,
    /// When.
    pub at: Millis,
    /// By which pharmacy.
    pub pharmacy: String,
    /// How many medicines something was handed over of.
    pub medicines: usize,
    /// Whether a second pharmacist stood for it, without the patient's code.
    pub vouched: bool,
    /// When it was undone.
    pub undone_at: Option<Millis>,
    /// When the patient said that they did not collect it.
    pub denied_at: Option<Millis>,
}

/// What was handed over of one of the principal's prescriptions, the newest first.
///
/// # Errors
/// [`Refusal::NotFound`] when it is somebody else's.
pub async fn given(
    portal: &Portal,
    who: &Principal,
    id: PrescriptionId,
) -> Result<Vec<Given>, Refusal> {
    let mut tx = portal.read().await?;
    own(portal, &mut tx, who, id).await?;
    let rows = verification::dispensed_of(&mut tx, id).await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let parts = dispensing::of_verification(&mut tx, row.id).await?;
        let Some(at) = row.moments.dispensed_at else { continue };
        all.push(Given {
            id: row.id,
            at,
            pharmacy: pharmacy::name(portal, &mut tx, row.pharmacy).await?,
            medicines: parts.len(),
            vouched: row.is_vouched(),
            undone_at: row.moments.undone_at,
            denied_at: parts.iter().find_map(|part| part.disowned_at),
        });
    }
    Ok(all)
}

/// Takes a patient's word that they did not collect what was handed over, and lets the clinic know. Saying so twice does
/// nothing more. It takes no code, since it gives nobody anything.
///
/// # Errors
/// [`Refusal::NotFound`] when it is somebody else's.
pub async fn deny(
    portal: &Portal,
    who: &Principal,
    id: PrescriptionId,
    of: VerificationId,
) -> Result<(), Refusal> {
    let now = portal.now();
    let mut tx = portal.begin().await?;
    own(portal, &mut tx, who, id).await?;
    let row = verification::get(&mut tx, of).await?.ok_or(Refusal::NotFound)?;
    if row.prescription != Some(id) || row.moments.dispensed_at.is_none() {
        return Err(Refusal::NotFound);
    }
    if !dispensing::disown(&mut tx, of, who.patient, now).await? {
        return Ok(());
    }
    let record = dispensing::of_verification(&mut tx, of).await?.first().map(|it| it.record_id);
    let (patient, look_up) = (Some(who.patient), Some(of));
    let about = About { patient, record, look_up, ..About::default() };
    let line = note_line(portal, &mut tx, &who.caller, Event::CollectionDenied, about).await?;
    line_report::insert(&mut tx, line, who.patient, now).await?;
    tx.commit().await?;
    portal.watch().raise(Alarm::LineReported, &line.to_string(), now);
    Ok(())
}
