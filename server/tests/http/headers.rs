//! The headers of every kind of answer.

use crate::{
    answer::Answer,
    browser::{Browser, OWN},
    clinic::{Clinic, behind_tls},
    people::ASHA,
};
use axum::{
    body::{Body, to_bytes},
    http::{HeaderValue, Method, Request, StatusCode},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use server::config::Config;
use std::collections::HashSet;
use store::Db;

const ALWAYS: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), otp-credentials=(self)",
    ),
];

/// A clinic with somebody signed in, who has a report with a PDF open.
async fn open(config: Config) -> (Clinic, Browser, String) {
    let clinic = Clinic::configured(config).await;
    let mut report = testkit::report("r", &ASHA, "2025-06-01", "final", &[]);
    let data = STANDARD.encode("%PDF-1.4 <script>alert(1)</script>");
    report["presentedForm"] =
        serde_json::json!([{ "contentType": "application/pdf", "data": data }]);
    clinic.import(&testkit::bundle(&[testkit::patient(&ASHA), report])).await;
    clinic.let_in(&ASHA).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut browser).await;
    clinic.unseal(&mut browser, &ASHA, &report).await;
    (clinic, browser, report)
}

/// The address of a page's style sheet.
fn style(page: &Answer) -> String {
    let style = page.body.split("href=\"").find(|it| it.starts_with("/assets/main")).unwrap();
    style.split('"').next().unwrap().to_owned()
}

/// One answer of every kind, with its name and status.
async fn every_answer(config: Config) -> Vec<(&'static str, u16, Answer)> {
    let (clinic, mut browser, report) = open(config).await;
    let mut stranger = clinic.browser();
    let style = style(&stranger.get("/sign-in").await);
    let closed = Db::open(clinic.db.url()).await.unwrap();
    let mut gone = stranger.at(&clinic.node(closed.clone()));
    closed.close().await;
    let large = "a".repeat(100_000);
    let foreign = [("origin", "https://evil.example")];
    let nobody = [("identifier", "a"), ("password", "b")];
    vec![
        ("page", 200, stranger.get("/sign-in").await),
        ("page behind sign-in", 200, browser.get("/home").await),
        ("open report", 200, browser.get(&report).await),
        ("head", 200, browser.send(Method::HEAD, "/labs", &[], Body::empty()).await),
        ("document", 200, browser.get(&format!("{report}/documents/0")).await),
        ("way from a page", 303, stranger.get("/home").await),
        ("way from an act", 303, browser.post("/session/stay", &[]).await),
        ("data", 200, browser.get("/session/left").await),
        ("answer to a script", 200, browser.ask("/session/stay", &[]).await),
        ("malformed", 400, browser.post("/sign-in", &[]).await),
        ("forbidden", 403, browser.post_with("/sign-out", &foreign, &[]).await),
        ("absent", 404, browser.get("/nowhere").await),
        ("other method", 405, browser.get("/sign-out").await),
        ("too large", 413, browser.send_form("/sign-in", &OWN, large).await),
        ("no database", 503, gone.post("/sign-in", &nobody).await),
        ("asset", 200, stranger.get(&style).await),
        ("absent asset", 404, stranger.get("/assets/none.css").await),
        ("alive", 200, stranger.get("/health/live").await),
        ("ready", 200, stranger.get("/health/ready").await),
        ("not ready", 503, gone.get("/health/ready").await),
        ("phone", 200, stranger.get("/sandbox/phone").await),
        ("messages", 200, stranger.get("/sandbox/messages").await),
        ("bad number", 400, stranger.get("/sandbox/messages?to=x").await),
        ("events", 200, head_of(&stranger, "/sandbox/events").await),
        ("signed out", 303, browser.post("/sign-out", &[]).await),
    ]
}

/// The head of an answer that never ends.
async fn head_of(browser: &Browser, path: &str) -> Answer {
    let request: Request<Body> = browser.request(Method::GET, path, Body::empty());
    let (parts, _) = browser.begin(request).await.unwrap().into_parts();
    Answer { status: parts.status, headers: parts.headers, body: String::new() }
}

#[tokio::test]
async fn every_answer_is_hardened_and_none_but_assets_is_kept() {
    for (what, status, answer) in every_answer(Config::default()).await {
        assert_eq!(answer.status.as_u16(), status, "{what}: {}", answer.body);
        for (name, value) in ALWAYS {
            let all: Vec<_> = answer.headers.get_all(name).iter().collect();
            assert_eq!(all, [value], "{what}: {name}");
        }
        let policy = answer.header("content-security-policy");
        assert_eq!(answer.headers.get_all("content-security-policy").iter().count(), 1, "{what}");
        assert!(policy.contains("default-src 'none'"), "{what}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{what}: {policy}");
        for loose in ["'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:", "blob:"] {
            assert!(!policy.contains(loose), "{what}: {policy}");
        }
        let kept = if what == "asset" { "public, max-age=31536000, immutable" } else { "no-store" };
        let expected = if what == "events" { "no-cache" } else { kept };
        assert_eq!(answer.header("cache-control"), expected, "{what}");
        assert_eq!(answer.header("strict-transport-security"), "", "{what}");
        for tells in ["server", "x-powered-by", "access-control-allow-origin"] {
            assert_eq!(answer.header(tells), "", "{what}: {tells}");
        }
        let redirects = answer.status.is_redirection();
        assert!(!redirects || answer.body.is_empty(), "{what}: {}", answer.body);
    }
}

