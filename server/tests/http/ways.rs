//! The ways through the portal that everything else is measured against.

use crate::clinic::{ASHA, Clinic};
use axum::http::StatusCode;

#[tokio::test]
async fn a_patient_signs_in_opens_a_report_and_leaves() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01", "2025-09-01"]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    browser.get("/home").await.says("Asha");
    let report = clinic.newest_report(&mut browser).await;
    let sealed = browser.get(&report).await;
    assert!(!sealed.body.contains("137.25"), "a sealed report shows its result");
    clinic.unseal(&mut browser, &ASHA, &report).await;
    let open = browser.get(&report).await;
    assert_eq!(open.status, StatusCode::OK);
    open.says("137.25");
    browser.post(&format!("{report}/seal"), &[]).await.redirects_to(&report);
    assert!(!browser.get(&report).await.body.contains("137.25"));
    let left = browser.post("/sign-out", &[]).await;
    assert!(left.header("clear-site-data").contains("\"cookies\""));
    browser.get("/home").await.redirects_to("/sign-in");
}
