//! What was handed out by prescriptions.

use super::{collection, dispensing, fault, outcome, prescription, read_value, with};
use crate::{AGREED, DispensingIn, IDENTITY, Resource};
use domain::{
    Millis,
    clinical::{Agreed, Collector, Dispensing, Handover, Identity},
};
use serde_json::{Value, json};

fn of(changes: Value) -> DispensingIn {
    match outcome(&with(&dispensing(), changes)) {
        Ok(Some(Resource::Dispensing(found))) => found.value,
        other => panic!("not a dispensing: {other:?}"),
    }
}

#[test]
fn a_dispensing_is_read_whole() {
    let found = of(json!({
        "medicationCodeableConcept": {"coding": [{"system": "a", "code": "1"}], "text": "Morphine"},
        "performer": [{"actor": {"display": "R. Iyer", "type": "Practitioner"}},
            {"actor": {"reference": "Organization/9", "display": "City Pharmacy"}}],
        "daysSupply": {"value": 10, "unit": "days", "code": "d"},
        "receiver": [{"display": "Ravi Verma"}],
        "substitution": {"wasSubstituted": true},
        "extension": [{"url": "https://other.example", "valueBoolean": true},
            {"url": AGREED, "valueString": "The phone was stolen"},
            {"url": IDENTITY, "extension": [{"url": "last", "valueString": "KA-01 2345"},
                {"url": "kind", "valueString": "Driving licence"}]}]
    }));
    assert_eq!(found.patient.key.as_deref(), Some("Patient/7"));
    assert_eq!(found.performers.len(), 2);
    let Dispensing { amount, supply, .. } = found.dispensing.clone();
    assert_eq!(amount.unwrap().to_string(), "20\u{a0}tablet");
    assert_eq!(supply.unwrap().lasts().unwrap().as_secs(), 864_000);
    let expected = Dispensing {
        prescription: None,
        source: Some("MedicationRequest/m1".into()),
        medicine: "Morphine".into(),
        code: Some("a|1".into()),
        amount: found.dispensing.amount.clone(),
        supply: found.dispensing.supply.clone(),
        pharmacy: Some("City Pharmacy".into()),
        handed_over_by: Some("R. Iyer".into()),
        collector: Some(Collector::Named("Ravi Verma".into())),
        identity: Some(Identity { kind: "Driving licence".into(), last: "2345".into() }),
        agreed: Some(Agreed::Exception("The phone was stolen".into())),
        substituted: Some(true),
        handed_over_at: Some(Millis(1_709_703_000_000)),
        handover: Handover::Completed,
    };
    assert_eq!(found.dispensing, expected);
}

#[test]
fn whoever_is_named_without_a_type_handed_it_over_and_a_place_stands_for_its_pharmacy() {
    let found = of(json!({"performer": [{"actor": {"display": "R. Iyer"}}],
        "location": {"display": "City Pharmacy, Main Road"}}));
    assert_eq!(found.dispensing.handed_over_by.as_deref(), Some("R. Iyer"));
    assert_eq!(found.dispensing.pharmacy.as_deref(), Some("City Pharmacy, Main Road"));
}

#[test]
fn what_was_never_handed_over_does_not_stand_and_what_is_under_way_is_let_be() {
    let not_over = json!({"whenHandedOver": null});
    let cases = [
        ("completed", json!({}), Some(Handover::Completed)),
        ("completed", not_over.clone(), Some(Handover::Completed)),
        ("stopped", json!({}), Some(Handover::Completed)),
        ("stopped", not_over, Some(Handover::EnteredInError)),
        ("entered-in-error", json!({}), Some(Handover::EnteredInError)),
        ("cancelled", json!({}), Some(Handover::EnteredInError)),
        ("declined", json!({}), Some(Handover::EnteredInError)),
        ("preparation", json!({}), None),
        ("in-progress", json!({}), None),
        ("on-hold", json!({}), None),
        ("unknown", json!({}), None),
    ];
    for (status, changes, expected) in cases {
        let resource = with(&with(&dispensing(), changes), json!({ "status": status }));
        let read = match outcome(&resource) {
            Ok(Some(Resource::Dispensing(found))) => Some(found.value.dispensing.handover),
            Ok(None) => None,
            other => panic!("{status}: {other:?}"),
        };
        assert_eq!(read, expected, "{status}");
    }
    let group = with(&dispensing(), json!({"subject": {"reference": "Group/1"}}));
    assert!(matches!(outcome(&group), Ok(None)));
}

#[test]
fn the_prescription_and_the_collector_are_known_by_any_of_their_names() {
    let named = with(
        &prescription(),
        json!({"identifier": [{"system": "https://a.example/rx", "value": "7"}]}),
    );
    let by_identifier = json!([{"identifier": {"system": "https://a.example/rx", "value": "7"}}]);
    let cases = [
        (json!([{"reference": "MedicationRequest/m1"}]), Some("MedicationRequest/m1")),
        (by_identifier, Some("MedicationRequest/m1")),
        (
            json!([{"reference": "https://b.example/MedicationRequest/4"}]),
            Some("https://b.example/MedicationRequest/4"),
        ),
        (json!([{"display": "the one of March"}]), None),
        (json!([]), None),
    ];
    for (by, expected) in cases {
        let handed_out = with(&dispensing(), json!({ "authorizingPrescription": by }));
        let read = read_value(&collection(&[handed_out, named.clone()]));
        let Ok(Some(Resource::Dispensing(found))) = &read.entries[0].outcome else { panic!() };
        assert_eq!(found.value.dispensing.source.as_deref(), expected, "{by}");
    }
    for (receiver, expected) in [
        (json!({"reference": "Patient/7"}), Some(Collector::Patient)),
        (
            json!({"reference": "Patient/8", "display": "Ravi"}),
            Some(Collector::Named("Ravi".into())),
        ),
        (json!({"reference": "Patient/8"}), None),
    ] {
        let found = of(json!({ "receiver": [receiver] }));
        assert_eq!(found.dispensing.collector, expected, "{receiver}");
    }
}

#[test]
fn what_is_wrong_with_a_dispensing_is_named() {
    let cases = [
        (json!({"status": "final"}), "MedicationDispense.status"),
        (json!({"subject": null}), "MedicationDispense.subject"),
        (json!({"medicationCodeableConcept": null}), "MedicationDispense.medication[x]"),
        (json!({"quantity": {"value": "20"}}), "MedicationDispense.quantity.value"),
        (json!({"whenHandedOver": "noon"}), "MedicationDispense.whenHandedOver"),
        (
            json!({"extension": [{"url": AGREED, "valueString": 5}]}),
            "MedicationDispense.extension[0].valueString",
        ),
    ];
    for (changes, path) in cases {
        assert_eq!(fault(&with(&dispensing(), changes)).path(), path);
    }
}