#[tokio::test]
async fn behind_tls_every_answer_says_that_it_stays_so() {
    for (what, status, answer) in every_answer(behind_tls()).await {
        // Our own pages' origin is the public one there.
        assert_eq!(answer.status.as_u16(), status, "{what}: {}", answer.body);
        assert_eq!(
            answer.header("strict-transport-security"),
            "max-age=63072000; includeSubDomains",
            "{what}"
        );
    }
}

#[tokio::test]
async fn a_document_is_shown_and_cannot_act() {
    let (_clinic, mut browser, report) = open(Config::default()).await;
    let document = browser.get(&format!("{report}/documents/0")).await;
    assert_eq!(document.status, StatusCode::OK);
    document.says("%PDF-1.4");
    let expected = [
        ("content-type", "application/pdf"),
        ("content-disposition", "inline; filename=\"document.pdf\""),
        ("content-security-policy", "sandbox; default-src 'none'; frame-ancestors 'none'"),
        ("cache-control", "no-store"),
    ];
    for (name, value) in expected {
        assert_eq!(document.header(name), value, "{name}");
    }
}

#[tokio::test]
async fn an_asset_comes_in_the_coding_that_is_asked_for() {
    let clinic = Clinic::open().await;
    let mut browser = clinic.browser();
    let page = browser.get("/sign-in").await;
    let style = page.body.split("href=\"").find(|it| it.starts_with("/assets/main")).unwrap();
    let style = style.split('"').next().unwrap();
    for (accepted, coding) in [("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0", ""), ("", "")] {
        let headers = [("accept-encoding", accepted)];
        let answer = browser.send(Method::GET, style, &headers, Body::empty()).await;
        assert_eq!(answer.header("content-encoding"), coding, "{accepted}");
        assert_eq!(answer.header("vary"), "accept-encoding");
        assert_eq!(answer.header("content-type"), "text/css; charset=utf-8");
    }
    for path in ["/assets/..%2fmanifest.json", "/assets/%2e%2e/manifest.json", "/assets/"] {
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_page_comes_small_to_those_who_can_unfold_it() {
    let clinic = Clinic::open().await;
    let mut browser = clinic.browser();
    let plain = browser.get("/sign-in").await;
    let asked = |path| {
        let mut request = clinic.browser().request(Method::GET, path, Body::empty());
        request.headers_mut().insert("accept-encoding", HeaderValue::from_static("gzip, br"));
        request
    };
    let small = browser.begin(asked("/sign-in")).await.unwrap();
    assert_eq!(plain.header("content-encoding"), "");
    assert_eq!(small.headers()["content-encoding"], "gzip");
    assert_eq!(small.headers()["vary"], "accept-encoding");
    for (name, value) in ALWAYS {
        assert_eq!(small.headers()[name], value);
    }
    let small = to_bytes(small.into_body(), plain.body.len()).await.unwrap();
    assert!(small.starts_with(b"\x1f\x8b") && small.len() < plain.body.len() / 2);
    let events = browser.begin(asked("/sandbox/events")).await.unwrap();
    assert!(!events.headers().contains_key("content-encoding"), "a stream must not wait");
}

/// What a page gives the cookie that makes browsers drop the pages that were left.
fn page_cookie(answer: &Answer) -> Option<String> {
    let cookies = answer.cookies();
    let page = cookies.iter().find_map(|it| it.split_once("medseal-page="))?;
    Some(page.1.split(';').next().unwrap().to_owned())
}

#[tokio::test]
async fn each_page_of_somebody_signed_in_has_browsers_drop_the_one_before() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    assert_eq!(page_cookie(&clinic.browser().get("/sign-in").await), None, "nobody is signed in");
    let mut browser = clinic.signed_in(&ASHA).await;
    let mut seen = HashSet::new();
    for page in ["/home", "/labs", "/labs", "/nowhere"] {
        assert!(seen.insert(page_cookie(&browser.get(page).await).expect(page)), "{page}");
    }
    assert_eq!(
        page_cookie(&browser.get("/session/left").await),
        None,
        "a script's question is no page"
    );
    browser.post("/sign-out", &[]).await;
    assert_eq!(
        page_cookie(&browser.get("/sign-in").await).as_deref(),
        Some(""),
        "it is taken away"
    );
    assert_eq!(page_cookie(&browser.get("/sign-in").await), None);
}
