//! A database that answers, and not as it should: that is our fault, and no busy moment.

use crate::{
    answer::Answer,
    clinic::Clinic,
    logs::Logs,
    people::{ASHA, RESULT},
};
use axum::http::StatusCode;

/// Holds that this says so with a reference, and that the log has the same one and a reason.
fn is_told(answer: &Answer, logs: &Logs) {
    answer.is_page(StatusCode::INTERNAL_SERVER_ERROR).says("something broke here");
    answer.hides("shows").hides(RESULT).hides("Asha");
    let after = answer.body.split("tell them this number: ").nth(1).expect("a reference");
    let reference = after.split('<').next().unwrap();
    assert_eq!(reference.len(), 6, "{reference}");
    let text = logs.take();
    let line = text.lines().find(|line| line.contains(reference)).expect("a line of the log");
    assert!(line.contains("ERROR") && line.contains("the database said: no such table"), "{line}");
    assert!(!text.contains("Asha") && !text.contains(RESULT), "{text}");
}

#[tokio::test]
async fn a_page_and_a_form_post_say_so_and_give_a_reference() {
    let (logs, clinic) = (Logs::listen(), Clinic::with(&ASHA, &["2025-06-01"]).await);
    let mut browser = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut browser).await;
    clinic.db.lose("record").await;
    logs.take();
    is_told(&browser.get("/labs").await, &logs);
    is_told(&browser.post(&format!("{report}/ask"), &[]).await, &logs);
}
