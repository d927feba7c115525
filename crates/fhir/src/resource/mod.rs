//! The resources that are read.

mod category;
mod directory;
mod dispensing;
mod dosage;
mod flag;
mod medicine;
mod observation;
mod patient;
mod prescription;
mod range;
mod report;
mod timing;
mod value;

pub use dispensing::DispensingIn;
pub use observation::ObservationIn;
pub use prescription::PrescriptionIn;
pub use report::ReportIn;

use crate::{
    fault::Fault,
    source::{Place, Sourced},
};
use domain::person::Person;

/// Whom a result, a report or a medicine may come from, for references by identifier.
const PEOPLE: [&str; 2] = ["Organization", "Practitioner"];

/// A resource the portal keeps.
#[derive(Clone, Debug)]
pub enum Resource {
    /// A patient (FHIR R4 `Patient`).
    Patient(Sourced<Person>),
    /// The name of a person who treats or answers for a result (`Practitioner`).
    Practitioner(Sourced<String>),
    /// The name of a laboratory, clinic or other body (`Organization`).
    Organization(Sourced<String>),
    /// A laboratory report (`DiagnosticReport`).
    Report(Sourced<ReportIn>),
    /// A result (`Observation`).
    Observation(Sourced<ObservationIn>),
    /// A prescription (`MedicationRequest`).
    Prescription(Box<Sourced<PrescriptionIn>>),
    /// What was handed out by a prescription (`MedicationDispense`).
    Dispensing(Box<Sourced<DispensingIn>>),
}

/// Reads the resource at a place: nothing for one that is skipped, several for one that contains results.
pub(crate) fn read(place: Place<'_>) -> Result<Vec<Resource>, Fault> {
    let one = |read: Option<Resource>| read.into_iter().collect();
    match place.source.resource_type {
        "Patient" => Ok(vec![Resource::Patient(place.sourced(patient::read(place)?)?)]),
        "Practitioner" => {
            let name =
                directory::practitioner(place)?.map(|name| place.sourced(name)).transpose()?;
            Ok(one(name.map(Resource::Practitioner)))
        }
        "Organization" => {
            let name =
                directory::organization(place)?.map(|name| place.sourced(name)).transpose()?;
            Ok(one(name.map(Resource::Organization)))
        }
        "DiagnosticReport" => report::read(place),
        "Observation" => observation::read(place),
        "MedicationRequest" => {
            Ok(one(prescription::read(place)?.map(Box::new).map(Resource::Prescription)))
        }
        "MedicationDispense" => {
            Ok(one(dispensing::read(place)?.map(Box::new).map(Resource::Dispensing)))
        }
        _ => Ok(Vec::new()),
    }
}
