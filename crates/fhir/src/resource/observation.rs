//! `Observation`: one result.

use super::{Resource, category::is_laboratory, flag::flags, range::ranges, value};
use crate::{
    datatype::{
        concept::Concept,
        moment::{self, Period},
        note::notes,
    },
    fault::Fault,
    json::{At, canonical},
    reference::{Pointer, Reference},
    source::{Place, Sourced, Stamp},
};
use domain::{
    Millis,
    clinical::{Analyte, Component, Observation, Range, Status},
};

const STATUS: &str = "one of registered, preliminary, final, amended, corrected, cancelled, entered-in-error and unknown";

/// A result, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObservationIn {
    /// The result.
    pub observation: Observation,
    /// Whose it is; none for a result that only its report can tell of.
    pub patient: Option<Reference>,
    /// Whether its category says that a laboratory made it. Others, such as a measured height, matter only where a
    /// report names them.
    pub is_laboratory: bool,
}

/// The results of an entry: those it contains, and itself; none when it is about no patient.
pub(crate) fn read(place: Place<'_>) -> Result<Vec<Resource>, Fault> {
    let at = place.source.at();
    let subject = Pointer::of(&at, "subject", place, &["Patient"])?;
    if subject.as_ref().is_some_and(|subject| !subject.may_be("Patient")) {
        return Ok(Vec::new());
    }
    let patient = subject.map(Pointer::public);
    let mut all = contained(place, patient.as_ref())?;
    all.push(Resource::Observation(place.sourced(observation(&at, place, patient)?)?));
    Ok(all)
}

/// The results inside another resource, each known as that resource's name, `#` and its id. Where they do not say
/// whose they are, they are that resource's patient's.
pub(crate) fn contained(
    place: Place<'_>,
    patient: Option<&Reference>,
) -> Result<Vec<Resource>, Fault> {
    let mut all = Vec::new();
    let stamp = Stamp::read(&place.source.at())?;
    for at in place.source.at().list("contained")? {
        if let (Some("Observation"), Some(id)) = (at.text("resourceType")?, at.text("id")?) {
            let own = Pointer::of(&at, "subject", place, &["Patient"])?.map(Pointer::public);
            let whose = own.filter(|own| own.key.is_some()).or_else(|| patient.cloned());
            all.push(Resource::Observation(Sourced {
                keys: vec![format!("{}#{id}", place.key())],
                stamp,
                canonical: canonical(at.node()).into_bytes(),
                value: observation(&at, place, whose)?,
            }));
        }
    }
    Ok(all)
}

fn observation(
    at: &At<'_>,
    place: Place<'_>,
    patient: Option<Reference>,
) -> Result<ObservationIn, Fault> {
    let Measured { analyte, value, ranges, flags } = measured(at)?;
    let members = Pointer::all(at, "hasMember", place, &["Observation"])?;
    let observation = Observation {
        analyte,
        status: status(at, STATUS)?,
        effective_at: effective(at)?,
        value,
        ranges,
        flags,
        notes: notes(at)?,
        method: Concept::of(at, "method")?.and_then(|method| method.name()),
        components: at.list("component")?.iter().map(component).collect::<Result<_, _>>()?,
        members: members.into_iter().filter_map(|member| member.key).collect(),
    };
    Ok(ObservationIn { observation, patient, is_laboratory: is_laboratory(at)? })
}

fn component(at: &At<'_>) -> Result<Component, Fault> {
    let Measured { analyte, value, ranges, flags } = measured(at)?;
    Ok(Component { analyte, value, ranges, flags })
}

/// What a result and a component have in common.
struct Measured {
    analyte: Analyte,
    value: Result<domain::clinical::Value, domain::clinical::Absent>,
    ranges: Vec<Range>,
    flags: Vec<domain::clinical::Flag>,
}

fn measured(at: &At<'_>) -> Result<Measured, Fault> {
    let value = value::read(at)?;
    let usual = ranges(at)?;
    let flags = flags(at, value.as_ref().ok(), &usual)?;
    let ranges = usual.into_iter().map(|usual| usual.range).collect();
    Ok(Measured { analyte: analyte(at)?, value, ranges, flags })
}

fn analyte(at: &At<'_>) -> Result<Analyte, Fault> {
    let wanted = "a concept with a text or a coding";
    let code = Concept::read(&at.need("code", wanted)?)?;
    let name = code.name().ok_or_else(|| at.missing("code", wanted))?;
    Ok(Analyte { key: code.key().unwrap_or_else(|| name.to_lowercase()), name })
}

/// The `status` of a result or a report.
pub(crate) fn status(at: &At<'_>, wanted: &'static str) -> Result<Status, Fault> {
    let status = at.need("status", wanted)?;
    Status::of_fhir(status.as_text()?).ok_or_else(|| status.invalid(wanted))
}

/// The `effective[x]` of a result or a report: the moment, or the start of the period.
pub(crate) fn effective(at: &At<'_>) -> Result<Option<Millis>, Fault> {
    if let Some(moment) = moment::date_time(at, "effectiveDateTime")? {
        return Ok(Some(moment));
    }
    let period = Period::of(at, "effectivePeriod")?;
    let instant = moment::date_time(at, "effectiveInstant")?;
    Ok(period.start.or(period.end).or(instant))
}
