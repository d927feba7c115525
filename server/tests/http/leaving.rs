//! How a stay goes on, and how it ends: by hand, by silence, and after the longest time.

use crate::{
    browser::Browser,
    clinic::Clinic,
    people::{ASHA, RESULT},
};
use axum::http::StatusCode;
use portal::domain::audit::Event;
use std::time::Duration;

const MINUTE: Duration = Duration::from_mins(1);
const IDLE: Duration = Duration::from_mins(10);
const SILENCE: &str = "signed out because nothing happened for 10 minutes";
const LONG: &str = "signed in for a long time";

async fn left(browser: &mut Browser) -> String {
    let answer = browser.get("/session/left").await;
    assert_eq!(answer.header("content-type"), "application/json");
    without_mark(&answer.body)
}

/// What is said of time alone.
fn without_mark(body: &str) -> String {
    body.split_once(r#","stay":"#).map_or(body.to_owned(), |(left, _)| format!("{left}}}"))
}

#[tokio::test]
async fn after_a_silence_the_person_is_told_why_and_comes_back_to_the_page() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut browser).await;
    let code = format!("{report}/code");
    for (page, back) in
        [("/home", "/home"), ("/labs", "/labs"), (&report, &report), (&code, &report)]
    {
        clinic.pass(IDLE);
        browser.get(page).await.redirects_to("/sign-in");
        browser.get("/sign-in").await.is_page(StatusCode::OK).says(SILENCE).hides("Sign out");
        browser.get("/sign-in").await.hides(SILENCE);
        clinic.pass(Duration::from_mins(20));
        clinic.sign_in(&mut browser, &ASHA).await.redirects_to(back);
        browser.get(back).await.is_page(StatusCode::OK);
    }
    assert_eq!(clinic.events(Event::SessionEnded).await, 4);
}

#[tokio::test]
async fn whoever_comes_back_by_the_front_door_is_led_to_where_they_were() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    for door in ["/", "/sign-in", "/signed-out"] {
        browser.get("/labs").await.is_page(StatusCode::OK);
        clinic.pass(IDLE);
        browser.get(door).await;
        clinic.pass(Duration::from_mins(20));
        clinic.sign_in(&mut browser, &ASHA).await.redirects_to("/labs");
    }
}

#[tokio::test]
async fn a_post_after_the_silence_leads_back_to_its_page() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut browser).await;
    browser.get("/home").await;
    let (ask, seal) = (format!("{report}/ask"), format!("{report}/seal"));
    let (code, again) = (format!("{report}/code"), format!("{report}/resend"));
    let challenge = "0195a000-0000-7000-8000-000000000001";
    let answer = [("challenge", challenge), ("code", "123456")];
    let stay = [("back", report.as_str())];
    let acts: [(&str, &[(&str, &str)]); 5] = [
        (&ask, &[]),
        (&seal, &[]),
        (&code, &answer),
        (&again, &answer[..1]),
        ("/session/stay", &stay),
    ];
    for (act, fields) in acts {
        clinic.pass(IDLE);
        browser.post(act, fields).await.redirects_to("/sign-in");
        browser.get("/sign-in").await.says(SILENCE);
        clinic.pass(Duration::from_mins(20));
        clinic.sign_in(&mut browser, &ASHA).await.redirects_to(&report);
        browser.get("/home").await.is_page(StatusCode::OK);
    }
}

