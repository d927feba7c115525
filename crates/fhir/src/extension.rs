//! Extensions of our own: what the portal needs and FHIR R4 has no element for.

use crate::{
    datatype::{concept::Concept, text::Cap},
    fault::Fault,
    json::At,
};
use domain::clinical::{Agreed, Identity};

/// The schedule of controlled medicines that a medicine belongs to: a `valueCode`, `valueString` or
/// `valueCodeableConcept` on a `MedicationRequest` or on the `Medication` it points to.
pub const SCHEDULE: &str = "https://medseal.example/fhir/StructureDefinition/medicine-schedule";

/// How a patient agreed to what was handed over, on a `MedicationDispense`: `valueCode` `code`, or else `valueString` the
/// reason for which it was handed over without one.
pub const AGREED: &str = "https://medseal.example/fhir/StructureDefinition/dispensing-agreed";

/// The paper by which a collector was known, on a `MedicationDispense`: within it `kind` and `last`, the last four
/// characters of its number, each a `valueString`.
pub const IDENTITY: &str = "https://medseal.example/fhir/StructureDefinition/dispensing-identity";

/// What somebody set for themselves, on their `Patient`: within it `codes` (`sms`, or `voice` for a call; none where they
/// do not mind), `text` (the size of the text), each a `valueCode`, and `pin`, a `valueBoolean`, whether they have one.
pub const SETTINGS: &str = "https://medseal.example/fhir/StructureDefinition/settings";

/// A number that waits to take the place of a `Patient`'s: within it `ends`, its last digits, a `valueString`, and `from`, a
/// `valueDateTime`.
pub const WAITING: &str = "https://medseal.example/fhir/StructureDefinition/waiting-number";

/// When a `Device` was used: within it `first` and `last`, and where it was to be cleared `asked` and `cleared`, each a
/// `valueDateTime`.
pub const USED: &str = "https://medseal.example/fhir/StructureDefinition/device-used";

/// The number by which a `MedicationRequest` is asked for at a counter: a `valueString`.
pub const NUMBER: &str = "https://medseal.example/fhir/StructureDefinition/prescription-number";

/// Who may collect what a `MedicationRequest` is for: a `valueReference` to a `RelatedPerson`.
pub const COLLECTOR: &str =
    "https://medseal.example/fhir/StructureDefinition/prescription-collector";

/// The extension of this address.
pub(crate) fn of<'a>(at: &At<'a>, url: &str) -> Result<Option<At<'a>>, Fault> {
    for extension in at.list("extension")? {
        if extension.text("url")? == Some(url) {
            return Ok(Some(extension));
        }
    }
    Ok(None)
}

/// How a dispensing says that it was agreed to.
pub(crate) fn agreed(at: &At<'_>) -> Result<Option<Agreed>, Fault> {
    let Some(at) = of(at, AGREED)? else { return Ok(None) };
    let reason = at.clean("valueString", Cap::Remark)?.map(Agreed::Exception);
    Ok(reason.or(at.text("valueCode")?.filter(|code| *code == "code").map(|_| Agreed::Code)))
}

/// The paper that a dispensing tells of.
pub(crate) fn identity(at: &At<'_>) -> Result<Option<Identity>, Fault> {
    let Some(at) = of(at, IDENTITY)? else { return Ok(None) };
    let part = |url| match of(&at, url)? {
        Some(part) => part.clean("valueString", Cap::Name),
        None => Ok(None),
    };
    let (kind, last) = (part("kind")?, part("last")?);
    Ok(kind.zip(last).and_then(|(kind, last)| Identity::of(&kind, &last)))
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
