//! Input made to break the reader.

use super::{NOW, collection, observation, patient, prescription, read_value, report, with};
use crate::{Fault, read};
use serde_json::{Value, json};

/// An observation with everything that is looked at.
fn rich_observation() -> Value {
    with(
        &observation(),
        json!({
            "meta": {"versionId": "1", "lastUpdated": "2024-03-05T10:30:00Z"},
            "interpretation": [{"coding": [{"code": "H"}]}],
            "referenceRange": [{"low": {"value": 1, "unit": "x"}, "text": "t", "appliesTo": [{"text": "w"}], "age": {"low": {"value": 1}}}],
            "component": [{"code": {"text": "c"}, "valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 2}}}],
            "note": [{"text": "n"}], "hasMember": [{"reference": "Observation/2"}], "method": {"text": "m"}
        }),
    )
}

/// A report with everything that is looked at.
fn rich_report() -> Value {
    let inner = json!({"resourceType": "Observation", "id": "inner", "status": "final", "code": {"text": "i"}});
    with(
        &report(),
        json!({
            "contained": [inner, {"resourceType": "Organization", "id": "lab", "name": "L"}],
            "identifier": [{"system": "s", "value": "1", "type": {"coding": [{"code": "FILL"}]}}],
            "performer": [{"reference": "#lab"}, {"reference": "PractitionerRole/1"}, {"identifier": {"system": "s", "value": "2"}}],
            "basedOn": [{"reference": "ServiceRequest/1"}], "encounter": {"reference": "Encounter/1"},
            "presentedForm": [{"contentType": "application/pdf", "data": "JVBERi0x", "title": "t"}, {"contentType": "text/plain", "data": "T2s="}],
            "result": [{"reference": "#inner"}, {"reference": "Observation/o1"}]
        }),
    )
}

/// A prescription with everything that is looked at.
fn rich_prescription() -> Value {
    with(
        &prescription(),
        json!({
            "medicationCodeableConcept": null, "medicationReference": {"reference": "Medication/1"},
            "requester": {"reference": "Practitioner/1"}, "reasonReference": [{"reference": "Condition/1"}],
            "dispenseRequest": {"quantity": {"value": 1}, "numberOfRepeatsAllowed": 1, "validityPeriod": {"start": "2024"}},
            "substitution": {"allowedBoolean": true},
            "dosageInstruction": [{"sequence": 1, "route": {"text": "Oral"}, "doseAndRate": [{"doseQuantity": {"value": 1, "unit": "tablet"}}],
                "timing": {"code": {"text": "x"}, "repeat": {"frequency": 1, "period": 1, "periodUnit": "d", "when": ["PC"], "offset": 30,
                    "boundsDuration": {"value": 5, "code": "d"}, "count": 3, "dayOfWeek": ["mon"], "timeOfDay": ["08:00:00"]}},
                "maxDosePerPeriod": {"numerator": {"value": 1}, "denominator": {"value": 1}}}]
        }),
    )
}

/// A bundle in which everything that is looked at stands somewhere.
fn rich() -> Value {
    let patient = with(
        &patient(),
        json!({"communication": [{"language": {"coding": [{"code": "hi"}]}, "preferred": true}]}),
    );
    collection(&[
        patient,
        rich_observation(),
        rich_report(),
        rich_prescription(),
        json!({"resourceType": "Practitioner", "id": "1", "name": [{"text": "P", "period": {"end": "2030"}}]}),
        json!({"resourceType": "PractitionerRole", "id": "1", "practitioner": {"reference": "Practitioner/1"}}),
        json!({"resourceType": "Medication", "id": "1", "ingredient": [{"itemCodeableConcept": {"text": "I"}}]}),
        json!({"resourceType": "ServiceRequest", "id": "1", "requester": {"reference": "Practitioner/1"}}),
        json!({"resourceType": "Encounter", "id": "1", "serviceProvider": {"reference": "Organization/1"}}),
        json!({"resourceType": "Condition", "id": "1", "code": {"text": "C"}}),
    ])
}

/// The JSON pointers (RFC 6901) of every value below this one.
fn pointers(value: &Value, here: &str, to: &mut Vec<String>) {
    to.push(here.to_owned());
    match value {
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(at, item)| pointers(item, &format!("{here}/{at}"), to));
        }
        Value::Object(members) => {
            members.iter().for_each(|(name, item)| pointers(item, &format!("{here}/{name}"), to));
        }
        _ => {}
    }
}

