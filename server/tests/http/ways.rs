//! The ways through the portal that everything else is measured against.

use crate::{
    clinic::Clinic,
    markup::tags,
    people::{ASHA, MEENA, PASSWORD, RAVI, RESULT},
};
use axum::http::StatusCode;

#[tokio::test]
async fn a_patient_signs_in_opens_a_report_seals_it_and_leaves() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01", "2025-09-01"]).await;
    let mut browser = clinic.browser();
    browser.get("/").await.redirects_to("/sign-in");
    browser.get("/sign-in").await.is_page(StatusCode::OK);
    clinic.sign_in(&mut browser, &ASHA).await.redirects_to("/home");
    browser.get("/").await.redirects_to("/home");
    browser.get("/home").await.says("Hello, Asha");
    let report = clinic.report(&mut browser).await;
    browser.get(&report).await.is_page(StatusCode::OK).says("is sealed").hides(RESULT);
    clinic.unseal(&mut browser, &ASHA, &report).await;
    browser.get(&report).await.is_page(StatusCode::OK).says("Open until").says(RESULT);
    browser.post(&format!("{report}/seal"), &[]).await.redirects_to(&report);
    browser.get(&report).await.says("is sealed").hides(RESULT);
    let left = browser.post("/sign-out", &[]).await;
    left.redirects_to("/signed-out?in=en");
    browser.get("/signed-out").await.is_page(StatusCode::OK).says("You are signed out");
    browser.get("/home").await.redirects_to("/sign-in");
}

#[tokio::test]
async fn two_who_share_a_phone_say_who_they_are_after_the_code() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    clinic.enrol(&MEENA, &[]).await;
    let mut browser = clinic.browser();
    let fields = [("identifier", ASHA.phone), ("password", PASSWORD)];
    browser.post("/sign-in", &fields).await.redirects_to("/sign-in/code");
    let page = browser.get("/sign-in/code").await;
    page.hides(ASHA.name).hides(MEENA.name);
    let (challenge, code) = (page.field("challenge"), clinic.code(&ASHA).await);
    let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
    browser.post("/sign-in/code", &fields).await.redirects_to("/sign-in/who");
    browser.get("/home").await.redirects_to("/sign-in");
    let page = browser.get("/sign-in/who").await;
    let meena = tags(&page.body).into_iter().find(|tag| {
        tag.name == "button" && tag.get("aria-label").is_some_and(|it| it.contains(MEENA.name))
    });
    let meena = meena.unwrap().get("value").unwrap().to_owned();
    let ravi = clinic.enrol(&RAVI, &[]).await.to_string();
    let refused = browser.post("/sign-in/who", &[("patient", &ravi)]).await;
    refused.is_page(StatusCode::NOT_FOUND);
    browser.post("/sign-in/who", &[("patient", &meena)]).await.redirects_to("/home");
    browser.get("/home").await.says("Hello, Meena");
}
