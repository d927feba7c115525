//! What a pharmacy's system does by the API, from a number to what was handed over.

use crate::{
    clinic::Clinic,
    people::ASHA,
    till::{CITY, LAKE, LOOK_UPS, METFORMIN, MORPHINE, NOBODYS, Till, fails, is, prescribed, till},
};
use axum::http::StatusCode;
use portal::domain::{audit::Event, pharmacy::Scope};
use serde_json::{Value, json};
use std::time::Duration;

#[tokio::test]
async fn a_prescription_is_looked_up_handed_over_and_undone() {
    let clinic = Clinic::open().await;
    let number = prescribed(&clinic, &[METFORMIN]).await;
    let till = till(&clinic, CITY, &Scope::ALL).await;
    let (place, asked) = till.ask("1", &number).await;
    assert_eq!(place, format!("{LOOK_UPS}/{}", asked["id"].as_str().unwrap()));
    let expected = json!({
        "state": "asked", "expires_at": "2026-01-01T00:01:30Z", "patient": null,
        "resend_at": "2026-01-01T00:00:30Z", "medicines": [], "dispensed_at": null,
    });
    has(&asked, &expected);
    assert_eq!(is(&till.get(&place).await, StatusCode::OK), asked);
    let (place, allowed) = till.let_in(&clinic, "2", &number).await;
    let medicine = json!({
        "version": 1, "medicine": METFORMIN.name, "dosage": ["1 tablet in the morning"],
        "unit": "tablet", "controlled": false, "substitution": null,
        "left": { "most": "30", "fills_after": 2 },
    });
    let expected = json!({
        "state": "allowed", "patient": ASHA.name, "collectors": [], "next_from": null, "changed": false,
    });
    has(&allowed, &expected);
    has(&allowed["medicines"][0], &medicine);
    let items = Till::items(&allowed, "12.5");
    let given = till.post(&format!("{place}/dispense"), "3", &items).await;
    let given = is(&given, StatusCode::CREATED);
    let expected = json!({
        "state": "dispensed", "dispensed_at": "2026-01-01T00:00:00Z",
        "undo_until": "2026-01-01T00:10:00Z", "medicines": [], "patient": null,
    });
    has(&given, &expected);
    let undone = till.send(&format!("{place}/undo"), &[], "").await;
    has(&is(&undone, StatusCode::OK), &json!({ "state": "undone", "undo_until": null }));
    assert_eq!(clinic.events(Event::DispensingUndone).await, 1);
}

/// Holds that an object has these members.
#[track_caller]
fn has(shown: &Value, members: &Value) {
    for (name, value) in members.as_object().unwrap() {
        assert_eq!(&shown[name], value, "{name} in {shown}");
    }
}

#[tokio::test]
async fn where_nothing_may_be_handed_over_now_it_is_told_when_something_may() {
    let clinic = Clinic::open().await;
    let number = prescribed(&clinic, &[METFORMIN]).await;
    let till = till(&clinic, CITY, &Scope::ALL).await;
    let (place, shown) = till.let_in(&clinic, "1", &number).await;
    let given = till.post(&format!("{place}/dispense"), "2", &Till::items(&shown, "30")).await;
    is(&given, StatusCode::CREATED);
    clinic.pass(Duration::from_secs(31));
    let (_, shown) = till.let_in(&clinic, "3", &number).await;
    let expected = json!({
        "state": "allowed", "medicines": [], "next_from": "2026-01-30T18:30:00Z", "changed": false,
    });
    has(&shown, &expected);
}

