//! A patient whom a pharmacy has called with the code.

use crate::{
    clinic::Clinic,
    people::ASHA,
    shop::{CITY, LATA, at_counter, look_up, metformin, open},
    till::{METFORMIN, fails, is, prescribed, till},
};
use axum::http::StatusCode;
use courier::Delivered;
use portal::domain::{challenge::Channel, pharmacy::Scope};
use serde_json::json;
use std::time::Duration;

/// The calls that have reached Asha's phone.
async fn calls(clinic: &Clinic) -> Vec<Delivered> {
    clinic.deliver().await;
    let all = clinic.sandbox().messages(None).into_iter();
    all.filter(|it| it.channel == Channel::Voice && it.to.e164() == ASHA.phone).collect()
}

/// The only call there was: it names the pharmacy and how many medicines. Gives the code that is read aloud.
async fn called(clinic: &Clinic) -> String {
    let [call] = calls(clinic).await.try_into().expect("one call");
    let text = &call.text;
    assert!(text.contains(&format!("{CITY} wants to hand over 1 of your medicines.")), "{text}");
    let (_, rest) = text.split_once("Your code is:").unwrap();
    rest.split("Once more").next().unwrap().chars().filter(char::is_ascii_digit).collect()
}

#[tokio::test]
async fn the_counters_page_has_the_patient_called_once_and_the_code_lets_in() {
    let clinic = open().await;
    let number = metformin(&clinic).await;
    let mut lata = at_counter(&clinic, &LATA).await;
    let page = look_up(&mut lata, &number).await;
    clinic.deliver().await;
    clinic.pass(Duration::from_secs(30));
    let (call, challenge) = (format!("{page}/call"), lata.get(&page).await.field("challenge"));
    lata.get(&page).await.says(&format!("action=\"{call}\""));
    let fields = [("challenge", challenge.as_str())];
    lata.post(&call, &fields).await.redirects_to(&page);
    let code = called(&clinic).await;
    lata.post(&call, &fields).await.redirects_to(&page);
    lata.get(&page).await.says("You can ask again after");
    assert_eq!(called(&clinic).await, code, "a second press is no second call");
    let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
    lata.post(&format!("{page}/code"), &fields).await.redirects_to(&page);
    lata.get(&page).await.says("Metformin 500 mg");
}

#[tokio::test]
async fn so_does_a_pharmacys_system() {
    let clinic = Clinic::open().await;
    let number = prescribed(&clinic, &[METFORMIN]).await;
    let till = till(&clinic, CITY, &Scope::ALL).await;
    let (place, asked) = till.ask("1", &number).await;
    assert_eq!(asked["call_at"], "2026-01-01T00:00:00Z");
    clinic.deliver().await;
    clinic.pass(Duration::from_secs(30));
    let call = format!("{place}/call");
    assert_eq!(is(&till.send(&call, &[], "").await, StatusCode::OK)["state"], "asked");
    let code = called(&clinic).await;
    fails(&till.send(&call, &[], "").await, 429, "too-soon");
    assert_eq!(called(&clinic).await, code, "a second request is no second call");
    let answer = till.post(&format!("{place}/code"), "2", &json!({ "code": code })).await;
    assert_eq!(is(&answer, StatusCode::OK)["medicines"][0]["medicine"], METFORMIN.name);
}
