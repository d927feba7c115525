//! A pharmacy that asks now: the patient sees which, looks at the medicines on their own phone after the code, and says yes
//! or no.

use super::open::grant;
use crate::{
    Portal, Principal, Refusal,
    challenge::{self, Pending},
    counter::{self, Medicine, Shelf, admit},
    event::{About, note},
    family, pharmacy,
};
use domain::{
    Millis,
    audit::Event,
    challenge::{VerifyPrescription, Wrong},
    id::{ChallengeId, PrescriptionId, VerificationId},
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
    /// What the pharmacy is called.
    pub pharmacy: String,
    /// How many medicines there are.
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
        if matches!(row.moments.state(now), State::Asked | State::LookedAt | State::Allowed(_)) {
            all.push(told(portal, &mut tx, &row).await?);
        }
    }
    Ok(all)
}

/// One of them, however far it has come.
///
/// # Errors
/// [`Refusal::NotFound`] when it is somebody else's.
pub async fn shown(
    portal: &Portal,
    who: &Principal,
    id: VerificationId,
) -> Result<(Waiting, Vec<Medicine>), Refusal> {
    let mut tx = portal.read().await?;
    let row = own(portal, &mut tx, who, id).await?;
    let told = told(portal, &mut tx, &row).await?;
    let shelf = Shelf::of(portal, &mut tx, who.patient, who.caller.session).await?;
    let medicines = match told.state {
        State::LookedAt => shelf.medicines(&mut tx, told.prescription).await?,
        _ => Vec::new(),
    };
    Ok((told, medicines))
}

async fn told(portal: &Portal, tx: &mut Tx, row: &VerificationRow) -> Result<Waiting, Refusal> {
    let prescription = row.prescription.ok_or(Refusal::NotFound)?;
    Ok(Waiting {
        id: row.id,
        prescription,
        pharmacy: pharmacy::name(portal, tx, row.pharmacy).await?,
        medicines: prescription::items(tx, prescription).await?.len(),
        at: row.moments.asked_at,
        state: row.moments.state(portal.now()),
    })
}

async fn own(
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
pub async fn pending_of(
    portal: &Portal,
    who: &Principal,
    id: VerificationId,
) -> Result<Option<Pending>, Refusal> {
    let row = own(portal, &mut portal.read().await?, who, id).await?;
    challenge::pending::<VerifyPrescription>(portal, &who.bound(&row), Some(id.0)).await
}

/// Judges the code that the pharmacy waits for, typed by the patient themselves, and shows them the medicines. The pharmacy is
/// let in by [`allow`] alone.
///
/// # Errors
/// [`Refusal::Code`] or [`Refusal::Wrong`]; [`Refusal::LookUpOver`] when nothing is awaited.
pub async fn look(
    portal: &Portal,
    who: &Principal,
    id: VerificationId,
    challenge: ChallengeId,
    typed: &str,
) -> Result<(), Refusal> {
    let row = own(portal, &mut portal.read().await?, who, id).await?;
    let caller = who.bound(&row);
    let resource = Some(id.0);
    let proof =
        challenge::answer::<VerifyPrescription>(portal, &caller, challenge, resource, typed)
            .await?;
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
    let about = About { patient: Some(who.patient), record, ..About::default() };
    answered.bought(portal, &mut tx, &who.caller, Event::RecordOpened, about).await?;
    Ok(tx.commit().await?)
}

/// Lets the pharmacy see the medicines and hand them over, once the patient has looked at them.
///
/// # Errors
/// [`Refusal::Sealed`] before the code was answered here; [`Refusal::LookUpOver`].
pub async fn allow(portal: &Portal, who: &Principal, id: VerificationId) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let row = own(portal, &mut tx, who, id).await?;
    match row.moments.state(portal.now()) {
        State::LookedAt => {}
        State::Asked => return Err(Refusal::Sealed),
        State::Allowed(_) | State::Dispensed { .. } => return Ok(()),
        State::Refused | State::Undone(_) | State::Over => return Err(Refusal::LookUpOver),
    }
    let of = row.prescription.ok_or(Refusal::NotFound)?;
    let items = prescription::items(&mut tx, of).await?;
    let first = items.first().ok_or(Refusal::NotFound)?.record_id;
    // Whoever looked allows, in the session in which they looked.
    let session = who.caller.session;
    let granted = store::grant::latest(&mut tx, session, first).await?.ok_or(Refusal::Sealed)?;
    let by = store::grant::bought_with(&mut tx, granted.id).await?.ok_or(Refusal::Sealed)?;
    granted.live(session, first, portal.now()).ok_or(Refusal::Sealed)?;
    // The code that was answered here is that of this look-up, and of nothing else that shows the same medicines.
    let answered = store::challenge::get(&mut tx, by, row.session).await?;
    answered.filter(|it| it.resource == Some(id.0)).ok_or(Refusal::Sealed)?;
    let about = admit(portal, &mut tx, &row, by).await?;
    let about = About { challenge: Some(by), detail: Some("own-phone"), ..about };
    note(portal, &mut tx, &who.caller, Event::PharmacyAllowed, about).await?;
    Ok(tx.commit().await?)
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
    let about = About { patient: Some(who.patient), ..About::default() };
    note(portal, &mut tx, &who.caller, Event::PharmacyRefused, about).await?;
    Ok(tx.commit().await?)
}
