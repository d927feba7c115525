//! The phone on which the demo's messages arrive.

use crate::{
    clinic::Clinic,
    kannel::with_kannel,
    markup::{faults, tags},
    people::{ASHA, PASSWORD, RAVI},
};
use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use futures::StreamExt;
use serde_json::Value;
use std::time::Duration;

async fn messages(clinic: &Clinic, query: &str) -> Vec<Value> {
    let answer = clinic.browser().get(&format!("/sandbox/messages{query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "application/json");
    serde_json::from_str(&answer.body).unwrap()
}

#[tokio::test]
async fn messages_are_listed_newest_first_for_one_number_or_for_all() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    clinic.enrol(&RAVI, &[]).await;
    assert_eq!(messages(&clinic, "").await, Vec::<Value>::new());
    let mut page = clinic.browser();
    let fields = [("identifier", ASHA.number), ("password", PASSWORD)];
    page.post("/sign-in", &fields).await;
    let reference = page.get("/sign-in/code").await.reference();
    let first = clinic.code(&ASHA).await;
    clinic.pass(Duration::from_secs(1));
    clinic.challenge(&mut clinic.browser(), &RAVI).await;
    clinic.pass(Duration::from_secs(1));
    clinic.challenge(&mut clinic.browser(), &ASHA).await;
    let of_asha = messages(&clinic, "?to=%2B919000000001").await;
    let of_ravi = messages(&clinic, "?to=%2B919000000002").await;
    let all = messages(&clinic, "").await;
    assert_eq!((of_asha.len(), of_ravi.len(), all.len()), (2, 1, 3));
    assert_eq!(all, [of_asha[0].clone(), of_ravi[0].clone(), of_asha[1].clone()]);
    assert_eq!(messages(&clinic, "?to=%2B919000000077").await, Vec::<Value>::new());

    let oldest = all[2].as_object().unwrap();
    let names: Vec<&str> = oldest.keys().map(String::as_str).collect();
    let mut expected = ["id", "at", "channel", "to", "header", "template", "text", "state"];
    expected.sort_unstable();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, expected);
    assert!(oldest.values().all(|value| value.as_str().is_some_and(|text| !text.is_empty())));
    assert_eq!(oldest["at"], "2026-01-01T00:00:00.000Z");
    assert_eq!(oldest["channel"], "sms");
    assert_eq!(oldest["to"], ASHA.phone);
    assert_eq!(oldest["state"], "delivered");
    assert_eq!(oldest["header"].as_str().unwrap().len(), 6);
    let text = oldest["text"].as_str().unwrap();
    assert!(text.contains(&first) && text.contains(&format!("Ref {reference}")), "{text}");
}

#[tokio::test]
async fn a_number_that_is_none_is_told() {
    let clinic = Clinic::open().await;
    for to in ["x", "", "9000000001", "%2B91", "+919000000001", "%2B91%2B91", "%2B919000000001%00"]
    {
        let answer = clinic.browser().get(&format!("/sandbox/messages?to={to}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{to}");
    }
}

#[tokio::test]
async fn a_message_is_streamed_as_it_arrives() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let request = clinic.browser().request(Method::GET, "/sandbox/events", Body::empty());
    let response = clinic.browser().begin(request).await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut stream = response.into_body().into_data_stream();
    clinic.challenge(&mut clinic.browser(), &ASHA).await;
    let event = stream.next().await.unwrap().unwrap();
    let event = String::from_utf8(event.to_vec()).unwrap();
    let data = event.strip_prefix("data: ").and_then(|it| it.strip_suffix("\n\n")).unwrap();
    let streamed: Value = serde_json::from_str(data).unwrap();
    assert_eq!(vec![streamed], messages(&clinic, "").await);
}

#[tokio::test]
async fn the_phone_shows_its_messages_without_a_script() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.browser();
    browser.get("/sandbox/phone").await.is_page(StatusCode::OK);
    let (_, code) = clinic.challenge(&mut clinic.browser(), &ASHA).await;
    for (language, tag) in [("en", "lang=\"en\""), ("hi", "lang=\"hi\"")] {
        browser.cookies.insert("lang".into(), language.into());
        let page = browser.get("/sandbox/phone").await;
        page.is_page(StatusCode::OK).says(tag).says(&code).says(ASHA.phone);
        assert!(faults(&page.body, None).is_empty());
        let script = tags(&page.body).into_iter().find(|tag| tag.name == "script").unwrap();
        assert!(script.get("src").unwrap().starts_with("/assets/phone"), "{script:?}");
    }
    assert_eq!(browser.session(), "");
}

#[tokio::test]
async fn without_the_sandbox_there_is_no_phone() {
    let config = with_kannel("http://127.0.0.1:9/", "http://127.0.0.1:8080");
    let clinic = Clinic::configured(config).await;
    for path in ["/sandbox/phone", "/sandbox/messages", "/sandbox/events"] {
        clinic.browser().get(path).await.is_page(StatusCode::NOT_FOUND);
    }
    let page = clinic.browser().get("/sign-in").await;
    assert!(!page.body.contains("sandbox"), "{}", page.body);
    let other = Clinic::open().await.browser().get("/sign-in").await;
    assert!(other.body.contains("/sandbox/phone"), "{}", other.body);
}
