//! Patients, practitioners and organisations.

use super::{collection, fault, outcome, patient, read_value, with};
use crate::Resource;
use domain::{Language, person::Person, phone::Phone};
use serde_json::{Value, json};

fn person(changes: Value) -> Person {
    match outcome(&with(&patient(), changes)) {
        Ok(Some(Resource::Patient(found))) => found.value,
        other => panic!("not a patient: {other:?}"),
    }
}

#[test]
fn a_person_is_read_whole() {
    let person = person(json!({
        "telecom": [
            {"system": "email", "value": "Asha@Example.in"},
            {"system": "phone", "value": "5550100001"}
        ],
        "communication": [{"language": {"coding": [{"code": "hi-IN"}]}, "preferred": true}],
        "deceasedBoolean": true, "active": false
    }));
    assert_eq!(person.name, "Asha Verma");
    assert_eq!(person.given, "Asha");
    assert_eq!(person.number.as_deref(), Some("SJ-7"));
    assert_eq!(person.phones.iter().map(Phone::e164).collect::<Vec<_>>(), ["+915550100001"]);
    assert_eq!(person.emails, ["asha@example.in"]);
    assert_eq!(person.birth_date.as_deref(), Some("1980-02-29"));
    assert_eq!(person.language, Some(Language::Hi));
}

#[test]
fn a_number_is_the_record_number_or_the_first_that_says_whose_it_is() {
    let mr = json!({"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR"}]});
    let cases = [
        (json!([{"system": "a", "value": "1"}, {"value": "2", "type": mr}]), Some("2")),
        (
            json!([{"system": "a", "value": "1", "type": mr, "use": "old"}, {"system": "b", "value": "2"}]),
            Some("2"),
        ),
        (json!([{"value": "1"}, {"system": "b", "value": "2"}]), Some("2")),
        (json!([{"value": "1"}]), None),
        (json!([{"system": "a"}]), None),
        (json!([]), None),
    ];
    for (identifiers, expected) in cases {
        let found = person(json!({ "identifier": identifiers }));
        assert_eq!(found.number.as_deref(), expected, "{identifiers}");
    }
}

#[test]
fn the_preferred_language_we_speak_is_kept() {
    let say =
        |code: &str| json!({"language": {"coding": [{"system": "urn:ietf:bcp:47", "code": code}]}});
    let prefer = |code: &str| with(&say(code), json!({"preferred": true}));
    let cases = [
        (json!([say("en"), prefer("hi")]), Some(Language::Hi)),
        (json!([say("en-IN"), say("hi")]), Some(Language::En)),
        (json!([prefer("ta"), say("hi")]), Some(Language::Hi)),
        (json!([say("ta")]), None),
        (json!([{"language": {"text": "Hindi"}}]), None),
        (json!([]), None),
    ];
    for (communication, expected) in cases {
        assert_eq!(person(json!({ "communication": communication })).language, expected);
    }
}

#[test]
fn a_patient_without_a_name_is_called_by_number_or_refused() {
    assert_eq!(person(json!({"name": null})).name, "SJ-7");
    let nobody = with(&patient(), json!({"name": [{"use": "official"}], "identifier": null}));
    assert_eq!(fault(&nobody).path(), "Patient.name");
}

#[test]
fn what_is_wrong_with_a_person_is_named() {
    let cases = [
        (json!({"birthDate": "29/02/1980"}), "Patient.birthDate"),
        (json!({"birthDate": "1981-02-29"}), "Patient.birthDate"),
        (json!({"birthDate": 1980}), "Patient.birthDate"),
        (json!({"name": {}}), "Patient.name"),
        (json!({"name": [{"given": "Asha"}]}), "Patient.name[0].given"),
        (json!({"telecom": [{}, {"system": "phone", "value": 9}]}), "Patient.telecom[1].value"),
        (json!({"telecom": [{"rank": "first"}]}), "Patient.telecom[0].rank"),
        (json!({"identifier": [{"value": 5}]}), "Patient.identifier[0].value"),
        (json!({"communication": [{"preferred": "yes"}]}), "Patient.communication[0].preferred"),
        (json!({"meta": {"lastUpdated": "today"}}), "Patient.meta.lastUpdated"),
    ];
    for (change, path) in cases {
        assert_eq!(fault(&with(&patient(), change)).path(), path);
    }
}

#[test]
fn those_who_answer_for_documents_are_known_by_name() {
    let bundle = collection(&[
        json!({"resourceType": "Practitioner", "id": "1",
            "name": [{"prefix": ["Dr."], "given": ["Meera"], "family": "Iyer"}]}),
        json!({"resourceType": "Organization", "id": "2", "name": " Nidaan\u{0} Diagnostics "}),
    ]);
    let names: Vec<String> = read_value(&bundle)
        .entries
        .into_iter()
        .map(|entry| match entry.outcome {
            Ok(Some(Resource::Practitioner(found) | Resource::Organization(found))) => found.value,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(names, ["Dr. Meera Iyer", "Nidaan Diagnostics"]);
}
