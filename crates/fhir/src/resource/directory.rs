//! `Practitioner` and `Organization`: who answers for a document.

use crate::{
    datatype::{name, text::Cap},
    fault::Fault,
    source::Place,
};

/// A person's name with title; none where the source gives none, as FHIR allows.
pub(crate) fn practitioner(place: Place<'_>) -> Result<Option<String>, Fault> {
    Ok(name::best(&place.source.at(), place.world.now)?.map(|name| name.titled))
}

/// A body's name; none where the source gives only a number, as FHIR allows.
pub(crate) fn organization(place: Place<'_>) -> Result<Option<String>, Fault> {
    place.source.at().clean("name", Cap::Name)
}
