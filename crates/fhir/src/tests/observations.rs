//! Values of every kind, and what else a result says.

use super::{fault, observation, observation_of, outcome, with};
use domain::{
    Millis,
    clinical::{Absent, Status, Value},
};
use serde_json::{Value as Json, json};

/// The value of a result, as its variant and its words.
fn value(members: &Json) -> String {
    let resource = with(&with(&observation(), json!({"valueQuantity": null})), members.clone());
    match observation_of(&resource).observation.value {
        Ok(Value::Quantity(amount)) => format!("quantity {amount}"),
        Ok(Value::Text(text)) => format!("text {text}"),
        Ok(Value::Integer(number)) => format!("integer {number}"),
        Ok(Value::Boolean(truth)) => format!("boolean {truth}"),
        Ok(Value::Range(low, high)) => {
            let side = |side: Option<_>| {
                side.map_or_else(String::new, |side: domain::clinical::Quantity| side.to_string())
            };
            format!("range {} to {}", side(low), side(high))
        }
        Ok(Value::Ratio(top, bottom)) => format!("ratio {top} to {bottom}"),
        Ok(Value::Time(text)) => format!("time {text}"),
        Ok(Value::Period(start, end)) => format!("period {start:?} {end:?}"),
        Ok(Value::Samples(count)) => format!("samples {count}"),
        Err(Absent { reason }) => format!("absent {reason:?}"),
    }
}

