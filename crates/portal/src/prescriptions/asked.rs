//! A pharmacy that asks now: the patient sees which, looks at the medicines on their own phone after the code, and says yes
//! or no.

use super::{
    note_refused,
    open::{grant, note_read},
    seen::Seen,
};
use crate::{
    Caller, Portal, Principal, Refusal,
    challenge::{self, At, Pending},
    counter::{self, Medicine, Shelf, admit},
    event::{About, note},
    family, pharmacy,
};
use domain::{
    Millis,
    audit::Event,
    challenge::{Purpose, VerifyPrescription, Wrong},
    id::{ChallengeId, PharmacyId, PrescriptionId, RecordId, VerificationId},
    pharmacy::{DISPENSE_LIFE, State},
};
use store::{
    Tx, prescription,
    verification::{self, VerificationRow},
};

/// A pharmacy that waits for the patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its look-up.
    pub id: VerificationId,
    /// Of which prescription.
    pub prescription: PrescriptionId,
    /// By which pharmacy.
    pub by: PharmacyId,
    /// What the pharmacy is called.
    pub pharmacy: String,
    /// How many medicines it is about: those that may be handed over now, of which only those count that the pharmacy was let in
    /// to once it was; and those that it was about, once it is over.
    pub medicines: usize,
    /// When it asked.
    pub at: Millis,
    /// How far it has come.
    pub state: State,
}

/// The pharmacies that wait for the principal, the newest first.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn waiting(portal: &Portal, who: &Principal) -> Result<Vec<Waiting>, Refusal> {
    let now = portal.now();
    let mut tx = portal.read().await?;
    family::holds(portal, &mut tx, who).await?;
    let since = now.before(DISPENSE_LIFE).before(DISPENSE_LIFE);
    let mut all = Vec::new();
    for row in verification::waiting(&mut tx, who.patient, since).await? {
        if !matches!(row.moments.state(now), State::Asked | State::LookedAt | State::Allowed(_)) {
            continue;
        }
        let told = told(portal, &mut tx, &row).await?;
        // Where another counter was faster nothing is left that it may do.
        if !(told.medicines == 0 && matches!(told.state, State::Allowed(_))) {
            all.push(told);
        }
    }
    Ok(all)
}

/// One of them, however far it has come, and the medicines while they are open, of which the audit log tells.
///
/// # Errors
/// [`Refusal::NotFound`] when it is somebody else's, of which an audit event tells.
pub async fn shown(
    portal: &Portal,
    who: &Principal,
    id: VerificationId,
) -> Result<(Waiting, Vec<Medicine>), Refusal> {
    let mut tx = portal.read().await?;
    let row = own(portal, &mut tx, who, id).await;
    if matches!(row, Err(Refusal::NotFound)) {
        let row = verification::get(&mut tx, id).await?;
        drop(tx);
        if let Some(of) = row.and_then(|row| row.prescription) {
            note_refused(portal, who, of).await?;
        }
        return Err(Refusal::NotFound);
    }
    let row = row?;
    let told = told(portal, &mut tx, &row).await?;
    let shelf = Shelf::of(portal, &mut tx, who.patient, who.caller.session).await?;
    let medicines = match told.state {
        State::LookedAt => shelf.medicines(&mut tx, told.prescription).await?,
        _ => Vec::new(),
    };
    // The yes is to what can be handed over.
    let medicines: Vec<_> = medicines.into_iter().filter(|it| it.left.is_now()).collect();
    drop(tx);
    if let Some(first) = medicines.first() {
        note_read(portal, who, first.record, Some(id)).await?;
    }
    Ok((told, medicines))
}

async fn told(portal: &Portal, tx: &mut Tx, row: &VerificationRow) -> Result<Waiting, Refusal> {
    let prescription = row.prescription.ok_or(Refusal::NotFound)?;
    let patient = row.patient.ok_or(Refusal::NotFound)?;
    let state = row.moments.state(portal.now());
    let now = Seen::now(portal, tx, (patient, prescription)).await?;
    let medicines = match state {
        State::Asked | State::LookedAt => now,
        State::Allowed(_) => Seen::by(row).and(&now),
        State::Refused | State::Dispensed { .. } | State::Undone(_) | State::Over => Seen::by(row),
    };
    Ok(Waiting {
        id: row.id,
        prescription,
        by: row.pharmacy,
        pharmacy: pharmacy::name(portal, tx, row.pharmacy).await?,
        medicines: medicines.count(),
        at: row.moments.asked_at,
        state,
    })
}

pub(super) async fn own(
    portal: &Portal,
    tx: &mut Tx,
    who: &Principal,
    id: VerificationId,
) -> Result<VerificationRow, Refusal> {
    family::holds(portal, tx, who).await?;
    let row = verification::get(tx, id).await?;
    row.filter(|row| row.patient == Some(who.patient)).ok_or(Refusal::NotFound)
}

/// The challenge whose code the pharmacy waits for.
///
/// # Errors
/// [`Refusal::NotFound`] when it is somebody else's.
pub async fn pending(
    portal: &Portal,
    who: &Principal,
    id: VerificationId,
) -> Result<Option<Pending>, Refusal> {
    let row = own(portal, &mut portal.read().await?, who, id).await?;
    let caller = Caller { session: row.session, ..who.caller };
    challenge::pending::<VerifyPrescription>(portal, &caller, Some(id.0)).await
}