#[test]
fn any_value_in_the_place_of_any_other_is_an_outcome_and_never_a_panic() {
    let bundle = rich();
    assert!(read_value(&bundle).entries.iter().all(|entry| entry.outcome.is_ok()));
    let mut places = Vec::new();
    pointers(&bundle, "", &mut places);
    assert!(places.len() > 250, "{}", places.len());
    let strange = [json!(null), json!(5), json!("x"), json!([]), json!({})];
    for place in &places {
        for value in &strange {
            let mut changed = bundle.clone();
            *changed.pointer_mut(place).unwrap() = value.clone();
            // What comes of it differs; that it comes is what is tested.
            drop(read(changed.to_string().as_bytes(), "91", NOW));
        }
    }
}

#[test]
fn a_bundle_cut_anywhere_is_an_error() {
    let text = rich().to_string();
    for part in 0..20 {
        let cut = text.len() * part / 20;
        assert!(read(&text.as_bytes()[..cut], "91", NOW).is_err(), "cut at {cut}");
    }
}

#[test]
fn endless_nesting_is_refused_where_it_stands() {
    let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    let objects = format!("{}1{}", r#"{"a":"#.repeat(10_000), "}".repeat(10_000));
    let text = format!(
        r#"{{"resourceType":"Bundle","type":"batch","entry":[
            {{"resource":{{"resourceType":"Patient","extension":{}}}}},
            {{"resource":{{"resourceType":"Patient","contained":{objects}}}}},
            {{"resource":{{"resourceType":"Claim","x":{}}}}},
            {},
            {{"resource":{}}}]}}"#,
        deep(10_000),
        deep(10_000),
        deep(10_000),
        patient()
    );
    let entries = read(text.as_bytes(), "91", NOW).unwrap().entries;
    let too_deep = Err(Fault::TooDeep { path: "Patient".to_owned(), limit: 64 });
    for entry in &entries[..2] {
        assert_eq!(entry.outcome.as_ref().map(|_| ()).map_err(Clone::clone), too_deep);
    }
    assert!(matches!(entries[2].outcome, Ok(None)));
    assert!(entries[3].outcome.is_err());
    assert!(matches!(entries[4].outcome, Ok(Some(_))));
    assert!(read(deep(100_000).as_bytes(), "91", NOW).is_err());
}

#[test]
fn doubled_members_huge_numbers_and_half_characters_are_faults_of_their_entry() {
    let cases = [
        r#"{"resourceType":"Observation","status":"final","status":"final"}"#.to_owned(),
        r#"{"resourceType":"Patient","resourceType":"Observation"}"#.to_owned(),
        observation().to_string().replace(":4.1", ":1e999999999"),
        observation().to_string().replace(":4.1", &format!(":{}", "9".repeat(5_000))),
        observation().to_string().replace(":4.1", ":-"),
        observation().to_string().replace("final", "\\ud800"),
        patient().to_string().replace("Asha", "\\udc00\\ud800"),
    ];
    for resource in cases {
        let text = format!(
            r#"{{"resourceType":"Bundle","type":"batch","entry":[{{"resource":{resource}}},{{"resource":{}}}]}}"#,
            patient()
        );
        match read(text.as_bytes(), "91", NOW) {
            Ok(bundle) => {
                assert!(bundle.entries[0].outcome.is_err(), "{}", &resource[..80]);
                assert!(matches!(bundle.entries[1].outcome, Ok(Some(_))));
            }
            // `-` alone is no number in JSON, so that nothing behind it can be trusted.
            Err(error) => assert!(resource.contains(":-"), "{error}"),
        }
    }
}

#[test]
fn resources_that_refer_to_themselves_come_to_an_end() {
    let bundle = collection(&[
        json!({"resourceType": "PractitionerRole", "id": "1", "practitioner": {"reference": "PractitionerRole/1"}, "organization": {"reference": "PractitionerRole/1"}}),
        with(
            &report(),
            json!({"performer": [{"reference": "PractitionerRole/1"}], "result": [{"reference": "DiagnosticReport/r1"}]}),
        ),
        with(
            &observation(),
            json!({"hasMember": [{"reference": "Observation/o1"}, {"reference": "#"}], "contained": [{"resourceType": "Observation", "id": "o1", "status": "final", "code": {"text": "x"}, "hasMember": [{"reference": "#o1"}]}]}),
        ),
    ]);
    assert!(read_value(&bundle).entries.iter().all(|entry| entry.outcome.is_ok()));
}
