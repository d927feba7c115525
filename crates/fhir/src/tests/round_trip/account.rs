//! What a bundle says of an account, beside the records.

use super::{
    super::{NOW, prescription, read_value},
    kept::{Counting, kept, resources},
};
use crate::{
    COLLECTOR, NUMBER, Resource, SETTINGS, USED, WAITING, read,
    write::{Consent, Counter, Device, Own, Related, Tie, Writer},
};
use domain::{
    Language, Millis,
    challenge::Channel,
    day::Day,
    device::{Browser, Look, System, Wipe},
    id::{DeviceId, PatientId, RecordId},
    person::Person,
    settings::{Settings, TextSize},
};
use serde_json::{Value as Json, json};
use uuid::Uuid;

/// A minute after 1970 began.
const THEN: Millis = Millis(60_000);

fn asha() -> Person {
    Person {
        name: "Asha Verma".into(),
        given: "Asha".into(),
        number: None,
        phones: vec![],
        emails: vec![],
        birth_date: None,
        language: Some(Language::En),
    }
}

/// What is written, as it stands in the bundle; none of it keeps a bundle from being read.
fn written(write: impl FnOnce(&mut Writer<'_>)) -> (Vec<Json>, Vec<Resource>) {
    let chance = Counting::default();
    let mut writer = Writer::begin(PatientId(Uuid::from_u128(1)), NOW, &chance);
    write(&mut writer);
    let text = writer.end();
    let json: Json = serde_json::from_str(&text).unwrap();
    let entries = json["entry"].as_array().unwrap().iter();
    let all = entries.map(|entry| {
        let id = entry["resource"]["id"].as_str().unwrap();
        assert_eq!(entry["fullUrl"], format!("urn:uuid:{id}"));
        entry["resource"].clone()
    });
    (all.collect(), resources(read(text.as_bytes(), "91", NOW).unwrap()))
}

fn patient() -> Json {
    json!({ "reference": "urn:uuid:00000000-0000-0000-0000-000000000001" })
}

#[test]
fn what_somebody_set_goes_before_what_their_clinic_knows() {
    let settings = Settings {
        codes_by: Some(Channel::Voice),
        language: Some(Language::Hi),
        text: TextSize::Large,
    };
    let own = Own { settings: &settings, has_pin: true, waiting: Some(("42", THEN)) };
    let (all, read) = written(|writer| writer.patient(&asha(), Some(&own)));
    let spoken = all[0]["communication"].as_array().unwrap();
    let spoken = spoken.iter().map(|it| (&it["language"]["coding"][0]["code"], &it["preferred"]));
    let expected = [(json!("hi"), json!(true)), (json!("en"), json!(false))];
    assert!(spoken.eq(expected.iter().map(|(code, preferred)| (code, preferred))));
    assert_eq!(
        all[0]["extension"],
        json!([
            { "url": SETTINGS, "extension": [
                { "url": "codes", "valueCode": "voice" },
                { "url": "text", "valueCode": "large" },
                { "url": "pin", "valueBoolean": true },
            ] },
            { "url": WAITING, "extension": [
                { "url": "ends", "valueString": "42" },
                { "url": "from", "valueDateTime": "1970-01-01T00:01:00Z" },
            ] },
        ])
    );
    assert_eq!(kept(&read).0.people[0].language, Some(Language::Hi));
}

#[test]
fn a_browser_says_in_words_what_it_is_and_whether_it_was_cleared() {
    let (browser, system) = (Browser::Firefox, System::Android);
    let look = Look { browser, system, place: Some("Jaipur, India".into()) };
    let id = DeviceId(Uuid::from_u128(2));
    let (first_seen_at, last_seen_at) = (Millis(0), THEN);
    let device = Device { id, look: &look, first_seen_at, last_seen_at, wipe: Wipe::Unasked };
    let lost = Wipe::Delivered { asked_at: THEN, delivered_at: THEN };
    let unknown = Look::default();
    let (all, read) = written(|writer| {
        writer.device(&device);
        writer.device(&Device { look: &unknown, wipe: lost, ..device });
    });
    let expected = json!({
        "resourceType": "Device", "id": id.to_string(), "status": "active", "patient": patient(),
        "deviceName": [{ "name": "Firefox, Android", "type": "user-friendly-name" }],
        "location": { "display": "Jaipur, India" },
        "extension": [{ "url": USED, "extension": [
            { "url": "first", "valueDateTime": "1970-01-01T00:00:00Z" },
            { "url": "last", "valueDateTime": "1970-01-01T00:01:00Z" },
        ] }],
    });
    assert_eq!(all[0], expected);
    assert_eq!((&all[1]["status"], &all[1]["location"]), (&json!("inactive"), &Json::Null));
    assert_eq!(all[1]["deviceName"][0]["name"], "Browser");
    assert_eq!(all[1]["extension"][0]["extension"][3]["url"], "cleared");
    assert!(read.is_empty());
}

#[test]
fn a_notice_names_its_version_and_the_language_it_was_read_in() {
    let old = Consent { version: "1", language: Language::Hi, at: THEN, is_in_force: false };
    let (all, read) = written(|writer| {
        writer.consent("Asha Clinic", &Consent { is_in_force: true, ..old });
        writer.consent("Asha Clinic", &old);
    });
    let code = |system: &str, code: &str| json!({ "coding": [{ "system": system, "code": code }] });
    let title = "Notice on personal data, version 1";
    let expected = json!({
        "resourceType": "Consent", "id": all[0]["id"], "status": "active", "patient": patient(),
        "scope": code("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy"),
        "category": [code("http://terminology.hl7.org/CodeSystem/consentcategorycodes", "npp")],
        "dateTime": "1970-01-01T00:01:00Z", "performer": [patient()],
        "organization": [{ "display": "Asha Clinic" }],
        "sourceAttachment": { "language": "hi", "title": title }, "policyRule": { "text": title },
    });
    assert_eq!(all[0], expected);
    assert_eq!(all[1]["status"], "inactive");
    assert!(read.is_empty());
}

#[test]
fn whoever_has_to_do_with_somebody_is_named_and_no_more() {
    let day = Day::parse("2026-01-02").unwrap();
    let ties = [Tie::Guardian(THEN), Tie::Ward(THEN), Tie::Collector(day)];
    let (all, read) = written(|writer| {
        for tie in ties {
            writer.related(&Related { name: "Ravi Menon", tie });
        }
    });
    let guardian = json!([{ "coding": [{
        "system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": "GUARD",
    }] }]);
    let until = json!({ "end": "1970-01-01T00:01:00Z" });
    let expected = [
        (guardian, until.clone()),
        (json!([{ "text": "ward" }]), until),
        (json!([{ "text": "collector" }]), json!({ "start": "2026-01-02", "end": "2026-01-02" })),
    ];
    for (it, (relationship, period)) in all.iter().zip(expected) {
        let whole = json!({
            "resourceType": "RelatedPerson", "id": it["id"], "patient": patient(),
            "relationship": relationship, "name": [{ "text": "Ravi Menon" }], "period": period,
        });
        assert_eq!(*it, whole);
    }
    assert!(read.is_empty());
}

#[test]
fn a_prescription_has_its_number_and_whoever_collects_it() {
    let (first, _) = kept(&resources(read_value(&prescription())));
    let (all, read) = written(|writer| {
        let tie = Tie::Collector(Day::parse("2026-01-02").unwrap());
        let collectors = [writer.related(&Related { name: "Ravi Menon", tie })];
        let counter = Counter { number: Some("K7X-9QA-4TD"), collectors: &collectors };
        writer.prescription(RecordId(Uuid::from_u128(9)), &first.prescriptions[0], counter);
    });
    let collector = format!("urn:uuid:{}", all[0]["id"].as_str().unwrap());
    let expected = json!([
        { "url": NUMBER, "valueString": "K7X-9QA-4TD" },
        { "url": COLLECTOR, "valueReference": { "reference": collector } },
    ]);
    assert_eq!(all[1]["extension"], expected);
    assert_eq!(kept(&read).0.prescriptions, first.prescriptions);
}
