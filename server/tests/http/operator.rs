//! The panel that tells the sandbox's operator how to behave, and the calls of its phone.

use crate::{answer::Answer, browser::Browser, clinic::Clinic, markup::faults, people::ASHA};
use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use serde_json::{Value, json};
use std::time::Duration;

const UNTIL_CALL: Duration = Duration::from_secs(15);

async fn tell(browser: &mut Browser, operator: &Value) -> Answer {
    let json = [("content-type", "application/json")];
    browser.send(Method::PUT, "/sandbox/operator", &json, Body::from(operator.to_string())).await
}

async fn read(browser: &mut Browser, path: &str) -> Value {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

/// A clinic whose operator loses texts, and a call that rings because of it.
async fn ringing() -> (Clinic, Browser, String) {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.browser();
    tell(&mut browser, &json!({ "sms": { "does": "lose" } })).await;
    let fields = [("identifier", ASHA.number), ("password", crate::people::PASSWORD)];
    browser.post("/sign-in", &fields).await.redirects_to("/sign-in/code");
    clinic.deliver().await;
    clinic.pass(UNTIL_CALL);
    clinic.deliver().await;
    let messages = read(&mut browser, "/sandbox/messages").await;
    let call = messages[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(
        (&messages[0]["channel"], &messages[0]["state"]),
        (&json!("voice"), &json!("ringing"))
    );
    (clinic, browser, call)
}

#[tokio::test]
async fn the_operator_is_told_by_json_and_by_a_form() {
    let clinic = Clinic::open().await;
    let mut browser = clinic.browser();
    let usual = json!({ "does": "deliver", "delay": 0 });
    let first = json!({ "sms": usual, "voice": usual });
    assert_eq!(read(&mut browser, "/sandbox/operator").await, first);
    let closed = "<details class=\"sheet phone-operator\">";
    browser.get("/sandbox/phone").await.says(closed);

    let slow = json!({ "sms": { "does": "deliver", "delay": 20 }, "voice": usual });
    assert_eq!(tell(&mut browser, &json!({ "sms": { "delay": 20 } })).await.status, StatusCode::OK);
    assert_eq!(read(&mut browser, "/sandbox/operator").await, slow);

    let fields = [("sms", "lose"), ("sms_delay", "0"), ("voice", "hang"), ("voice_delay", "300")];
    browser.post("/sandbox/operator", &fields).await.redirects_to("/sandbox/phone");
    let told = json!({
        "sms": { "does": "lose", "delay": 0 },
        "voice": { "does": "hang", "delay": 300 },
    });
    assert_eq!(read(&mut browser, "/sandbox/operator").await, told);
    let page = browser.get("/sandbox/phone").await;
    page.is_page(StatusCode::OK).says("phone-operator\" open>");
    page.says("<option value=\"lose\" selected>").says("<option value=\"hang\" selected>");
    page.says("value=\"300\"");
    assert!(faults(&page.body, None).is_empty());
}

#[tokio::test]
async fn what_no_operator_does_changes_nothing() {
    let clinic = Clinic::open().await;
    let mut browser = clinic.browser();
    let before = read(&mut browser, "/sandbox/operator").await;
    for bad in [json!({ "sms": { "does": "explode" } }), json!({ "voice": { "delay": 301 } })] {
        assert!(tell(&mut browser, &bad).await.status.is_client_error(), "{bad}");
    }
    for (sms, delay) in [("explode", "0"), ("lose", "301"), ("lose", "-1"), ("lose", "soon")] {
        let fields = [("sms", sms), ("sms_delay", delay), ("voice", "lose"), ("voice_delay", "0")];
        let answer = browser.post("/sandbox/operator", &fields).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{sms} {delay}");
    }
    let fields = [("sms", "lose"), ("sms_delay", "0"), ("voice", "lose"), ("voice_delay", "0")];
    let foreign = [("sec-fetch-site", "cross-site")];
    let answer = browser.post_with("/sandbox/operator", &foreign, &fields).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(read(&mut browser, "/sandbox/operator").await, before);
}

#[tokio::test]
async fn a_text_that_is_lost_is_listed_as_such_and_a_call_follows() {
    let (_clinic, mut browser, call) = ringing().await;
    assert_eq!(read(&mut browser, "/sandbox/messages").await.as_array().unwrap().len(), 1);
    let dropped = read(&mut browser, "/sandbox/dropped").await;
    assert_eq!(dropped[0]["channel"], "sms");
    assert_eq!(dropped[0]["to"], ASHA.phone);
    assert_eq!(dropped.as_array().unwrap().len(), 1);
    let page = browser.get("/sandbox/phone").await;
    page.is_page(StatusCode::OK).says("It got lost.").says("The phone is ringing");
    page.says(&format!("action=\"/sandbox/calls/{call}\"")).says("Your code to sign in is");
    assert!(faults(&page.body, None).is_empty());
}

#[tokio::test]
async fn a_call_is_taken_or_declined_by_plain_forms() {
    for (pick, state, says) in
        [("answer", "delivered", "Call answered"), ("decline", "declined", "Call declined")]
    {
        let (clinic, mut browser, call) = ringing().await;
        let address = format!("/sandbox/calls/{call}");
        let answer = browser.post(&address, &[("pick", "hum")]).await;
        assert!(answer.status.is_client_error());
        browser.post(&address, &[("pick", pick)]).await.redirects_to("/sandbox/phone");
        assert_eq!(read(&mut browser, "/sandbox/messages").await[0]["state"], state);
        let page = browser.get("/sandbox/phone").await;
        page.says(says);
        let words = page.body.contains("Your code to sign in is");
        assert_eq!(words, pick == "answer", "a call that is not taken says nothing");
        clinic.pass(Duration::from_mins(1));
        assert_eq!(clinic.sandbox().tick(), 0);
        browser.post(&address, &[("pick", "answer")]).await.redirects_to("/sandbox/phone");
        assert_eq!(read(&mut browser, "/sandbox/messages").await[0]["state"], state);
    }
    let mut browser = Clinic::open().await.browser();
    let nonsense = browser.post("/sandbox/calls/x", &[("pick", "answer")]).await;
    assert_eq!(nonsense.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_call_that_nobody_takes_is_missed() {
    let (clinic, mut browser, _) = ringing().await;
    clinic.pass(Duration::from_secs(30));
    assert_eq!(clinic.sandbox().tick(), 1);
    assert_eq!(read(&mut browser, "/sandbox/messages").await[0]["state"], "missed");
    browser.get("/sandbox/phone").await.says("Missed call");
}