#[tokio::test]
async fn what_may_not_be_handed_over_is_told_without_naming_it() {
    let clinic = Clinic::open().await;
    let number = prescribed(&clinic, &[METFORMIN, MORPHINE]).await;
    let till = till(&clinic, CITY, &Scope::ALL).await;
    let (place, shown) = till.let_in(&clinic, "1", &number).await;
    let dispense = format!("{place}/dispense");
    let medicines = shown["medicines"].as_array().unwrap();
    let of = |name: &str| medicines.iter().find(|it| it["medicine"] == name).unwrap();
    let item = |name: &str, amount: &str| {
        let it = of(name);
        json!({ "id": it["id"], "version": it["version"], "amount": amount })
    };
    let mut old = item(METFORMIN.name, "1");
    old["version"] = json!(7);
    let mut nameless = item(MORPHINE.name, "1");
    nameless["identity"] = json!({ "kind": "Passport", "number": " - " });
    let cases = [
        (json!([item(METFORMIN.name, "31")]), 409, "more-than-left"),
        (json!([item(METFORMIN.name, "0")]), 422, "not-an-amount"),
        (json!([item(METFORMIN.name, "many")]), 422, "not-an-amount"),
        (json!([{ "id": of(METFORMIN.name)["id"], "version": 1 }]), 422, "amount-needed"),
        (json!([item(MORPHINE.name, "1")]), 422, "identity-needed"),
        (json!([nameless]), 422, "identity-needed"),
        (json!([old]), 409, "prescription-changed"),
        (json!([]), 422, "nothing-chosen"),
        (json!([item(METFORMIN.name, "1"), item(METFORMIN.name, "1")]), 422, "nothing-chosen"),
    ];
    for (n, (items, status, kind)) in cases.iter().enumerate() {
        let answer = till.post(&dispense, &format!("k{n}"), &json!({ "items": items })).await;
        fails(&answer, *status, kind);
        for name in [METFORMIN.name, MORPHINE.name, ASHA.name, "30"] {
            answer.hides(name);
        }
    }
}

#[tokio::test]
async fn a_controlled_medicine_takes_a_paper_and_a_collector_was_named() {
    let clinic = Clinic::open().await;
    let number = prescribed(&clinic, &[METFORMIN, MORPHINE]).await;
    let till = till(&clinic, CITY, &Scope::ALL).await;
    let (place, shown) = till.let_in(&clinic, "1", &number).await;
    let dispense = format!("{place}/dispense");
    let mut items = Till::items(&shown, "10");
    fails(&till.post(&dispense, "k1", &items).await, 422, "identity-needed");
    for item in items["items"].as_array_mut().unwrap() {
        item["identity"] = json!({ "kind": "Passport", "number": "Z1234567" });
    }
    let mut stranger = items.clone();
    stranger["collector"] = json!("Ravi Nair");
    fails(&till.post(&dispense, "k2", &stranger).await, 422, "collector-unknown");
    is(&till.post(&dispense, "k3", &items).await, StatusCode::CREATED);
    let code = json!({ "code": "123456" });
    fails(&till.post(&format!("{place}/code"), "k4", &code).await, 409, "code-used");
    clinic.pass(Duration::from_secs(601));
    fails(&till.send(&format!("{place}/undo"), &[], "").await, 409, "look-up-over");
}

#[tokio::test]
async fn a_code_is_sent_again_when_it_may_be_and_limits_say_when() {
    let clinic = Clinic::open().await;
    let number = prescribed(&clinic, &[METFORMIN]).await;
    let city = till(&clinic, CITY, &Scope::ALL).await;
    let (place, _) = city.ask("1", &number).await;
    let early = city.send(&format!("{place}/resend"), &[], "").await;
    fails(&early, 429, "too-soon");
    assert_eq!(early.header("retry-after"), "30");
    clinic.pass(Duration::from_secs(30));
    let again = city.send(&format!("{place}/resend"), &[], "").await;
    has(&is(&again, StatusCode::OK), &json!({ "state": "asked" }));
    for n in 0..20 {
        let answer = city.post(LOOK_UPS, &format!("n{n}"), &json!({ "number": NOBODYS })).await;
        if answer.status != StatusCode::CREATED {
            fails(&answer, 429, "too-many-requests");
            assert!(answer.header("retry-after").parse::<u64>().unwrap() > 0);
            let lake = till(&clinic, LAKE, &Scope::ALL).await;
            lake.ask("1", &number).await;
            return;
        }
    }
    panic!("no limit");
}
