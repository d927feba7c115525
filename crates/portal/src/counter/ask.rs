//! Looking a prescription up by its number, which asks its patient for a code.

use super::{Dispenser, Once};
use crate::{
    Acting, Caller, Portal, Refusal,
    challenge::{self, Addressee, Asked, Asker, Manner, Opened},
    event::{About, note},
    family, pharmacy,
    prescriptions::Seen,
    profile::Profile,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    audit::Event,
    challenge::{Purpose, Told, VerifyPrescription, Words},
    id::{MessageId, PatientId, PrescriptionId, SessionKey, VerificationId},
    pharmacy::{Moments, PrescriptionNumber},
};
use store::{
    Tx, prescription,
    prescription::PrescriptionRow,
    verification::{self, VerificationRow},
};
use vault::Field;

/// Looks a prescription up, and sends its patient a code that names the pharmacy and how many medicines may be handed over now. For a
/// number that nobody has all goes on as if there were such a prescription, until a code would have to be right. The same request
/// again, as by a second press, leads to the look-up that the first began.
///
/// # Errors
/// [`Refusal::PrescriptionNumber`] for what has not the shape of a number, which counts for nothing; a limit or a pause of the
/// pharmacy; [`Refusal::KeyReused`].
pub async fn ask(
    portal: &Portal,
    who: &Dispenser,
    typed: &str,
    once: Option<Once<'_>>,
) -> Result<VerificationId, Refusal> {
    let number = PrescriptionNumber::parse(typed)?;
    if let Some(before) = before(portal, who, once).await? {
        return Ok(before);
    }
    if let Err(limited) = Asker::counter(portal, who.pharmacy).may_ask(portal).await {
        // The last that a limit lets pass may have been this very request, a moment ago.
        return before(portal, who, once).await?.ok_or(limited);
    }
    let mut tx = portal.begin().await?;
    who.works(&mut tx).await?;
    match open(portal, &mut tx, who, &number, once).await {
        // What was begun here is undone: another request under the same key was faster.
        Ok(Begun::Before(id)) => Ok(id),
        Ok(Begun::Now(id)) => portal.settle(tx, Ok(id)).await,
        // So is what a refusal would leave half done.
        Err(refusal) => Err(refusal),
    }
}

/// The look-up that the same request began before; it is no further one, so that no limit stands before it.
async fn before(
    portal: &Portal,
    who: &Dispenser,
    once: Option<Once<'_>>,
) -> Result<Option<VerificationId>, Refusal> {
    let Some(once) = once else { return Ok(None) };
    let mut tx = portal.read().await?;
    who.works(&mut tx).await?;
    once.before(portal, &mut tx, who).await
}

/// Which look-up a request stands for.
enum Begun {
    /// One that it began.
    Now(VerificationId),
    /// One that was there.
    Before(VerificationId),
}

async fn open(
    portal: &Portal,
    tx: &mut Tx,
    who: &Dispenser,
    number: &PrescriptionNumber,
    once: Option<Once<'_>>,
) -> Result<Begun, Refusal> {
    let lookup = portal.vault().lookup("prescription", number.plain());
    let found = prescription::by_number(tx, lookup).await?;
    let listed = match &found {
        Some(found) => Seen::now(portal, tx, (found.patient_id, found.id)).await?,
        None => Seen::now(portal, tx, (portal.nobody()?.id, nothing(portal))).await?,
    };
    let row = row(portal, who, found.as_ref(), &listed);
    verification::insert(tx, &row).await?;
    if let Some(once) = once
        && let Some(before) = once.claim(portal, tx, who, row.id).await?
    {
        return Ok(Begun::Before(before));
    }
    if let Some(found) = found {
        real(portal, tx, who, (&row, &listed), &found).await?;
    } else {
        unknown(portal, tx, who, &row).await?;
    }
    Ok(Begun::Now(row.id))
}

/// The name of no prescription, so that as much is read for a number that nobody has.
fn nothing(portal: &Portal) -> PrescriptionId {
    PrescriptionId::fresh(portal.now(), portal.chance())
}

fn row(
    portal: &Portal,
    who: &Dispenser,
    found: Option<&PrescriptionRow>,
    listed: &Seen,
) -> VerificationRow {
    let now = portal.now();
    VerificationRow {
        id: VerificationId::fresh(now, portal.chance()),
        session: SessionKey::fresh(now, portal.chance()),
        pharmacy: who.pharmacy,
        staff: who.person(),
        token: who.token(),
        prescription: found.map(|found| found.id),
        patient: found.map(|found| found.patient_id),
        moments: Moments::asked(now),
        vouched_by: None,
        reason: None,
        medicines: Some(listed.to_string()),
    }
}

