//! "Call me instead", and where the message is.

use crate::{
    browser::Browser,
    clinic::Clinic,
    markup::faults,
    people::{ASHA, PASSWORD},
};
use axum::http::StatusCode;
use courier::sandbox::{Conduct, Manner, Operator, Pick};
use portal::domain::challenge::Plan;
use serde_json::Value;
use server::config::Config;
use std::time::Duration;

const SIGN_IN: &str = "/sign-in/code/progress";

async fn news(browser: &mut Browser, path: &str) -> Value {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    assert_eq!(answer.header("cache-control"), "no-store");
    serde_json::from_str(&answer.body).unwrap()
}

/// A browser whose person has typed the right password; the text is not on its way yet.
async fn asked(clinic: &Clinic) -> (Browser, String) {
    let mut browser = clinic.browser();
    let fields = [("identifier", ASHA.number), ("password", PASSWORD)];
    browser.post("/sign-in", &fields).await.redirects_to("/sign-in/code");
    let challenge = browser.get("/sign-in/code").await.field("challenge");
    (browser, challenge)
}

#[tokio::test]
async fn the_page_says_where_the_message_is_and_a_script_hears_it() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    assert_eq!(news(&mut clinic.browser(), SIGN_IN).await["state"], "over");
    let (mut browser, challenge) = asked(&clinic).await;
    assert_eq!(news(&mut browser, SIGN_IN).await["state"], "underway");
    browser.get("/sign-in/code").await.says("The message is on its way.");
    clinic.deliver().await;
    let delivered = news(&mut browser, SIGN_IN).await;
    assert_eq!(delivered["state"], "delivered");
    assert_eq!(delivered["says"], "The message is on your phone.");
    assert_eq!(delivered["until"], 1_767_225_600_000_i64 + 90_000);
    browser.get("/sign-in/code").await.says("The message is on your phone.");
    let code = clinic.code(&ASHA).await;
    let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
    browser.post("/sign-in/code", &fields).await.redirects_to("/home");
    assert_eq!(news(&mut browser, SIGN_IN).await["state"], "over");
}

#[tokio::test]
async fn a_call_is_asked_for_by_a_plain_form() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let (mut browser, challenge) = asked(&clinic).await;
    clinic.deliver().await;
    clinic.pass(Duration::from_secs(1));
    browser.get("/sign-in/code").await.says("Call me instead").says("action=\"/sign-in/call\"");
    let fields = [("challenge", challenge.as_str())];
    browser.post("/sign-in/call", &fields).await.redirects_to("/sign-in/code");
    browser.get("/sign-in/code").await.says("We are calling you now.");
    clinic.deliver().await;
    let call = clinic.sandbox().messages(None)[0].clone();
    assert_eq!(call.channel.name(), "voice");
    assert_eq!(news(&mut browser, SIGN_IN).await["state"], "calling");
    clinic.pass(Duration::from_secs(3));
    assert!(clinic.sandbox().pick(call.id, Pick::Answer));
    clinic.deliver().await;
    assert_eq!(news(&mut browser, SIGN_IN).await["state"], "called");
    browser.post("/sign-in/call", &fields).await.redirects_to("/sign-in/code");
    browser.get("/sign-in/code").await.says("You can ask again after");
    let nonsense = browser.post("/sign-in/call", &[("challenge", "x")]).await;
    assert_eq!(nonsense.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_script_is_told_when_it_may_ask_again_in_either_way() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let (mut browser, challenge) = asked(&clinic).await;
    clinic.deliver().await;
    clinic.pass(Duration::from_secs(10));
    let answer = browser.ask("/sign-in/call", &[("challenge", &challenge)]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let told: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(told["message"], "We are calling you now.");
    assert_eq!((told["again_in"].as_u64(), told["call_in"].as_u64()), (Some(30), Some(30)));
    assert_eq!(told["until"], 1_767_225_600_000_i64 + 100_000);
}

#[tokio::test]
async fn a_reports_code_is_called_for_and_followed_by_its_reader_alone() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut browser).await;
    let (challenge, _) = clinic.ask(&mut browser, &ASHA, &report).await;
    let progress = format!("{report}/code/progress");
    assert_eq!(news(&mut browser, &progress).await["state"], "delivered");
    assert_eq!(news(&mut clinic.browser(), &progress).await["state"], "over");
    let call = format!("{report}/call");
    let fields = [("challenge", challenge.as_str())];
    browser.post(&call, &fields).await.redirects_to(&format!("{report}/code"));
    clinic.deliver().await;
    assert_eq!(news(&mut browser, &progress).await["state"], "calling");
    let mut stranger = clinic.browser();
    stranger.post(&call, &fields).await.redirects_to("/sign-in");
    assert_eq!(browser.get("/labs/x/code/progress").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn following_a_message_is_no_sign_of_life() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut browser).await;
    clinic.ask(&mut browser, &ASHA, &report).await;
    let progress = format!("{report}/code/progress");
    for _ in 0..60 {
        clinic.pass(Duration::from_secs(10));
        news(&mut browser, &progress).await;
    }
    // It neither lengthened the stay nor used up what is said of its end.
    assert_eq!(news(&mut browser, &progress).await["state"], "over");
    browser.get("/home").await.redirects_to("/sign-in");
    browser.get("/sign-in").await.says("10 minutes");
}

#[tokio::test]
async fn the_page_says_when_neither_text_nor_call_can_be_delivered() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let unreachable = Manner { does: Conduct::Fail, ..Manner::default() };
    clinic.sandbox().set_operator(Operator { sms: unreachable, voice: unreachable });
    for (language, says, again) in [
        ("en", "The message could not be delivered.", "Send the code again"),
        ("hi", "मैसेज नहीं पहुँच सका।", "कोड फिर से भेजें"),
    ] {
        let mut browser = clinic.browser();
        browser.cookies.insert("lang".to_owned(), language.to_owned());
        let fields = [("identifier", ASHA.number), ("password", PASSWORD)];
        browser.post("/sign-in", &fields).await.redirects_to("/sign-in/code");
        browser.get("/sign-in/code").await.hides(says);
        for _ in 0..40 {
            clinic.deliver().await;
            clinic.pass(Duration::from_secs(1));
        }
        let page = browser.get("/sign-in/code").await;
        page.is_page(StatusCode::OK).says(says).says("data-state=\"failed\"").says(again);
        assert_eq!(faults(&page.body, None), Vec::<String>::new());
        let told = news(&mut browser, SIGN_IN).await;
        assert_eq!((&told["state"], &told["says"]), (&"failed".into(), &says.into()));
        assert!(clinic.sandbox().messages(None).is_empty(), "nothing reached a phone");
        clinic.pass(Duration::from_mins(5));
    }
}

#[tokio::test]
async fn a_plan_of_the_configuration_is_followed() {
    let mut config = Config::default();
    config.courier.plan.insert("sign-in".to_owned(), Plan::VoiceThenSms);
    let clinic = Clinic::configured(config).await;
    clinic.enrol(&ASHA, &[]).await;
    let (mut browser, _) = asked(&clinic).await;
    browser.get("/sign-in/code").await.says("We will call you in a moment.");
    let channels = || -> Vec<_> {
        clinic.sandbox().messages(None).iter().map(|it| it.channel.name()).collect()
    };
    clinic.deliver().await;
    assert_eq!(channels(), ["voice"], "the call first");
    clinic.pass(Duration::from_secs(15));
    clinic.deliver().await;
    clinic.deliver().await;
    assert_eq!(channels(), ["sms", "voice"], "and a text when nobody hears it");
}
