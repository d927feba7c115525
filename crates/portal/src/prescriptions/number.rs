//! The number by which a prescription is asked for at a counter.

use super::own;
use crate::{Portal, Principal, Refusal};
use domain::{
    clinical::Prescription,
    dispense::Allowance,
    id::{PrescriptionId, RecordId},
    pharmacy::{MEDICINES, PrescriptionNumber},
};
use store::{
    Tx,
    patient::PatientRow,
    prescription::{self, Found, ItemRow, PrescriptionRow},
};
use vault::Field;

/// A day, in milliseconds.
const A_DAY: i64 = 86_400_000;

/// How often a number is drawn before it is given up: of so many, hardly any is taken.
const DRAWS: usize = 10;

/// The number of one of the principal's prescriptions, to be shown at a counter. It opens nothing by itself.
///
/// # Errors
/// [`Refusal::NotFound`] when it is somebody else's.
pub async fn number(
    portal: &Portal,
    who: &Principal,
    id: PrescriptionId,
) -> Result<PrescriptionNumber, Refusal> {
    let mut tx = portal.read().await?;
    let row = own(portal, &mut tx, who, id).await?;
    let key = store::patient::wrapped_key(&mut tx, who.patient).await?.ok_or(Refusal::NotFound)?;
    let plain = portal.vault().open_field(who.patient, &key, Field::Number(id), &row.number)?;
    let text = String::from_utf8_lossy(&plain);
    PrescriptionNumber::parse(&text).map_err(|_| Refusal::Inner("reading a prescription's number"))
}

/// Makes a record part of a prescription, which gets a number with its first; and keeps what it allows, beside it.
pub(crate) async fn give(
    portal: &Portal,
    tx: &mut Tx,
    patient: &PatientRow,
    record: RecordId,
    it: &Prescription,
) -> Result<(), Refusal> {
    let allowance = serde_json::to_vec(&Allowance::of(it))
        .map_err(|_| Refusal::Inner("writing an allowance"))?;
    let field = Field::Allowance(record);
    let allowance =
        portal.vault().seal_field(patient.id, &patient.wrapped_key, field, &allowance)?;
    let source = paper(it).map(|paper| portal.vault().lookup("group", &paper));
    let of = match prescription::of_record(tx, record).await? {
        Some(of) => of.id,
        None => joined(portal, tx, patient, source).await?,
    };
    let item = ItemRow { record_id: record, allowance };
    Ok(prescription::put_item(tx, &item, of).await?)
}

/// The prescription that a new medicine belongs to: that of its paper, which is made with the first. What a paper has beyond
/// [`MEDICINES`] is asked for by itself, so that nothing is left out.
async fn joined(
    portal: &Portal,
    tx: &mut Tx,
    patient: &PatientRow,
    source: Option<[u8; 32]>,
) -> Result<PrescriptionId, Refusal> {
    let Some(of) = known(tx, patient, source).await? else {
        return fresh(portal, tx, patient, source).await;
    };
    if prescription::items(tx, of.id).await?.len() < MEDICINES {
        return Ok(of.id);
    }
    fresh(portal, tx, patient, None).await
}

/// By what the medicines of one paper are known: its number with the system that gave it out. Two clinics may give out the
/// same number without one, so that there who wrote it and on which day belong to it; where those are not told either, each
/// medicine is by itself.
fn paper(it: &Prescription) -> Option<String> {
    let group = it.group.as_deref()?;
    if !group.starts_with('|') {
        return Some(group.to_owned());
    }
    let (by, day) = (it.prescriber.as_deref()?, it.authored_at?.0.div_euclid(A_DAY));
    Some(format!("{group}|{day}|{by}"))
}

async fn known(
    tx: &mut Tx,
    patient: &PatientRow,
    source: Option<[u8; 32]>,
) -> Result<Option<PrescriptionRow>, Refusal> {
    match source {
        Some(source) => Ok(prescription::by_source(tx, patient.id, source).await?),
        None => Ok(None),
    }
}

async fn fresh(
    portal: &Portal,
    tx: &mut Tx,
    patient: &PatientRow,
    source: Option<[u8; 32]>,
) -> Result<PrescriptionId, Refusal> {
    let now = portal.now();
    let id = PrescriptionId::fresh(now, portal.chance());
    for _ in 0..DRAWS {
        let number = PrescriptionNumber::draw(portal.chance());
        let lookup = portal.vault().lookup("prescription", number.plain());
        let (key, plain) = (&patient.wrapped_key, number.plain().as_bytes());
        let sealed = portal.vault().seal_field(patient.id, key, Field::Number(id), plain)?;
        let row = PrescriptionRow { id, patient_id: patient.id, number: sealed, added_at: now };
        let found = Found { number: &lookup, source: source.as_ref() };
        if prescription::insert(tx, &row, found).await? {
            return Ok(id);
        }
    }
    Err(Refusal::Inner("giving out a prescription's number"))
}
