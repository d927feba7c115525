//! Acts are taken from our own pages alone.

use crate::{
    browser::Browser,
    clinic::{Clinic, behind_tls},
    people::{ASHA, PASSWORD},
};
use axum::http::{Method, StatusCode};
use std::time::Duration;

/// What a page of another site, or of none, sends with a form.
const FOREIGN: [&[(&str, &str)]; 11] = [
    &[("origin", "https://evil.example")],
    &[("origin", "null")],
    &[("origin", "")],
    &[("origin", "http://127.0.0.1:8081")],
    &[("origin", "http://127.0.0.1:8080.evil.example")],
    &[("origin", "https://127.0.0.1:8080")],
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site")],
    &[("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:8080")],
    &[("sec-fetch-site", "same-origin, cross-site")],
    &[("sec-fetch-site", "Cross-Site"), ("referer", "http://127.0.0.1:8080/home")],
];

/// What our own pages, and programs that are no browsers, send.
const OWN: [&[(&str, &str)]; 4] = [
    &[("sec-fetch-site", "same-origin"), ("origin", "http://127.0.0.1:8080")],
    &[("sec-fetch-site", "none")],
    &[("origin", "http://127.0.0.1:8080")],
    &[],
];

/// Every act, as the router names it.
pub const ACTS: [&str; 43] = [
    "/activate",
    "/activate/password",
    "/family/act",
    "/family/back",
    "/forgotten",
    "/forgotten/password",
    "/history/{id}/not-me",
    "/notice",
    "/settings/change",
    "/settings/password",
    "/settings/pin",
    "/settings/pin/remove",
    "/my-data/{id}/{file}",
    "/my-data/erase/stop",
    "/settings/number",
    "/settings/number/stop",
    "/stop-number",
    "/language",
    "/sign-in",
    "/sign-in/call",
    "/sign-in/code",
    "/sign-in/pin",
    "/sign-in/resend",
    "/sign-in/who",
    "/sign-out",
    "/session/stay",
    "/labs/{id}/ask",
    "/labs/{id}/call",
    "/labs/{id}/code",
    "/labs/{id}/resend",
    "/labs/{id}/seal",
    "/security/devices/{id}/end",
    "/security/devices/{id}/wipe",
    "/security/others/end",
    "/prescriptions/asked/{id}/code",
    "/prescriptions/asked/{id}/no",
    "/prescriptions/asked/{id}/yes",
    "/prescriptions/send/who",
    "/prescriptions/{id}/ask",
    "/prescriptions/{id}/code",
    "/prescriptions/{id}/collectors/{of}/end",
    "/prescriptions/{id}/given/{of}",
    "/prescriptions/{id}/seal",
];

/// The fields of any act, whole.
pub const FIELDS: [(&str, &str); 16] = [
    ("identifier", ASHA.number),
    ("password", PASSWORD),
    ("challenge", "0195a000-0000-7000-8000-000000000001"),
    ("code", "123456"),
    ("patient", "0195a000-0000-7000-8000-000000000002"),
    ("language", "en"),
    ("back", "/home"),
    ("day", "29"),
    ("month", "2"),
    ("year", "1948"),
    ("accept", "2026-1"),
    ("version", "2026-1"),
    ("current", PASSWORD),
    ("codes-by", "sms"),
    ("text", "large"),
    ("phone", "+91 555 010 0042"),
];

/// An act of a report of one's own.
pub fn act(path: &str, report: &str) -> String {
    path.replace("/labs/{id}", report)
}

#[test]
fn the_list_of_acts_is_the_routers() {
    let router = include_str!("../../../app/src/router.rs");
    let acting = router.split(".route(\"").skip(1).filter(|route| {
        let handler = route.split_once(',').unwrap().1;
        handler.trim_start().starts_with("post(")
    });
    let acts: Vec<&str> = acting.map(|route| route.split('"').next().unwrap()).collect();
    let (mut known, mut found) = (ACTS.to_vec(), acts);
    known.sort_unstable();
    found.sort_unstable();
    assert_eq!(known, found);
}

async fn signed_in() -> (Clinic, Browser, String) {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut browser).await;
    clinic.unseal(&mut browser, &ASHA, &report).await;
    // From here on, whatever reaches a page leaves a trace: a sign of life is written.
    clinic.pass(Duration::from_mins(1));
    (clinic, browser, report)
}

#[tokio::test]
async fn a_post_from_elsewhere_is_refused_in_the_readers_language_and_changes_nothing() {
    let (clinic, mut browser, report) = signed_in().await;
    let before = clinic.stored();
    for path in ACTS {
        for headers in FOREIGN {
            let answer = browser.post_with(&act(path, &report), headers, &FIELDS).await;
            answer.is_page(StatusCode::FORBIDDEN).says("We did not do that");
            answer.says("lang=\"en\"");
            assert!(answer.cookies().is_empty(), "{path} {headers:?}");
        }
    }
    browser.cookies.insert("lang".into(), "hi".into());
    for path in ACTS {
        let answer = browser.post_with(&act(path, &report), FOREIGN[0], &FIELDS).await;
        answer.is_page(StatusCode::FORBIDDEN).says("lang=\"hi\"").hides("We did not");
    }
    assert!(clinic.stored() == before, "something was written");
    browser.get(&report).await.says("137.25");
    assert!(clinic.stored() != before, "the search finds what is written");
}

#[tokio::test]
async fn no_method_that_changes_things_is_taken_from_elsewhere() {
    let (clinic, mut browser, report) = signed_in().await;
    let before = clinic.stored();
    let methods = ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "MADE-UP"];
    for method in methods.map(|it| Method::from_bytes(it.as_bytes()).unwrap()) {
        for path in ["/sign-out", "/home", "/nowhere", &format!("{report}/seal")] {
            let answer = browser.send(method.clone(), path, FOREIGN[0], "".into()).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {path}");
        }
    }
    assert!(clinic.stored() == before, "something was written");
}

#[tokio::test]
async fn a_post_from_our_own_pages_passes() {
    let (_clinic, browser, report) = signed_in().await;
    for path in ACTS {
        for headers in OWN {
            let mut browser = browser.clone();
            let answer = browser.post_with(&act(path, &report), headers, &FIELDS).await;
            assert_ne!(answer.status, StatusCode::FORBIDDEN, "{path} {headers:?}");
            assert!(!answer.status.is_server_error(), "{path} {}", answer.body);
        }
    }
}

#[tokio::test]
async fn behind_a_proxy_the_origin_is_the_public_one() {
    let clinic = Clinic::configured(behind_tls()).await;
    let fields = [("language", "hi"), ("back", "/")];
    let cases = [
        ("https://portal.example", StatusCode::SEE_OTHER),
        ("http://portal.example", StatusCode::FORBIDDEN),
        ("https://portal.example:444", StatusCode::FORBIDDEN),
        ("https://PORTAL.example.evil", StatusCode::FORBIDDEN),
        ("https://evil.portal.example", StatusCode::FORBIDDEN),
        ("http://127.0.0.1:8080", StatusCode::FORBIDDEN),
    ];
    for (origin, status) in cases {
        let headers = [("origin", origin)];
        let answer = clinic.browser().post_with("/language", &headers, &fields).await;
        assert_eq!(answer.status, status, "{origin}");
    }
}
