//! A form that comes after its session has ended, or that its page hands over then, and the way back: for the same person alone.

use crate::{
    browser::{Browser, OWN},
    clinic::Clinic,
    people::{ASHA, PASSWORD, RAVI},
};
use axum::http::StatusCode;
use std::time::Duration;

pub const NUMBER: &str = "/settings/number";
pub const PHONE: [(&str, &str); 1] = [("phone", "+91 555 010 4242")];

pub const IDLE: Duration = Duration::from_mins(10);
const TYPED: [(&str, &str); 3] = [("codes-by", "voice"), ("language", "hi"), ("text", "large")];
const KEPT: &str = "We keep what you filled in";
const FILLED: &str = "We filled in what you had chosen before.";

/// By what the pages of whoever is signed in say whose they are.
pub async fn mark(browser: &mut Browser) -> String {
    browser.get(NUMBER).await.field("stay")
}

/// Fields as they come from a page with a mark.
pub fn from<'a>(mark: &'a str, fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().copied().chain([("stay", mark)]).collect()
}

/// A clinic, and a browser in which Asha changes her settings, with the mark of her pages.
async fn changing() -> (Clinic, Browser, String) {
    let clinic = Clinic::with(&ASHA, &[]).await;
    clinic.enrol(&RAVI, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let mark = mark(&mut browser).await;
    earn(&clinic, &mut browser).await;
    (clinic, browser, mark)
}

/// Goes as far as the form.
async fn earn(clinic: &Clinic, browser: &mut Browser) {
    browser.post("/settings/ask", &[]).await.redirects_to("/settings/code");
    let page = browser.get("/settings/code").await;
    let (challenge, code) = (page.field("challenge"), clinic.code(&ASHA).await);
    let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
    browser.post("/settings/code", &fields).await.redirects_to("/settings/change");
}

/// The values of the choices that are taken.
async fn taken(browser: &mut Browser) -> Vec<String> {
    let page = browser.get("/settings/change").await;
    page.is_page(StatusCode::OK);
    let inputs = page.body.split("<input").skip(1).filter_map(|it| it.split('>').next());
    let taken = inputs.filter(|input| input.contains("checked"));
    taken
        .map(|it| it.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn what_was_typed_is_there_again_once() {
    let (clinic, mut browser, mark) = changing().await;
    clinic.pass(IDLE);
    browser.post("/settings/change", &from(&mark, &TYPED)).await.redirects_to("/sign-in");
    clinic.pass(Duration::from_mins(9));
    clinic.sign_in(&mut browser, &ASHA).await.redirects_to("/settings");
    browser.get("/settings").await.says(KEPT);
    earn(&clinic, &mut browser).await;
    let page = browser.get("/settings/change").await;
    page.says(FILLED).says("<html lang=\"en\"");
    for value in ["voice", "hi", "large"] {
        assert!(is_taken(&page.body, value), "{value}: {}", page.body);
    }
    assert_eq!(taken(&mut browser).await, ["default", "en", "normal"], "once");
    browser.get("/settings/change").await.hides(FILLED);
}

fn is_taken(page: &str, value: &str) -> bool {
    let mut inputs = page.split("<input").skip(1).filter_map(|it| it.split('>').next());
    inputs.any(|it| it.contains(&format!("value=\"{value}\"")) && it.contains("checked"))
}

#[tokio::test]
async fn after_ten_minutes_it_is_gone() {
    let (clinic, mut browser, mark) = changing().await;
    clinic.pass(IDLE);
    browser.post("/settings/change", &from(&mark, &TYPED)).await.redirects_to("/sign-in");
    clinic.pass(Duration::from_mins(10));
    clinic.sign_in(&mut browser, &ASHA).await.redirects_to("/settings");
    browser.get("/settings").await.hides(KEPT);
    earn(&clinic, &mut browser).await;
    assert_eq!(taken(&mut browser).await, ["default", "en", "normal"]);
}

#[tokio::test]
async fn it_lapses_while_its_person_is_on_the_way() {
    let (clinic, mut browser, mark) = changing().await;
    clinic.pass(IDLE);
    browser.post("/settings/change", &from(&mark, &TYPED)).await.redirects_to("/sign-in");
    clinic.pass(Duration::from_mins(9));
    clinic.sign_in(&mut browser, &ASHA).await;
    clinic.pass(Duration::from_mins(1));
    earn(&clinic, &mut browser).await;
    assert_eq!(taken(&mut browser).await, ["default", "en", "normal"]);
}

#[tokio::test]
async fn another_person_sees_neither_the_form_nor_the_place() {
    let (clinic, mut browser, mark) = changing().await;
    clinic.pass(IDLE);
    browser.post("/settings/change", &from(&mark, &TYPED)).await.redirects_to("/sign-in");
    clinic.sign_in(&mut browser, &RAVI).await.redirects_to("/home");
    browser.get("/home").await.says("Hello, Ravi").hides(KEPT);
    browser.post("/sign-out", &[]).await;
    clinic.sign_in(&mut browser, &ASHA).await.redirects_to("/home");
    browser.get("/home").await.hides(KEPT);
}

#[tokio::test]
async fn another_person_does_not_land_where_the_first_one_was() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    clinic.enrol(&RAVI, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut browser).await;
    browser.get(&report).await.is_page(StatusCode::OK);
    clinic.pass(IDLE);
    browser.get("/sign-in").await.is_page(StatusCode::OK);
    let mut same = browser.clone();
    clinic.sign_in(&mut browser, &RAVI).await.redirects_to("/home");
    // Her own way back is kept until somebody signs in.
    same.get("/sign-in").await;
    let mut asha = clinic.signed_in(&ASHA).await;
    asha.get(&report).await;
    clinic.pass(IDLE);
    asha.get("/sign-in").await;
    clinic.sign_in(&mut asha, &ASHA).await.redirects_to(&report);
}

#[tokio::test]
async fn another_browser_has_nothing() {
    let (clinic, mut browser, mark) = changing().await;
    clinic.pass(IDLE);
    browser.post("/settings/change", &from(&mark, &TYPED)).await.redirects_to("/sign-in");
    let mut other = clinic.signed_in(&ASHA).await;
    other.get("/home").await.hides(KEPT);
    earn(&clinic, &mut other).await;
    assert_eq!(taken(&mut other).await, ["default", "en", "normal"]);
}

#[tokio::test]
async fn who_signed_out_by_hand_left_nothing() {
    let (clinic, mut browser, mark) = changing().await;
    let stale = browser.clone();
    browser.post("/sign-out", &[]).await;
    let mut stale = stale;
    stale.post("/settings/change", &from(&mark, &TYPED)).await.redirects_to("/sign-in");
    clinic.sign_in(&mut stale, &ASHA).await.redirects_to("/home");
    stale.get("/settings").await.hides(KEPT);
}

#[tokio::test]
async fn a_field_of_ten_megabytes_is_refused_and_not_kept() {
    let (clinic, mut browser, mark) = changing().await;
    clinic.pass(IDLE);
    let before = clinic.stored().len();
    let text = "x".repeat(10 * 1024 * 1024);
    let body = format!("stay={mark}&codes-by=voice&language=hi&text={text}");
    let answer = browser.send_form("/settings/change", &OWN, body).await;
    answer.is_page(StatusCode::PAYLOAD_TOO_LARGE);
    assert!(clinic.stored().len() < before + 1024 * 1024);
    clinic.sign_in(&mut browser, &ASHA).await;
    browser.get("/home").await.hides(KEPT);
}

#[tokio::test]
async fn passwords_and_codes_are_never_kept() {
    let (clinic, mut browser, _) = changing().await;
    clinic.pass(IDLE);
    let secrets = [("current", PASSWORD), ("password", "seven loud mountains"), ("code", "123456")];
    browser.post("/settings/password", &secrets[..2]).await.redirects_to("/sign-in");
    clinic.sign_in(&mut browser, &ASHA).await;
    browser.get("/home").await.hides(KEPT);
    let mark = mark(&mut browser).await;
    clinic.pass(IDLE);
    let mixed: Vec<_> = TYPED.into_iter().chain(secrets).collect();
    browser.post("/settings/change", &from(&mark, &mixed)).await.redirects_to("/sign-in");
    clinic.sign_in(&mut browser, &ASHA).await;
    browser.get("/settings").await.says(KEPT);
    let data = clinic.data_of(&browser).await;
    assert!(data.contains("codes-by") && data.contains("voice"), "{data}");
    for (_, secret) in secrets {
        assert!(!data.contains(secret), "{data}");
    }
}

#[tokio::test]
async fn a_page_hands_over_what_was_typed_when_its_time_is_over() {
    let (clinic, mut browser, mark) = changing().await;
    clinic.pass(IDLE);
    let secrets = [("password", "seven loud mountains"), ("of", "/settings/change")];
    let typed: Vec<_> = TYPED.into_iter().chain(secrets).collect();
    let answer = browser.ask("/session/form", &from(&mark, &typed)).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, r#"{"left":0}"#));
    assert!(!clinic.data_of(&browser).await.contains("mountains"));
    browser.get("/settings/change").await.redirects_to("/sign-in");
    browser.get("/sign-in").await.says("because nothing happened");
    clinic.sign_in(&mut browser, &ASHA).await.redirects_to("/settings");
    browser.get("/settings").await.says(KEPT);
    earn(&clinic, &mut browser).await;
    let page = browser.get("/settings/change").await;
    page.says(FILLED);
    assert!(is_taken(&page.body, "voice") && is_taken(&page.body, "large"), "{}", page.body);
}

#[tokio::test]
async fn another_number_is_there_again_where_it_was_typed() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let handed: Vec<_> = PHONE.into_iter().chain([("of", NUMBER)]).collect();
    for (act, fields) in [(NUMBER, PHONE.as_slice()), ("/session/form", &handed)] {
        browser.get(NUMBER).await.is_page(StatusCode::OK).hides("4242");
        let mark = mark(&mut browser).await;
        clinic.pass(IDLE);
        browser.post(act, &from(&mark, fields)).await;
        browser.get(NUMBER).await.redirects_to("/sign-in");
        // It waits there, sealed: nobody reads it who has the database alone.
        assert!(clinic.data_of(&browser).await.contains("010 4242"));
        assert!(!clinic.stored().windows(8).any(|window| window == b"010 4242"));
        clinic.sign_in(&mut browser, &ASHA).await.redirects_to(NUMBER);
        browser.get(NUMBER).await.says("+91 555 010 4242").says(FILLED).hides(KEPT);
    }
}

#[tokio::test]
async fn handing_over_is_no_sign_of_life() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let mark = mark(&mut browser).await;
    clinic.pass(Duration::from_mins(9));
    let fields = [PHONE[0], ("of", NUMBER), ("stay", &mark)];
    let answer = browser.ask("/session/form", &fields).await;
    assert_eq!(answer.body, format!(r#"{{"left":60,"stay":"{mark}"}}"#));
    // Another page kept the session alive: the form has what was typed at once.
    browser.get(NUMBER).await.says("+91 555 010 4242").says(FILLED);
}

#[tokio::test]
async fn of_nobody_nothing_is_kept() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.browser();
    let answer = browser.ask("/session/form", &[PHONE[0], ("of", NUMBER)]).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, r#"{"left":0}"#));
    assert!(answer.cookies().is_empty(), "{:?}", answer.cookies());
    clinic.sign_in(&mut browser, &ASHA).await;
    browser.get(NUMBER).await.hides("4242");
}

#[tokio::test]
async fn a_page_whose_form_is_kept_goes_nowhere_by_itself_and_asks_for_no_secret() {
    let (_clinic, mut browser, _) = changing().await;
    for (path, is_kept) in [("/settings/change", true), (NUMBER, true), ("/settings", false)] {
        let page = browser.get(path).await;
        page.is_page(StatusCode::OK);
        assert_eq!(page.body.contains("data-kept"), is_kept, "{path}");
        assert_eq!(page.body.contains("http-equiv=\"refresh\""), !is_kept, "{path}");
        assert!(!is_kept || !page.body.contains("type=\"password\""), "{path}");
    }
}