async fn real(
    portal: &Portal,
    tx: &mut Tx,
    who: &Dispenser,
    (row, listed): (&VerificationRow, &Seen),
    found: &PrescriptionRow,
) -> Result<(), Refusal> {
    let record = listed.records().first().copied();
    let (patient, look_up) = (Some(found.patient_id), Some(row.id));
    let about = About { patient, record, look_up, ..About::default() };
    note(portal, tx, &who.caller, Event::PrescriptionLookedUp, about).await?;
    let profile = Profile::of(portal, tx, found.patient_id).await?;
    let Some(to) = family::reached(portal, tx, &who.caller, profile).await? else {
        return nobody(portal, tx, who, row).await;
    };
    let by = Some(to.patient).filter(|by| *by != found.patient_id);
    let acting = by.map(|by| Acting { by, patient: found.patient_id });
    let caller = Caller { acting, ..who.bound(row) };
    let count = u32::try_from(listed.count()).unwrap_or(u32::MAX);
    let told = Some(told(portal, tx, who, count).await?);
    let purpose =
        VerifyPrescription { verification: row.id, patient: Some(found.patient_id), told };
    match challenge::open(portal, tx, &asked(portal, who, &caller, purpose, Some(to))).await? {
        Opened::Unsent => nobody(portal, tx, who, row).await,
        Opened::Challenge(_) => Ok(()),
    }
}

/// What the message says beyond the code: sealed, since it stands in tables that are not the patient's.
async fn told(portal: &Portal, tx: &mut Tx, who: &Dispenser, count: u32) -> Result<Told, Refusal> {
    let words = Words { pharmacy: pharmacy::name(portal, tx, who.pharmacy).await?, count };
    let words =
        serde_json::to_vec(&words).map_err(|_| Refusal::Inner("writing what a message tells"))?;
    let id = domain::id::fresh(portal.now(), portal.chance());
    let told = Told { id, sealed: String::new() };
    let sealed = portal.vault().seal_clinic(&told.name(), &words)?;
    Ok(Told { sealed: STANDARD.encode(sealed), ..told })
}

/// A number that nobody has: as much is opened as for one that has a patient.
async fn unknown(
    portal: &Portal,
    tx: &mut Tx,
    who: &Dispenser,
    row: &VerificationRow,
) -> Result<(), Refusal> {
    note(
        portal,
        tx,
        &who.caller,
        Event::LookUpFailed,
        About { look_up: Some(row.id), ..About::default() },
    )
    .await?;
    let nobody = Profile::open(portal, portal.nobody()?.clone())?;
    family::reached(portal, tx, &who.caller, nobody).await?;
    self::nobody(portal, tx, who, row).await
}

/// Opens a challenge that no code answers. As much is sealed as for one that is real, and thrown away.
async fn nobody(
    portal: &Portal,
    tx: &mut Tx,
    who: &Dispenser,
    row: &VerificationRow,
) -> Result<(), Refusal> {
    let nobody = portal.nobody()?;
    for _ in 0..=portal.rules().plan_of(VerifyPrescription::KIND).steps().len() {
        let field = Field::Address(MessageId::fresh(portal.now(), portal.chance()));
        portal.vault().seal_field(nobody.id, &nobody.wrapped_key, field, b"+910000000000")?;
    }
    told(portal, tx, who, 1).await?;
    let purpose = VerifyPrescription { verification: row.id, patient: None, told: None };
    let caller = who.bound(row);
    let asked = asked(portal, who, &caller, purpose, None);
    challenge::open(portal, tx, &asked).await.map(drop)
}

fn asked<'a>(
    portal: &Portal,
    who: &Dispenser,
    caller: &'a Caller,
    purpose: VerifyPrescription,
    to: Option<Addressee>,
) -> Asked<'a, VerifyPrescription> {
    let asker = Asker::counter(portal, who.pharmacy);
    let first = Some(portal.rules().plan_of(VerifyPrescription::KIND).first());
    Asked { caller, purpose, asker, to, manner: Manner::Quietly, first }
}

/// Whose a look-up is, for a proof of it.
pub(super) fn is_for(purpose: &VerifyPrescription, row: &VerificationRow) -> Option<PatientId> {
    purpose.patient.filter(|_| purpose.verification == row.id && purpose.patient == row.patient)
}
