//! `MedicationRequest`: a prescription of one medicine.

use super::{dosage::instructions, medicine::medicine};
use crate::{
    datatype::{concept::Concept, moment, note::notes, quantity},
    fault::Fault,
    json::At,
    reference::{Pointer, Reference},
    source::{Place, Sourced},
};
use domain::clinical::{Dispense, Prescription, Status};

const STATUS: &str =
    "one of active, on-hold, cancelled, completed, entered-in-error, stopped, draft and unknown";
const SUBSTITUTION: &str = "http://terminology.hl7.org/CodeSystem/v3-substanceAdminSubstitution";

/// A prescription, whose it is and who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrescriptionIn {
    /// The prescription.
    pub prescription: Prescription,
    /// How far it is settled; the same as in the prescription.
    pub status: Status,
    /// Whose it is.
    pub patient: Reference,
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
    let prescription = Prescription {
        medicine: medicine.name,
        code: medicine.code,
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
    let value = PrescriptionIn { prescription, status, patient, prescriber };
    let mut sourced = place.sourced(value)?;
    // The medicine may stand in an entry of its own: when that changes, so does what the patient reads.
    sourced.canonical.extend(medicine.elsewhere.into_bytes());
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
    let quantity = quantity::of(&at, "quantity")?;
    Ok(Some(Dispense { quantity, repeats, valid_from, valid_until }))
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
