//! What a pharmacy's system is told of a number without its code, and of a prescription that ends under its hands.

use crate::{
    clinic::Clinic,
    people::ASHA,
    stands::Of,
    till::{CITY, LOOK_UPS, METFORMIN, Till, fails, is, prescribed, till},
};
use axum::http::StatusCode;
use portal::domain::pharmacy::Scope;
use serde_json::{Value, json};
use std::time::Duration;
use testkit::{bundle, dispensed, prescription};

/// Everything that may be tried with a number without its code, and what is told of it.
async fn walk(of: Of) -> Vec<Value> {
    let clinic = Clinic::open().await;
    let number = prescribed(&clinic, &[METFORMIN]).await;
    let number = of.made(&clinic, "m0", &number).await;
    let till = till(&clinic, CITY, &Scope::ALL).await;
    let (place, asked) = till.ask("1", &number).await;
    let mut told = vec![asked];
    for seconds in [5, 26] {
        clinic.deliver().await;
        clinic.pass(Duration::from_secs(seconds));
        told.push(is(&till.get(&place).await, StatusCode::OK));
        let again = till.send(&format!("{place}/resend"), &[], "").await;
        told.push(serde_json::from_str(&again.body).unwrap());
    }
    let kinds = ["wrong-code", "wrong-code", "no-tries-left", "no-tries-left"];
    for (n, kind) in kinds.into_iter().enumerate() {
        let path = format!("{place}/code");
        let wrong = till.post(&path, &format!("2-{n}"), &json!({ "code": "000000" })).await;
        told.push(fails(&wrong, 403, kind));
    }
    for act in ["resend", "call"] {
        let answer = till.send(&format!("{place}/{act}"), &[], "").await;
        told.push(serde_json::from_str(&answer.body).unwrap());
    }
    let id = place.rsplit('/').next().unwrap();
    let items = json!({ "items": [{ "id": id, "version": 1, "amount": "1" }] });
    let early = till.post(&format!("{place}/dispense"), "3", &items).await;
    told.push(fails(&early, 409, "not-let-in"));
    for shown in &mut told {
        for fresh in ["id", "reference"] {
            if let Some(it) = shown.get_mut(fresh) {
                it.take();
            }
        }
    }
    told
}

#[tokio::test]
async fn every_number_is_answered_like_any_other() {
    let good = walk(Of::Good).await;
    for of in [Of::Nobody, Of::UsedUp, Of::Expired, Of::Withdrawn] {
        for (step, (expected, told)) in good.iter().zip(&walk(of).await).enumerate() {
            assert_eq!(expected, told, "{of:?}, step {step}");
        }
    }
    assert_eq!(good[5]["tries_left"], json!(2));
}

#[tokio::test]
async fn what_is_no_number_is_told() {
    let clinic = Clinic::open().await;
    let till = till(&clinic, CITY, &Scope::ALL).await;
    let mistyped = till.post(LOOK_UPS, "m", &json!({ "number": "333-333-334" })).await;
    fails(&mistyped, 422, "not-a-prescription-number");
}

#[tokio::test]
async fn what_is_used_up_or_over_meanwhile_is_not_handed_over() {
    let clinic = Clinic::open().await;
    let number = prescribed(&clinic, &[METFORMIN]).await;
    let mut newer = prescription(("m0", 2, "active"), &ASHA, Some("paper"), &METFORMIN);
    newer["dispenseRequest"]["validityPeriod"] = json!({ "end": "2026-01-01T00:05:00Z" });
    clinic.import(&bundle(&[newer])).await;
    let till = till(&clinic, CITY, &Scope::ALL).await;
    let (place, shown) = till.let_in(&clinic, "1", &number).await;
    let (dispense, items) = (format!("{place}/dispense"), Till::items(&shown, "30"));
    let elsewhere = |status| {
        let version = if status == "completed" { 1 } else { 2 };
        let all = ["d1", "d2", "d3"];
        all.map(|it| dispensed((it, version, status), &ASHA, "m0", METFORMIN.tablets))
    };
    clinic.import(&bundle(&elsewhere("completed"))).await;
    fails(&till.post(&dispense, "2", &items).await, 409, "nothing-left");
    clinic.import(&bundle(&elsewhere("entered-in-error"))).await;
    clinic.pass(Duration::from_secs(301));
    fails(&till.post(&dispense, "3", &items).await, 409, "not-valid");
}
