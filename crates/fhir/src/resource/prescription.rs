//! `MedicationRequest`: a prescription of one medicine.

use super::{dosage::instructions, medicine::medicine};
use crate::{
    datatype::{concept::Concept, identifier::Identifier, moment, note::notes, quantity},
    extension,
    fault::Fault,
    json::At,
    reference::{Pointer, Reference},
    source::{Place, Sourced},
};
use domain::clinical::{Dispense, FirstFill, Prescription, Quantity, Status};

const STATUS: &str =
    "one of active, on-hold, cancelled, completed, entered-in-error, stopped, draft and unknown";
const SUBSTITUTION: &str = "http://terminology.hl7.org/CodeSystem/v3-substanceAdminSubstitution";

/// Behind the content, so that what was read before there were schedules and intervals is read anew when it is sent again.
const READING: &[u8] = b"\n2";

/// A prescription, whose it is and who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrescriptionIn {
    /// The prescription.
    pub prescription: Prescription,
    /// How far it is settled; the same as in the prescription.
    pub status: Status,
    /// Whose it is.
    pub patient: Reference,
    /// By which the prescriptions that were written at once are found: `groupIdentifier|system|value`. The system may be
    /// empty, so that only one patient's can be told apart by it.
    pub group: Option<String>,
    /// Who wrote it. The name in the prescription is as the bundle tells it.
    pub prescriber: Option<Reference>,
}

/// The prescription of an entry; nothing for a proposal or a plan, for an order *not* to give a medicine, or for one
/// about no patient: none of these may be shown as something to take.
pub(crate) fn read(place: Place<'_>) -> Result<Option<Sourced<PrescriptionIn>>, Fault> {
    let at = place.source.at();
    let planned = matches!(at.text("intent")?, Some("proposal" | "plan" | "option"));
    if planned || at.truth("doNotPerform")? == Some(true) {
        return Ok(None);
    }
    let patient = Pointer::patient(&at, place)?;
    patient.map(|patient| prescription(place, patient)).transpose()
}

fn prescription(place: Place<'_>, patient: Reference) -> Result<Sourced<PrescriptionIn>, Fault> {
    let at = place.source.at();
    let (status, fhir_status) = status(&at)?;
    let medicine = medicine(&at, place)?;
    let prescriber = Pointer::of(&at, "requester", place, &["Practitioner"])?.map(Pointer::public);
    let mut codes = medicine.codes.into_iter();
    let group = group(&at)?;
    let prescription = Prescription {
        medicine: medicine.name,
        code: codes.next(),
        other_codes: codes.collect(),
        schedule: extension::schedule(&at)?.or(medicine.schedule),
        group: group.clone(),
        status,
        fhir_status,
        authored_at: moment::date_time(&at, "authoredOn")?,
        prescriber: prescriber.as_ref().and_then(|prescriber| prescriber.display.clone()),
        dosage: instructions(&at)?,
        dispense: dispense(&at)?,
        reasons: reasons(&at, place)?,
        notes: notes(&at)?,
        substitution: substitution(&at)?,
    };
    let group = group.map(|group| format!("groupIdentifier|{group}"));
    let value = PrescriptionIn { prescription, status, patient, group, prescriber };
    let mut sourced = place.sourced(value)?;
    // The medicine may stand in an entry of its own: when that changes, so does what the patient reads.
    sourced.canonical.extend(medicine.elsewhere.into_bytes());
    sourced.canonical.extend(READING);
    Ok(sourced)
}

fn status(at: &At<'_>) -> Result<(Status, String), Fault> {
    let status = at.need("status", STATUS)?;
    let text = status.as_text()?;
    let folded = match text {
        "active" | "completed" | "on-hold" => Status::Final,
        "draft" | "unknown" => Status::UnderReview,
        "stopped" | "cancelled" | "entered-in-error" => Status::Withdrawn,
        _ => return Err(status.invalid(STATUS)),
    };
    Ok((folded, text.to_owned()))
}

/// `system|value` of what was written at once.
fn group(at: &At<'_>) -> Result<Option<String>, Fault> {
    let Some(at) = at.get("groupIdentifier")? else { return Ok(None) };
    let group = Identifier::read(&at)?;
    Ok(group.map(|it| format!("{}|{}", it.system.unwrap_or_default(), it.value)))
}

fn dispense(at: &At<'_>) -> Result<Option<Dispense>, Fault> {
    let Some(at) = at.get("dispenseRequest")? else { return Ok(None) };
    let repeats = match at.whole("numberOfRepeatsAllowed")? {
        None => 0,
        Some(count) => u32::try_from(count).map_err(|_| Fault::Invalid {
            path: at.path_of("numberOfRepeatsAllowed"),
            wanted: "a whole number that is not negative",
        })?,
    };
    let (valid_from, valid_until) = match at.get("validityPeriod")? {
        None => (None, None),
        Some(period) => (moment::written(&period, "start")?, moment::written(&period, "end")?),
    };
    Ok(Some(Dispense {
        quantity: quantity::of(&at, "quantity")?,
        repeats,
        valid_from,
        valid_until,
        interval: interval(&at)?,
        supply: quantity::of(&at, "expectedSupplyDuration")?,
        first: at.get("initialFill")?.map(|at| first_fill(&at)).transpose()?,
    }))
}

/// One that cannot be waited for is refused: to leave it out would let a medicine be had again at once.
fn interval(at: &At<'_>) -> Result<Option<Quantity>, Fault> {
    let interval = quantity::of(at, "dispenseInterval")?;
    match interval.as_ref().map(Quantity::lasts) {
        Some(None) => Err(Fault::Invalid {
            path: at.path_of("dispenseInterval"),
            wanted: "a length of time with a UCUM unit such as d or wk",
        }),
        _ => Ok(interval),
    }
}

fn first_fill(at: &At<'_>) -> Result<FirstFill, Fault> {
    let (quantity, supply) = (quantity::of(at, "quantity")?, quantity::of(at, "duration")?);
    Ok(FirstFill { quantity, supply })
}

fn reasons(at: &At<'_>, place: Place<'_>) -> Result<Vec<String>, Fault> {
    let mut reasons = Concept::names(at, "reasonCode")?;
    for pointer in Pointer::all(at, "reasonReference", place, &["Condition"])? {
        let found = pointer.found.as_ref();
        let condition = found.and_then(|found| Concept::of(&found.at, "code").ok().flatten());
        reasons.extend(condition.and_then(|code| code.name()).or(pointer.display));
    }
    reasons.dedup();
    Ok(reasons)
}

/// Whether another brand may be given; a coded answer is a way of giving one, save `N` for none.
fn substitution(at: &At<'_>) -> Result<Option<bool>, Fault> {
    let Some(at) = at.get("substitution")? else { return Ok(None) };
    let coded = Concept::of(&at, "allowedCodeableConcept")?;
    let coded = coded.map(|allowed| !allowed.is(SUBSTITUTION, "N"));
    Ok(at.truth("allowedBoolean")?.or(coded))
}
