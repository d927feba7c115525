//! Names, stamps and canonical content: what tells an unchanged resource from a changed one.

use super::{NOW, collection, observation, patient, prescription, read_value, report, with};
use crate::{Resource, Sourced, read};
use serde_json::{Value, json};

struct Known {
    keys: Vec<String>,
    canonical: Vec<u8>,
    stamp: Option<String>,
}

fn known<T>(found: &Sourced<T>) -> Known {
    let stamp = found.stamp.map(|stamp| stamp.to_text());
    Known { keys: found.keys.clone(), canonical: found.canonical.clone(), stamp }
}

fn all(text: &str) -> Vec<Known> {
    let entries = read(text.as_bytes(), "91", NOW).unwrap().entries;
    entries
        .iter()
        .map(|entry| match &entry.outcome {
            Ok(Some(Resource::Patient(found))) => known(found),
            Ok(Some(Resource::Practitioner(found) | Resource::Organization(found))) => known(found),
            Ok(Some(Resource::Report(found))) => known(found),
            Ok(Some(Resource::Observation(found))) => known(found),
            Ok(Some(Resource::Prescription(found))) => known(found),
            other => panic!("{other:?}"),
        })
        .collect()
}

fn one(resource: &Value) -> Known {
    all(&collection(std::slice::from_ref(resource)).to_string()).remove(0)
}

#[test]
fn the_same_content_has_the_same_bytes_however_it_is_written() {
    let tidy = r#"{"resourceType":"Observation","id":"1","status":"final","code":{"text":"Potassium"},"valueQuantity":{"value":4.10}}"#;
    let untidy = "{ \"valueQuantity\" : {\"value\":4.10}, \"code\":{\"text\":\"Potass\\u0069um\"},\n\"status\":\"final\",
        \"meta\":{\"versionId\":\"2\",\"tag\":[]}, \"id\":\"1\",\"resourceType\":\"Observation\"}";
    let (tidy_read, untidy_read) = (all(tidy).remove(0), all(untidy).remove(0));
    assert_eq!(tidy_read.canonical, untidy_read.canonical);
    assert_eq!((tidy_read.stamp, untidy_read.stamp.as_deref()), (None, Some("-;2")));
    for (from, to) in [("4.10", "4.1"), ("final", "amended"), ("\"id\"", "\"note\":[],\"id\"")] {
        assert_ne!(all(&tidy.replace(from, to)).remove(0).canonical, tidy_read.canonical, "{to}");
    }
}

#[test]
fn a_change_inside_a_contained_resource_or_a_medicine_elsewhere_is_a_change() {
    let inside = |name: &str| {
        let lab = json!({"resourceType": "Organization", "id": "lab", "name": name});
        one(&with(&report(), json!({"contained": [lab]}))).canonical
    };
    assert_ne!(inside("Nidaan"), inside("Nidaan Diagnostics"));
    let elsewhere = |name: &str| {
        let medicine = json!({"resourceType": "Medication", "id": "1", "code": {"text": name}});
        let refers = json!({"medicationCodeableConcept": null, "medicationReference": {"reference": "Medication/1"}});
        let read = read_value(&collection(&[with(&prescription(), refers), medicine]));
        match &read.entries[0].outcome {
            Ok(Some(Resource::Prescription(found))) => found.canonical.clone(),
            other => panic!("{other:?}"),
        }
    };
    assert_ne!(elsewhere("Metformin 500"), elsewhere("Metformin 1000"));
}

#[test]
fn a_resource_is_known_by_address_and_identifiers() {
    let text = json!({"resourceType": "Bundle", "type": "batch", "entry": [
        {"fullUrl": "urn:uuid:0A", "resource": patient()},
        {"fullUrl": "https://lab.example/fhir/Observation/o1", "resource": observation()},
        {"resource": report()},
    ]});
    let keys: Vec<Vec<String>> =
        all(&text.to_string()).into_iter().map(|known| known.keys).collect();
    assert_eq!(keys[0], ["urn:uuid:0a", "Patient|https://clinic.example/number|SJ-7"]);
    assert_eq!(keys[1], ["https://lab.example/fhir/Observation/o1"]);
    assert_eq!(keys[2], ["DiagnosticReport/r1"]);
}

#[test]
fn a_resource_without_a_name_is_known_by_its_content() {
    let nameless = with(&observation(), json!({"id": null}));
    let (first, again) =
        (one(&nameless), one(&with(&nameless, json!({"meta": {"versionId": "9"}}))));
    assert_eq!((first.keys.len(), &first.keys), (1, &again.keys));
    assert!(first.keys[0].starts_with("Observation={"));
    assert_ne!(first.keys, one(&with(&nameless, json!({"status": "amended"}))).keys);
}

#[test]
fn a_number_that_two_resources_bear_names_neither() {
    let number = json!([{"system": "https://orders.example", "value": "77"}]);
    let bear = |id: &str| with(&report(), json!({"id": id, "identifier": number}));
    let keys = |resources: &[Value]| -> Vec<Vec<String>> {
        all(&collection(resources).to_string()).into_iter().map(|known| known.keys).collect()
    };
    let shared = keys(&[bear("a"), bear("b")]);
    assert_eq!(shared, [["DiagnosticReport/a"], ["DiagnosticReport/b"]]);
    let alone = keys(&[bear("a"), bear("a")]);
    assert_eq!(alone[1], ["DiagnosticReport/a", "DiagnosticReport|https://orders.example|77"]);
}
