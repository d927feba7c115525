//! Prescriptions, and instructions put into words.

use super::{collection, fault, outcome, prescription, read_value, with};
use crate::{PrescriptionIn, Resource};
use domain::{
    Millis,
    clinical::{Dispense, Status},
};
use serde_json::{Value, json};

fn of(changes: Value) -> PrescriptionIn {
    match outcome(&with(&prescription(), changes)) {
        Ok(Some(Resource::Prescription(found))) => found.value,
        other => panic!("not a prescription: {other:?}"),
    }
}

#[test]
fn a_prescription_is_read_whole() {
    let found = of(json!({
        "medicationCodeableConcept": {"coding": [{"system": "http://snomed.info/sct", "code": "109081006", "display": "Metformin"}]},
        "requester": {"reference": "Practitioner/2", "display": "Dr. Kavita Nair"},
        "dispenseRequest": {
            "quantity": {"value": 60, "unit": "tablet"}, "numberOfRepeatsAllowed": 2,
            "validityPeriod": {"start": "2024-03-05", "end": "2024-09-05"}
        },
        "reasonCode": [{"text": "Type 2 diabetes"}],
        "reasonReference": [{"reference": "Condition/1", "display": "High sugar"}],
        "note": [{"text": "Review in 3 months"}],
        "substitution": {"allowedCodeableConcept": {"coding": [{"code": "N"}]}}
    }));
    assert_eq!(found.patient.key.as_deref(), Some("Patient/7"));
    assert_eq!(found.prescriber.unwrap().key.as_deref(), Some("Practitioner/2"));
    let found = found.prescription;
    assert_eq!(found.medicine, "Metformin");
    assert_eq!(found.code.as_deref(), Some("http://snomed.info/sct|109081006"));
    assert_eq!(found.authored_at, Some(Millis(1_709_640_000_000)));
    assert_eq!(found.prescriber.as_deref(), Some("Dr. Kavita Nair"));
    let Some(Dispense { quantity: Some(quantity), repeats: 2, valid_from, valid_until, .. }) =
        found.dispense
    else {
        panic!("{:?}", found.dispense)
    };
    assert_eq!(quantity.to_string(), "60\u{a0}tablet");
    assert_eq!(
        (valid_from.as_deref(), valid_until.as_deref()),
        (Some("2024-03-05"), Some("2024-09-05"))
    );
    assert_eq!(found.reasons, ["Type 2 diabetes", "High sugar"]);
    assert_eq!(found.notes, ["Review in 3 months"]);
    assert_eq!(found.substitution, Some(false));
}

#[test]
fn statuses_fold_and_keep_their_own_word() {
    let cases = [
        ("active", Status::Final),
        ("completed", Status::Final),
        ("on-hold", Status::Final),
        ("draft", Status::UnderReview),
        ("unknown", Status::UnderReview),
        ("stopped", Status::Withdrawn),
        ("cancelled", Status::Withdrawn),
        ("entered-in-error", Status::Withdrawn),
    ];
    for (word, status) in cases {
        let found = of(json!({ "status": word }));
        assert_eq!((found.status, found.prescription.fhir_status.as_str()), (status, word));
    }
}

#[test]
fn what_is_not_to_be_taken_is_never_a_prescription() {
    for changes in [
        json!({"doNotPerform": true}),
        json!({"intent": "plan"}),
        json!({"intent": "proposal"}),
        json!({"subject": {"reference": "Group/1"}}),
    ] {
        assert!(matches!(outcome(&with(&prescription(), changes.clone())), Ok(None)), "{changes}");
    }
}

#[test]
fn the_medicine_may_stand_elsewhere_in_the_bundle() {
    let refer = |members: Value| {
        with(
            &prescription(),
            json!({"medicationCodeableConcept": null, "medicationReference": members}),
        )
    };
    let named =
        json!({"resourceType": "Medication", "id": "1", "code": {"text": "Telmisartan 40 mg"}});
    let mixed = json!({"resourceType": "Medication", "id": "1", "ingredient": [
        {"itemCodeableConcept": {"text": "Amoxicillin"}}, {"itemCodeableConcept": {"text": "Clavulanic acid"}}]});
    let nameless = json!({"resourceType": "Medication", "id": "1"});
    let cases = [
        (
            &named,
            json!({"reference": "Medication/1", "display": "other"}),
            Some("Telmisartan 40 mg"),
        ),
        (&mixed, json!({"reference": "Medication/1"}), Some("Amoxicillin + Clavulanic acid")),
        (&nameless, json!({"reference": "Medication/1", "display": "Shown"}), Some("Shown")),
        (&named, json!({"reference": "Medication/2", "display": "Shown"}), Some("Shown")),
        (&named, json!({"reference": "Medication/2"}), None),
    ];
    for (medication, reference, expected) in cases {
        let read = read_value(&collection(&[refer(reference.clone()), medication.clone()]));
        match (&read.entries[0].outcome, expected) {
            (Ok(Some(Resource::Prescription(found))), Some(name)) => {
                assert_eq!(found.value.prescription.medicine, name);
            }
            (Err(fault), None) => assert_eq!(fault.path(), "MedicationRequest.medicationReference"),
            other => panic!("{reference}: {other:?}"),
        }
    }
}