#[test]
fn values_of_every_kind_are_read() {
    let cases = [
        (
            json!({"valueQuantity": {"value": 4.5, "unit": "mmol/L", "comparator": ">="}}),
            "quantity ≥ 4.5\u{a0}mmol/L",
        ),
        (
            json!({"valueCodeableConcept": {"coding": [{"display": "Positive", "code": "P"}]}}),
            "text Positive",
        ),
        (json!({"valueString": " Pale <b>yellow</b> "}), "text Pale <b>yellow</b>"),
        (json!({"valueBoolean": false}), "boolean false"),
        (json!({"valueInteger": -3}), "integer -3"),
        (
            json!({"valueRange": {"low": {"value": 2}, "high": {"value": 4, "unit": "/hpf"}}}),
            "range 2 to 4\u{a0}/hpf",
        ),
        (json!({"valueRange": {"high": {"value": 4}}}), "range  to 4"),
        (
            json!({"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 128}}}),
            "ratio 1 to 128",
        ),
        (json!({"valueSampledData": {"data": "1 2 E 4", "period": 10}}), "samples 4"),
        (json!({"valueTime": "10:30:00"}), "time 10:30:00"),
        (json!({"valueDateTime": "2024-03"}), "time 2024-03"),
        (json!({"valuePeriod": {"start": "2024-03-01"}}), "period Some(\"2024-03-01\") None"),
        (json!({"dataAbsentReason": {"text": "Haemolysed"}}), "absent Some(\"Haemolysed\")"),
        (
            json!({"valueQuantity": {"unit": "%"}, "dataAbsentReason": {"coding": [{"code": "error"}]}}),
            "absent Some(\"error\")",
        ),
        (json!({"valueCodeableConcept": {}}), "absent None"),
        (json!({"valueRange": {}}), "absent None"),
        (json!({"valuePeriod": {}}), "absent None"),
        (json!({"valueString": "\u{1}"}), "absent None"),
        (json!({"_valueString": {"extension": []}}), "absent None"),
        (json!({}), "absent None"),
    ];
    for (members, expected) in cases {
        assert_eq!(value(&members), expected, "{members}");
    }
}

#[test]
fn a_number_keeps_the_digits_it_came_with() {
    for number in ["4.10", "177.51386753208624", "0.0", "1e3"] {
        let resource = observation().to_string().replace(":4.1", &format!(":{number}"));
        let bundle = format!(
            r#"{{"resourceType":"Bundle","type":"batch","entry":[{{"resource":{resource}}}]}}"#
        );
        let read = crate::read(bundle.as_bytes(), "91", super::NOW).unwrap();
        let Ok(Some(crate::Resource::Observation(found))) = &read.entries[0].outcome else {
            panic!("{read:?}")
        };
        assert_eq!(
            found.value.observation.value.as_ref().map(|value| match value {
                Value::Quantity(amount) => amount.value.to_string(),
                other => format!("{other:?}"),
            }),
            Ok(number.to_owned())
        );
    }
}

#[test]
fn a_result_is_read_whole() {
    let resource = with(
        &observation(),
        json!({
            "status": "corrected",
            "effectiveDateTime": null,
            "effectivePeriod": {"start": "2024-03-05T05:00:00Z", "end": "2024-03-06T05:00:00Z"},
            "note": [{"text": "Repeat advised"}, {"text": " "}],
            "method": {"text": "ISE"},
            "hasMember": [{"reference": "Observation/o2"}, {"reference": "urn:uuid:AA"}, {"display": "lost"}],
            "component": [{
                "code": {"coding": [{"system": "http://loinc.org", "code": "8480-6"}], "text": "Systolic"},
                "valueQuantity": {"value": 120, "unit": "mmHg"},
                "referenceRange": [{"high": {"value": 130, "unit": "mmHg"}}]
            }, {
                "code": {"text": "Diastolic"},
                "dataAbsentReason": {"coding": [{"code": "not-performed"}]}
            }]
        }),
    );
    let read = observation_of(&resource);
    let found = read.observation;
    assert_eq!(found.analyte.key, "http://loinc.org|2823-3");
    assert_eq!(found.analyte.name, "Potassium");
    assert_eq!(found.status, Status::Amended);
    assert_eq!(found.effective_at, Some(Millis(1_709_614_800_000)));
    assert_eq!(
        (found.notes, found.method.as_deref()),
        (vec!["Repeat advised".to_owned()], Some("ISE"))
    );
    assert_eq!(found.members, ["Observation/o2", "urn:uuid:aa"]);
    let components: Vec<(&str, bool, usize)> = found
        .components
        .iter()
        .map(|one| (one.analyte.key.as_str(), one.value.is_ok(), one.ranges.len()))
        .collect();
    assert_eq!(components, [("http://loinc.org|8480-6", true, 1), ("diastolic", false, 0)]);
    assert_eq!(read.patient.unwrap().key.as_deref(), Some("Patient/7"));
    assert!(read.is_laboratory);
}

#[test]
fn only_a_laboratorys_category_makes_a_laboratory_result() {
    let coded = |system: &str, code: &str| json!([{"coding": [{"system": system, "code": code}]}]);
    let v2 = "http://terminology.hl7.org/CodeSystem/v2-0074";
    let cases = [
        (coded("http://terminology.hl7.org/CodeSystem/observation-category", "laboratory"), true),
        (coded(v2, "HM"), true),
        (coded("http://snomed.info/sct", "108252007"), true),
        (coded(v2, "RAD"), false),
        (coded("http://terminology.hl7.org/CodeSystem/observation-category", "vital-signs"), false),
        (coded("http://other.example", "LAB"), false),
        (json!([]), false),
    ];
    for (category, expected) in cases {
        let found = observation_of(&with(&observation(), json!({ "category": category })));
        assert_eq!(found.is_laboratory, expected, "{category}");
    }
}

#[test]
fn a_result_about_no_patient_is_skipped_and_one_without_a_subject_is_not() {
    let device = with(&observation(), json!({"subject": {"reference": "Device/1"}}));
    assert!(matches!(outcome(&device), Ok(None)));
    let anonymous = observation_of(&with(&observation(), json!({"subject": null})));
    assert_eq!(anonymous.patient, None);
}

#[test]
fn what_is_wrong_with_a_result_is_named() {
    let cases = [
        (json!({"status": null}), "Observation.status"),
        (json!({"status": "done"}), "Observation.status"),
        (json!({"code": null}), "Observation.code"),
        (json!({"code": {"coding": [{"system": "x"}]}}), "Observation.code"),
        (json!({"valueQuantity": {"value": "4"}}), "Observation.valueQuantity.value"),
        (json!({"valueQuantity": null, "valueInteger": 4.5}), "Observation.valueInteger"),
        (json!({"valueQuantity": null, "valueBoolean": "true"}), "Observation.valueBoolean"),
        (json!({"valueQuantity": null, "valueTime": "25:00"}), "Observation.valueTime"),
        (
            json!({"valueQuantity": null, "valueRatio": {"numerator": {"value": 1}}}),
            "Observation.valueRatio.denominator",
        ),
        (json!({"valueAttachment": {}}), "Observation.value[x]"),
        (json!({"effectiveDateTime": "2024-03-05T10:30:00"}), "Observation.effectiveDateTime"),
        (
            json!({"component": [{"code": {"text": "a"}}, {"valueString": "b"}]}),
            "Observation.component[1].code",
        ),
        (
            json!({"component": [{"code": {"text": "a"}, "valueUrl": "b"}]}),
            "Observation.component[0].value[x]",
        ),
        (json!({"note": ["x"]}), "Observation.note[0]"),
        (
            json!({"referenceRange": [{"low": {"value": true}}]}),
            "Observation.referenceRange[0].low.value",
        ),
    ];
    for (change, path) in cases {
        assert_eq!(fault(&with(&observation(), change.clone())).path(), path, "{change}");
    }
}