/// Judges the code that the pharmacy waits for, typed by the patient themselves, and shows them the medicines. The pharmacy is
/// let in by [`allow`] alone.
///
/// # Errors
/// [`Refusal::Code`] or [`Refusal::Wrong`]; [`Refusal::LookUpOver`] when nothing is awaited.
pub async fn answer(
    portal: &Portal,
    who: &Principal,
    id: VerificationId,
    challenge: ChallengeId,
    typed: &str,
) -> Result<(), Refusal> {
    let row = own(portal, &mut portal.read().await?, who, id).await?;
    // The challenge is that of the pharmacy's page; whoever answers does so in their own browser.
    let at = At { session: row.session, challenge, resource: Some(id.0) };
    let proof = challenge::answer_at::<VerifyPrescription>(portal, &who.caller, at, typed).await?;
    let of = row.prescription.ok_or(Refusal::NotFound)?;
    if proof.purpose().patient != Some(who.patient) {
        return Err(Wrong::Purpose.into());
    }
    let mut tx = portal.begin().await?;
    own(portal, &mut tx, who, id).await?;
    let answered = challenge::redeem(portal, &mut tx, &proof, &[who.patient]).await?;
    if !verification::look(&mut tx, id, portal.now()).await? {
        return Err(Refusal::LookUpOver);
    }
    let record = grant(portal, &mut tx, who, of, challenge).await?;
    let (patient, look_up) = (Some(who.patient), Some(id));
    let about = About { patient, record, look_up, ..About::default() };
    answered.bought(portal, &mut tx, &who.caller, Event::RecordOpened, about).await?;
    Ok(tx.commit().await?)
}

/// Lets the pharmacy see the medicines and hand them over, once the patient has looked at them: those that were shown, at the
/// versions that were. What came in between stays sealed.
///
/// # Errors
/// [`Refusal::Sealed`] before the code was answered here; [`Refusal::PrescriptionChanged`] when one of them was changed since it
/// was shown; [`Refusal::LookUpOver`].
pub async fn allow(
    portal: &Portal,
    who: &Principal,
    id: VerificationId,
    seen: &Seen,
) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let row = own(portal, &mut tx, who, id).await?;
    match row.moments.state(portal.now()) {
        State::LookedAt => {}
        State::Asked => return Err(Refusal::Sealed),
        State::Allowed(_) | State::Dispensed { .. } => return Ok(()),
        State::Refused | State::Undone(_) | State::Over => return Err(Refusal::LookUpOver),
    }
    let of = row.prescription.ok_or(Refusal::NotFound)?;
    // The code that was answered here is that of this look-up, and of nothing else that shows the same medicines.
    let kind = VerifyPrescription::KIND;
    let code = store::challenge::latest(&mut tx, row.session, kind, Some(id.0)).await?;
    let by = code.ok_or(Refusal::Sealed)?.id;
    let items = prescription::items(&mut tx, of).await?;
    let mut records = seen.records();
    if records.is_empty()
        || !records.iter().all(|it| items.iter().any(|item| item.record_id == *it))
    {
        return Err(Refusal::Sealed);
    }
    for record in &records {
        is_open_by(portal, &mut tx, who, *record, by).await?;
    }
    let about = admit(portal, &mut tx, &row, &records, by).await?;
    // No import changes them any more before this is over.
    prescription::wait(&mut tx, &mut records).await?;
    if !seen.is_within(&Seen::now(portal, &mut tx, (who.patient, of)).await?) {
        return Err(Refusal::PrescriptionChanged);
    }
    verification::list(&mut tx, id, &seen.to_string()).await?;
    let about = About { challenge: Some(by), detail: Some("own-phone"), ..about };
    note(portal, &mut tx, &who.caller, Event::PharmacyAllowed, about).await?;
    Ok(tx.commit().await?)
}

/// Whether this session has a medicine open by the code of a challenge: whoever looked allows, where they looked.
///
/// # Errors
/// [`Refusal::Sealed`] when it has not.
async fn is_open_by(
    portal: &Portal,
    tx: &mut Tx,
    who: &Principal,
    record: RecordId,
    by: ChallengeId,
) -> Result<(), Refusal> {
    let session = who.caller.session;
    let granted = store::grant::latest(tx, session, record).await?.ok_or(Refusal::Sealed)?;
    granted.live(session, record, portal.now()).ok_or(Refusal::Sealed)?;
    let bought_with = store::grant::bought_with(tx, granted.id).await?;
    if bought_with == Some(by) { Ok(()) } else { Err(Refusal::Sealed) }
}

/// Says no, whether or not the code was told: the pharmacy sees nothing any more. It takes no code, since it gives nobody
/// anything.
///
/// # Errors
/// [`Refusal::NotFound`] when it is somebody else's; [`Refusal::LookUpOver`] when something was handed over already.
pub async fn refuse(portal: &Portal, who: &Principal, id: VerificationId) -> Result<(), Refusal> {
    let now = portal.now();
    let mut tx = portal.begin().await?;
    let row = own(portal, &mut tx, who, id).await?;
    if row.moments.state(now) == State::Refused {
        return Ok(());
    }
    if !counter::stop(portal, &mut tx, &row).await? {
        return Err(Refusal::LookUpOver);
    }
    let about = About { patient: Some(who.patient), look_up: Some(id), ..About::default() };
    note(portal, &mut tx, &who.caller, Event::PharmacyRefused, about).await?;
    Ok(tx.commit().await?)
}
