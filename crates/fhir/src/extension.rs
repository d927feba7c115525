//! Extensions of our own: what the portal needs and FHIR R4 has no element for.

use crate::{
    datatype::{concept::Concept, text::Cap},
    fault::Fault,
    json::At,
};

/// The schedule of controlled medicines that a medicine belongs to: a `valueCode`, `valueString` or
/// `valueCodeableConcept` on a `MedicationRequest` or on the `Medication` it points to.
pub const SCHEDULE: &str = "https://medseal.example/fhir/StructureDefinition/medicine-schedule";

/// The extension of this address.
pub(crate) fn of<'a>(at: &At<'a>, url: &str) -> Result<Option<At<'a>>, Fault> {
    for extension in at.list("extension")? {
        if extension.text("url")? == Some(url) {
            return Ok(Some(extension));
        }
    }
    Ok(None)
}

/// The schedule that a resource tells.
pub(crate) fn schedule(at: &At<'_>) -> Result<Option<String>, Fault> {
    let Some(at) = of(at, SCHEDULE)? else { return Ok(None) };
    let coded = Concept::of(&at, "valueCodeableConcept")?;
    let coded = coded.and_then(|it| it.codes().next().map(ToOwned::to_owned).or_else(|| it.name()));
    let told = at.clean("valueCode", Cap::Name)?.or(at.clean("valueString", Cap::Name)?);
    let told = told.or(coded).ok_or_else(|| at.missing("value[x]", "a code of the schedule"))?;
    // A `code` has no white space but single blanks.
    Ok(Some(told.split_whitespace().collect::<Vec<_>>().join(" ")))
}
