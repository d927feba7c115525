//! `medication[x]`: which medicine, named in the prescription or in a `Medication` it points to.

use crate::{
    datatype::concept::Concept,
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
    /// `system|code`.
    pub(crate) code: Option<String>,
    /// The content of the entry it stands in, where that is another than the prescription's.
    pub(crate) elsewhere: String,
}

/// The medicine of a prescription.
pub(crate) fn medicine(at: &At<'_>, place: Place<'_>) -> Result<Medicine, Fault> {
    let wanted = "medicationCodeableConcept or medicationReference";
    let nameless = || at.missing("medication[x]", wanted);
    if let Some(concept) = Concept::of(at, "medicationCodeableConcept")? {
        let name = concept.name().ok_or_else(nameless)?;
        return Ok(Medicine { name, code: concept.key(), elsewhere: String::new() });
    }
    let pointer = Pointer::of(at, "medicationReference", place, &["Medication"])?;
    let Pointer { found, display, .. } = pointer.ok_or_else(nameless)?;
    let medication = found.filter(|found| found.resource_type == "Medication");
    let named = medication.as_ref().map(described).transpose()?;
    let (name, code) = named.unwrap_or((None, None));
    let name = name
        .or(display)
        .ok_or_else(|| Fault::Unresolved { path: at.path_of("medicationReference") })?;
    let elsewhere = medication.filter(|found| !found.contained);
    let elsewhere = elsewhere.map(|found| canonical(found.at.node())).unwrap_or_default();
    Ok(Medicine { name, code, elsewhere })
}

type Described = (Option<String>, Option<String>);

/// The name and code of a `Medication`; one without a code is named by what is in it.
fn described(found: &Found<'_>) -> Result<Described, Fault> {
    let code = Concept::of(&found.at, "code")?;
    let name = match code.as_ref().and_then(Concept::name) {
        Some(name) => Some(name),
        None => ingredients(&found.at)?,
    };
    Ok((name, code.and_then(|code| code.key())))
}

fn ingredients(at: &At<'_>) -> Result<Option<String>, Fault> {
    let mut names = Vec::new();
    for ingredient in at.list("ingredient")? {
        let item = Concept::of(&ingredient, "itemCodeableConcept")?;
        names.extend(item.and_then(|item| item.name()));
    }
    Ok(Some(names.join(" + ")).filter(|names| !names.is_empty()))
}
