//! `MedicationDispense`: what was handed out by a prescription.

use super::{PEOPLE, medicine::medicine};
use crate::{
    datatype::{
        moment, quantity,
        text::{Cap, clean},
    },
    extension,
    fault::Fault,
    json::At,
    reference::{Pointer, Reference, Referent},
    source::{Place, Sourced},
};
use domain::clinical::{Collector, Dispensing, Handover};

const STATUS: &str = "one of preparation, in-progress, cancelled, on-hold, completed, entered-in-error, stopped, declined and unknown";

/// What was handed out, to whose patient, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DispensingIn {
    /// What was handed out. It names no record yet; its source is the key of the prescription.
    pub dispensing: Dispensing,
    /// Whose it is.
    pub patient: Reference,
    /// Who handed it out: people and pharmacies. The names in the dispensing are as the bundle tells them.
    pub performers: Vec<Reference>,
}

/// The dispensing of an entry; nothing for one that has not come to an end, or about no patient.
pub(crate) fn read(place: Place<'_>) -> Result<Option<Sourced<DispensingIn>>, Fault> {
    let at = place.source.at();
    let Some(handover) = handover(&at)? else { return Ok(None) };
    let patient = Pointer::patient(&at, place)?;
    patient.map(|patient| dispensing(place, patient, handover)).transpose()
}

/// One that was stopped stands as far as something was handed over.
fn handover(at: &At<'_>) -> Result<Option<Handover>, Fault> {
    let status = at.need("status", STATUS)?;
    match status.as_text()? {
        "completed" => Ok(Some(Handover::Completed)),
        "stopped" if at.text("whenHandedOver")?.is_some() => Ok(Some(Handover::Completed)),
        "entered-in-error" | "cancelled" | "declined" | "stopped" => {
            Ok(Some(Handover::EnteredInError))
        }
        "preparation" | "in-progress" | "on-hold" | "unknown" => Ok(None),
        _ => Err(status.invalid(STATUS)),
    }
}

fn dispensing(
    place: Place<'_>,
    patient: Reference,
    handover: Handover,
) -> Result<Sourced<DispensingIn>, Fault> {
    let at = place.source.at();
    let medicine = medicine(&at, place)?;
    let by = Pointer::all(&at, "authorizingPrescription", place, &["MedicationRequest"])?;
    let performers = performers(&at, place)?;
    let location = Pointer::of(&at, "location", place, &["Location"])?.and_then(|it| it.display);
    let dispensing = Dispensing {
        prescription: None,
        source: by.into_iter().find_map(|pointer| pointer.key),
        medicine: medicine.name,
        code: medicine.codes.into_iter().next(),
        amount: quantity::of(&at, "quantity")?,
        supply: quantity::of(&at, "daysSupply")?,
        pharmacy: name(&performers, Some(Referent::Organization)).or(location),
        handed_over_by: name(&performers, Some(Referent::Practitioner))
            .or_else(|| name(&performers, None)),
        collector: collector(&at, place, &patient)?,
        identity: extension::identity(&at)?,
        agreed: extension::agreed(&at)?,
        substituted: match at.get("substitution")? {
            Some(at) => at.truth("wasSubstituted")?,
            None => None,
        },
        handed_over_at: moment::date_time(&at, "whenHandedOver")?,
        handover,
    };
    let mut sourced = place.sourced(DispensingIn { dispensing, patient, performers })?;
    sourced.canonical.extend(medicine.elsewhere.into_bytes());
    Ok(sourced)
}

fn performers(at: &At<'_>, place: Place<'_>) -> Result<Vec<Reference>, Fault> {
    let mut all = Vec::new();
    for performer in at.list("performer")? {
        all.extend(Pointer::of(&performer, "actor", place, &PEOPLE)?.map(Pointer::public));
    }
    Ok(all)
}

fn name(of: &[Reference], wanted: Option<Referent>) -> Option<String> {
    of.iter().find(|who| who.referent == wanted).and_then(|who| who.display.clone())
}

/// To whom it was handed: the patient, or whoever else is named first.
fn collector(
    at: &At<'_>,
    place: Place<'_>,
    patient: &Reference,
) -> Result<Option<Collector>, Fault> {
    let receivers = Pointer::all(at, "receiver", place, &["Patient"])?;
    let receivers = receivers.into_iter().map(Pointer::public);
    let mut collectors = receivers.filter_map(|who| match who.referent {
        Some(Referent::Patient) if who.key == patient.key => Some(Collector::Patient),
        _ => who.display.and_then(|name| clean(&name, Cap::Name)).map(Collector::Named),
    });
    Ok(collectors.next())
}
