//! The language of pages, of errors too.

use crate::{
    accounts::{arrived_who_reads_hindi, earn},
    browser::OWN,
    clinic::Clinic,
    people::{ASHA, PASSWORD},
};
use axum::{
    body::Body,
    http::{HeaderValue, Method, StatusCode, header},
};
use portal::{
    domain::{Language, identifier::Identifier, notice::VERSION},
    profile,
};
use serde_json::json;
use server::config::Config;

const ENGLISH: &str = "<html lang=\"en\"";
const HINDI: &str = "<html lang=\"hi\"";

#[tokio::test]
async fn a_choice_is_taken_only_as_it_is_written() {
    let clinic = Clinic::open().await;
    let cases: [(&[u8], Option<&'static str>, &str); 15] = [
        (b"lang=hi", None, HINDI),
        (b"lang=en", Some("hi"), ENGLISH),
        (b"a=b; lang=hi; c=d", Some("en"), HINDI),
        (b"lang=HI", None, ENGLISH),
        (b"lang=hi-IN", None, ENGLISH),
        (b"lang=fr", Some("hi"), HINDI),
        (b"lang=", Some("hi"), HINDI),
        (b"lang=../../hi", None, ENGLISH),
        (b"lang=\"hi\"", None, ENGLISH),
        (b"lang=\"><script>alert(1)</script>", None, ENGLISH),
        (b"lang=\xff\xfe", Some("hi"), HINDI),
        (b"xlang=hi", None, ENGLISH),
        (b"", Some("hi-IN,en;q=0.3"), HINDI),
        (b"", Some("fr, hi;q=0.2, en;q=0.1"), HINDI),
        (b"", Some("*;q=<b>, ;;;=,"), ENGLISH),
    ];
    for (cookie, accepts, expected) in cases {
        let mut browser = clinic.browser();
        browser.accepts = accepts;
        for page in ["/sign-in", "/nowhere", "/sandbox/phone"] {
            let mut request = browser.request(Method::GET, page, Body::empty());
            let value = HeaderValue::from_bytes(cookie).unwrap();
            request.headers_mut().insert(header::COOKIE, value);
            let answer = browser.exchange(request).await;
            answer.says(expected).hides("alert(1)");
        }
    }
}

#[tokio::test]
async fn the_clinics_language_is_for_those_who_ask_for_none_of_ours() {
    let mut config = Config::default();
    config.clinic.language = Language::Hi;
    let clinic = Clinic::configured(config).await;
    let mut browser = clinic.browser();
    browser.get("/sign-in").await.says(HINDI);
    browser.accepts = Some("fr");
    browser.get("/nowhere").await.says(HINDI);
    browser.accepts = Some("en");
    browser.get("/sign-in").await.says(ENGLISH);
}

#[tokio::test]
async fn every_page_of_somebody_who_reads_hindi_is_in_hindi() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let mut browser = clinic.browser();
    browser.post("/language", &[("language", "hi"), ("back", "/sign-in")]).await;
    assert_eq!(browser.cookies.get("lang").map(String::as_str), Some("hi"));
    clinic.sign_in(&mut browser, &ASHA).await.redirects_to("/home");
    let report = clinic.report(&mut browser).await;
    clinic.unseal(&mut browser, &ASHA, &report).await;
    let large = "a".repeat(100_000);
    let foreign = [("sec-fetch-site", "cross-site")];
    let answers = [
        (browser.get("/home").await, 200),
        (browser.get("/labs").await, 200),
        (browser.get(&report).await, 200),
        (browser.get("/session/ending").await, 200),
        (browser.post("/sign-in", &[]).await, 400),
        (browser.post_with("/sign-out", &foreign, &[]).await, 403),
        (browser.get("/labs/x").await, 404),
        (browser.get("/sign-out").await, 405),
        (browser.send_form("/sign-in", &OWN, large).await, 413),
        (browser.get("/%ff").await, 400),
    ];
    for (answer, status) in answers {
        answer.is_page(StatusCode::from_u16(status).unwrap()).says(HINDI).says("Medseal");
    }
    let out = browser.post("/sign-out", &[]).await;
    browser.cookies.clear();
    browser.get(out.location()).await.says(HINDI);
    browser.get("/sign-in").await.says(HINDI);
}

#[tokio::test]
async fn pages_are_in_the_patients_own_language_unless_the_browser_was_told_another() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let mut reader = testkit::patient(&ASHA);
    let hindi = json!([{ "language": { "coding": [{ "code": "hi" }] }, "preferred": true }]);
    reader["communication"] = hindi;
    clinic.import(&testkit::bundle(&[reader])).await;
    let mut browser = clinic.browser();
    browser.accepts = Some("en");
    browser.get("/sign-in").await.says(ENGLISH);
    clinic.sign_in(&mut browser, &ASHA).await.redirects_to("/home");
    let report = clinic.report(&mut browser).await;
    for page in ["/home", "/labs", &report, "/labs/x"] {
        browser.get(page).await.says(HINDI);
    }
    browser.post("/language", &[("language", "en"), ("back", "/labs")]).await;
    browser.get("/labs").await.says(ENGLISH);
    browser.cookies.remove("lang");
    browser.get("/labs").await.says(HINDI);
    let out = browser.post("/sign-out", &[]).await;
    browser.cookies.clear();
    browser.get(out.location()).await.says(HINDI);
    browser.get("/sign-in").await.says(ENGLISH);
}

/// The notice is the page that a person must understand, and nobody is signed in yet.
#[tokio::test]
async fn the_notice_is_in_the_persons_own_language_from_their_code_on() {
    for (told, expected, read) in [(None, HINDI, Language::Hi), (Some("en"), ENGLISH, Language::En)]
    {
        let clinic = arrived_who_reads_hindi(&ASHA).await;
        let mut browser = clinic.browser();
        browser.accepts = Some("en");
        if let Some(language) = told {
            browser.post("/language", &[("language", language), ("back", "/activate")]).await;
        }
        browser.get("/activate").await.says(ENGLISH);
        earn(&clinic, &mut browser, "/activate", &ASHA).await;
        browser.get("/activate/password").await.says(expected);
        let form = [("accept", VERSION), ("password", PASSWORD)];
        browser.post("/activate/password", &form).await.redirects_to("/home");
        browser.get("/home").await.says(expected);
        let number = Identifier::number(ASHA.number).unwrap();
        let patient = profile::find(&clinic.wiring.portal, &number).await.unwrap()[0];
        let mut tx = clinic.db.read().await.unwrap();
        let accepted = store::notice::accepted(&mut tx, patient, VERSION).await.unwrap();
        assert_eq!(accepted.map(|(_, language)| language), Some(read), "as it was shown");
    }
}

#[tokio::test]
async fn a_new_password_is_chosen_in_the_persons_own_language() {
    let clinic = arrived_who_reads_hindi(&ASHA).await;
    clinic.let_in(&ASHA).await;
    let mut browser = clinic.browser();
    browser.accepts = Some("en");
    earn(&clinic, &mut browser, "/forgotten", &ASHA).await;
    browser.get("/forgotten/password").await.says(HINDI);
}
