//! Where somebody wanted to go who has to sign in first: their browser keeps it, and nothing is written of them.

use crate::{
    addresses::{all, of_nothing},
    browser::Browser,
    clinic::Clinic,
    people::{ASHA, RAVI},
    shop,
};
use axum::http::Method;
use portal::domain::audit::Event;

const SAYS: &str = "Please sign in to see this page.";
const WANTED: &str = "medseal-wanted";

/// Whether anything was kept of a browser: nobody else gets the cookie of a session.
fn is_kept(browser: &Browser) -> bool {
    browser.cookies.contains_key("medseal")
}

#[tokio::test]
async fn nothing_is_written_of_a_stranger_who_only_looks() {
    let clinic = Clinic::open().await;
    let mut looked = 0;
    for address in all().iter().filter(|it| it.method == Method::GET) {
        let mut browser = clinic.browser();
        browser.get(&of_nothing(&address.path)).await;
        assert!(!is_kept(&browser), "{}", address.path);
        looked += 1;
    }
    assert!(looked > 40, "{looked}");
    let mut browser = clinic.browser();
    browser.post("/sign-in", &[("identifier", ASHA.number), ("password", "wrong")]).await;
    assert!(is_kept(&browser), "the cookie has another name");
}

#[tokio::test]
async fn whoever_signs_in_comes_to_the_page_that_they_wanted_once() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let report = clinic.report(&mut clinic.signed_in(&ASHA).await).await;
    let code = format!("{report}/code");
    for (wanted, page) in [("/labs", "/labs"), (&report, &report), (&code, &report)] {
        let mut browser = clinic.browser();
        browser.get("/sign-in").await.hides(SAYS);
        browser.get(wanted).await.redirects_to("/sign-in");
        browser.get("/sign-in").await.says(SAYS);
        clinic.sign_in(&mut browser, &ASHA).await.redirects_to(page);
        assert!(!browser.cookies.contains_key(WANTED), "{wanted}");
        clinic.pass(std::time::Duration::from_hours(1));
    }
}

#[tokio::test]
async fn what_a_browser_says_it_wanted_leads_nowhere_else() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let foreign =
        ["//evil.example", "https://evil.example", "/\\evil.example", "/sign-out", "/x", ""];
    for wanted in foreign {
        let mut browser = clinic.browser();
        browser.cookies.insert(WANTED.to_owned(), wanted.to_owned());
        browser.get("/sign-in").await.hides(SAYS);
        clinic.sign_in(&mut browser, &ASHA).await.redirects_to("/home");
        assert!(!browser.cookies.contains_key(WANTED), "{wanted}");
        clinic.pass(std::time::Duration::from_hours(1));
    }
}

#[tokio::test]
async fn a_patient_who_wanted_the_counter_comes_to_their_own_pages() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.browser();
    browser.get("/pharmacy").await.redirects_to("/pharmacy/sign-in");
    browser.get("/pharmacy/sign-in").await.hides(SAYS);
    clinic.sign_in(&mut browser, &ASHA).await.redirects_to("/home");
}

#[tokio::test]
async fn somebody_of_a_pharmacy_comes_back_to_the_counter() {
    let clinic = shop::open().await;
    let mut browser = clinic.browser();
    browser.get("/pharmacy").await.redirects_to("/pharmacy/sign-in");
    shop::sign_in(&clinic, &mut browser, &shop::LATA).await.redirects_to("/pharmacy");
}

#[tokio::test]
async fn once_somebody_signed_out_no_record_of_theirs_is_kept_for_whoever_comes_next() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    clinic.enrol(&RAVI, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut browser).await;
    browser.post("/sign-out", &[]).await;
    for _ in 0..2 {
        browser.get(&report).await.redirects_to("/sign-in");
        browser.get("/sign-in").await.says(SAYS);
    }
    clinic.sign_in(&mut browser, &RAVI).await.redirects_to("/labs");
    assert!(!browser.cookies.contains_key(WANTED));
    assert_eq!(clinic.events(Event::RecordRefused).await, 0);
}