#[tokio::test]
async fn twelve_hours_are_the_longest_stay_however_busy() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    for _ in 0..79 {
        clinic.pass(9 * MINUTE);
        browser.get("/labs").await.is_page(StatusCode::OK);
    }
    assert_eq!(left(&mut browser).await, r#"{"left":540}"#);
    clinic.pass(9 * MINUTE);
    assert_eq!(left(&mut browser).await, r#"{"left":0}"#);
    browser.get("/labs").await.redirects_to("/sign-in");
    browser.get("/sign-in").await.says(LONG).hides(SILENCE);
    clinic.sign_in(&mut browser, &ASHA).await.redirects_to("/labs");
}

#[tokio::test]
async fn acts_and_pages_make_the_stay_longer_and_asking_how_long_never_does() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    clinic.pass(9 * MINUTE);
    browser.get("/home").await.is_page(StatusCode::OK);
    clinic.pass(9 * MINUTE);
    browser.post("/language", &[("language", "en")]).await;
    assert_eq!(left(&mut browser).await, r#"{"left":600}"#);
    for remaining in [540, 480, 420, 360, 300, 240, 180, 120, 60] {
        clinic.pass(MINUTE);
        assert_eq!(left(&mut browser).await, format!(r#"{{"left":{remaining}}}"#));
        browser.get("/session/left?now").await;
        browser.get("/session/ending").await.is_page(StatusCode::OK).says("Are you still there?");
        browser.get("/labs?over").await.is_page(StatusCode::OK);
    }
    clinic.pass(MINUTE);
    assert_eq!(left(&mut browser).await, r#"{"left":0}"#);
    assert_eq!(left(&mut browser).await, r#"{"left":0}"#);
    browser.get("/home").await.redirects_to("/sign-in");
    assert_eq!(left(&mut browser).await, r#"{"left":0}"#);
}

#[tokio::test]
async fn nobody_hears_that_nothing_is_left_while_a_part_of_a_second_is() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    clinic.pass(Duration::from_millis(599_600));
    assert_eq!(left(&mut browser).await, r#"{"left":1}"#);
    clinic.pass(Duration::from_millis(400));
    assert_eq!(left(&mut browser).await, r#"{"left":0}"#);
}

#[tokio::test]
async fn one_tap_stays() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    clinic.pass(9 * MINUTE);
    let asked = browser.ask("/session/stay", &[]).await;
    assert_eq!((asked.status, &*without_mark(&asked.body)), (StatusCode::OK, r#"{"left":600}"#));
    clinic.pass(9 * MINUTE);
    browser.post("/session/stay", &[("back", "/labs")]).await.redirects_to("/labs");
    assert_eq!(left(&mut browser).await, r#"{"left":600}"#);
    clinic.pass(IDLE);
    let late = browser.ask("/session/stay", &[]).await;
    assert_eq!((late.status, late.body.as_str()), (StatusCode::OK, r#"{"left":0}"#));
    browser.get("/home").await.redirects_to("/sign-in");
}

#[tokio::test]
async fn after_signing_out_neither_the_back_button_nor_an_old_cookie_helps() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut browser).await;
    clinic.unseal(&mut browser, &ASHA, &report).await;
    let open = browser.get(&report).await;
    open.says(RESULT);
    assert_eq!(open.header("cache-control"), "no-store");
    let mut old = browser.clone();
    let out = browser.post("/sign-out", &[]).await;
    assert_eq!(out.header("clear-site-data"), r#""cache", "storage""#);
    assert_eq!(browser.session(), "", "the cookie is taken back");
    for page in ["/home", "/labs", report.as_str()] {
        old.get(page).await.redirects_to("/sign-in");
    }
    assert_eq!(left(&mut old).await, r#"{"left":0}"#);
    old.post(&format!("{report}/ask"), &[]).await.redirects_to("/sign-in");
    clinic.sign_in(&mut old, &ASHA).await;
    old.get(&report).await.says("is sealed").hides(RESULT);
    assert_eq!(clinic.events(Event::SignedOut).await, 1);
}

#[tokio::test]
async fn a_silence_ends_the_session_itself_and_what_it_had_opened() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut browser).await;
    clinic.pass(9 * MINUTE);
    clinic.unseal(&mut browser, &ASHA, &report).await;
    let copy = browser.session();
    clinic.pass(IDLE);
    browser.get("/home").await.redirects_to("/sign-in");
    assert_ne!(browser.session(), copy, "the ended id is used again");
    let mut other = clinic.browser();
    other.cookies.insert("medseal".into(), copy);
    other.get(&report).await.redirects_to("/sign-in");
    other.get("/sign-in").await.hides(SILENCE);
}
