//! `medication[x]`: which medicine, named in the prescription or in a `Medication` it points to.

use crate::{
    datatype::concept::Concept,
    extension,
    fault::Fault,
    json::{At, canonical},
    reference::Pointer,
    source::{Found, Place},
};

/// A medicine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Medicine {
    /// As it is to be shown.
    pub(crate) name: String,
    /// Each `system|code`.
    pub(crate) codes: Vec<String>,
    /// The schedule of controlled medicines, where the medicine itself tells it.
    pub(crate) schedule: Option<String>,
    /// The content of the entry it stands in, where that is another than the prescription's.
    pub(crate) elsewhere: String,
}

/// The medicine of a prescription.
pub(crate) fn medicine(at: &At<'_>, place: Place<'_>) -> Result<Medicine, Fault> {
    let wanted = "medicationCodeableConcept or medicationReference";
    let nameless = || at.missing("medication[x]", wanted);
    if let Some(concept) = Concept::of(at, "medicationCodeableConcept")? {
        let name = concept.name().ok_or_else(nameless)?;
        let (codes, elsewhere) = (concept.keys(), String::new());
        return Ok(Medicine { name, codes, schedule: None, elsewhere });
    }
    let pointer = Pointer::of(at, "medicationReference", place, &["Medication"])?;
    let Pointer { found, display, .. } = pointer.ok_or_else(nameless)?;
    let medication = found.filter(|found| found.resource_type == "Medication");
    let named = medication.as_ref().map(described).transpose()?;
    let Described { name, codes, schedule } = named.unwrap_or_default();
    let name = name
        .or(display)
        .ok_or_else(|| Fault::Unresolved { path: at.path_of("medicationReference") })?;
    let elsewhere = medication.filter(|found| !found.contained);
    let elsewhere = elsewhere.map(|found| canonical(found.at.node())).unwrap_or_default();
    Ok(Medicine { name, codes, schedule, elsewhere })
}

/// What a `Medication` tells of itself.
#[derive(Default)]
struct Described {
    name: Option<String>,
    codes: Vec<String>,
    schedule: Option<String>,
}

/// The name and codes of a `Medication`; one without a code is named by what is in it.
fn described(found: &Found<'_>) -> Result<Described, Fault> {
    let code = Concept::of(&found.at, "code")?;
    let name = match code.as_ref().and_then(Concept::name) {
        Some(name) => Some(name),
        None => ingredients(&found.at)?,
    };
    let codes = code.map(|code| code.keys()).unwrap_or_default();
    Ok(Described { name, codes, schedule: extension::schedule(&found.at)? })
}

fn ingredients(at: &At<'_>) -> Result<Option<String>, Fault> {
    let mut names = Vec::new();
    for ingredient in at.list("ingredient")? {
        let item = Concept::of(&ingredient, "itemCodeableConcept")?;
        names.extend(item.and_then(|item| item.name()));
    }
    Ok(Some(names.join(" + ")).filter(|names| !names.is_empty()))
}
