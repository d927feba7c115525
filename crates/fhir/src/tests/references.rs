//! Every form of reference, and what it comes to.

use super::{collection, last_report, observation, patient, report, with};
use crate::{Reference, Referent};
use serde_json::{Value, json};

const BASE: &str = "https://lab.example/fhir";

/// A bundle of a patient and a report on them, each with this address.
fn bundle(patient_url: Option<&str>, report_url: Option<&str>, subject: &Value) -> Value {
    let entry = |url: Option<&str>, resource: Value| match url {
        Some(url) => json!({"fullUrl": url, "resource": resource}),
        None => json!({ "resource": resource }),
    };
    let report = with(&report(), json!({ "subject": subject }));
    json!({"resourceType": "Bundle", "type": "batch",
        "entry": [entry(patient_url, patient()), entry(report_url, report)]})
}

fn key(bundle: &Value) -> Option<String> {
    last_report(bundle).value.patient.key
}

#[test]
fn references_come_to_the_first_name_of_what_they_mean() {
    let (uuid, web) =
        ("urn:uuid:0000000A-0000-4000-8000-000000000001", format!("{BASE}/Patient/7"));
    let known = uuid.to_lowercase();
    let refer = |text: &str| json!({ "reference": text });
    let report_url = format!("{BASE}/DiagnosticReport/r1");
    let number = "Patient?identifier=https%3A%2F%2Fclinic.example%2Fnumber%7CSJ-7";
    let cases = [
        (Some(uuid), None, refer(uuid), known.as_str()),
        (Some(uuid), None, refer(&known), &known),
        (Some(uuid), None, refer("Patient/7"), &known),
        (Some(uuid), None, refer(number), &known),
        (
            Some(uuid),
            None,
            refer("Patient?name=x&identifier=https://clinic.example/number|SJ-7"),
            &known,
        ),
        (
            Some(uuid),
            None,
            json!({"identifier": {"system": "https://clinic.example/number", "value": "SJ-7"}}),
            &known,
        ),
        (None, None, refer("Patient/7"), "Patient/7"),
        (None, None, refer("Patient/7/_history/3"), "Patient/7"),
        (Some("Patient/7"), None, refer("Patient/7"), "Patient/7"),
        (Some(&web), Some(&report_url), refer("Patient/7"), &web),
        (Some(&web), Some(&report_url), refer(&web), &web),
        (Some(&web), Some(&report_url), refer(&format!("{web}/_history/1")), &web),
        (Some(&web), None, refer("Patient/7"), &web),
    ];
    for (patient_url, report_url, subject, expected) in cases {
        let found = key(&bundle(patient_url, report_url.map(String::as_str), &subject));
        assert_eq!(found.as_deref(), Some(expected), "{subject}");
    }
}

#[test]
fn what_is_not_in_the_bundle_keeps_the_name_it_was_called_by() {
    let refer = |text: &str| json!({ "reference": text });
    let report_url = format!("{BASE}/DiagnosticReport/r1");
    let identifier =
        |kind: Option<&str>| json!({"type": kind, "identifier": {"system": "s", "value": "9"}});
    let cases = [
        (None, refer("Patient/9"), "Patient/9"),
        (Some(report_url.as_str()), refer("Patient/9"), "https://lab.example/fhir/Patient/9"),
        (None, refer("https://other.example/Patient/7"), "https://other.example/Patient/7"),
        (None, refer("urn:oid:1.2.3"), "urn:oid:1.2.3"),
        (None, refer("Patient?identifier=s|9"), "Patient|s|9"),
        (None, refer("https://lab.example/fhir/Patient?identifier=s|9"), "Patient|s|9"),
        (None, identifier(None), "Patient|s|9"),
        (None, identifier(Some("Patient")), "Patient|s|9"),
    ];
    for (url, subject, expected) in cases {
        let found = key(&bundle(None, url, &subject));
        assert_eq!(found.as_deref(), Some(expected), "{subject}");
    }
}

#[test]
fn the_same_id_on_another_server_is_another_patient() {
    let here = format!("{BASE}/Patient/7");
    let there = "https://other.example/DiagnosticReport/r1";
    let found = key(&bundle(Some(&here), Some(there), &json!({"reference": "Patient/7"})));
    assert_eq!(found.as_deref(), Some("https://other.example/Patient/7"));
}

#[test]
fn a_subject_that_cannot_be_anybody_is_a_fault() {
    for subject in [
        json!({"display": "Asha"}),
        json!({}),
        json!({"reference": "#nobody"}),
        json!({"reference": "Patient?name=Asha"}),
    ] {
        let fault = super::fault(&with(&report(), json!({ "subject": subject })));
        assert_eq!(fault.path(), "DiagnosticReport.subject", "{subject}");
    }
    assert_eq!(
        super::fault(&with(&report(), json!({"subject": null}))).path(),
        "DiagnosticReport.subject"
    );
}

#[test]
fn people_are_found_directly_by_role_and_by_name_alone() {
    let performers = json!([
        {"reference": "Organization/1", "display": "old name"},
        {"reference": "Practitioner/2"},
        {"reference": "PractitionerRole/3", "display": "Consultant"},
        {"display": "Dr. Only Named", "type": "Practitioner"},
        {"reference": "Practitioner/elsewhere", "display": "Dr. Elsewhere"},
        {"identifier": {"system": "s", "value": "unknown"}},
        {}
    ]);
    let found = last_report(&collection(&[
        json!({"resourceType": "Organization", "id": "1", "name": "Nidaan Diagnostics"}),
        json!({"resourceType": "Practitioner", "id": "2", "name": [{"text": "Dr. A"}]}),
        json!({"resourceType": "PractitionerRole", "id": "3", "practitioner": {"reference": "Practitioner/4"}}),
        json!({"resourceType": "Practitioner", "id": "4", "name": [{"text": "Dr. B"}]}),
        with(&report(), json!({ "performer": performers })),
    ]));
    let reference = |key: Option<&str>, name: &str, referent| Reference {
        key: key.map(ToOwned::to_owned),
        display: Some(name.to_owned()),
        referent: Some(referent),
    };
    assert_eq!(
        found.value.performers,
        [
            reference(Some("Organization/1"), "Nidaan Diagnostics", Referent::Organization),
            reference(Some("Practitioner/2"), "Dr. A", Referent::Practitioner),
            reference(Some("Practitioner/4"), "Dr. B", Referent::Practitioner),
            reference(None, "Dr. Only Named", Referent::Practitioner),
            reference(Some("Practitioner/elsewhere"), "Dr. Elsewhere", Referent::Practitioner),
        ]
    );
    assert_eq!(found.value.report.laboratory.as_deref(), Some("Nidaan Diagnostics"));
    assert_eq!(found.value.report.signed_by, ["Dr. A", "Dr. B", "Dr. Only Named", "Dr. Elsewhere"]);
}

#[test]
fn results_are_named_in_the_order_of_the_report() {
    let results = json!([{"reference": "Observation/o2"}, {"reference": "urn:uuid:BB"}, {"reference": "Observation/o1"}, {"display": "lost"}]);
    let second =
        with(&observation(), json!({"id": "o2", "identifier": [{"system": "s", "value": "2"}]}));
    let found = last_report(&collection(&[
        observation(),
        second,
        with(&report(), json!({ "result": results })),
    ]));
    assert_eq!(found.value.report.results, ["Observation/o2", "urn:uuid:bb", "Observation/o1"]);
}
