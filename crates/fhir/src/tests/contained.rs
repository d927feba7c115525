//! Resources inside others.

use super::{
    collection, fault, last_report, observation, patient, prescription, read_value, report, with,
};
use crate::{Resource, Sourced};
use serde_json::json;

fn inner(id: &str) -> serde_json::Value {
    with(&observation(), json!({"id": id, "subject": null}))
}

#[test]
fn results_inside_a_report_stand_before_it() {
    let report = with(
        &report(),
        json!({
            "contained": [
                inner("a"),
                with(&inner("b"), json!({"hasMember": [{"reference": "#a"}], "subject": {"reference": "#me"}})),
                with(&patient(), json!({"id": "me"}))
            ],
            "result": [{"reference": "#b"}, {"reference": "#missing"}]
        }),
    );
    let read = read_value(&collection(&[patient(), report]));
    let seen: Vec<(usize, &str)> =
        read.entries.iter().map(|entry| (entry.position, entry.resource_type.as_str())).collect();
    assert_eq!(
        seen,
        [(1, "Patient"), (2, "Observation"), (2, "Observation"), (2, "DiagnosticReport")]
    );
    let results: Vec<&Sourced<crate::ObservationIn>> = read
        .entries
        .iter()
        .filter_map(|entry| match &entry.outcome {
            Ok(Some(Resource::Observation(found))) => Some(found),
            _ => None,
        })
        .collect();
    let keys: Vec<&str> = results.iter().map(|found| found.keys[0].as_str()).collect();
    assert_eq!(keys, ["DiagnosticReport/r1#a", "DiagnosticReport/r1#b"]);
    assert_eq!(results[1].value.observation.members, ["DiagnosticReport/r1#a"]);
    let whose: Vec<Option<&str>> = results
        .iter()
        .map(|found| found.value.patient.as_ref().and_then(|whose| whose.key.as_deref()))
        .collect();
    assert_eq!(whose, [Some("Patient/7"), Some("Patient|https://clinic.example/number|SJ-7")]);
    let found = last_report(&collection(&[with(
        &super::report(),
        json!({"contained": [inner("a")], "result": [{"reference": "#a"}]}),
    )]));
    assert_eq!(found.value.report.results, ["DiagnosticReport/r1#a"]);
}

#[test]
fn one_bad_result_inside_spoils_its_report() {
    let bad = with(&inner("b"), json!({"status": "done"}));
    let report = with(&report(), json!({"contained": [inner("a"), bad]}));
    assert_eq!(fault(&report).path(), "DiagnosticReport.contained[1].status");
    assert_eq!(read_value(&collection(&[report])).entries.len(), 1);
}

#[test]
fn a_laboratory_inside_a_report_is_known_by_name_and_number() {
    let lab = json!({"resourceType": "Organization", "id": "lab", "name": "Nidaan Diagnostics",
        "identifier": [{"system": "https://labs.example", "value": "N-1"}]});
    let found = last_report(&collection(&[with(
        &report(),
        json!({"contained": [lab], "performer": [{"reference": "#lab"}]}),
    )]));
    assert_eq!(
        found.value.performers[0].key.as_deref(),
        Some("Organization|https://labs.example|N-1")
    );
    assert_eq!(found.value.report.laboratory.as_deref(), Some("Nidaan Diagnostics"));
}

#[test]
fn a_medicine_inside_a_prescription_is_named() {
    let medicine =
        json!({"resourceType": "Medication", "id": "med", "code": {"text": "Amlodipine 5 mg"}});
    let resource = with(
        &prescription(),
        json!({
            "contained": [medicine],
            "medicationCodeableConcept": null,
            "medicationReference": {"reference": "#med"}
        }),
    );
    match super::outcome(&resource) {
        Ok(Some(Resource::Prescription(found))) => {
            assert_eq!(found.value.prescription.medicine, "Amlodipine 5 mg");
        }
        other => panic!("{other:?}"),
    }
}
