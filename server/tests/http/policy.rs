//! What pages may run and load, and what they show to anybody who reads their source.

use crate::{
    answer::Answer,
    clinic::Clinic,
    markup::{faults, tags},
    people::{ASHA, PASSWORD, RESULT},
};
use axum::http::StatusCode;
use serde_json::{Map, Value};
use std::collections::HashSet;

fn policy(answer: &Answer) -> Vec<&str> {
    answer.header("content-security-policy").split(';').map(str::trim).collect()
}

fn nonce(answer: &Answer) -> &str {
    let policy = answer.header("content-security-policy");
    policy.split_once("'nonce-").unwrap().1.split('\'').next().unwrap()
}

/// Every page that somebody meets on their way to an open report.
async fn pages() -> (Vec<Answer>, String, String) {
    let clinic = Clinic::with(&ASHA, &["2024-06-01", "2025-06-01"]).await;
    let mut browser = clinic.browser();
    let mut pages = vec![browser.get("/sign-in").await];
    let fields = [("identifier", ASHA.number), ("password", PASSWORD)];
    browser.post("/sign-in", &fields).await.redirects_to("/sign-in/code");
    pages.push(browser.get("/sign-in/code").await);
    let (challenge, code) = (pages[1].field("challenge"), clinic.code(&ASHA).await);
    let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
    browser.post("/sign-in/code", &fields).await.redirects_to("/home");
    for page in ["/home", "/labs", "/session/ending"] {
        pages.push(browser.get(page).await);
    }
    let report = clinic.report(&mut browser).await;
    pages.push(browser.get(&report).await);
    browser.post(&format!("{report}/ask"), &[]).await;
    pages.push(browser.get(&format!("{report}/code")).await);
    let (challenge, second) = (pages.last().unwrap().field("challenge"), clinic.code(&ASHA).await);
    let fields = [("challenge", challenge.as_str()), ("code", second.as_str())];
    browser.post(&format!("{report}/code"), &fields).await.redirects_to(&report);
    pages.push(browser.get(&report).await);
    browser.post("/sign-out", &[]).await;
    pages.push(browser.get("/signed-out").await);
    (pages, code, second)
}

#[tokio::test]
async fn pages_run_their_own_script_alone_under_a_nonce_of_their_own() {
    let (pages, ..) = pages().await;
    let expected = [
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ];
    let mut nonces = HashSet::new();
    for page in &pages {
        page.is_page(StatusCode::OK);
        let nonce = nonce(page);
        assert!(nonce.len() >= 22, "128 bits: {nonce}");
        assert!(nonces.insert(nonce.to_owned()), "used twice: {nonce}");
        let policy = policy(page);
        let scripts = format!("script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'");
        assert!(policy.contains(&scripts.as_str()), "{policy:?}");
        assert!(expected.iter().all(|it| policy.contains(it)), "{policy:?}");
        assert_eq!(policy.len(), expected.len() + 1, "{policy:?}");
        let faults = faults(&page.body, Some(nonce));
        assert!(faults.is_empty(), "{faults:#?}");
        assert!(page.body.starts_with("<!DOCTYPE html>") && page.body.ends_with("</html>"));
    }
    let scripts = pages.iter().filter(|page| page.body.contains("<script")).count();
    assert_eq!(scripts, 6, "pages with a piece that wakes");
}

#[tokio::test]
async fn pages_name_no_other_site() {
    for page in pages().await.0 {
        for mark in
            ["http://", "https://", "ws://", "wss://", "url(", "@import", "src=\"//", "href=\"//"]
        {
            let foreign = page.body.replace("http://www.w3.org/2000/svg", "");
            assert!(!foreign.contains(mark), "{mark}: {foreign}");
        }
    }
}

#[tokio::test]
async fn islands_are_given_what_the_page_shows_and_nothing_secret() {
    let (pages, first, second) = pages().await;
    let mut seen = HashSet::new();
    // `stay` says by a hash which stay it is, and nothing of whose.
    let known = "until now words then spoken action challenge again_in button wait none_left sent left stay warn \
        title text leave at says state again instead";
    let known: Vec<&str> = known.split_whitespace().collect();
    for page in &pages {
        for island in tags(&page.body).iter().filter(|tag| tag.name == "leptos-island") {
            let props = island.get("data-props").unwrap_or("{}");
            let props: Map<String, Value> = serde_json::from_str(props).unwrap();
            seen.insert(
                island.get("data-component").unwrap().split('_').next().unwrap().to_owned(),
            );
            let within = props.values().filter_map(Value::as_object).flat_map(Map::keys);
            for name in props.keys().chain(within) {
                assert!(known.contains(&name.as_str()), "a new prop {name}: is it on the page?");
            }
            let text = Value::Object(props).to_string();
            for secret in [&first, &second, RESULT, PASSWORD, "Asha", ASHA.number, "90000000"] {
                assert!(!text.contains(secret), "{secret} in {text}");
            }
        }
    }
    let expected = ["CodeFromText", "Countdown", "Progress", "ResendCode", "StaySignedIn"];
    let expected = expected.map(str::to_owned);
    assert_eq!(seen, HashSet::from(expected));
}

#[tokio::test]
async fn a_code_page_shows_no_more_of_a_number_than_its_end() {
    let (pages, first, second) = pages().await;
    for page in &pages {
        page.hides(&first).hides(&second).hides(PASSWORD).hides("9000000001").hides(ASHA.phone);
    }
}
