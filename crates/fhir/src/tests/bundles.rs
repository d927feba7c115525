//! Files, kinds of bundle, and entries that do not spoil each other.

use super::{NOW, collection, observation, patient, prescription, read_value, report, with};
use crate::{Fault, Kind, NotABundle, Resource, read};
use serde_json::{Value, json};

fn refusal(text: &[u8]) -> Option<NotABundle> {
    read(text, "91", NOW).err()
}

#[test]
fn every_kind_of_bundle_is_read() {
    let kinds = [
        ("transaction", Kind::Transaction),
        ("batch", Kind::Batch),
        ("collection", Kind::Collection),
        ("document", Kind::Document),
        ("searchset", Kind::Searchset),
    ];
    for (name, kind) in kinds {
        let bundle =
            with(&collection(&[patient(), report(), observation()]), json!({"type": name}));
        let read = read_value(&bundle);
        assert_eq!((read.kind, read.entries.len()), (kind, 3));
        assert!(read.entries.iter().all(|entry| matches!(entry.outcome, Ok(Some(_)))), "{name}");
    }
}

#[test]
fn a_resource_by_itself_is_a_bundle_of_one() {
    for resource in [patient(), report(), observation(), prescription()] {
        let read = read_value(&resource);
        assert_eq!((read.kind, read.entries.len()), (Kind::Single, 1));
        assert!(matches!(read.entries[0].outcome, Ok(Some(_))), "{resource}");
    }
}

#[test]
fn what_is_no_bundle_says_why() {
    let text = collection(&[patient()]).to_string();
    let cases: [(&[u8], NotABundle); 15] = [
        (b"", NotABundle::Truncated { line: 1, column: 0 }),
        (
            &text.as_bytes()[..text.len() - 1],
            NotABundle::Truncated { line: 1, column: text.len() - 1 },
        ),
        (b"{\n\"resourceType\": Bundle}", NotABundle::Malformed { line: 2, column: 17 }),
        (b"{\"a\":1}\nmore", NotABundle::Malformed { line: 2, column: 1 }),
        (b"{\n\"a\":\"\xff\"}", NotABundle::NotUtf8 { line: 2, column: 6 }),
        (b"{\"a\":\"\xe0\xa4", NotABundle::Truncated { line: 1, column: 7 }),
        (b"[]", NotABundle::AnotherThing),
        (b"null", NotABundle::AnotherThing),
        (b"{}", NotABundle::AnotherThing),
        (br#"{"resourceType":"Medication"}"#, NotABundle::AnotherThing),
        (br#"{"resourceType":["Bundle"]}"#, NotABundle::AnotherThing),
        (br#"{"resourceType":"Bundle"}"#, NotABundle::UnknownKind),
        (br#"{"resourceType":"Bundle","type":"history"}"#, NotABundle::UnknownKind),
        (br#"{"resourceType":"Bundle","type":"batch","entry":{}}"#, NotABundle::NoEntries),
        (br#"{"resourceType":"Bundle","type":"batch","type":"document"}"#, NotABundle::Repeated),
    ];
    for (bytes, expected) in cases {
        assert_eq!(refusal(bytes), Some(expected), "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn an_empty_bundle_and_a_byte_order_mark_are_no_mistakes() {
    for text in [
        "\u{feff}{\"resourceType\":\"Bundle\",\"type\":\"batch\"}",
        r#"{"resourceType":"Bundle","type":"batch","entry":null}"#,
    ] {
        assert!(read(text.as_bytes(), "91", NOW).unwrap().entries.is_empty());
    }
}

#[test]
fn one_bad_entry_leaves_the_others_alone() {
    let bundle = json!({"resourceType": "Bundle", "type": "transaction", "entry": [
        {"resource": patient()},
        {"resource": with(&report(), json!({"status": "finished"}))},
        {"resource": observation()},
        5,
        {"fullUrl": "urn:uuid:1"},
        {"resource": {"id": "no type"}},
        {"resource": {"resourceType": 7}},
        {"resource": []},
        {"fullUrl": 7, "resource": patient()},
        {"resource": with(&observation(), json!({"subject": 7}))},
        {"resource": prescription()},
    ]});
    let seen: Vec<Option<String>> = read_value(&bundle)
        .entries
        .iter()
        .map(|entry| {
            entry.outcome.as_ref().err().map(|fault| format!("{} {}", entry.position, fault.path()))
        })
        .collect();
    let fault = |text: &str| Some(text.to_owned());
    assert_eq!(
        seen,
        [
            None,
            fault("2 DiagnosticReport.status"),
            None,
            fault("4 Bundle.entry"),
            fault("5 Bundle.entry.resource"),
            fault("6 Bundle.entry.resource.resourceType"),
            fault("7 Bundle.entry.resource.resourceType"),
            fault("8 Bundle.entry.resource"),
            fault("9 Bundle.entry.fullUrl"),
            fault("10 Observation.subject"),
            None,
        ]
    );
}

#[test]
fn what_the_portal_has_no_use_for_is_skipped_without_fuss() {
    let skipped: Vec<Value> = vec![
        json!({"resourceType": "Claim", "status": 5}),
        json!({"resourceType": "Encounter", "serviceProvider": 5}),
        json!({"resourceType": "Medication", "code": [[]]}),
        json!({"resourceType": "Condition"}),
        json!({"resourceType": "<script>alert(1)</script>"}),
        json!({"resourceType": "Bundle", "type": "document"}),
        json!({"resourceType": "Organization", "identifier": [{"value": "1"}]}),
        json!({"resourceType": "Practitioner"}),
    ];
    let mut bundle = collection(&skipped);
    let entries = bundle["entry"].as_array_mut().unwrap();
    entries.push(json!({"request": {"method": "DELETE", "url": "Patient/7"}}));
    entries.push(json!({"response": {"status": "200"}}));
    for entry in read_value(&bundle).entries {
        assert!(matches!(entry.outcome, Ok(None)), "{entry:?}");
        assert!(entry.resource_type.bytes().all(|b| b.is_ascii_alphabetic()));
    }
}

#[test]
fn a_fault_tells_the_place_and_never_the_value() {
    let secret = "HIV positive";
    let cases = [
        with(&report(), json!({"status": secret})),
        with(&report(), json!({"issued": secret})),
        with(&observation(), json!({"valueQuantity": {"value": secret}})),
        with(&observation(), json!({"valueQuantity": secret})),
        with(&observation(), json!({"effectiveDateTime": secret})),
        with(&patient(), json!({"birthDate": secret})),
        with(&prescription(), json!({"status": secret})),
    ];
    for resource in cases {
        let entries = read_value(&collection(&[resource])).entries;
        let fault: &Fault = entries[0].outcome.as_ref().unwrap_err();
        assert!(!format!("{fault} {fault:?}").contains("HIV"), "{fault}");
    }
}

#[test]
fn positions_count_from_one_in_every_file() {
    let read = read_value(&collection(&[json!({"resourceType": "Claim"}), patient()]));
    let positions: Vec<usize> = read.entries.iter().map(|entry| entry.position).collect();
    assert_eq!(positions, [1, 2]);
    assert!(matches!(read.entries[1].outcome, Ok(Some(Resource::Patient(_)))));
}
