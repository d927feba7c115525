//! What dispensing needs to know of a prescription: its schedule, its group, and how long to wait.

use super::{collection, fault, outcome, prescription, read_value, with};
use crate::{PrescriptionIn, Resource, SCHEDULE};
use serde_json::{Value, json};
use std::time::Duration;

fn of(changes: Value) -> PrescriptionIn {
    match outcome(&with(&prescription(), changes)) {
        Ok(Some(Resource::Prescription(found))) => found.value,
        other => panic!("not a prescription: {other:?}"),
    }
}

fn schedule(value: Value) -> Value {
    with(&json!({ "url": SCHEDULE }), value)
}

#[test]
fn a_schedule_is_told_by_the_prescription_or_by_the_medicine() {
    let coded = json!({"valueCodeableConcept": {"coding": [{"code": "X"}], "text": "Schedule X"}});
    let cases = [
        (json!([schedule(json!({"valueCode": "H1"}))]), Some("H1")),
        (json!([schedule(json!({"valueString": " X  (NDPS) "}))]), Some("X (NDPS)")),
        (json!([schedule(coded)]), Some("X")),
        (
            json!([schedule(json!({"valueCodeableConcept": {"text": "Schedule X"}}))]),
            Some("Schedule X"),
        ),
        (json!([{"url": "https://other.example", "valueCode": "X"}]), None),
        (json!([]), None),
    ];
    for (extension, expected) in cases {
        let found = of(json!({ "extension": extension }));
        assert_eq!(found.prescription.schedule.as_deref(), expected, "{extension}");
    }
    let empty = with(&prescription(), json!({"extension": [{ "url": SCHEDULE }]}));
    assert_eq!(fault(&empty).path(), "MedicationRequest.extension[0].value[x]");
}

#[test]
fn the_prescription_goes_before_its_medicine_which_may_lie_in_it_or_beside_it() {
    let medicine = json!({"resourceType": "Medication", "id": "m", "code": {"text": "Morphine", "coding": [
        {"system": "a", "code": "1"}, {"system": "b", "code": "2"}, {"system": "a", "code": "1"}]},
        "extension": [schedule(json!({"valueCode": "narcotic"}))]});
    let by = |reference: &str| json!({"medicationCodeableConcept": null, "medicationReference": {"reference": reference}});
    let own = json!({"extension": [schedule(json!({"valueCode": "X"}))]});
    let inside = with(&with(&prescription(), by("#m")), json!({"contained": [medicine]}));
    let beside = with(&prescription(), by("Medication/m"));
    let cases = [(inside.clone(), "narcotic"), (beside, "narcotic"), (with(&inside, own), "X")];
    for (prescription, expected) in cases {
        let read = read_value(&collection(&[prescription, medicine.clone()]));
        let Ok(Some(Resource::Prescription(found))) = &read.entries[0].outcome else { panic!() };
        let found = &found.value.prescription;
        assert_eq!(found.schedule.as_deref(), Some(expected));
        assert_eq!(
            (found.code.as_deref(), found.other_codes.as_slice()),
            (Some("a|1"), &["b|2".to_owned()][..])
        );
    }
}

#[test]
fn what_was_written_at_once_is_found_by_its_group() {
    let found =
        of(json!({"groupIdentifier": {"system": "https://clinic.example/rx", "value": "RX-7"}}));
    assert_eq!(found.group.as_deref(), Some("groupIdentifier|https://clinic.example/rx|RX-7"));
    assert_eq!(found.prescription.group.as_deref(), Some("https://clinic.example/rx|RX-7"));
    let found = of(json!({"groupIdentifier": {"value": "RX-7"}}));
    assert_eq!(found.group.as_deref(), Some("groupIdentifier||RX-7"));
    assert_eq!(of(json!({"groupIdentifier": {"system": "a"}})).group, None);
}

#[test]
fn what_was_read_without_all_this_is_read_anew() {
    let Ok(Some(Resource::Prescription(found))) = outcome(&prescription()) else { panic!() };
    assert_ne!(found.canonical, prescription().to_string().into_bytes());
    assert!(found.canonical.starts_with(prescription().to_string().as_bytes()));
}

#[test]
fn an_interval_is_a_length_of_time_or_refused() {
    let of = |interval: Value| json!({"dispenseRequest": {"dispenseInterval": interval}});
    let cases = [
        (json!({"value": 4, "unit": "weeks", "code": "wk"}), Some(28)),
        (json!({"value": 30, "unit": "days"}), Some(30)),
        (json!({"value": 1, "unit": "tablet"}), None),
        (json!({"value": 30}), None),
        (json!({"value": -1, "code": "d"}), None),
    ];
    for (interval, days) in cases {
        let resource = with(&prescription(), of(interval.clone()));
        match (outcome(&resource), days) {
            (Ok(Some(Resource::Prescription(found))), Some(days)) => {
                let interval = found.value.prescription.dispense.unwrap().interval.unwrap();
                assert_eq!(interval.lasts(), Some(Duration::from_hours(24 * days)));
            }
            (Err(fault), None) => {
                assert_eq!(fault.path(), "MedicationRequest.dispenseRequest.dispenseInterval");
            }
            other => panic!("{interval}: {other:?}"),
        }
    }
}
