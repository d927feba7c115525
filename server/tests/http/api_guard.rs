//! Who gets in by the API, and what is read at all.

use crate::{
    answer::Answer,
    clinic::Clinic,
    people::ASHA,
    process::Place,
    sizes::{MEGABYTES, chunked},
    till::{CITY, LAKE, LOOK_UPS, METFORMIN, NOBODYS, Till, fails, is, prescribed, till},
};
use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use portal::{
    domain::pharmacy::Scope,
    pharmacy::{self, token},
};
use serde_json::json;
use std::time::Duration;

/// Asks for a look-up as whoever these headers make of one.
async fn asks(till: &Till, headers: &[(&'static str, &str)]) -> Answer {
    let mut all = vec![("content-type", "application/json"), ("idempotency-key", "k")];
    all.extend_from_slice(headers);
    let body = Body::from(json!({ "number": NOBODYS }).to_string());
    till.browser.clone().send(Method::POST, LOOK_UPS, &all, body).await
}

#[tokio::test]
async fn only_a_token_that_lives_gets_in() {
    let clinic = Clinic::open().await;
    let till = till(&clinic, CITY, &Scope::ALL).await;
    let none = asks(&till, &[]).await;
    fails(&none, 401, "token-missing");
    assert_eq!(none.header("www-authenticate"), "Bearer realm=\"medseal\"");
    let right = format!("Bearer {}", till.secret);
    let with = |text: String| {
        let till = till.clone();
        async move { asks(&till, &[("authorization", &text)]).await }
    };
    for other in [format!("Basic {}", till.secret), till.secret.clone(), "Bearer ".to_owned()] {
        fails(&with(other).await, 401, "token-missing");
    }
    let twice = [("authorization", right.as_str()), ("authorization", right.as_str())];
    fails(&asks(&till, &twice).await, 401, "token-missing");
    is(&with(format!("bearer {}", till.secret)).await, StatusCode::CREATED);
    let portal = &clinic.wiring.portal;
    let short =
        token::add(portal, CITY, "short", &Scope::ALL, Duration::from_secs(1)).await.unwrap();
    clinic.pass(Duration::from_secs(1));
    token::revoke(portal, till.id).await.unwrap();
    for gone in [right, format!("Bearer {}", short.secret), "Bearer medseal_x".to_owned()] {
        let answer = with(gone).await;
        fails(&answer, 401, "token-invalid");
        let expected = "Bearer realm=\"medseal\", error=\"invalid_token\"";
        assert_eq!(answer.header("www-authenticate"), expected);
    }
    let other = crate::till::till(&clinic, LAKE, &Scope::ALL).await;
    is(&other.post(LOOK_UPS, "1", &json!({ "number": NOBODYS })).await, StatusCode::CREATED);
    pharmacy::end(portal, LAKE).await.unwrap();
    let ended = other.post(LOOK_UPS, "2", &json!({ "number": NOBODYS })).await;
    fails(&ended, 401, "token-invalid");
}

#[tokio::test]
async fn a_scope_admits_to_its_own_alone_and_a_look_up_is_its_tokens_own() {
    let clinic = Clinic::open().await;
    let number = prescribed(&clinic, &[METFORMIN]).await;
    let (looks, gives) =
        (till(&clinic, CITY, &[Scope::Verify]), till(&clinic, CITY, &[Scope::Dispense]));
    let (looks, gives) = (looks.await, gives.await);
    let (place, shown) = looks.let_in(&clinic, "1", &number).await;
    let items = Till::items(&shown, "30");
    let refused = looks.post(&format!("{place}/dispense"), "d", &items).await;
    fails(&refused, 403, "insufficient-scope");
    let expected = "Bearer realm=\"medseal\", error=\"insufficient_scope\", scope=\"dispense\"";
    assert_eq!(refused.header("www-authenticate"), expected);
    fails(&looks.send(&format!("{place}/undo"), &[], "").await, 403, "insufficient-scope");
    fails(&gives.get(&place).await, 403, "insufficient-scope");
    for act in ["code", "resend", "call"] {
        let answer = gives.post(&format!("{place}/{act}"), "c", &json!({ "code": "123456" })).await;
        fails(&answer, 403, "insufficient-scope");
    }
    let (colleague, other) = (till(&clinic, CITY, &Scope::ALL), till(&clinic, LAKE, &Scope::ALL));
    for till in [colleague.await, other.await] {
        fails(&till.get(&place).await, 404, "not-found");
        fails(&till.post(&format!("{place}/dispense"), "d", &items).await, 404, "not-found");
        fails(&till.send(&format!("{place}/undo"), &[], "").await, 404, "not-found");
        let code = json!({ "code": "123456" });
        fails(&till.post(&format!("{place}/code"), "c", &code).await, 404, "not-found");
        fails(&till.get(&format!("{LOOK_UPS}/nobody")).await, 404, "not-found");
    }
}

#[tokio::test]
async fn a_browser_that_is_signed_in_is_nobody_here_and_the_rule_on_origins_is_not_for_tokens() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let asha = Till { browser: browser.clone(), ..till(&clinic, CITY, &Scope::ALL).await };
    assert!(!asha.browser.session().is_empty());
    fails(&asks(&asha, &[]).await, 401, "token-missing");
    let token = format!("Bearer {}", asha.secret);
    let elsewhere = [
        ("authorization", token.as_str()),
        ("origin", "https://evil.example"),
        ("sec-fetch-site", "cross-site"),
    ];
    let answer = asks(&asha, &elsewhere).await;
    is(&answer, StatusCode::CREATED);
    assert_eq!(answer.header("access-control-allow-origin"), "");
    fails(&asks(&asha, &elsewhere[1..]).await, 401, "token-missing");
    browser.get("/home").await.is_page(StatusCode::OK);
}

#[tokio::test]
async fn what_cannot_be_read_is_a_problem_that_repeats_nothing() {
    let clinic = Clinic::open().await;
    let till = till(&clinic, CITY, &Scope::ALL).await;
    let key = [("idempotency-key", "k")];
    let long = format!("{{\"number\": \"{}\"}}", "3".repeat(64 * 1024));
    let cases = [
        ("{\"number\": \"SECRET", 400, "malformed"),
        ("", 400, "malformed"),
        ("{\"number\": \"SECRET\"} SECRET", 400, "malformed"),
        ("{\"number\": 333}", 422, "unexpected-content"),
        ("{\"SECRET\": \"333-333-333\"}", 422, "unexpected-content"),
        ("{\"number\": \"333-333-333\", \"SECRET\": 1}", 422, "unexpected-content"),
        ("\"SECRET\"", 422, "unexpected-content"),
        (long.as_str(), 413, "too-large"),
    ];
    for (body, status, kind) in cases {
        let answer = till.send(LOOK_UPS, &key, body.to_owned()).await;
        fails(&answer, status, kind);
        answer.hides("SECRET");
    }
    let body = json!({ "number": NOBODYS }).to_string();
    for keys in
        [&[][..], &[("idempotency-key", "")], &[("idempotency-key", "a b")], &[key[0], key[0]]]
    {
        fails(&till.send(LOOK_UPS, keys, body.clone()).await, 400, "idempotency-key-missing");
    }
    let longest = "k".repeat(255);
    is(
        &till.send(LOOK_UPS, &[("idempotency-key", &longest)], body.clone()).await,
        StatusCode::CREATED,
    );
    let longer = "k".repeat(256);
    let answer = till.send(LOOK_UPS, &[("idempotency-key", &longer)], body.clone()).await;
    fails(&answer, 400, "idempotency-key-missing");
}

#[tokio::test]
async fn ten_megabytes_are_a_problem_however_they_come() {
    let clinic = Clinic::open().await;
    let till = till(&clinic, CITY, &Scope::ALL).await;
    let (place, _) = till.ask("1", NOBODYS).await;
    let long = format!("{{\"number\": \"{}\"}}", "3".repeat(MEGABYTES));
    for path in [LOOK_UPS.to_owned(), format!("{place}/code"), format!("{place}/dispense")] {
        let said = [("idempotency-key", "k"), ("content-length", &long.len().to_string())];
        fails(&till.send(&path, &said, long.clone()).await, 413, "too-large");
        fails(&till.send(&path, &said[..1], chunked(long.clone())).await, 413, "too-large");
    }
}

#[tokio::test]
async fn other_methods_media_places_and_hosts_are_problems_too() {
    let clinic = Clinic::open().await;
    let till = till(&clinic, CITY, &Scope::ALL).await;
    let token = format!("Bearer {}", till.secret);
    let form = [("idempotency-key", "k"), ("authorization", token.as_str())];
    fails(
        &till.browser.clone().send_form(LOOK_UPS, &form, "number=333-333-333").await,
        415,
        "not-json",
    );
    let put = [("authorization", token.as_str())];
    for (method, path, allow) in [
        (Method::PUT, LOOK_UPS, "POST"),
        (Method::GET, LOOK_UPS, "POST"),
        (Method::DELETE, "/api/pharmacy/verifications/x", "GET,HEAD"),
        (Method::POST, "/api/openapi.json", "GET,HEAD"),
    ] {
        let answer = till.browser.clone().send(method, path, &put, Body::empty()).await;
        fails(&answer, 405, "method-not-allowed");
        assert_eq!(answer.header("allow"), allow, "{path}");
    }
    fails(&till.get("/api/pharmacies").await, 404, "not-found");
    fails(
        &till.browser.clone().calling("evil.example").get("/api/openapi.json").await,
        421,
        "misdirected",
    );
}

#[tokio::test]
async fn the_document_is_served_to_everybody() {
    let clinic = Clinic::open().await;
    let document = is(&clinic.browser().get("/api/openapi.json").await, StatusCode::OK);
    assert_eq!(document["openapi"], json!("3.1.0"));
}

#[tokio::test]
async fn a_token_is_in_no_log() {
    let place = Place::none();
    for words in [&["pharmacy", "add", CITY][..], &["migrate"]] {
        assert_eq!(place.run(words, &[]).code, 0);
    }
    let words = ["token", "add", "--pharmacy", CITY, "--scope", "verify", "--days", "1"];
    let made = place.run(&words, &[]);
    let secret = made.out.lines().last().unwrap().to_owned();
    assert!(secret.starts_with("medseal_"), "{}", made.err);
    assert!(!made.err.contains(&secret));
    let portal = place.serve(&[("MEDSEAL_LOG_FILTER", "trace")]).await;
    let token = format!("Bearer {secret}");
    for text in [token.as_str(), &token[..token.len() - 1]] {
        let headers = [
            ("authorization", text),
            ("content-type", "application/json"),
            ("idempotency-key", "k"),
        ];
        let body = Body::from(json!({ "number": NOBODYS }).to_string());
        let answer = portal.browser().send(Method::POST, LOOK_UPS, &headers, body).await;
        assert_eq!(answer.status.is_success(), text == token, "{}", answer.body);
    }
    portal.terminate();
    let (_, log) = portal.end();
    assert!(log.contains(LOOK_UPS), "{log}");
    assert!(!log.contains("medseal_") && !log.contains(NOBODYS) && !log.contains("333333333"));
}

#[tokio::test]
async fn a_system_reads_so_often_in_a_minute_and_no_more() {
    let clinic = Clinic::open().await;
    let till = till(&clinic, CITY, &Scope::ALL).await;
    let nowhere = format!("{LOOK_UPS}/{}", till.id);
    for _ in 0..1_200 {
        fails(&till.get(&nowhere).await, 404, "not-found");
    }
    let slow = till.get(&nowhere).await;
    fails(&slow, 429, "too-many-requests");
    assert_eq!(slow.header("retry-after"), "60");
    let other = crate::till::till(&clinic, LAKE, &Scope::ALL).await;
    fails(&other.get(&nowhere).await, 404, "not-found");
    clinic.pass(Duration::from_mins(1));
    fails(&till.get(&nowhere).await, 404, "not-found");
}
