//! What was read, written and read again.

mod account;
mod kept;

use super::{
    NOW, collection, dispensing, observation, patient, prescription, read_value, report,
    samples::{OTHERS, samples},
    with,
};
use crate::{
    read,
    write::{Access, Writer},
};
use domain::{
    Millis,
    audit::Event,
    clinical::Value,
    id::{EventId, PatientId, RecordId},
};
use kept::{Counting, Kept, again, kept, resources};
use serde_json::{Value as Json, json};
use uuid::Uuid;

#[track_caller]
fn comes_back(bundle: &Json) -> Kept {
    let (first, ids) = kept(&resources(read_value(bundle)));
    assert_eq!(again(&first, &ids), first);
    first
}

#[test]
fn the_samples_come_back_as_they_were() {
    let folders = ["samples", "../../server/demo", OTHERS];
    let mut count = 0;
    for bundle in folders.into_iter().flat_map(samples) {
        let (mut first, ids) = kept(&resources(bundle));
        for person in std::mem::take(&mut first.people) {
            // A bundle is of one patient.
            let one = Kept { people: vec![person], ..Kept::default() };
            assert_eq!(again(&one, &[]), one);
        }
        count += first.reports.len() + first.prescriptions.len();
        let second = again(&first, &ids);
        for (a, b) in first.observations.iter().zip(&second.observations) {
            assert_eq!(a, b);
        }
        assert_eq!(second, first);
    }
    assert!(count > 20, "{count}");
}

#[test]
fn every_kind_of_value_comes_back() {
    let ratio = json!({"numerator": {"value": 1}, "denominator": {"value": 128}});
    let range = json!({"low": {"value": 1, "unit": "mg"}, "high": {"value": 2.50, "unit": "mg"}});
    let base = with(&observation(), json!({"valueQuantity": null}));
    for value in [
        json!({"valueQuantity": {"value": 5.4, "comparator": "<", "unit": "mg/dL", "code": "mg/dL"}}),
        json!({"valueString": "no growth\nafter \"two\" days"}),
        json!({"valueCodeableConcept": {"coding": [{"code": "x", "display": "Positive"}]}}),
        json!({"valueBoolean": false}),
        json!({"valueInteger": -3}),
        json!({"valueRange": range}),
        json!({"valueRatio": ratio}),
        json!({"valueTime": "10:30:00"}),
        json!({"valueDateTime": "2024-03"}),
        json!({"valuePeriod": {"start": "2024-03-05"}}),
        json!({"dataAbsentReason": {"text": "Specimen unsatisfactory"}}),
        json!({}),
    ] {
        comes_back(&collection(&[with(&base, value.clone())]));
        let part = with(&value, json!({"code": {"text": "Part"}}));
        comes_back(&collection(&[with(&base, json!({"component": [part]}))]));
    }
}

#[test]
fn what_a_laboratory_made_nothing_of_is_not_made_into_something() {
    let usual = json!([{"low": {"value": 3.5, "unit": "mmol/L"}, "high": {"value": 5.1, "unit": "mmol/L"}}]);
    let unheard = json!([{"coding": [{"code": "unheard-of"}]}]);
    let resource =
        with(&observation(), json!({"referenceRange": usual, "interpretation": unheard}));
    let kept = comes_back(&collection(&[resource]));
    assert_eq!(kept.observations[0].flags, []);
}

#[test]
fn samples_are_said_not_to_be_there() {
    let samples = json!({"origin": {"value": 0}, "period": 10, "dimensions": 1, "data": "1 2 3"});
    let resource =
        with(&observation(), json!({"valueQuantity": null, "valueSampledData": samples}));
    let (first, ids) = kept(&resources(read_value(&collection(&[resource]))));
    assert_eq!(first.observations[0].value, Ok(Value::Samples(3)));
    let value = again(&first, &ids).observations.remove(0).value;
    assert!(value.unwrap_err().reason.unwrap().starts_with("3 samples"));
}

