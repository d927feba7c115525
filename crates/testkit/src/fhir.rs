//! Small FHIR R4 resources, as a clinic's system would send them.

use serde_json::{Value, json};

/// A patient to be made.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// The name.
    pub name: &'static str,
    /// The patient number.
    pub number: &'static str,
    /// The phone number.
    pub phone: &'static str,
}

/// One result of a report.
#[derive(Clone, Copy, Debug)]
pub struct Result {
    /// The LOINC code and the name.
    pub analyte: (&'static str, &'static str),
    /// The amount, in mg/dL.
    pub value: f64,
}

/// The system of patient numbers.
const NUMBERS: &str = "https://clinic.example/patient-number";

/// A transaction bundle of these resources.
#[must_use]
pub fn bundle(resources: &[Value]) -> Vec<u8> {
    let entries: Vec<Value> = resources.iter().map(|it| json!({ "resource": it })).collect();
    let bundle = json!({ "resourceType": "Bundle", "type": "transaction", "entry": entries });
    bundle.to_string().into_bytes()
}

/// A `Patient`, known by its number.
#[must_use]
pub fn patient(it: &Person) -> Value {
    json!({
        "resourceType": "Patient",
        "id": it.number,
        "identifier": [{
            "type": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR" }] },
            "system": NUMBERS,
            "value": it.number,
        }],
        "name": [{ "text": it.name }],
        "telecom": [{ "system": "phone", "use": "mobile", "value": it.phone }],
    })
}

/// An `Observation` of a patient's, on a day such as `2025-06-01`.
#[must_use]
pub fn observation(id: &str, person: &Person, day: &str, it: &Result) -> Value {
    let (code, name) = it.analyte;
    json!({
        "resourceType": "Observation",
        "id": id,
        "status": "final",
        "category": [{ "coding": [{ "code": "laboratory" }] }],
        "code": { "text": name, "coding": [{ "system": "http://loinc.org", "code": code }] },
        "subject": { "reference": format!("Patient/{}", person.number) },
        "effectiveDateTime": format!("{day}T06:00:00Z"),
        "valueQuantity": { "value": it.value, "unit": "mg/dL", "code": "mg/dL" },
        "referenceRange": [{
            "low": { "value": 70, "unit": "mg/dL", "code": "mg/dL" },
            "high": { "value": 100, "unit": "mg/dL", "code": "mg/dL" },
        }],
    })
}

/// A `DiagnosticReport` of a patient's that shows these observations.
#[must_use]
pub fn report(id: &str, person: &Person, day: &str, status: &str, results: &[&str]) -> Value {
    let results: Vec<Value> =
        results.iter().map(|id| json!({ "reference": format!("Observation/{id}") })).collect();
    json!({
        "resourceType": "DiagnosticReport",
        "id": id,
        "status": status,
        "category": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0074", "code": "LAB" }] }],
        "code": { "text": "Fasting glucose" },
        "subject": { "reference": format!("Patient/{}", person.number) },
        "effectiveDateTime": format!("{day}T06:00:00Z"),
        "issued": format!("{day}T12:00:00Z"),
        "performer": [{ "type": "Organization", "display": "Test Laboratory" }],
        "result": results,
    })
}

/// One medicine that is prescribed.
#[derive(Clone, Copy, Debug)]
pub struct Medicine {
    /// What it is called.
    pub name: &'static str,
    /// How many tablets each time.
    pub tablets: u32,
    /// How often again.
    pub repeats: u32,
    /// After how many days each.
    pub interval: u32,
    /// The schedule of controlled medicines that it belongs to.
    pub schedule: Option<&'static str>,
}

/// A `MedicationRequest` of a patient's, of this version and status, written at once with all of the same group.
#[must_use]
pub fn prescription(
    (id, version, status): (&str, u32, &str),
    person: &Person,
    group: Option<&str>,
    it: &Medicine,
) -> Value {
    let extension = it.schedule.map(|schedule| {
        json!([{
            "url": "https://medseal.example/fhir/StructureDefinition/medicine-schedule",
            "valueCode": schedule,
        }])
    });
    let group =
        group.map(|value| json!({ "system": "https://clinic.example/paper", "value": value }));
    let unit = json!("http://unitsofmeasure.org");
    json!({
        "resourceType": "MedicationRequest",
        "id": id,
        "meta": { "versionId": version.to_string() },
        "extension": extension.unwrap_or_else(|| json!([])),
        "groupIdentifier": group.unwrap_or_else(|| json!({})),
        "status": status,
        "intent": "order",
        "medicationCodeableConcept": { "text": it.name },
        "subject": { "reference": format!("Patient/{}", person.number) },
        "authoredOn": "2025-12-01T06:00:00Z",
        "dosageInstruction": [{ "text": "1 tablet in the morning" }],
        "dispenseRequest": {
            "quantity": { "value": it.tablets, "unit": "tablet" },
            "numberOfRepeatsAllowed": it.repeats,
            "dispenseInterval": { "value": it.interval, "unit": "days", "system": unit, "code": "d" },
        },
    })
}

/// A `MedicationDispense` by another program, of so many tablets of a prescription.
#[must_use]
pub fn dispensed(
    (id, version, status): (&str, u32, &str),
    person: &Person,
    prescription: &str,
    tablets: u32,
) -> Value {
    json!({
        "resourceType": "MedicationDispense",
        "id": id,
        "meta": { "versionId": version.to_string() },
        "status": status,
        "medicationCodeableConcept": { "text": "As prescribed" },
        "subject": { "reference": format!("Patient/{}", person.number) },
        "authorizingPrescription": [{ "reference": format!("MedicationRequest/{prescription}") }],
        "quantity": { "value": tablets, "unit": "tablet" },
        "whenHandedOver": "2025-12-20T06:00:00Z",
    })
}
