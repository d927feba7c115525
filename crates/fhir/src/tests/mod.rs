//! Whole bundles, read as a portal reads them.

mod bundles;
mod contained;
mod controlled;
mod dispensings;
mod hostile;
mod observations;
mod people;
mod prescriptions;
mod ranges;
mod references;
mod reports;
mod round_trip;
mod samples;
mod versions;

use crate::{Bundle, Entry, Fault, ObservationIn, Resource, Sourced, read};
use domain::Millis;
use serde_json::{Value, json};

const NOW: Millis = Millis(1_750_000_000_000);

fn read_value(bundle: &Value) -> Bundle {
    read(bundle.to_string().as_bytes(), "91", NOW).unwrap()
}

/// A collection of these resources, without addresses.
fn collection(resources: &[Value]) -> Value {
    let entries: Vec<Value> = resources.iter().map(|one| json!({ "resource": one })).collect();
    json!({ "resourceType": "Bundle", "type": "collection", "entry": entries })
}

/// What became of one resource by itself.
fn outcome(resource: &Value) -> Result<Option<Resource>, Fault> {
    let mut entries = read_value(&collection(std::slice::from_ref(resource))).entries;
    entries.pop().unwrap().outcome
}

/// The path and the words of the fault of one resource.
fn fault(resource: &Value) -> Fault {
    outcome(resource).unwrap_err()
}

/// `base` with these members set; `null` takes one away.
fn with(base: &Value, members: Value) -> Value {
    let mut changed = base.clone();
    if let (Value::Object(to), Value::Object(from)) = (&mut changed, members) {
        for (name, value) in from {
            match value {
                Value::Null => drop(to.remove(&name)),
                value => drop(to.insert(name, value)),
            }
        }
    }
    changed
}

fn observation_of(resource: &Value) -> ObservationIn {
    match outcome(resource) {
        Ok(Some(Resource::Observation(Sourced { value, .. }))) => value,
        other => panic!("not an observation: {other:?}"),
    }
}

fn report_of(entry: Entry) -> Sourced<crate::ReportIn> {
    match entry.outcome {
        Ok(Some(Resource::Report(report))) => report,
        other => panic!("not a report: {other:?}"),
    }
}

fn last_report(bundle: &Value) -> Sourced<crate::ReportIn> {
    let entries = read_value(bundle).entries;
    report_of(entries.into_iter().rfind(|entry| entry.resource_type == "DiagnosticReport").unwrap())
}

fn observation() -> Value {
    json!({
        "resourceType": "Observation", "id": "o1", "status": "final",
        "category": [{"coding": [{"code": "laboratory"}]}],
        "code": {"coding": [{"system": "http://loinc.org", "code": "2823-3", "display": "Potassium"}]},
        "subject": {"reference": "Patient/7"},
        "effectiveDateTime": "2024-03-05T10:30:00+05:30",
        "valueQuantity": {"value": 4.10, "unit": "mmol/L", "code": "mmol/L"}
    })
}

fn report() -> Value {
    json!({
        "resourceType": "DiagnosticReport", "id": "r1", "status": "final",
        "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0074", "code": "LAB"}]}],
        "code": {"text": "Kidney function"},
        "subject": {"reference": "Patient/7"},
        "effectiveDateTime": "2024-03-05T10:30:00+05:30",
        "issued": "2024-03-05T18:00:00+05:30",
        "result": [{"reference": "Observation/o1"}]
    })
}

fn prescription() -> Value {
    json!({
        "resourceType": "MedicationRequest", "id": "m1", "status": "active", "intent": "order",
        "medicationCodeableConcept": {"text": "Metformin 500 mg tablet"},
        "subject": {"reference": "Patient/7"},
        "authoredOn": "2024-03-05"
    })
}

fn dispensing() -> Value {
    json!({
        "resourceType": "MedicationDispense", "id": "d1", "status": "completed",
        "medicationCodeableConcept": {"text": "Metformin 500 mg tablet"},
        "subject": {"reference": "Patient/7"},
        "authorizingPrescription": [{"reference": "MedicationRequest/m1"}],
        "quantity": {"value": 20, "unit": "tablet"},
        "whenHandedOver": "2024-03-06T11:00:00+05:30"
    })
}

fn patient() -> Value {
    json!({
        "resourceType": "Patient", "id": "7",
        "identifier": [{"system": "https://clinic.example/number", "value": "SJ-7",
            "type": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR"}]}}],
        "name": [{"use": "official", "family": "Verma", "given": ["Asha"]}],
        "telecom": [{"system": "phone", "value": "+91 90000 00001", "use": "mobile"}],
        "birthDate": "1980-02-29"
    })
}
