//! `Patient`.

use crate::{
    datatype::{concept::Concept, identifier::Identifier, moment, name, telecom::contacts},
    fault::Fault,
    json::At,
    source::Place,
};
use domain::{Language, person::Person};

/// The personal details. That somebody has died, or is no longer a patient, takes nothing from them here: their family
/// may still need the records.
pub(crate) fn read(place: Place<'_>) -> Result<Person, Fault> {
    let (at, world) = (place.source.at(), place.world);
    let number = number(&at)?;
    let (name, given) = match (name::best(&at, world.now)?, &number) {
        (Some(name), _) => (name.plain, name.given),
        (None, Some(number)) => (number.clone(), number.clone()),
        (None, None) => return Err(at.missing("name", "a name with text, given or family")),
    };
    let contacts = contacts(&at, world.home, world.now)?;
    Ok(Person {
        name,
        given,
        number,
        phones: contacts.phones,
        emails: contacts.emails,
        birth_date: moment::date(&at, "birthDate")?,
        language: language(&at)?,
    })
}

/// The medical record number, else the first number that says whose it is.
fn number(at: &At<'_>) -> Result<Option<String>, Fault> {
    let mut all = Identifier::all(at)?;
    all.retain(|identifier| !identifier.is_old());
    let record = all.iter().find(|identifier| identifier.is("MR"));
    let any = || all.iter().find(|identifier| identifier.system.is_some());
    Ok(record.or_else(any).and_then(Identifier::shown))
}

/// The first language we speak, the preferred one before the others.
fn language(at: &At<'_>) -> Result<Option<Language>, Fault> {
    let mut spoken = Vec::new();
    for communication in at.list("communication")? {
        let preferred = communication.truth("preferred")?.unwrap_or(false);
        if let Some(concept) = Concept::of(&communication, "language")? {
            spoken.push((!preferred, concept.codes().find_map(Language::of_tag)));
        }
    }
    spoken.sort_by_key(|(later, _)| *later);
    Ok(spoken.into_iter().find_map(|(_, language)| language))
}
