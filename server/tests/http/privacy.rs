//! What the pages tell a person of their data: what is kept, for how long, and who of the clinic looked.

use crate::{clinic::Clinic, people::RAVI};
use axum::http::StatusCode;
use portal::devices;
use server::config::Config;

#[tokio::test]
async fn the_notice_names_what_is_kept_and_the_terms_that_are_configured() {
    for years in [0, 7] {
        let mut config = Config::default();
        config.retention.messages_days = 45;
        config.retention.audit_days = 800;
        config.retention.record_years = years;
        let clinic = Clinic::configured(config).await;
        clinic.import(&testkit::bundle(&[testkit::patient(&RAVI)])).await;
        clinic.let_in_without_notice(&RAVI).await;
        let mut browser = clinic.browser();
        clinic.sign_in(&mut browser, &RAVI).await;
        let page = browser.get("/notice").await;
        page.is_page(StatusCode::OK);
        for kept in ["devices", "town or country", "act for you", "collect your", "Which pharmacy"]
        {
            page.says(kept);
        }
        for term in ["45 days", "400 days", "least 800 days", "least 1098 days"] {
            page.says(term);
        }
        assert_eq!(page.body.contains("for 7 years"), years == 7);
    }
}

#[tokio::test]
async fn a_history_says_at_what_staff_looked() {
    let clinic = Clinic::with(&RAVI, &[]).await;
    let patient = clinic.let_in(&RAVI).await;
    let mut browser = clinic.signed_in(&RAVI).await;
    devices::of_patient(&clinic.wiring.portal, patient).await.unwrap();
    let page = browser.get("/history").await;
    page.says("The clinic looked at the list of your devices").says("Who: the clinic");
}