#[test]
fn instructions_keep_the_prescribers_words_and_order() {
    let found = of(json!({"dosageInstruction": [
        {"sequence": 2, "text": "1 tablet at night."},
        {"sequence": 1, "text": "1 tablet in the morning.", "patientInstruction": "With plenty of water",
            "additionalInstruction": [{"text": "in the morning"}, {"text": "Before food"}]},
        {"sequence": 3}
    ]}));
    assert_eq!(
        found.prescription.dosage,
        ["1 tablet in the morning. Before food. With plenty of water", "1 tablet at night"]
    );
}

#[test]
fn without_words_the_elements_are_said_in_plain_ones() {
    let oral = json!({"coding": [{"system": "http://snomed.info/sct", "code": "26643006"}]});
    let dose = |value: f64, unit: &str| json!([{"doseQuantity": {"value": value, "unit": unit}}]);
    let repeat = |repeat: Value| json!({ "repeat": repeat });
    let cases = [
        (
            json!({"route": oral, "doseAndRate": dose(2.0, "tablet"), "timing": repeat(json!({"frequency": 2, "period": 1, "periodUnit": "d",
                "when": ["PC"], "boundsDuration": {"value": 5, "code": "d"}})), "asNeededCodeableConcept": {"text": "Pain"}}),
            "Take 2.0 tablets by mouth, twice a day, after food, for 5 days, as needed for pain",
        ),
        (
            json!({"route": {"text": "Subcutaneous"}, "doseAndRate": [{"doseRange": {"low": {"value": 4}, "high": {"value": 6, "unit": "unit"}}}],
                "timing": repeat(json!({"when": ["ACM", "ACV"], "offset": 30}))}),
            "4 to 6 units by the subcutaneous route, 30 minutes before breakfast and before dinner",
        ),
        (
            json!({"doseAndRate": [{"doseQuantity": {"value": 1}}], "timing": repeat(json!({"frequency": 1, "period": 1, "periodUnit": "d"})), "asNeededBoolean": true}),
            "Dose: 1, once a day, as needed",
        ),
        (json!({"timing": repeat(json!({"period": 8, "periodUnit": "h"}))}), "Every 8 hours"),
        (
            json!({"timing": repeat(json!({"period": 4, "periodMax": 6, "periodUnit": "h", "count": 10}))}),
            "Every 4 to 6 hours, 10 times in all",
        ),
        (
            json!({"timing": repeat(json!({"frequency": 2, "frequencyMax": 3, "period": 1, "periodUnit": "wk"}))}),
            "2 to 3 times a week",
        ),
    ];
    are_said(&cases);
}

#[test]
fn days_bounds_and_methods_are_said_too() {
    let repeat = |repeat: Value| json!({ "repeat": repeat });
    let cases = [
        (
            json!({"timing": repeat(json!({"frequency": 3, "period": 2, "periodUnit": "d"}))}),
            "3 times every 2 days",
        ),
        (
            json!({"timing": repeat(json!({"dayOfWeek": ["mon", "thu"], "timeOfDay": ["08:00:00"]}))}),
            "At 08:00, on Monday and Thursday",
        ),
        (
            json!({"timing": repeat(json!({"boundsPeriod": {"start": "2024-03-05", "end": "2024-03-12T00:00:00Z"}}))}),
            "From 2024-03-05 until 2024-03-12",
        ),
        (json!({"timing": {"code": {"coding": [{"code": "TID"}]}}}), "3 times a day"),
        (json!({"timing": {"code": {"text": "Every Sunday"}}}), "Every Sunday"),
        (
            json!({"method": {"text": "Apply"}, "site": {"text": "left eye"}, "route": {"text": "Topical use"}}),
            "Apply by topical use (left eye)",
        ),
        (
            json!({"asNeededBoolean": true, "maxDosePerPeriod": {"numerator": {"value": 4, "unit": "tablet"}, "denominator": {"value": 1, "unit": "day"}}}),
            "As needed, no more than 4 tablets in 1 day",
        ),
    ];
    are_said(&cases);
}

/// Holds that each instruction is said so.
#[track_caller]
fn are_said(cases: &[(Value, &str)]) {
    for (instruction, expected) in cases {
        let found = of(json!({"dosageInstruction": [instruction]}));
        assert_eq!(
            found.prescription.dosage.join(" | ").replace("2.0", "2"),
            expected.replace("2.0", "2"),
            "{instruction}"
        );
    }
    assert!(
        of(json!({"dosageInstruction": [{"asNeededBoolean": false}]}))
            .prescription
            .dosage
            .is_empty()
    );
}

#[test]
fn what_is_wrong_with_a_prescription_is_named() {
    let cases = [
        (json!({"status": "final"}), "MedicationRequest.status"),
        (json!({"medicationCodeableConcept": null}), "MedicationRequest.medication[x]"),
        (json!({"medicationCodeableConcept": {}}), "MedicationRequest.medication[x]"),
        (json!({"authoredOn": "yesterday"}), "MedicationRequest.authoredOn"),
        (
            json!({"dispenseRequest": {"numberOfRepeatsAllowed": -1}}),
            "MedicationRequest.dispenseRequest.numberOfRepeatsAllowed",
        ),
        (
            json!({"dosageInstruction": [{"timing": {"repeat": {"when": [5]}}}]}),
            "MedicationRequest.dosageInstruction[0].timing.repeat.when[0]",
        ),
        (
            json!({"substitution": {"allowedBoolean": "no"}}),
            "MedicationRequest.substitution.allowedBoolean",
        ),
    ];
    for (changes, path) in cases {
        assert_eq!(fault(&with(&prescription(), changes)).path(), path);
    }
}
