//! Reports that are somebody else's, nobody's, or not ready.

use crate::{
    addresses::{FIELDS, acts, of_report},
    answer::Answer,
    browser::Browser,
    clinic::Clinic,
    markup::faults,
    people::{ASHA, PASSWORD, RAVI, RESULT},
};
use axum::http::StatusCode;
use portal::domain::audit::Event;
use std::time::Duration;

const NOBODYS: &str = "/labs/0195a000-0000-7000-8000-0000000000aa";

/// Every address below a report's, with what it takes.
fn addresses(report: &str) -> Vec<(bool, String)> {
    let reads = ["", "/code", "/documents/0"].map(|rest| (false, format!("{report}{rest}")));
    let acts = acts().into_iter().filter(|path| path.starts_with("/labs/{id}"));
    reads.into_iter().chain(acts.map(|path| (true, of_report(&path, report)))).collect()
}

async fn reach(browser: &mut Browser, acts: bool, address: &str) -> Answer {
    if acts { browser.post(address, &FIELDS).await } else { browser.get(address).await }
}

#[tokio::test]
async fn another_patients_report_is_not_there_and_the_attempt_is_noted() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    clinic.enrol(&RAVI, &["2025-06-01"]).await;
    let mut asha = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut asha).await;
    clinic.unseal(&mut asha, &ASHA, &report).await;
    let mut ravi = clinic.signed_in(&RAVI).await;
    let mut pages = Vec::new();
    for (place, report) in [report.as_str(), NOBODYS].into_iter().enumerate() {
        let before = clinic.events(Event::RecordRefused).await;
        for (acts, address) in addresses(report) {
            let answer = reach(&mut ravi, acts, &address).await;
            if address.ends_with("/resend") || address.ends_with("/call") {
                // It sends the code of a challenge, and there is none: the report is never looked at.
                assert_ne!(answer.status, StatusCode::OK);
            } else {
                answer.is_page(StatusCode::NOT_FOUND).says("We cannot find this page");
            }
            answer.hides(RESULT).hides("Asha").hides("Fasting");
            pages.push((place, answer.status, answer.body.replace(report, "/labs/x")));
        }
        // Once an hour for a report that there is, and never for one that there is not.
        let noted = clinic.events(Event::RecordRefused).await - before;
        assert_eq!(noted, u64::from(report != NOBODYS), "{report}");
    }
    let (theirs, nobodys): (Vec<_>, Vec<_>) = pages.into_iter().partition(|page| page.0 == 0);
    for ((_, status, page), (_, other_status, other)) in theirs.into_iter().zip(nobodys) {
        assert_eq!((status, without_nonce(&page)), (other_status, without_nonce(&other)));
        assert!(faults(&page, None).is_empty());
    }
    asha.get(&report).await.says(RESULT);
}

/// A page without what is new in each answer.
fn without_nonce(page: &str) -> String {
    let mut parts = page.split("nonce=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('"').map_or("", |(_, rest)| rest))
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_asked_to_whatever_the_report() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let mut asha = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut asha).await;
    for report in [report.as_str(), NOBODYS] {
        for (acts, address) in addresses(report) {
            let mut browser = clinic.browser();
            reach(&mut browser, acts, &address).await.redirects_to("/sign-in");
            browser.get("/sign-in").await.says("Please sign in to see this page");
        }
    }
    assert_eq!(clinic.events(Event::RecordRefused).await, 0);
}

#[tokio::test]
async fn a_report_under_review_says_so_and_has_no_code() {
    let clinic = Clinic::open().await;
    let glucose = testkit::Result { analyte: ("1558-6", "Fasting glucose"), value: 137.25 };
    let resources = [
        testkit::patient(&ASHA),
        testkit::observation("o", &ASHA, "2025-06-01", &glucose),
        testkit::report("r", &ASHA, "2025-06-01", "preliminary", &["o"]),
    ];
    clinic.import(&testkit::bundle(&resources)).await;
    clinic.let_in(&ASHA).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut browser).await;
    clinic.pass(Duration::from_secs(1));
    let page = browser.get(&report).await;
    page.is_page(StatusCode::OK).says("is not ready yet").hides(RESULT).hides("/ask");
    let asked = clinic.events(Event::ChallengeOpened).await;
    browser.post(&format!("{report}/ask"), &[]).await.redirects_to(&report);
    assert_eq!(clinic.events(Event::ChallengeOpened).await, asked);
    browser.post(&format!("{report}/code"), &FIELDS).await;
    browser.get(&format!("{report}/documents/0")).await.hides(RESULT);
    browser.get(&report).await.says("is not ready yet").hides(RESULT);
    assert_eq!(clinic.events(Event::RecordOpened).await, 0);
}

#[tokio::test]
async fn only_those_whom_the_code_admits_may_be_chosen() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let ravi = clinic.enrol(&RAVI, &[]).await.to_string();
    let mut browser = clinic.browser();
    let fields = [("identifier", ASHA.number), ("password", PASSWORD)];
    browser.post("/sign-in", &fields).await.redirects_to("/sign-in/code");
    for patient in [ravi.as_str(), "", "x"] {
        let answer = browser.post("/sign-in/who", &[("patient", patient)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        browser.get("/home").await.redirects_to("/sign-in");
    }
    assert_eq!(clinic.events(Event::SignedIn).await, 0);
}
