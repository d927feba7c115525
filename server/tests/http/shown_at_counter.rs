//! What the page of a look-up says of a prescription once the pharmacy was let in.

use crate::{
    people::ASHA,
    shop::{ASPIRIN, LATA, METFORMIN, MORPHINE, at_counter, let_in, open, prescribe, request},
};
use axum::http::StatusCode;
use serde_json::json;
use std::time::Duration;

const OK: StatusCode = StatusCode::OK;

#[tokio::test]
async fn the_pharmacist_reads_whether_another_brand_may_be_given_and_until_when() {
    let clinic = open().await;
    let mut browser = at_counter(&clinic, &LATA).await;
    for (n, (may, says, hides)) in [
        (Some(true), "The pharmacist may give another brand", "Only this brand"),
        (Some(false), "Only this brand", "another brand"),
        (None, "At most 30\u{a0}×\u{a0}tablet now", "brand"),
    ]
    .into_iter()
    .enumerate()
    {
        let mut request = request(&format!("m{n}"), Some(&n.to_string()), &METFORMIN);
        request["authoredOn"] = json!(format!("2025-12-0{}T06:00:00Z", n + 1));
        request["dispenseRequest"]["validityPeriod"] = json!({ "end": "2099-12-01" });
        if let Some(may) = may {
            request["substitution"] = json!({ "allowedBoolean": may });
        }
        let number = prescribe(&clinic, &[request]).await.remove(0);
        let page = let_in(&clinic, &mut browser, &number).await;
        let shown = browser.get(&page).await;
        shown.is_page(OK).says(says).hides(hides);
        shown.says("It can be collected until 1 December 2099.");
        clinic.pass(Duration::from_secs(31));
    }
}

#[tokio::test]
async fn what_cannot_be_handed_over_now_is_neither_counted_nor_named() {
    let clinic = open().await;
    let mut stopped = request("a1", Some("p"), &ASPIRIN);
    stopped["status"] = json!("stopped");
    let mut later = request("x1", Some("q"), &MORPHINE);
    later["dispenseRequest"]["validityPeriod"] = json!({ "start": "2099-01-01" });
    let mut over = request("x2", Some("r"), &MORPHINE);
    over["status"] = json!("completed");
    later["authoredOn"] = json!("2025-12-02T06:00:00Z");
    over["authoredOn"] = json!("2025-12-03T06:00:00Z");
    let mut browser = at_counter(&clinic, &LATA).await;
    for (paper, says) in [
        (vec![request("m1", Some("p"), &METFORMIN), stopped], "Metformin 500 mg"),
        (vec![later], "can be handed over now. Next time from 1 January 2099."),
        (vec![over], "It was all collected, has ended or was stopped."),
    ] {
        let number = prescribe(&clinic, &paper).await.remove(0);
        let page = let_in(&clinic, &mut browser, &number).await;
        let shown = browser.get(&page).await;
        shown.is_page(OK).says(says).says(ASHA.name).hides("Aspirin").hides("Morphine");
        shown.hides("To see it, look the number up again");
        clinic.pass(Duration::from_secs(31));
    }
}
