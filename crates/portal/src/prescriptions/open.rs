//! What is on a prescription, after a code.

use super::{elsewhere, granted, own};
use crate::{
    Portal, Principal, Refusal,
    challenge::{self, Opened as Asked, Pending},
    counter::{Medicine, Shelf},
    event::{About, note},
};
use domain::{
    Millis,
    audit::Event,
    challenge::{OpenPrescription, Wrong},
    grant::{Granted, REPORT_LIFE},
    id::{ChallengeId, PrescriptionId, RecordId, VerificationId},
    sealed::Kind,
};
use std::collections::HashMap;
use store::{Tx, prescription};

/// An open prescription.
pub struct Opened {
    /// Until when it is open.
    pub until: Millis,
    /// Its medicines.
    pub medicines: Vec<Medicine>,
    /// Where other programs say that something was handed over, by the record that says so.
    pub places: HashMap<RecordId, String>,
}

/// Opens the challenge whose answer opens this prescription.
///
/// # Errors
/// [`Refusal::NotFound`], a sending limit, a pause, or [`Refusal::NeedsStaff`].
pub async fn ask(portal: &Portal, who: &Principal, id: PrescriptionId) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let asked = open(portal, &mut tx, who, id).await;
    portal.settle(tx, asked).await.map(drop)
}

async fn open(
    portal: &Portal,
    tx: &mut Tx,
    who: &Principal,
    prescription: PrescriptionId,
) -> Result<Asked, Refusal> {
    own(portal, tx, who, prescription).await?;
    let purpose = OpenPrescription { patient: who.patient, prescription };
    challenge::open_for(portal, tx, who, purpose).await
}

/// The challenge of this session that waits for this prescription's code.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not the principal's.
pub async fn pending(
    portal: &Portal,
    who: &Principal,
    id: PrescriptionId,
) -> Result<Option<Pending>, Refusal> {
    own(portal, &mut portal.read().await?, who, id).await?;
    challenge::pending::<OpenPrescription>(portal, &who.caller, Some(id.0)).await
}

/// Judges the code, consumes it, and grants this session the prescription for five minutes.
///
/// # Errors
/// [`Refusal::Code`] or [`Refusal::Wrong`].
pub async fn answer(
    portal: &Portal,
    who: &Principal,
    id: PrescriptionId,
    challenge: ChallengeId,
    typed: &str,
) -> Result<(), Refusal> {
    own(portal, &mut portal.read().await?, who, id).await?;
    let resource = Some(id.0);
    let proof =
        challenge::answer::<OpenPrescription>(portal, &who.caller, challenge, resource, typed)
            .await?;
    if proof.purpose().patient != who.patient {
        return Err(Wrong::Purpose.into());
    }
    let mut tx = portal.begin().await?;
    own(portal, &mut tx, who, id).await?;
    let answered = challenge::redeem(portal, &mut tx, &proof, &[who.holder()]).await?;
    let record = grant(portal, &mut tx, who, id, challenge).await?;
    let about = About { patient: Some(who.patient), record, ..About::default() };
    answered.bought(portal, &mut tx, &who.caller, Event::RecordOpened, about).await?;
    Ok(tx.commit().await?)
}

/// Grants the principal's session each medicine of a prescription, and what other programs say was handed over of it; gives the
/// record of the first medicine.
pub(super) async fn grant(
    portal: &Portal,
    tx: &mut Tx,
    who: &Principal,
    id: PrescriptionId,
    challenge: ChallengeId,
) -> Result<Option<RecordId>, Refusal> {
    let items = prescription::items(tx, id).await?;
    for item in &items {
        let medicine = (who.patient, item.record_id);
        let granted = granted(portal, who.caller.session, medicine, REPORT_LIFE);
        store::grant::insert(tx, &granted, challenge).await?;
    }
    for record in elsewhere::records(tx, id).await? {
        let granted = granted(portal, who.caller.session, (who.patient, record), REPORT_LIFE);
        let granted = Granted { kind: Kind::Dispensing, ..granted };
        store::grant::insert(tx, &granted, challenge).await?;
    }
    Ok(items.first().map(|item| item.record_id))
}

/// The prescription with its medicines, for as long as this session's grant lives.
///
/// # Errors
/// [`Refusal::Sealed`] without a live grant; [`Refusal::NotFound`] when it is not the principal's.
pub async fn read(portal: &Portal, who: &Principal, id: PrescriptionId) -> Result<Opened, Refusal> {
    let mut tx = portal.read().await?;
    own(portal, &mut tx, who, id).await?;
    let session = who.caller.session;
    let shelf = Shelf::of(portal, &mut tx, who.patient, session).await?;
    let medicines = shelf.medicines(&mut tx, id).await?;
    let places = elsewhere::places(&mut tx, &shelf, id).await?;
    let first = medicines.first().ok_or(Refusal::Sealed)?.record;
    drop(tx);
    let until = note_read(portal, who, first, None).await?;
    Ok(Opened { until, medicines, places })
}

/// Says in the audit log that the medicines were read, and by which proof, and until when they are open. What was opened is shown
/// only once this is kept.
pub(super) async fn note_read(
    portal: &Portal,
    who: &Principal,
    first: RecordId,
    look_up: Option<VerificationId>,
) -> Result<Millis, Refusal> {
    let mut tx = portal.begin().await?;
    let session = who.caller.session;
    let granted = store::grant::latest(&mut tx, session, first).await?.ok_or(Refusal::Sealed)?;
    let challenge = store::grant::bought_with(&mut tx, granted.id).await?;
    let (patient, record) = (Some(who.patient), Some(first));
    let about = About { patient, record, challenge, look_up, ..About::default() };
    note(portal, &mut tx, &who.caller, Event::RecordRead, about).await?;
    tx.commit().await?;
    Ok(granted.expires_at)
}

/// Seals a prescription again, in this session.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not the principal's.
pub async fn seal(portal: &Portal, who: &Principal, id: PrescriptionId) -> Result<(), Refusal> {
    let now = portal.now();
    let mut tx = portal.begin().await?;
    own(portal, &mut tx, who, id).await?;
    let mut sealed = None;
    for item in prescription::items(&mut tx, id).await? {
        if store::grant::end(&mut tx, who.caller.session, item.record_id, now).await? > 0 {
            sealed = sealed.or(Some(item.record_id));
        }
    }
    for record in elsewhere::records(&mut tx, id).await? {
        store::grant::end(&mut tx, who.caller.session, record, now).await?;
    }
    if sealed.is_some() {
        let about = About { patient: Some(who.patient), record: sealed, ..About::default() };
        note(portal, &mut tx, &who.caller, Event::RecordSealed, about).await?;
    }
    Ok(tx.commit().await?)
}