#[test]
fn reports_and_prescriptions_come_back_with_everything_in_them() {
    let pdf = json!({"contentType": "application/pdf", "data": "JVBERi0x", "title": "As printed"});
    let report = with(
        &report(),
        json!({"identifier": [{"value": "L-7"}], "presentedForm": [pdf], "conclusion": "Well.",
            "contained": [{"resourceType": "ServiceRequest", "id": "q", "requester": {"display": "Dr. A"}}],
            "basedOn": [{"reference": "#q"}],
            "performer": [{"display": "Lab One", "type": "Organization"}],
            "resultsInterpreter": [{"display": "Dr. B", "type": "Practitioner"}, {"display": "Dr. C", "type": "Practitioner"}]}),
    );
    let prescription = with(
        &prescription(),
        json!({"requester": {"display": "Dr. A", "type": "Practitioner"}, "substitution": {"allowedBoolean": false},
            "dosageInstruction": [{"text": "One. After food."}, {"text": "Another at night"}],
            "medicationCodeableConcept": {"text": "Metformin", "coding": [
                {"system": "http://snomed.info/sct", "code": "109081006"}, {"system": "https://a.example", "code": "MET"}]},
            "extension": [{"url": crate::SCHEDULE, "valueString": " Schedule  H1 "}],
            "groupIdentifier": {"system": "https://a.example/paper", "value": "RX-7"},
            "dispenseRequest": {"quantity": {"value": 30, "unit": "tablet"}, "numberOfRepeatsAllowed": 2,
                "validityPeriod": {"end": "2024-09-05"}, "dispenseInterval": {"value": 30, "code": "d"},
                "expectedSupplyDuration": {"value": 30, "unit": "days", "code": "d"},
                "initialFill": {"quantity": {"value": 10, "unit": "tablet"}, "duration": {"value": 1.5, "code": "wk"}}},
            "reasonCode": [{"text": "Diabetes"}], "note": [{"text": "Check again in June."}]}),
    );
    let kept = comes_back(&collection(&[patient(), observation(), report, prescription]));
    let prescription = &kept.prescriptions[0];
    assert_eq!(prescription.schedule.as_deref(), Some("Schedule H1"));
    assert_eq!(prescription.codes().count(), 2);
    assert!(prescription.dispense.as_ref().unwrap().first.is_some());
    let report = &kept.reports[0].0;
    assert_eq!(report.asked_by.as_deref(), Some("Dr. A"));
    assert_eq!((report.laboratory.as_deref(), report.signed_by.len()), (Some("Lab One"), 2));
    assert_eq!((report.results.len(), kept.reports[0].2.len()), (1, 1));
}

#[test]
fn what_was_handed_out_comes_back_with_its_prescription() {
    let by_code = json!({"extension": [{"url": crate::AGREED, "valueCode": "code"},
        {"url": crate::IDENTITY, "extension": [{"url": "kind", "valueString": "Passport"}, {"url": "last", "valueString": "Z123"}]}],
        "performer": [{"actor": {"display": "R. Iyer", "type": "Practitioner"}}, {"actor": {"display": "City", "type": "Organization"}}],
        "medicationCodeableConcept": {"coding": [{"system": "a", "code": "1"}], "text": "Morphine"},
        "receiver": [{"reference": "Patient/7"}], "substitution": {"wasSubstituted": false},
        "daysSupply": {"value": 10, "code": "d"}});
    let others = json!({"status": "entered-in-error", "receiver": [{"display": "Ravi"}], "quantity": null,
        "extension": [{"url": crate::AGREED, "valueString": "No phone"}],
        "authorizingPrescription": [{"identifier": {"system": "https://b.example/rx", "value": "a|b"}}]});
    let elsewhere = json!({"authorizingPrescription": [{"reference": "https://b.example/MedicationRequest/4"}]});
    let all = [by_code, others, elsewhere].map(|changes| with(&dispensing(), changes));
    let kept = comes_back(&collection(&[
        patient(),
        prescription(),
        all[0].clone(),
        all[1].clone(),
        all[2].clone(),
    ]));
    let prescriptions = kept.dispensings.iter().map(|it| it.prescription.is_some());
    assert_eq!(prescriptions.collect::<Vec<_>>(), [true, false, false]);
    assert!(kept.dispensings[0].identity.is_some() && kept.dispensings[0].agreed.is_some());
    assert_eq!(
        kept.dispensings[1].source.as_deref(),
        Some("MedicationRequest|https://b.example/rx|a|b")
    );
}

#[test]
fn the_access_history_is_said_and_skipped_when_it_is_read() {
    let chance = Counting::default();
    let mut writer = Writer::begin(PatientId(Uuid::from_u128(1)), NOW, &chance);
    let (id, record) = (EventId(Uuid::from_u128(2)), Some(RecordId(Uuid::from_u128(3))));
    let line = Access { id, at: NOW, event: Event::RecordRead, by: None, record, detail: None };
    writer.access("Asha Clinic", &line);
    writer.access("Asha Clinic", &Access { by: Some("The clinic"), record: None, ..line });
    writer.access("Asha Clinic", &Access { at: Millis(i64::MAX), ..line });
    let text = writer.end();
    let json: Json = serde_json::from_str(&text).unwrap();
    let entries = json["entry"].as_array().unwrap();
    assert_eq!(entries.len(), 2);
    let first = &entries[0]["resource"];
    assert_eq!(first["entity"][0]["what"]["reference"], format!("urn:uuid:{}", record.unwrap()));
    assert_eq!(first["subtype"][0]["code"], "record-read");
    assert_eq!(entries[1]["resource"]["agent"][0]["who"]["display"], "The clinic");
    let read = read(text.as_bytes(), "91", NOW).unwrap();
    assert!(read.entries.iter().all(|entry| matches!(entry.outcome, Ok(None))));
}
